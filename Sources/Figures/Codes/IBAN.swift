/// International bank account numbers, ISO 13616, and what shares their check digits.
public enum IBAN {
  /// The longest number the standard allows, in characters.
  public static let longest = 34

  /// Whether a text is an account number: capital letters and digits without spaces, the length its country
  /// registered, check digits that agree.
  ///
  /// A country that is not in the registry's table is held to the standard's bounds alone, 15 to 34. Nothing is
  /// allocated.
  public static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 15, text.count <= longest, isLetter(text[0]), isLetter(text[1]),
      isDigit(text[2]), isDigit(text[3])
    else { return false }
    if let length = length(of: text[0], text[1]), length != text.count { return false }
    return hasCheckDigits(text)
  }

  /// Whether the third and fourth characters are the ISO 7064 mod 97-10 check digits of the rest: 02 to 98, for 00, 01 and 99 leave the
  /// rests of others.
  ///
  /// Creditor references (ISO 11649) are checked in the same way.
  static func hasCheckDigits(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count > 4, isDigit(text[2]), isDigit(text[3]),
      (2...98).contains(Int(text[2] - 0x30) * 10 + Int(text[3] - 0x30))
    else { return false }
    var rest = 0
    for index in 0..<text.count {
      // The country and the check digits count last.
      let byte = text[index + 4 < text.count ? index + 4 : index + 4 - text.count]
      if isDigit(byte) {
        rest = (rest * 10 + Int(byte - 0x30)) % 97
      } else if isLetter(byte) {
        rest = (rest * 100 + Int(byte - 0x41) + 10) % 97
      } else {
        return false
      }
    }
    return rest == 1
  }

  /// Whether a text is a creditor reference of ISO 11649: `RF`, check digits, up to 21 letters and digits.
  public static func isCreditorReference(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 5, text.count <= 25, text[0] == UInt8(ascii: "R"),
      text[1] == UInt8(ascii: "F"), isDigit(text[2]), isDigit(text[3])
    else { return false }
    return hasCheckDigits(text)
  }

  /// Whether a text has the form of a bank's identifier, ISO 9362: 8 or 11 capital letters and digits.
  public static func isBankIdentifier(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count == 8 || text.count == 11 else { return false }
    for (index, byte) in text.enumerated() {
      let isCountry = index == 4 || index == 5
      guard isLetter(byte) || (!isCountry && isDigit(byte)) else { return false }
    }
    return true
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func length(of first: UInt8, _ second: UInt8) -> Int? {
    lengths[Int(first - 0x41) * 26 + Int(second - 0x41)].map(Int.init)
  }

  /// Lengths by country, from SWIFT's IBAN registry, release 99; two capital letters index the table.
  private static let lengths: [UInt8?] = {
    var table = [UInt8?](repeating: nil, count: 26 * 26)
    for (length, countries) in registry {
      var letters = countries.utf8.makeIterator()
      while let first = letters.next(), let second = letters.next() {
        table[Int(first - 0x41) * 26 + Int(second - 0x41)] = length
      }
    }
    return table
  }()

  private static let registry: [(UInt8, String)] = [
    (15, "NO"), (16, "BE"), (18, "DKFKFOFIGLNLSD"), (19, "MKSI"), (20, "ATBAEELTLUKZXKMN"),
    (21, "CHHRLILV"), (22, "BGBHCRDEGBGEIEMERSVA"), (23, "AEGIILIQTLOMSO"),
    (24, "ADCZESMDPKROSASESKTNVG"), (25, "LYPTST"), (26, "ISTR"), (27, "BIDJFRGRITMCMRSM"),
    (28, "ALAZBYCYDOGTHNHULBNIPLSV"),
    (29, "BREGPSQAUA"), (30, "JOKWMUYE"), (31, "MTSC"), (32, "LC"),
    (33, "RU"),
  ]
}
