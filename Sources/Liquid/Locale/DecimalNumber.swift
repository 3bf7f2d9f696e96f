/// A number as its decimal digits, exact: what every formatter prints from.
///
/// The value is `magnitude / 10^scale`, or, beyond 64 bits, the digits of `text` followed by `-scale` zeros.
struct DecimalNumber: BitwiseCopyable {
  /// The digits as an integer, unless `text` has them.
  var magnitude: UInt64
  /// Digits behind the point; negative for zeros that follow the digits.
  var scale: Int
  /// Whether it is below zero; never for a zero that nothing follows.
  var isNegative: Bool
  /// Decimal digits without sign and leading zeros of an integer beyond 64 bits; empty otherwise.
  var text = UnsafeRawBufferPointer(start: nil, count: 0)

  /// An integer or decimal.
  @inline(__always)
  init(mantissa: Int64, scale: Int) {
    magnitude = mantissa.magnitude
    self.scale = scale
    isNegative = mantissa < 0
  }

  /// The number of a value, or the number that a text is; nil for anything else, infinities and NaN included.
  @inline(__always)
  init?(_ value: Value) {
    switch value.tag {
    case .integer: self.init(mantissa: value.integer, scale: 0)
    case .decimal: self.init(mantissa: value.mantissa, scale: value.scale)
    default: self.init(slowly: value)
    }
  }

  @inline(never)
  private init?(slowly value: Value) {
    switch value.tag {
    case .float:
      guard value.float.isFinite else { return nil }
      // The shortest text that reads back as this number: what Liquid prints.
      let text = value.float.description
      var copy = text
      guard let number = copy.withUTF8({ DecimalNumber(text: UnsafeRawBufferPointer($0)) }) else {
        return nil
      }
      self = number
    case .string, .bigInteger:
      guard let number = DecimalNumber(text: value.bytes) else { return nil }
      self = number
    default: return nil
    }
  }

  /// A number in JSON's or Liquid's spelling: `-12.10`, `1e-05`; surrounding spaces are ignored.
  ///
  /// Up to 19 digits with point or exponent; an integer may have any number of digits.
  init?(text bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while let last = rest.last, last == 0x20 { rest = rest.dropLast() }
    while let first = rest.first, first == 0x20 { rest = rest.dropFirst() }
    isNegative = rest.first == 0x2D
    if isNegative || rest.first == 0x2B { rest = rest.dropFirst() }
    magnitude = 0
    scale = 0
    var digits = 0
    var fits = true
    let start = rest.startIndex
    while let digit = rest.first.flatMap(Self.digit) {
      fits = fits && append(digit)
      digits += 1
      rest = rest.dropFirst()
    }
    guard digits > 0 else { return nil }
    if !fits {
      guard rest.isEmpty else { return nil }
      let zeros = bytes[start...].prefix { $0 == 0x30 }.count
      text = UnsafeRawBufferPointer(rebasing: bytes[(start + zeros)..<(start + digits)])
      return
    }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard rest.first.flatMap(Self.digit) != nil else { return nil }
      while let digit = rest.first.flatMap(Self.digit) {
        guard append(digit) else { return nil }
        scale += 1
        rest = rest.dropFirst()
      }
    }
    guard readExponent(&rest), rest.isEmpty else { return nil }
  }
}

extension DecimalNumber {
  private static func digit(_ byte: UInt8) -> UInt64? {
    byte >= 0x30 && byte <= 0x39 ? UInt64(byte & 15) : nil
  }

  private mutating func append(_ digit: UInt64) -> Bool {
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, carry) = product.addingReportingOverflow(digit)
    if overflow || carry { return false }
    magnitude = sum
    return true
  }

  /// Exponents beyond those of a `Double` are refused: they would print as megabytes of zeros.
  private static let widestExponent = 400

  private mutating func readExponent(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
    guard rest.first == 0x65 || rest.first == 0x45 else { return true }
    rest = rest.dropFirst()
    let isNegativeExponent = rest.first == 0x2D
    if isNegativeExponent || rest.first == 0x2B { rest = rest.dropFirst() }
    var exponent = 0
    guard rest.first.flatMap(Self.digit) != nil else { return false }
    while let digit = rest.first.flatMap(Self.digit) {
      exponent = exponent * 10 + Int(digit)
      if exponent > Self.widestExponent { return false }
      rest = rest.dropFirst()
    }
    scale += isNegativeExponent ? exponent : -exponent
    // 1e+16 and 2.5e3 are written out; a float's ".0" carries nothing.
    while scale > 0, isNegativeExponent == false, magnitude % 10 == 0 {
      magnitude /= 10
      scale -= 1
    }
    return true
  }

  /// Drops all but the first `decimals` digits behind the point.
  @inline(__always)
  mutating func round(to decimals: Int, _ mode: RoundingMode) {
    if scale > decimals { drop(scale &- decimals, mode) }
  }

  @inline(__always)
  private mutating func drop(_ count: Int, _ mode: RoundingMode) {
    scale &-= count
    guard count <= 19 else {
      // Nothing of 20 digits is left: at most one unit in the last place.
      magnitude =
        mode.increments(
          half: .below, isExact: magnitude == 0, isOdd: false, isNegative: isNegative) ? 1 : 0
      return
    }
    let power = Self.power(count)
    let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: power)
    let other = power &- rest
    let half: RoundingMode.HalfOrder = rest < other ? .below : rest == other ? .equal : .above
    let grows = mode.increments(
      half: half, isExact: rest == 0, isOdd: quotient & 1 == 1, isNegative: isNegative)
    magnitude = quotient &+ (grows ? 1 : 0)
  }

  /// 10 to the power of `exponent`, 0...19.
  @inline(__always)
  static func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    var base: UInt64 = 10
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result &*= base }
      base &*= base
      left >>= 1
    }
    return result
  }
}
