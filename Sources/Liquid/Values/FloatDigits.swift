/// The shortest digits that identify a `Double`, and where its point stands.
///
/// The value is `0.digits * 10^point`; digits have no leading or trailing zeros ("0" for zero).
struct FloatDigits {
  /// At most 17.
  let digits: [UInt8]
  /// As `decpt` in Ruby's and C's dtoa.
  let point: Int
  /// Whether the sign is minus, also of zero.
  let isNegative: Bool

  /// The digits of a finite number.
  init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers have digits")
    isNegative = value.sign == .minus
    var digits: [UInt8] = []
    var point = 0
    var seenPoint = false
    var exponent = 0
    var text = value.magnitude.description
    text.withUTF8 { utf8 in
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        index += 1
        if byte == UInt8(ascii: ".") {
          seenPoint = true
        } else if byte == UInt8(ascii: "e") {
          exponent = Int(String(decoding: utf8[index...], as: UTF8.self)) ?? 0
          break
        } else {
          if !seenPoint { point += 1 }
          digits.append(byte)
        }
      }
    }
    let zero = UInt8(ascii: "0")
    while digits.count > 1, digits.last == zero { digits.removeLast() }
    var leading = 0
    while leading < digits.count - 1, digits[leading] == zero { leading += 1 }
    digits.removeFirst(leading)
    self.digits = digits
    self.point = digits == [zero] ? 1 : point - leading + exponent
  }

  /// Whether Ruby prints the number without an exponent (`flo_to_s`).
  static func isFixed(point: Int) -> Bool { point > -4 && point <= 15 }
}

extension ByteSink {
  /// Writes a `Double` as Ruby's `Float#to_s` does: shortest digits that round-trip, "1.0e+20", "Infinity".
  mutating func append(float value: Double) {
    guard value.isFinite else {
      append(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" as StaticString)
      return
    }
    let number = FloatDigits(value)
    if number.isNegative { append(UInt8(ascii: "-")) }
    number.digits.withUnsafeBytes { digits in
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
    append(string: String(exponent.magnitude))
  }
}
