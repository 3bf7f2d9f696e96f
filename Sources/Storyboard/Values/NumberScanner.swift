/// Reads numbers, words and punctuation out of attribute values, one after the other.
///
/// Numbers are SVG's: sign, digits, fraction, exponent. `NaN`, `inf` and hexadecimal forms do not exist.
struct NumberScanner {
  let bytes: UnsafeRawBufferPointer
  var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  mutating func skipSpaces() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  /// Skips spaces round at most one comma.
  mutating func skipComma() {
    skipSpaces()
    if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      index += 1
      skipSpaces()
    }
  }

  mutating func take(byte: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  mutating func take(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// Letters and hyphens.
  mutating func word() -> String {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      guard (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "-") else {
        break
      }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// The next number; nil, nothing taken, where none stands.
  mutating func number() -> Double? {
    var end = index
    var isNegative = false
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
      isNegative = bytes[end] == UInt8(ascii: "-")
      end += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var isExact = true
    func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] &- 0x30 < 10 }
    func add(_ digit: UInt8) {
      digits += 1
      if mantissa < 100_000_000_000_000_000 {
        mantissa = mantissa * 10 + UInt64(digit)
      } else {
        isExact = false
        scale += 1
      }
    }
    while isDigit(end) {
      add(bytes[end] - 0x30)
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(end + 1) {
      end += 1
      while isDigit(end) {
        add(bytes[end] - 0x30)
        scale -= 1
        end += 1
      }
    }
    if digits == 0 { return nil }
    var exponent = 0
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      var at = end + 1
      var isMinus = false
      if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
        isMinus = bytes[at] == UInt8(ascii: "-")
        at += 1
      }
      if isDigit(at) {
        while isDigit(at) {
          exponent = min(exponent * 10 + Int(bytes[at] - 0x30), 400)
          at += 1
        }
        if isMinus { exponent = -exponent }
        end = at
      }
    }
    let power = scale + exponent
    let value: Double
    // Exact in one rounding: both factors are whole numbers below 2^53 (Clinger's fast path).
    if isExact, mantissa < 1 << 53, abs(power) <= 22 {
      value = power < 0 ? Double(mantissa) / Self.tens[-power] : Double(mantissa) * Self.tens[power]
    } else {
      value = Double(String(decoding: bytes[index..<end], as: UTF8.self)) ?? .infinity
    }
    guard value.isFinite else { return nil }
    index = end
    return isNegative && isExact && mantissa < 1 << 53 && abs(power) <= 22 ? -value : value
  }

  private static let tens: [Double] = {
    var list = [1.0]
    for _ in 0..<22 { list.append(list[list.count - 1] * 10) }
    return list
  }()

  /// Seconds of a day: no film is longer, and what follows from a time stays countable in frames.
  static let longestTime = 86_400.0

  /// A clock value in seconds: `2s`, `300ms`, `1.5`, `1min`, `1h`, `02:30`, `1:02:30.5`; nil for more than a day.
  mutating func clock() -> Double? {
    let start = index
    guard let value = anyClock(), abs(value) <= Self.longestTime else {
      index = start
      return nil
    }
    return value
  }

  private mutating func anyClock() -> Double? {
    guard let first = number() else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      var total = first
      var parts = 1
      while parts < 3, take(byte: ":") {
        guard let next = number() else { return nil }
        total = total * 60 + next
        parts += 1
      }
      return total
    }
    if take(word: "ms") { return first / 1000 }
    if take(word: "min") { return first * 60 }
    if take(byte: "s") { return first }
    if take(byte: "h") { return first * 3600 }
    return first
  }
}

/// Clock values outside scenes.
public enum SceneClock {
  /// Seconds of `4s`, `300ms`, `1.5`, `1min` or `02:30`, at most a day; nil for anything else.
  public static func seconds(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = NumberScanner(bytes)
      guard let value = scanner.clock(), scanner.isAtEnd else { return nil }
      return value
    }
  }
}

extension DisplayColor {
  /// A colour as CSS writes it: `#0b2239`, `rgb(11 34 57)`, `white`; nil for anything else.
  public init?(css: String) {
    guard let color = Array(css.utf8).withUnsafeBytes({ ColorReader.read($0) }) else { return nil }
    self = color
  }
}
