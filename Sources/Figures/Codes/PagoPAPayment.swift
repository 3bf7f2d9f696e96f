/// A payment notice of Italy's pagoPA platform as its QR code says it (Avviso di pagamento, "Codice QR").
///
/// The symbol is version 4, 33 by 33 modules, level M, whatever the amount.
public struct PagoPAPayment: Sendable {
  /// The notice: auxiliary digit and seventeen digits, leading zeros kept.
  public let noticeNumber: String
  /// The creditor's fiscal code: eleven digits.
  public let creditor: String
  /// Eurocents, 1 to 99,999,999,999: the platform's field has two to eleven digits.
  public let cents: Int64

  /// Makes a payment.
  public init(noticeNumber: String, creditor: String, cents: Int64) {
    self.noticeNumber = noticeNumber
    self.creditor = creditor
    self.cents = cents
  }

  private static let amounts: ClosedRange<Int64> = 1...99_999_999_999
  private static let symbolVersion = 4

  /// The code.
  ///
  /// - Throws: the first rule that the payment breaks.
  public func code() throws(PaymentCode.Problem) -> PaymentCode {
    guard Self.isNoticeNumber(noticeNumber) else { throw .noticeNumber }
    guard Self.isCreditor(creditor) else { throw .creditor }
    guard Self.amounts.contains(cents) else { throw .amount }
    let payload = "PAGOPA|002|\(noticeNumber)|\(creditor)|\(cents < 10 ? "0" : "")\(cents)"
    return PaymentCode(
      payload: Array(payload.utf8), versions: Self.symbolVersion...Self.symbolVersion)
  }

  /// Auxiliary digits 0, 2 and 3 are followed by fifteen digits and two that are the rest of all before them
  /// divided by 93; with 1 the creditor numbers as he likes (pagoPA's SACI, "Numero Avviso").
  private static func isNoticeNumber(_ text: String) -> Bool {
    guard text.utf8.count == 18, let number = digits(text) else { return false }
    switch text.utf8.first {
    case UInt8(ascii: "0"), UInt8(ascii: "2"), UInt8(ascii: "3"):
      return number / 100 % 93 == number % 100
    case UInt8(ascii: "1"): return true
    default: return false
    }
  }

  /// The last digit completes the others to a multiple of ten, every second one doubled and its digits added.
  private static func isCreditor(_ text: String) -> Bool {
    guard text.utf8.count == 11, digits(text) != nil else { return false }
    var sum = 0
    for (index, byte) in text.utf8.enumerated() {
      let digit = Int(byte & 15)
      let doubled = digit * 2
      sum += index % 2 == 0 ? digit : (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  private static func digits(_ text: String) -> UInt64? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(text) : nil
  }
}
