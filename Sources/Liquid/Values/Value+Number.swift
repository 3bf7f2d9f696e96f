extension Value {
  /// Reads a number: `-`, digits, an optional fraction, an optional exponent, nothing else.
  ///
  /// For literals (`keepsTrailingZeros` false) the result prints as Ruby prints it: 1.50 is 1.5, 1e3 is
  /// 1000.0, more digits than a `Double` holds are rounded. For records (true) a fraction without exponent keeps
  /// all its decimals exactly, up to 18 digits. An integer beyond 64 bits becomes a big integer in `arena`.
  /// Nil when the bytes are no number.
  public static func number(
    parsing bytes: UnsafeRawBufferPointer, in arena: Arena, keepsTrailingZeros: Bool
  ) -> Value? {
    guard let literal = NumberLiteral(bytes) else { return nil }
    if literal.isInteger {
      guard literal.isExact else { return bigInteger(literal, bytes, arena) }
      return literal.signedMantissa.map { Value($0) } ?? bigInteger(literal, bytes, arena)
    }
    let isPlain = !literal.hasExponent && literal.isExact && literal.scale <= 18
    if isPlain, let mantissa = literal.signedMantissa {
      if keepsTrailingZeros { return Value(mantissa: mantissa, scale: literal.scale) }
      if !(mantissa == 0 && literal.isNegative),
        let short = Value.decimal(fixed: Int128(mantissa), scale: literal.scale, digits: 15)
      {
        return short
      }
    }
    return Double(String(decoding: bytes, as: UTF8.self)).map { Value.number($0) }
  }

  private static func bigInteger(
    _ literal: NumberLiteral, _ bytes: UnsafeRawBufferPointer, _ arena: Arena
  ) -> Value {
    var digits = UnsafeRawBufferPointer(rebasing: bytes[(literal.isNegative ? 1 : 0)...])
    while let first = digits.first, first == UInt8(ascii: "0") {
      digits = UnsafeRawBufferPointer(rebasing: digits[1...])
    }
    var writer = ArenaWriter(arena, capacity: bytes.count)
    if literal.isNegative { writer.append(UInt8(ascii: "-")) }
    writer.append(digits)
    return Value(bigInteger: writer.finish().bytes)
  }

  /// A float as a value: a decimal of its shortest digits where Ruby prints no exponent, else a float.
  static func number(_ double: Double) -> Value {
    guard double.isFinite, !(double == 0 && double.sign == .minus) else { return Value(double) }
    let number = FloatDigits(double)
    let scale = max(1, number.count - number.point)
    guard FloatDigits.isFixed(point: number.point), scale <= 18 else { return Value(double) }
    var mantissa = Int64(number.digits)
    var zeros = scale - (number.count - number.point)
    while zeros > 0 {
      let (wider, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return Value(double) }
      mantissa = wider
      zeros -= 1
    }
    return Value(mantissa: number.isNegative ? -mantissa : mantissa, scale: scale)
  }

  /// `mantissa / 10^scale` without trailing zeros but with one decimal at least, as Ruby prints a float.
  ///
  /// Nil when it has more than `digits` digits, or when Ruby would print it with an exponent.
  static func decimal(fixed mantissa: Int128, scale: Int, digits: Int) -> Value? {
    if mantissa == 0 { return Value(mantissa: 0, scale: 1) }
    var scale = scale
    var wide = mantissa
    while Int64(exactly: wide) == nil {
      guard scale > 1, wide % 10 == 0 else { return nil }
      wide /= 10
      scale -= 1
    }
    var narrow = Int64(truncatingIfNeeded: wide)
    if scale == 0 {
      let (tenfold, overflow) = narrow.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      narrow = tenfold
      scale = 1
    }
    while scale > 1 {
      let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { break }
      narrow = quotient
      scale -= 1
    }
    let count = PowersOfTen.digitCount(narrow.magnitude)
    // One digit more for a whole number: its added zero is not significant.
    let significant = narrow % 10 == 0 ? count - 1 : count
    guard significant <= digits, scale <= 18, FloatDigits.isFixed(point: count - scale) else {
      return nil
    }
    return Value(mantissa: narrow, scale: scale)
  }
}

/// Powers of ten and digit counts.
enum PowersOfTen {
  private static let table: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 0..<19 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// `10^exponent`; `exponent` is 0...37.
  static func wide(_ exponent: Int) -> Int128 {
    exponent < 19
      ? Int128(table[exponent]) : Int128(table[18]) * Int128(table[exponent - 18])
  }

  /// How many digits the number has; one for zero.
  static func digitCount(_ magnitude: UInt64) -> Int {
    var count = 1
    while count < 20, magnitude >= table[count] { count += 1 }
    return count
  }
}

/// A number's text taken apart.
struct NumberLiteral {
  private(set) var isNegative = false
  private(set) var isInteger = true
  private(set) var hasExponent = false
  /// Whether `mantissa` holds all digits.
  private(set) var isExact = true
  private(set) var mantissa: UInt64 = 0
  /// Digits after the point.
  private(set) var scale = 0

  /// Nil unless the bytes are `-?digits(.digits)?([eE][+-]?digits)?`.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    if let first = bytes.first, first == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    let whole = scanDigits(bytes, from: index)
    guard whole > index else { return nil }
    index = whole
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let end = scanDigits(bytes, from: index + 1)
      scale = end - index - 1
      guard scale > 0 else { return nil }
      isInteger = false
      index = end
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
      isInteger = false
      index += 1
      if index < bytes.count {
        index += bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") ? 1 : 0
      }
      let start = index
      while index < bytes.count, bytes[index].isDigit { index += 1 }
      guard index > start else { return nil }
    }
    guard index == bytes.count else { return nil }
  }

  /// The mantissa with its sign; nil when it does not fit 64 bits.
  var signedMantissa: Int64? {
    if !isNegative { return Int64(exactly: mantissa) }
    return mantissa <= UInt64(1) << 63 ? Int64(truncatingIfNeeded: 0 &- mantissa) : nil
  }

  private mutating func scanDigits(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      if mantissa > (UInt64.max - 9) / 10 { isExact = false }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    return index
  }
}
