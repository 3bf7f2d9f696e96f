/// A text with a date in it, and small patterns to find its parts; what was found is blanked out.
///
/// The patterns of Ruby's `Date._parse` (ext/date/date_parse.c), matched by hand. Lower case only.
struct DateWords {
  private(set) var text: [UInt8]

  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let days: [StaticString] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// Lowers the text and makes each run of characters that no date has one space.
  init(_ bytes: UnsafeRawBufferPointer) {
    text = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      let lowered = LetterCase.lower.ascii(byte)
      let isKept = lowered.isDateWord || "-+',./:@[]".utf8.contains(lowered)
      if isKept {
        text.append(lowered)
      } else if text.last != UInt8(ascii: " ") {
        text.append(UInt8(ascii: " "))
      }
    }
  }

  var count: Int { text.count }

  /// The byte at `index`, 0 beyond the end.
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

  /// Whether `index` is between a word and what is none (`\b`).
  func isBoundary(_ index: Int) -> Bool {
    byte(index - 1).isDateWord != byte(index).isDateWord
  }

  /// The bytes of a range as text.
  func string(_ range: Range<Int>) -> [UInt8] { Array(text[range]) }

  /// Puts one space in place of a range.
  mutating func blank(_ range: Range<Int>) {
    text.replaceSubrange(range, with: CollectionOfOne(UInt8(ascii: " ")))
  }

  /// The end of the bytes from `index` on that satisfy `condition`.
  func end(from index: Int, while condition: (UInt8) -> Bool) -> Int {
    var end = index
    while end < text.count, condition(text[end]) { end += 1 }
    return end
  }

  /// The end of white space from `index` on.
  func skippingSpace(_ index: Int) -> Int { end(from: index) { $0.isRubySpace } }

  /// The end of digits from `index` on; nil when there are none.
  func digits(_ index: Int) -> Int? {
    let end = end(from: index) { $0.isDigit }
    return end > index ? end : nil
  }

  /// The end of an optional quote, an optional sign of `signs`, and digits.
  func number(_ index: Int, signs: String = "", quote: Bool = true) -> Int? {
    var start = index
    if quote, byte(start) == UInt8(ascii: "'") { start += 1 }
    if !signs.isEmpty, start < count, signs.utf8.contains(byte(start)) { start += 1 }
    return digits(start)
  }

  /// The number written in a range's digits.
  func value(_ range: Range<Int>) -> Int? {
    Int(String(decoding: text[range], as: UTF8.self))
  }

  /// Whether a word stands at `index`.
  func has(_ word: StaticString, at index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= text.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where text[index + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// The month, 1...12, whose name begins at `index`.
  func month(at index: Int) -> Int? {
    for (number, name) in Self.months.enumerated() where has(name, at: index) {
      return number + 1
    }
    return nil
  }

  /// Whether a weekday's name begins at `index`.
  func isDay(at index: Int) -> Bool { Self.days.contains { has($0, at: index) } }
}

extension UInt8 {
  /// A lower-case letter, a digit, an underscore, or part of a character beyond ASCII.
  var isDateWord: Bool { isDateLetter || isDigit || self == UInt8(ascii: "_") }

  /// A lower-case letter, or part of a character beyond ASCII.
  var isDateLetter: Bool { self &- UInt8(ascii: "a") < 26 || self >= 0x80 }
}
