internal import Liquid
internal import Markup

extension UBLMapper {
  /// BG-22, checked.
  struct Totals {
    /// BT-112.
    var gross: UBLDecimal
    /// BT-115.
    var due: UBLDecimal
    var object: ObjectBuilder
  }

  /// The document's totals; where UBL leaves BT-112 out, it follows from the amount due.
  ///
  /// - Throws: `ublMissingField` without BT-115, `ublTotal` when a document that claims to follow EN 16931 does
  ///   not add up as that has it. UBL itself demands no sums, and its own examples do not add up.
  func totals() throws(RecordError) -> Totals {
    guard let node = child("LegalMonetaryTotal") else {
      throw missing("BG-22", "LegalMonetaryTotal", below: root)
    }
    guard let due = try amount(child(of: node, "PayableAmount")) else {
      throw missing("BT-115", "PayableAmount", below: node)
    }
    let lines = try amount(child(of: node, "LineExtensionAmount"))
    let allowances = try amount(child(of: node, "AllowanceTotalAmount"))
    let charges = try amount(child(of: node, "ChargeTotalAmount"))
    let net = try amount(child(of: node, "TaxExclusiveAmount"))
    let vat = try totalVAT()
    let prepaid = try amount(child(of: node, "PrepaidAmount"))
    let rounding = try amount(child(of: node, "PayableRoundingAmount"))
    var gross = try amount(child(of: node, "TaxInclusiveAmount"))
    if gross == nil { gross = due.adding(prepaid ?? .zero)?.adding((rounding ?? .zero).negated) }
    guard let gross else {
      throw fault(.ublNumber, node, "the total with VAT (BT-112) is too large")
    }
    if claimsEN16931 {
      let others = try thirdPartyPayments()
      try require(
        "BT-115 = BT-112 - BT-113 + BT-114", node, due, gross, prepaid?.negated, rounding, others)
      if let lines, let net {
        try require(
          "BT-109 = BT-106 - BT-107 + BT-108", node, net, lines, allowances?.negated, charges)
      }
      if let net { try require("BT-112 = BT-109 + BT-110", node, gross, net, vat) }
    }
    var object = ObjectBuilder()
    object.set("lines", lines?.value ?? .nil)
    object.set("allowances", allowances?.value ?? .nil)
    object.set("charges", charges?.value ?? .nil)
    object.set("net", net?.value ?? .nil)
    object.set("vat", vat?.value ?? .nil)
    object.set("gross", gross.value)
    object.set("prepaid", prepaid?.value ?? .nil)
    object.set("rounding", rounding?.value ?? .nil)
    object.set("due", due.value)
    return Totals(gross: gross, due: due, object: object)
  }

  /// Whether BT-24 names EN 16931 or the Peppol models made from it.
  private var claimsEN16931: Bool {
    let specification = String(decoding: bytes(child("CustomizationID")), as: UTF8.self)
    return specification.hasPrefix("urn:cen.eu:en16931")
      || specification.hasPrefix("urn:peppol:pint")
  }

  /// What XRechnung's extension collects for others and adds to the amount due (BT-DEX-002); nil for none.
  private func thirdPartyPayments() throws(RecordError) -> UBLDecimal? {
    guard isXRechnungExtension else { return nil }
    var sum: UBLDecimal? = .zero
    for node in document.children(of: root, named: "PrepaidPayment") {
      sum = sum?.adding(try amount(child(of: node, "PaidAmount")) ?? .zero)
    }
    return sum
  }

  /// Whether the document uses XRechnung's extension, which gives `PrepaidPayment` another meaning.
  var isXRechnungExtension: Bool {
    let specification = bytes(child("CustomizationID"))
    let name = "xeinkauf.de:kosit:extension:xrechnung".utf8
    return specification.indices.contains { specification[$0...].starts(with: name) }
  }

  /// Checks one sum of EN 16931, section 6.4.2 (BR-CO-13, -15, -16).
  private func require(
    _ rule: String, _ node: Node, _ total: UBLDecimal, _ terms: UBLDecimal?...
  ) throws(RecordError) {
    var sum: UBLDecimal? = .zero
    for case let term? in terms { sum = sum?.adding(term) }
    if sum?.equals(total) != true {
      throw fault(.ublTotal, node, "the totals do not add up: \(rule)")
    }
  }

  /// Tax totals in the document's currency; another may state BT-111 in the accounting currency.
  private func taxTotals() throws(RecordError) -> [Node] {
    let accounting = bytes(child("TaxCurrencyCode"))
    var totals: [Node] = []
    for node in document.children(of: root, named: "TaxTotal") {
      guard let amount = child(of: node, "TaxAmount") else {
        throw missing("BT-110", "TaxAmount", below: node)
      }
      let code = document.attribute("currencyID", of: amount) ?? []
      if code == currency {
        totals.append(node)
      } else if accounting.isEmpty || code != accounting {
        throw fault(
          .ublCurrency, amount,
          "the tax is neither in the document's nor in the accounting currency")
      }
    }
    return totals
  }

  /// BT-110: one total, or the sum of several taxes' totals that each have a breakdown.
  ///
  /// Where the accounting currency is the document's own, a second total without a breakdown repeats it.
  private func totalVAT() throws(RecordError) -> UBLDecimal? {
    let totals = try taxTotals()
    let detailed = totals.filter { child(of: $0, "TaxSubtotal") != nil }
    var sum: UBLDecimal?
    for node in detailed.isEmpty ? Array(totals.prefix(1)) : detailed {
      guard let amount = try amount(child(of: node, "TaxAmount")) else {
        throw missing("BT-110", "TaxAmount", below: node)
      }
      sum = (sum ?? .zero).adding(amount)
      if sum == nil { throw fault(.ublNumber, node, "the total VAT (BT-110) is too large") }
    }
    return sum
  }

  /// BG-23.
  func vatBreakdown() throws(RecordError) -> [Value] {
    var breakdown: [Value] = []
    for total in try taxTotals() {
      for node in document.children(of: total, named: "TaxSubtotal") {
        let category = child(of: node, "TaxCategory")
        var entry = ObjectBuilder()
        entry.set("base", try amount(child(of: node, "TaxableAmount"))?.value ?? .nil)
        entry.set("amount", try amount(child(of: node, "TaxAmount"))?.value ?? .nil)
        entry.set("category", text(child(of: category, "ID")))
        // UBL 2.0 had the rate beside the category, not in it.
        let rate = child(of: category, "Percent") ?? child(of: node, "Percent")
        entry.set("rate", try decimal(rate)?.value ?? .nil)
        entry.set(
          "exemption_reason",
          firstText(
            child(of: category, "TaxExemptionReason"), child(of: category, "TaxExemptionReasonCode")
          ))
        breakdown.append(entry.finish(in: arena))
      }
    }
    return breakdown
  }
}
