internal import Liquid
internal import Markup

extension UBLMapper {
  /// BG-16; where several means are offered, the first.
  func payment() throws(RecordError) -> ObjectBuilder {
    let node = child("PaymentMeans")
    let account = child(of: node, "PayeeFinancialAccount")
    let mandate = child(of: node, "PaymentMandate")
    var payment = ObjectBuilder()
    let code = child(of: node, "PaymentMeansCode")
    payment.set("means_code", text(code))
    payment.set("means_text", string(code.flatMap { document.attribute("name", of: $0) } ?? []))
    payment.set("reference", text(child(of: node, "PaymentID")))
    payment.set("iban", text(child(of: account, "ID")))
    payment.set("account_name", text(child(of: account, "Name")))
    let branch = child(of: account, "FinancialInstitutionBranch")
    payment.set(
      "bic", firstText(child(of: branch, "ID"), child(of: branch, "FinancialInstitution", "ID")))
    payment.set("mandate_id", text(child(of: mandate, "ID")))
    payment.set("debited_iban", text(child(of: mandate, "PayerFinancialAccount", "ID")))
    payment.set(
      "terms",
      notes(
        document.children(of: root, named: "PaymentTerms").flatMap {
          document.children(of: $0, named: "Note")
        }))
    payment.set("method", method(bytes(code)))
    return payment
  }

  /// A word for the commonest codes of UNTDID 4461.
  private func method(_ code: ArraySlice<UInt8>) -> Value {
    switch String(decoding: code, as: UTF8.self) {
    case "30", "31", "42", "58": Value("transfer")
    case "49", "59": Value("direct_debit")
    case "48", "54", "55": Value("card")
    case "10": Value("cash")
    case "20": Value("cheque")
    default: .nil
    }
  }
}
