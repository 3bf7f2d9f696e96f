internal import Liquid
internal import Markup

extension UBLMapper {
  /// The bill itself: its identity, totals, taxes, lines and references.
  func bill(_ supplies: [Supply]) throws(RecordError) -> ObjectBuilder {
    var bill = ObjectBuilder()
    bill.set("number", try required(child("ID"), "BT-1", "ID", below: root))
    bill.set("type", isCredit ? Value("credit_note") : Value("invoice"))
    let code = bytes(child("InvoiceTypeCode") ?? child("CreditNoteTypeCode"))
    // UBL 2.0 has words of its own here, which are no codes of UNTDID 1001.
    if code.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { bill.set("type_code", string(code)) }
    let issued = try date(child("IssueDate"))
    if issued.isNil { throw missing("BT-2", "IssueDate", below: root) }
    bill.set("issue_date", issued)
    let due = try date(child("DueDate"))
    bill.set("due_date", due.isNil ? try date(child("PaymentMeans", "PaymentDueDate")) : due)
    bill.set("currency", string(currency))
    bill.set("period", try period(child("InvoicePeriod")), in: arena)
    bill.set("note", notes(document.children(of: root, named: "Note")))
    let totals = try self.totals()
    bill.set("total", totals.gross.value)
    bill.set("amount_due", totals.due.value)
    bill.set("totals", totals.object, in: arena)
    bill.set("vat_breakdown", try vatBreakdown(), in: arena)
    bill.set("lines", try lines(supplies), in: arena)
    bill.set("allowances", try allowances(), in: arena)
    bill.set("references", try references(), in: arena)
    return bill
  }

  /// BG-14 and BG-26.
  func period(_ node: Node?) throws(RecordError) -> ObjectBuilder {
    var period = ObjectBuilder()
    period.set("start", try date(child(of: node, "StartDate")))
    period.set("end", try date(child(of: node, "EndDate")))
    return period
  }

  /// BT-22, several joined by line ends, without the subject code that some put in front (`#AAI#`).
  func notes(_ nodes: [Node]) -> Value {
    var joined: [UInt8] = []
    for node in nodes {
      var note = bytes(node)
      if note.first == UInt8(ascii: "#"), note.count > 5, note[note.startIndex + 4] == note.first {
        note = note.dropFirst(5)
      }
      if note.isEmpty { continue }
      if !joined.isEmpty { joined.append(0x0A) }
      joined += note
    }
    return string(joined)
  }

  /// BG-20 and BG-21.
  private func allowances() throws(RecordError) -> [Value] {
    var list: [Value] = []
    for node in document.children(of: root, named: "AllowanceCharge") {
      guard let amount = try amount(child(of: node, "Amount")) else {
        throw missing("BT-92", "Amount", below: node)
      }
      var entry = ObjectBuilder()
      entry.set("amount", amount.value)
      entry.set(
        "reason",
        firstText(
          child(of: node, "AllowanceChargeReason"), child(of: node, "AllowanceChargeReasonCode")))
      entry.set("vat_rate", try decimal(child(of: node, "TaxCategory", "Percent"))?.value ?? .nil)
      switch String(decoding: bytes(child(of: node, "ChargeIndicator")), as: UTF8.self) {
      case "true", "1": entry.set("charge", Value(true))
      case "false", "0": entry.set("charge", Value(false))
      default:
        throw fault(.ublCode, node, "an allowance or charge does not say which of them it is")
      }
      list.append(entry.finish(in: arena))
    }
    return list
  }

  private func references() throws(RecordError) -> ObjectBuilder {
    var references = ObjectBuilder()
    references.set("order", text(child("OrderReference", "ID")))
    references.set("contract", text(child("ContractDocumentReference", "ID")))
    references.set("project", text(child("ProjectReference", "ID")))
    references.set("buyer", text(child("BuyerReference")))
    var preceding: [Value] = []
    for node in document.children(of: root, named: "BillingReference") {
      let invoice = child(of: node, "InvoiceDocumentReference")
      var entry = ObjectBuilder()
      entry.set("number", text(child(of: invoice, "ID")))
      entry.set("issue_date", try date(child(of: invoice, "IssueDate")))
      if !entry.isEmpty { preceding.append(entry.finish(in: arena)) }
    }
    references.set("preceding", preceding, in: arena)
    return references
  }

  /// Payments already received, where a document lists them with their dates.
  func account() throws(RecordError) -> ObjectBuilder {
    if isXRechnungExtension { return ObjectBuilder() }
    var payments: [Value] = []
    for node in document.children(of: root, named: "PrepaidPayment") {
      var payment = ObjectBuilder()
      payment.set("date", try date(child(of: node, "ReceivedDate")))
      payment.set("amount", try amount(child(of: node, "PaidAmount"))?.value ?? .nil)
      if !payment.isEmpty { payments.append(payment.finish(in: arena)) }
    }
    var account = ObjectBuilder()
    account.set("payments", payments, in: arena)
    return account
  }
}
