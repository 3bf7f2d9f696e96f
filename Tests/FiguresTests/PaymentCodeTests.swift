import Figures
import Foundation
import Testing

@Suite("Payment codes")
struct PaymentCodeTests {
  private static func text(_ code: PaymentCode) -> String {
    String(decoding: code.bytes, as: UTF8.self)
  }

  @Test func aSEPATransferIsWrittenAsTheGuidelineSays() throws {
    var payment = EPCPayment(to: "Ondaluce S.p.A.", iban: "IT60X0542811101000000123456")
    payment.cents = 9_005
    payment.text = "Bolletta OL-2026-004417"
    #expect(
      try Self.text(payment.code())
        == "BCD\n002\n1\nSCT\n\nOndaluce S.p.A.\nIT60X0542811101000000123456\nEUR90.05\n\n\nBolletta OL-2026-004417"
    )
  }

  @Test func aReferenceStandsInItsOwnElement() throws {
    var payment = EPCPayment(to: "Wärme GmbH", iban: "DE89370400440532013000")
    payment.bankIdentifier = "COBADEFFXXX"
    payment.reference = "RF18539007547034"
    #expect(
      try Self.text(payment.code())
        == "BCD\n002\n1\nSCT\nCOBADEFFXXX\nWärme GmbH\nDE89370400440532013000\n\n\nRF18539007547034"
    )
  }

  @Test func aNoticeIsWrittenAsThePlatformSays() throws {
    let payment = PagoPAPayment(
      noticeNumber: "302000000000000184", creditor: "12345678903", cents: 9_999)
    #expect(try Self.text(payment.code()) == "PAGOPA|002|302000000000000184|12345678903|9999")
    let small = PagoPAPayment(
      noticeNumber: "302000000000000184", creditor: "12345678903", cents: 5)
    #expect(try Self.text(small.code()).hasSuffix("|05"))
    for notice in ["212345678901234544", "112345678901234500"] {
      let other = PagoPAPayment(noticeNumber: notice, creditor: "12345678903", cents: 5)
      #expect(try Self.text(other.code()).contains(notice))
    }
  }

  /// A change to a payment, and the rule it then breaks; nil for the limit that still passes.
  private struct Limit: CustomTestStringConvertible {
    let testDescription: String
    let problem: PaymentCode.Problem?
    let change: @Sendable (inout EPCPayment) -> Void

    init(
      _ name: String, _ problem: PaymentCode.Problem?,
      _ change: @escaping @Sendable (inout EPCPayment) -> Void
    ) {
      testDescription = name
      self.problem = problem
      self.change = change
    }
  }

  private static let limits: [Limit] = [
    Limit("name of 70", nil) { $0.name = String(repeating: "é", count: 70) },
    Limit("name of 71", .name) { $0.name = String(repeating: "é", count: 71) },
    Limit("no name", .name) { $0.name = "" },
    Limit("a cent", nil) { $0.cents = 1 },
    Limit("nothing", .amount) { $0.cents = 0 },
    Limit("the largest amount", nil) { $0.cents = 99_999_999_999 },
    Limit("a cent more", .amount) { $0.cents = 100_000_000_000 },
    Limit("text of 140", nil) { $0.text = String(repeating: "x", count: 140) },
    Limit("text of 141", .text) { $0.text = String(repeating: "x", count: 141) },
    Limit("information of 70", nil) { $0.information = String(repeating: "x", count: 70) },
    Limit("information of 71", .information) { $0.information = String(repeating: "x", count: 71) },
    Limit("purpose of 4", nil) { $0.purpose = "ELEC" },
    Limit("purpose of 5", .purpose) { $0.purpose = "ELECT" },
    Limit("purpose in small letters", .purpose) { $0.purpose = "elec" },
    Limit("reference of 25", nil) { $0.reference = "RF95ABCDEFGHIJKLMNOPQRSTU" },
    Limit("wrong reference", .reference) { $0.reference = "RF19539007547034" },
    Limit("another reference of 35", nil) { $0.reference = String(repeating: "7", count: 35) },
    Limit("another reference of 36", .reference) {
      $0.reference = String(repeating: "7", count: 36)
    },
    Limit("a country's own reference", nil) { $0.reference = "+++010/8068/17183+++" },
    Limit("a reference in other letters", .reference) { $0.reference = "№ 17" },
    Limit("reference and text", .twoRemittances) {
      $0.reference = "RF18539007547034"
      $0.text = "x"
    },
    Limit("wrong account", .iban) { $0.iban = "DE89370400440532013001" },
    Limit("account with spaces", .iban) { $0.iban = "DE89 3704 0044 0532 0130 00" },
    Limit("account too short", .iban) { $0.iban = "DE8937040044053201300" },
    Limit("99 as check digits", .iban) { $0.iban = "DE99370400440532012917" },
    Limit("a reference in small letters", .reference) { $0.reference = "rf18539007547034" },
    Limit("a blank name", .name) { $0.name = " \u{A0}" },
    Limit("a blank reference", .reference) { $0.reference = "   " },
    Limit("beyond the economic area", nil) {
      $0.iban = "CH9300762011623852957"
      $0.bankIdentifier = "POFICHBEXXX"
    },
    Limit("beyond it without the bank", .bankNeeded) { $0.iban = "CH9300762011623852957" },
    Limit("beyond it as well", .bankNeeded) { $0.iban = "GB29NWBK60161331926819" },
    Limit("within it", nil) { $0.iban = "NO9386011117947" },
    Limit("no country of SEPA", .area) {
      $0.iban = "BR1800360305000010009795493C1"
      $0.bankIdentifier = "COBADEFF"
    },
    Limit("bank of 8", nil) { $0.bankIdentifier = "COBADEFF" },
    Limit("bank of 9", .bankIdentifier) { $0.bankIdentifier = "COBADEFFX" },
    Limit("line break", .lineBreak) { $0.text = "a\nEUR1.00" },
    Limit("line separator", .lineBreak) { $0.name = "a\u{2028}b" },
    // 70 three-byte letters and nine of one byte fill what the rest leaves.
    Limit("331 bytes", nil) {
      $0.name = String(repeating: "n", count: 70)
      $0.text = String(repeating: "€", count: 70) + String(repeating: "x", count: 9)
    },
    Limit("332 bytes", .size) {
      $0.name = String(repeating: "n", count: 70)
      $0.text = String(repeating: "€", count: 70) + String(repeating: "x", count: 10)
    },
  ]

  @Test(arguments: limits.indices)
  func everyLimitOfTheGuidelineHolds(_ index: Int) {
    let limit = Self.limits[index]
    var payment = EPCPayment(to: "Payee", iban: "DE89370400440532013000")
    limit.change(&payment)
    var problem: PaymentCode.Problem?
    var size = 0
    do throws(PaymentCode.Problem) { size = try payment.code().bytes.count } catch {
      problem = error
    }
    #expect(problem == limit.problem, "\(limit.testDescription), \(size) bytes")
    #expect(size <= EPCPayment.largestPayload)
    if limit.testDescription == "331 bytes" { #expect(size == EPCPayment.largestPayload) }
  }

  @Test(arguments: [
    ("302000000000000185", "12345678903", Int64(100), PaymentCode.Problem.noticeNumber),
    ("30200000000000018", "12345678903", 100, .noticeNumber),
    ("402000000000000184", "12345678903", 100, .noticeNumber),
    ("212345678901234500", "12345678903", 100, .noticeNumber),
    ("302000000000000184", "12345678904", 100, .creditor),
    ("302000000000000184", "1234567890", 100, .creditor),
    ("302000000000000184", "12345678903", 0, .amount),
    ("302000000000000184", "12345678903", 100_000_000_000, .amount),
  ])
  func aNoticeThatIsNoneIsRefused(
    _ notice: String, _ creditor: String, _ cents: Int64, _ problem: PaymentCode.Problem
  ) {
    #expect(throws: problem) {
      try PagoPAPayment(noticeNumber: notice, creditor: creditor, cents: cents).code()
    }
  }

  @Test func theLargestNoticeFitsTheSymbolOfVersionFour() throws {
    let payment = PagoPAPayment(
      noticeNumber: "100000000000000000", creditor: "12345678903", cents: 99_999_999_999)
    let code = try payment.code()
    let svg = try drawn { try code.write(title: FigureText("Pay"), idPrefix: "code1", to: &$0) }
    #expect(String(decoding: svg, as: UTF8.self).contains("viewBox=\"0 0 41 41\""))
  }

  @Test func accountsAreHeldToLengthAndCheckDigits() {
    let valid = [
      "GB29NWBK60161331926819", "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
      "FR1420041010050500013M02606", "CH9300762011623852957",
    ]
    for account in valid {
      #expect(Self.isIBAN(account), "\(account)")
      // Every single changed digit is noticed.
      for index in account.indices where account[index].isNumber {
        let digit = account[index] == "9" ? "0" : "9"
        #expect(!Self.isIBAN(account.replacingCharacters(in: index...index, with: digit)))
      }
    }
    for text in [
      "", "GB", "gb29nwbk60161331926819", "GB00NWBK60161331926819", "GB29-WBK6016133192681",
    ] {
      #expect(!Self.isIBAN(text), "\(text)")
    }
  }

  private static func isIBAN(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { IBAN.isValid($0) }
  }
}
