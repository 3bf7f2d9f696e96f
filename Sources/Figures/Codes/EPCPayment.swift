/// A SEPA credit transfer as the European Payments Council's guideline EPC069-12 writes it into a QR code.
///
/// Version 002 in UTF-8: the bank's identifier may be left out. At most 331 bytes, symbol version 13, level M.
public struct EPCPayment: Sendable {
  /// Who is paid: 1 to 70 characters.
  public var name: String
  /// The account, without spaces, in a country of SEPA.
  public var iban: String
  /// The bank; needed only outside the European Economic Area.
  public var bankIdentifier = ""
  /// Eurocents, 1 to 99,999,999,999; nil leaves the amount to the payer.
  public var cents: Int64?
  /// A purpose code of ISO 20022, up to four characters.
  public var purpose = ""
  /// A structured reference, up to 35 characters: one of ISO 11649, whose check digits are tried, or a country's own.
  public var reference = ""
  /// Free remittance text, up to 140 characters; never together with a reference.
  public var text = ""
  /// What the payee tells the payer, up to 70 characters.
  public var information = ""

  /// Makes a payment to an account.
  public init(to name: String, iban: String) {
    self.name = name
    self.iban = iban
  }

  /// Bytes a payload may have.
  public static let largestPayload = 331
  private static let largestVersion = 13
  private static let amounts: ClosedRange<Int64> = 1...99_999_999_999

  /// The code.
  ///
  /// - Throws: the first rule of the guideline that the payment breaks.
  public func code() throws(PaymentCode.Problem) -> PaymentCode {
    try check()
    var lines = ["BCD", "002", "1", "SCT", bankIdentifier, name, iban, amount]
    lines += [purpose, reference, text, information]
    // Empty elements at the end are left out, and with them their line feeds.
    while lines.last?.isEmpty == true { lines.removeLast() }
    var payload: [UInt8] = []
    payload.reserveCapacity(Self.largestPayload)
    for line in lines {
      if !payload.isEmpty { payload.append(0x0A) }
      payload.append(contentsOf: line.utf8)
    }
    guard payload.count <= Self.largestPayload else { throw .size }
    return PaymentCode(payload: payload, versions: 1...Self.largestVersion)
  }

  /// `EUR12.3` would do; two decimals are what people check by eye.
  private var amount: String {
    guard let cents else { return "" }
    let rest = cents % 100
    return "EUR\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func check() throws(PaymentCode.Problem) {
    guard Self.bytes(iban, IBAN.isValid) else { throw .iban }
    guard let area = SEPAArea(account: iban) else { throw .area }
    if !bankIdentifier.isEmpty {
      guard Self.bytes(bankIdentifier, IBAN.isBankIdentifier) else { throw .bankIdentifier }
    } else if area == .beyond {
      throw .bankNeeded
    }
    guard (1...70).contains(name.unicodeScalars.count), !Self.isBlank(name) else { throw .name }
    if let cents, !Self.amounts.contains(cents) { throw .amount }
    let isPurpose = purpose.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
    }
    guard isPurpose, purpose.utf8.count <= 4 else { throw .purpose }
    if !reference.isEmpty {
      guard text.isEmpty else { throw .twoRemittances }
      guard Self.isReference(reference) else { throw .reference }
    }
    guard text.unicodeScalars.count <= 140 else { throw .text }
    guard information.unicodeScalars.count <= 70 else { throw .information }
    for part in [name, text, information] where part.unicodeScalars.contains(where: Self.isControl)
    {
      throw .lineBreak
    }
  }

  /// What begins as a reference of ISO 11649, in small letters too, must be one; others have letters and digits and what banks pass on
  /// beside them.
  private static func isReference(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(2).prefix(2)
    if text.utf8.prefix(2).elementsEqual("rf".utf8, by: { $0 | 0x20 == $1 }), digits.count == 2,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    {
      return bytes(text, IBAN.isCreditorReference)
    }
    return text.utf8.count <= longestReference && !isBlank(text)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || "/-?:().,'+ ".utf8.contains(byte)
      }
  }

  private static let longestReference = 35

  private static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
      || scalar.value == 0x2029
  }

  private static func bytes(_ text: String, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    var text = text
    return text.withUTF8 { test(UnsafeRawBufferPointer($0)) }
  }
}
