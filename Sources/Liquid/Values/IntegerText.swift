/// Integers written in text, by Ruby's rules: `String#to_i` and `Integer()`.
struct IntegerText {
  /// Whether there is a number at all.
  let isNumber: Bool
  /// Its sign.
  let isNegative: Bool
  /// Its digits and underscores.
  let digits: UnsafeRawBufferPointer
  /// 2, 8, 10 or 16.
  let radix: Int

  private static var none: IntegerText {
    IntegerText(isNumber: false, isNegative: false, digits: .init(start: nil, count: 0), radix: 10)
  }

  /// The number's value when it fits 64 bits; zero for no number.
  var small: Int64? {
    var value: Int64 = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: Int64(radix))
      let digit = Int64(Self.digit(byte))
      let (sum, carried) =
        isNegative
        ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
      if overflow || carried { return nil }
      value = sum
    }
    return value
  }

  /// The digits without underscores, with the sign; for numbers beyond 64 bits.
  var plain: String {
    let plain = digits.filter { $0 != UInt8(ascii: "_") }
    return (isNegative ? "-" : "") + String(decoding: plain, as: UTF8.self)
  }

  /// The integer a text starts with, as `String#to_i`: "12 apples" is 12, "apples" is no number.
  static func prefix(of text: UnsafeRawBufferPointer) -> IntegerText {
    var index = 0
    while index < text.count, text[index].isRubySpace { index += 1 }
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    if index + 1 < text.count, text[index] == UInt8(ascii: "0"),
      text[index + 1] | 0x20 == UInt8(ascii: "d")
    {
      index += 2
    }
    let start = index
    var end = index
    while index < text.count {
      if text[index].isDigit {
        end = index + 1
      } else if text[index] != UInt8(ascii: "_") || end != index || end == start {
        break
      }
      index += 1
    }
    return IntegerText(
      isNumber: end > start, isNegative: isNegative,
      digits: UnsafeRawBufferPointer(rebasing: text[start..<end]), radix: 10)
  }

  /// The integer that a whole text is, as `Integer()`: signs, 0x/0o/0b/0d and 0 prefixes, underscores.
  ///
  /// Keeps Ruby's oddity that a NUL ends a number with underscores or beyond 64 bits
  /// (`str2big_scan_digits` in bignum.c).
  static func whole(_ text: UnsafeRawBufferPointer) -> IntegerText {
    var index = 0
    while index < text.count, text[index].isRubySpace { index += 1 }
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var radix = 10
    if index + 1 < text.count, text[index] == UInt8(ascii: "0") {
      switch text[index + 1] | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "b"): radix = 2
      case UInt8(ascii: "o"), UInt8(ascii: "d"):
        radix = text[index + 1] | 0x20 == UInt8(ascii: "o") ? 8 : 10
      default: radix = 0
      }
      // A leading zero alone means octal; the zero itself stays a digit.
      index += radix == 0 ? 0 : 2
      radix = radix == 0 ? 8 : radix
    }
    let start = index
    var hasUnderscore = false
    var previousIsUnderscore = true
    while index < text.count {
      if text[index] == UInt8(ascii: "_") {
        if previousIsUnderscore { return .none }
        hasUnderscore = true
        previousIsUnderscore = true
      } else if digit(text[index]) < radix {
        previousIsUnderscore = false
      } else {
        break
      }
      index += 1
    }
    guard index > start, !previousIsUnderscore else { return .none }
    let number = IntegerText(
      isNumber: true, isNegative: isNegative,
      digits: UnsafeRawBufferPointer(rebasing: text[start..<index]), radix: radix)
    while index < text.count, text[index].isRubySpace { index += 1 }
    if index == text.count { return number }
    let isLong = hasUnderscore || number.overflowsUnsigned
    return text[index] == 0 && isLong ? number : .none
  }

  private var overflowsUnsigned: Bool {
    var value: UInt64 = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      let (product, overflow) = value.multipliedReportingOverflow(by: UInt64(radix))
      let (sum, carried) = product.addingReportingOverflow(UInt64(Self.digit(byte)))
      if overflow || carried { return true }
      value = sum
    }
    return false
  }

  private static func digit(_ byte: UInt8) -> Int {
    if byte.isDigit { return Int(byte &- UInt8(ascii: "0")) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 26 ? Int(letter) + 10 : 36
  }
}

extension Value {
  /// The value as an index or count (`Liquid::Utils.to_integer`); beyond 64 bits it is the nearest bound.
  ///
  /// - Throws: `RenderFailure.argument` "invalid integer" for anything that is not one.
  public func integerArgument() throws(RenderFailure) -> Int64 {
    switch tag {
    case .integer: return integer
    case .bigInteger: return bytes.first == UInt8(ascii: "-") ? .min : .max
    case .string:
      let number = IntegerText.whole(bytes)
      if number.isNumber { return number.small ?? (number.isNegative ? .min : .max) }
    default: break
    }
    throw RenderFailure(.argument, "invalid integer")
  }

  /// The value as a bound of a range: a string's leading integer, nil is 0, else as `integerArgument`.
  public func rangeBound() throws(RenderFailure) -> Int64 {
    switch tag {
    case .integer: return integer
    case .nil: return 0
    case .string:
      let number = IntegerText.prefix(of: bytes)
      return number.small ?? (number.isNegative ? .min : .max)
    default: return try integerArgument()
    }
  }
}
