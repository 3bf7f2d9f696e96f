import Liquid
import Testing

@testable import Communication

/// What a page does where a payment is none that a code holds.
@Suite struct PaymentCodeTagTests {
  private func page(_ arguments: String) throws -> String {
    let text =
      "{% capture code %}{% payment_code 'epc', \(arguments), title: 'Pay' %}{% endcapture %}"
      + "{% if code != blank %}<figure>{{ code }}</figure>{% else %}none{% endif %}"
    return try tagPage(text, PaymentCodeTag.row)
  }

  private static let account = "iban: 'DE89370400440532013000', amount: 12.5"
  /// 210 and 300 bytes.
  private static let longest =
    "name: '\(String(repeating: "北", count: 70))', text: '\(String(repeating: "京", count: 100))'"

  @Test func aPaymentThatFitsIsDrawn() throws {
    for optional in ["", ", optional: true", ", optional: false"] {
      let page = try page("\(Self.account), name: 'Nordwind'\(optional)")
      #expect(page.hasPrefix("<figure><svg") && page.hasSuffix("</svg></figure>"))
    }
  }

  @Test(arguments: [longest, "name: '\(String(repeating: "a", count: 71))'", "name: ''"])
  func anOptionalOneThatDoesNotIsLeftOut(texts: String) throws {
    #expect(try page("\(Self.account), \(texts), optional: true") == "none")
    #expect(throws: RenderError.self) { try page("\(Self.account), \(texts)") }
    #expect(throws: RenderError.self) { try page("\(Self.account), \(texts), optional: false") }
  }

  @Test(arguments: ["'swiss'", "'EPC'", "''", "nil", "5", "kind"])
  func anotherKindStopsTheDocument(kind: String) throws {
    let text =
      "{% payment_code \(kind), \(Self.account), name: 'Nordwind', title: 'Pay', optional: true %}"
    #expect(throws: RenderError.self) { try tagPage(text, PaymentCodeTag.row) }
  }

  /// Only what is there: a page may hand on the fields of both kinds, of which a record has those of its own.
  @Test func anArgumentOfTheOtherKindStopsTheDocument() throws {
    let notice = "notice: '302000000000000184', creditor: '12345678903', amount: 1, title: 'Pay'"
    let account = "iban: 'DE89370400440532013000', name: 'Nordwind', amount: 1, title: 'Pay'"
    for (good, bad) in [
      ("'pagopa', \(notice), text: nil", "'pagopa', \(notice), text: 'x'"),
      ("'epc', \(account), notice: nil", "'epc', \(account), notice: '1'"),
    ] {
      let page = try tagPage("{% payment_code \(good) %}", PaymentCodeTag.row)
      #expect(page.hasPrefix("<svg"))
      #expect(throws: RenderError.self) {
        try tagPage("{% payment_code \(bad), optional: true %}", PaymentCodeTag.row)
      }
    }
  }

  @Test(arguments: [
    "iban: 'DE89370400440532013001', amount: 12.5", "iban: 'DE89370400440532013000', amount: 0",
    "iban: 'DE89370400440532013000', amount: 0.001",
  ])
  func aWrongAccountOrAmountStopsTheDocument(payment: String) {
    #expect(throws: RenderError.self) { try page("\(payment), name: 'Nordwind', optional: true") }
  }

  @Test(arguments: [
    ("12.345", "the amount has a fraction of a cent"), ("'12.30'", "the amount is not a number"),
    ("0", "the amount is outside what the standard allows"),
    ("1000000000", "the amount is outside what the standard allows"),
  ])
  func whatIsWrongWithAnAmountIsSaid(amount: String, words: String) {
    #expect {
      try page("iban: 'DE89370400440532013000', name: 'Nordwind', amount: \(amount)")
    } throws: {
      "\($0)".contains(words)
    }
  }

  /// The account is right, only no transfer by code reaches it; without `optional` that is told.
  @Test func anAccountThatNoCodeReachesIsLeftOut() throws {
    for account in ["CH9300762011623852957", "BR1800360305000010009795493C1"] {
      let payment = "iban: '\(account)', amount: 12.5, name: 'Nordwind'"
      #expect(try page("\(payment), optional: true") == "none")
      #expect(throws: RenderError.self) { try page(payment) }
    }
    let bank = "'POFICHBEXXX' | valid_bic"
    let text =
      "{% assign bic = \(bank) %}{% payment_code 'epc', iban: 'CH9300762011623852957', bic: bic, "
      + "amount: 1, name: 'Nordwind' %}"
    #expect(try tagPage(text, PaymentCodeTag.row, PaymentFilters.rows).hasPrefix("<svg"))
    for none in ["'POFICHBEXX'", "'pofichbexxx'", "'POFI 123456'", "12345678", "nil"] {
      let text =
        "{% assign bic = \(none) | valid_bic %}{% if bic %}{{ bic }}{% else %}none{% endif %}"
      #expect(try tagPage(text, PaymentCodeTag.row, PaymentFilters.rows) == "none")
    }
  }

  @Test func aCodeWithoutATitleIsNoImageWithoutAName() throws {
    let payment = "'epc', \(Self.account), name: 'Nordwind'"
    let page = try tagPage("{% payment_code \(payment) %}", PaymentCodeTag.row)
    #expect(page.contains("aria-hidden=\"true\"") && !page.contains("<title"))
    #expect(!page.contains("role=") && !page.contains("aria-labelledby"))
  }
}
