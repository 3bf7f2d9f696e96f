/// A number small enough for 64-bit arithmetic, as the math filters see it (`Liquid::Utils.to_number`).
struct Operand: BitwiseCopyable {
  let mantissa: Int64
  /// Zero for an integer, at least 1 for a decimal.
  let scale: Int

  /// Nil when the value is a number that needs more: a big integer, a float with exponent, NaN.
  @inline(__always)
  init?(_ value: Value) {
    switch value.tag {
    case .integer: self.init(mantissa: value.integer, scale: 0)
    case .decimal: self.init(mantissa: value.mantissa, scale: value.scale)
    case .string: self.init(text: value.bytes)
    case .float, .bigInteger: return nil
    default: self.init(mantissa: 0, scale: 0)
    }
  }

  private init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Text like "-12.5" is a decimal, any other its leading integer, 0 without one (`String#to_i`).
  private init?(text: UnsafeRawBufferPointer) {
    let stripped = Trimming.both.range(in: text)
    let inner = UnsafeRawBufferPointer(rebasing: text[stripped])
    if let literal = NumberLiteral(inner), !literal.isInteger, !literal.hasExponent {
      // A negative zero keeps its sign in Ruby: leave it to the floats.
      guard literal.isExact, literal.scale <= 18, let mantissa = literal.signedMantissa,
        !(mantissa == 0 && literal.isNegative)
      else { return nil }
      self.init(mantissa: mantissa, scale: literal.scale)
      return
    }
    guard let integer = IntegerText.prefix(of: text).small else { return nil }
    self.init(mantissa: integer, scale: 0)
  }

  /// Whether Ruby would hold it as `BigDecimal`.
  @inline(__always)
  var isDecimal: Bool { scale > 0 }

  /// The mantissa at a scale that is at least the operand's own.
  @inline(__always)
  func mantissa(at wanted: Int) -> Int128 {
    wanted == scale ? Int128(mantissa) : Int128(mantissa) * PowersOfTen.wide(wanted - scale)
  }
}
