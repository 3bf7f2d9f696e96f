internal import BigInt

/// A number of any size, as Ruby's `Integer` and `BigDecimal`; the cold path behind `Operand`.
enum WideNumber {
  /// A whole number.
  case integer(BigInt)
  /// `mantissa / 10^scale`; the scale may be negative.
  case decimal(BigInt, scale: Int)
  /// Infinity, not a number, or minus zero: what `BigDecimal` has besides numbers.
  case special(Double)

  /// Any value as a number (`Liquid::Utils.to_number`); what is no number is 0.
  init(_ value: Value) {
    switch value.tag {
    case .integer: self = .integer(BigInt(value.integer))
    case .decimal: self = .decimal(BigInt(value.mantissa), scale: value.scale)
    case .bigInteger: self = .integer(Self.integer(String(decoding: value.bytes, as: UTF8.self)))
    case .float: self.init(value.float)
    case .string: self.init(text: value.bytes)
    default: self = .integer(0)
    }
  }

  private init(_ double: Double) {
    guard double.isFinite, !(double == 0 && double.sign == .minus) else {
      self = .special(double)
      return
    }
    let number = FloatDigits(double)
    let mantissa = BigInt(number.digits)
    self = .decimal(
      number.isNegative ? -mantissa : mantissa, scale: number.count - number.point)
  }

  private init(text: UnsafeRawBufferPointer) {
    let inner = UnsafeRawBufferPointer(rebasing: text[Trimming.both.range(in: text)])
    guard let literal = NumberLiteral(inner), !literal.isInteger, !literal.hasExponent else {
      let prefix = IntegerText.prefix(of: text)
      self = .integer(prefix.isNumber ? Self.integer(prefix.plain) : 0)
      return
    }
    let mantissa = Self.integer(
      String(decoding: inner.filter { $0 != UInt8(ascii: ".") }, as: UTF8.self))
    let isMinusZero = mantissa == 0 && literal.isNegative
    self = isMinusZero ? .special(-0.0) : .decimal(mantissa, scale: literal.scale)
  }

  private static func integer(_ digits: String) -> BigInt { BigInt(digits) ?? 0 }

  /// The nearest double.
  var double: Double {
    switch self {
    case .integer(let integer): Double(String(integer)) ?? .nan
    case .decimal(let mantissa, let scale): Double("\(mantissa)e\(-scale)") ?? .nan
    case .special(let double): double
    }
  }

  /// Whether Ruby would hold it as `Integer`.
  var isInteger: Bool {
    if case .integer = self { true } else { false }
  }

  /// Mantissa and scale of a finite number; nil for a special one, except minus zero.
  var parts: (mantissa: BigInt, scale: Int)? {
    switch self {
    case .integer(let integer): (integer, 0)
    case .decimal(let mantissa, let scale): (mantissa, scale)
    case .special(let double): double == 0 ? (0, 0) : nil
    }
  }

  /// The number as a value; an integer's text is made in `arena`.
  func value(in arena: Arena) -> Value {
    switch self {
    case .integer(let integer):
      if let small = Int64(exactly: integer) { return Value(small) }
      return Value(bigInteger: Value(String(integer), in: arena).bytes)
    case .decimal(let mantissa, let scale):
      if scale >= 0, scale < 37, let small = Int128(exactly: mantissa),
        let exact = Value.decimal(fixed: small, scale: scale, digits: 15)
      {
        return exact
      }
      return Value.number(double)
    case .special(let double): return Value.number(double)
    }
  }

  /// Both mantissas at one scale.
  static func aligned(
    _ left: (mantissa: BigInt, scale: Int), _ right: (mantissa: BigInt, scale: Int)
  ) -> (BigInt, BigInt, scale: Int) {
    let scale = max(left.scale, right.scale)
    return (
      left.mantissa * power(scale - left.scale), right.mantissa * power(scale - right.scale), scale
    )
  }

  /// `10^exponent`.
  static func power(_ exponent: Int) -> BigInt { BigInt(10).power(exponent) }

  /// Decimal digits, about; for charging.
  var size: Int {
    switch self {
    case .integer(let integer): integer.bitWidth / 3
    case .decimal(let mantissa, let scale): mantissa.bitWidth / 3 + Int(scale.magnitude)
    case .special: 1
    }
  }
}

extension BigInt {
  /// Quotient and remainder rounded down, as Ruby divides: the remainder has the divisor's sign.
  func flooredQuotientAndRemainder(dividingBy divisor: BigInt) -> (quotient: BigInt, rest: BigInt) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    if remainder != 0, (remainder < 0) != (divisor < 0) {
      return (quotient - 1, remainder + divisor)
    }
    return (quotient, remainder)
  }
}

extension WideNumber {
  /// The bytes Ruby's `Integer#size` counts: 8 at least, else as many as the magnitude needs.
  var byteSize: Int {
    guard case .integer(let integer) = self else { return 0 }
    return max(8, (integer.magnitude.bitWidth + 7) / 8)
  }
}
