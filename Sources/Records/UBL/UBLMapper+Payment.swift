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
    let payee = number(of: account)
    payment.set(payee.isIBAN ? "iban" : "account", payee.value)
    payment.set("account_name", text(child(of: account, "Name")))
    let branch = child(of: account, "FinancialInstitutionBranch")
    payment.set(
      "bic", firstText(child(of: branch, "ID"), child(of: branch, "FinancialInstitution", "ID")))
    payment.set("mandate_id", text(child(of: mandate, "ID")))
    let payer = number(of: child(of: mandate, "PayerFinancialAccount"))
    payment.set(payer.isIBAN ? "debited_iban" : "debited_account", payer.value)
    payment.set(
      "terms",
      notes(
        document.children(of: root, named: "PaymentTerms").flatMap {
          document.children(of: $0, named: "Note")
        }))
    payment.set("method", method(bytes(code)))
    return payment
  }

  /// An account's number; BT-84 and BT-91 may be an IBAN or another.
  ///
  /// What looks like an IBAN is taken for one, in its electronic form: capitals without the spaces of print. Whether its check digits are
  /// right the schema says.
  private func number(of account: Node?) -> (value: Value, isIBAN: Bool) {
    let bytes = bytes(child(of: account, "ID"))
    let plain = bytes.filter { $0 != 0x20 }.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let isIBAN =
      (15...34).contains(plain.count) && isLetter(plain[0]) && isLetter(plain[1])
      && isDigit(plain[2]) && isDigit(plain[3]) && plain.allSatisfy { isLetter($0) || isDigit($0) }
    return isIBAN ? (string(plain), true) : (string(bytes), false)
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
