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

  @Test(arguments: [
    "iban: 'DE89370400440532013001', amount: 12.5", "iban: 'DE89370400440532013000', amount: 0",
    "iban: 'DE89370400440532013000', amount: 0.001",
  ])
  func aWrongAccountOrAmountStopsTheDocument(payment: String) {
    #expect(throws: RenderError.self) { try page("\(payment), name: 'Nordwind', optional: true") }
  }
}
