/// The shortest digits that identify a `Double`, and where its point stands.
///
/// The value is `0.digits * 10^point`; the digits end in no zero unless they are one.
struct FloatDigits: BitwiseCopyable {
  /// At most 17 digits, as a number.
  let digits: UInt64
  /// How many digits there are.
  let count: Int
  /// As `decpt` in Ruby's and C's dtoa.
  let point: Int
  /// Whether the sign is minus, also of zero.
  let isNegative: Bool

  /// The digits of a finite number.
  init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers have digits")
    isNegative = value.sign == .minus
    var reader = FloatReader()
    value.magnitude.write(to: &reader)
    digits = reader.digits
    count = PowersOfTen.digitCount(digits)
    point = digits == 0 ? 1 : count + reader.exponent
  }

  /// Whether Ruby prints the number without an exponent (`flo_to_s`).
  static func isFixed(point: Int) -> Bool { point > -4 && point <= 15 }
}

/// Takes in what the standard library prints for a `Double`: "12.5", "1e-10".
private struct FloatReader: TextOutputStream {
  /// All digits as a number, zeros at the end taken away.
  private(set) var digits: UInt64 = 0
  /// The number is `digits * 10^exponent`.
  private(set) var exponent = 0
  private var zeros = 0
  private var seenPoint = false

  mutating func write(_ string: String) {
    var string = string
    string.withUTF8 { _writeASCII($0) }
  }

  // What `Double.write(to:)` calls: without it every number would become a `String` first.
  mutating func _writeASCII(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count, text[index] != UInt8(ascii: "e") {
      if text[index] == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        take(text[index] &- UInt8(ascii: "0"))
      }
      index += 1
    }
    if index < text.count { exponent += Self.signed(text, from: index + 1) }
  }

  private mutating func take(_ digit: UInt8) {
    // Zeros wait until a digit follows them; those that wait at the end are no digits.
    if digit == 0 {
      zeros += 1
      exponent += seenPoint ? 0 : 1
      return
    }
    while zeros > 0 {
      digits *= 10
      zeros -= 1
      // Before the point this takes back what waiting added, after it the digit counts.
      exponent -= 1
    }
    digits = digits * 10 + UInt64(digit)
    if seenPoint { exponent -= 1 }
  }

  private static func signed(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var value = 0
    for byte in text[start...] where byte.isDigit {
      value = value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return text[start] == UInt8(ascii: "-") ? -value : value
  }
}

extension ByteSink {
  /// Writes a `Double` as Ruby's `Float#to_s`: shortest digits that round-trip, "1.0e+20", "Infinity".
  mutating func append(float value: Double) {
    guard value.isFinite else {
      append(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" as StaticString)
      return
    }
    let number = FloatDigits(value)
    if number.isNegative { append(UInt8(ascii: "-")) }
    DecimalDigits(Int64(number.digits)).withBytes { append(number, $0) }
  }

  private mutating func append(_ number: FloatDigits, _ digits: UnsafeRawBufferPointer) {
    if !FloatDigits.isFixed(point: number.point) {
      append(scientific: digits, exponent: number.point - 1)
    } else if number.point <= 0 {
      append("0.")
      for _ in 0..<(-number.point) { append(UInt8(ascii: "0")) }
      append(digits)
    } else if digits.count <= number.point {
      append(digits)
      for _ in digits.count..<number.point { append(UInt8(ascii: "0")) }
      append(".0")
    } else {
      append(UnsafeRawBufferPointer(rebasing: digits[..<number.point]))
      append(UInt8(ascii: "."))
      append(UnsafeRawBufferPointer(rebasing: digits[number.point...]))
    }
  }

  private mutating func append(scientific digits: UnsafeRawBufferPointer, exponent: Int) {
    append(digits[0])
    append(UInt8(ascii: "."))
    if digits.count > 1 {
      append(UnsafeRawBufferPointer(rebasing: digits[1...]))
    } else {
      append(UInt8(ascii: "0"))
    }
    append(exponent < 0 ? "e-" : "e+" as StaticString)
    if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
    DecimalDigits(Int64(exponent.magnitude)).withBytes { append($0) }
  }
}
