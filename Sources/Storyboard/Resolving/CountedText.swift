/// Numbers that count up and words that are typed out, made from the text they end in.
///
/// A counter needs no formatter: the final text, written by the page's own filters in the customer's language, says
/// where separators, sign, currency and unit stand; only the digits change.
enum CountedText {
  /// Of 15 digits, as the texts are that are counted.
  private static let mostCounted = 999_999_999_999_999.0

  /// Appends `text` with its first number at `part` (0 to 1) of the way from `from` to its value.
  ///
  /// A text without a number, or with one of more than 15 digits, is left as it is.
  static func count(
    _ text: ArraySlice<UInt8>, from: Double, part: Double, into output: inout [UInt8]
  ) {
    guard part < 1, let run = number(in: text) else {
      output += text
      return
    }
    let digits = run.filter { text[$0] &- 0x30 < 10 }
    guard digits.count <= 15 else {
      output += text
      return
    }
    var value: Int64 = 0
    for index in digits { value = value * 10 + Int64(text[index] - 0x30) }
    let decimals = decimals(text, run)
    var start = from
    for _ in 0..<decimals { start *= 10 }
    let now = (start + (Double(value) - start) * part).rounded(.toNearestOrAwayFromZero)
    // A start or a curve beyond all digits counts from the largest number there is room for.
    let held = now.isNaN ? value : Int64(min(max(now, 0), mostCounted))
    output += text[text.startIndex..<run.lowerBound]
    write(held, text[run], atLeast: decimals + 1, into: &output)
    output += text[run.upperBound...]
  }

  /// The first number: digits, with separators that have a digit on both sides.
  private static func number(in text: ArraySlice<UInt8>) -> Range<Int>? {
    guard let start = text.firstIndex(where: { $0 &- 0x30 < 10 }) else { return nil }
    var end = start + 1
    while end < text.endIndex {
      if text[end] &- 0x30 < 10 {
        end += 1
        continue
      }
      let length = separator(text, at: end)
      guard length > 0, end + length < text.endIndex, text[end + length] &- 0x30 < 10 else { break }
      end += length + 1
    }
    return start..<end
  }

  /// The bytes of a separator of digits: full stop, comma, apostrophes, spaces that do not break; 0 for none.
  private static func separator(_ text: ArraySlice<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"): return 1
    case 0xC2 where index + 1 < text.endIndex && text[index + 1] == 0xA0: return 2
    case 0xE2
    where index + 2 < text.endIndex && text[index + 1] == 0x80
      && (text[index + 2] == 0xAF || text[index + 2] == 0x99):
      return 3
    default: return 0
    }
  }

  /// How many digits stand after the decimal separator.
  ///
  /// The last full stop or comma is one, unless it also stands before, or exactly three digits follow, other than
  /// after a lone zero or another kind of separator.
  private static func decimals(_ text: ArraySlice<UInt8>, _ run: Range<Int>) -> Int {
    guard
      let last = run.last(where: { text[$0] == UInt8(ascii: ".") || text[$0] == UInt8(ascii: ",") })
    else { return 0 }
    let before = text[run.lowerBound..<last]
    if before.contains(text[last]) { return 0 }
    let after = run.upperBound - last - 1
    let hasOther = before.contains { $0 &- 0x30 >= 10 }
    let isLoneZero = before.count == 1 && before.first == UInt8(ascii: "0")
    return after == 3 && !hasOther && !isLoneZero ? 0 : after
  }

  /// Writes a number in a pattern's shape, from the right.
  private static func write(
    _ value: Int64, _ pattern: ArraySlice<UInt8>, atLeast least: Int, into output: inout [UInt8]
  ) {
    var digits = Array(String(value).utf8)
    while digits.count < least { digits.insert(0x30, at: 0) }
    let places = pattern.reduce(0) { $0 + ($1 &- 0x30 < 10 ? 1 : 0) }
    var skip = max(0, places - digits.count)
    var next = 0
    if digits.count > places {
      next = digits.count - places
      output += digits[0..<next]
    }
    for byte in pattern {
      if byte &- 0x30 < 10 {
        if skip > 0 {
          skip -= 1
        } else {
          output.append(digits[next])
          next += 1
        }
      } else if skip == 0, next > 0 {
        output.append(byte)
      }
    }
  }

  /// How many bytes of a text are shown when `part` of its characters (grapheme clusters) are typed.
  static func typed(_ text: ArraySlice<UInt8>, part: Double) -> Int {
    if part >= 1 { return text.count }
    let string = String(decoding: text, as: UTF8.self)
    let shown = Int(Double(string.count) * part + 1e-9)
    return string.prefix(shown).utf8.count
  }
}
