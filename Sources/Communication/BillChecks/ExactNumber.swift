import Liquid

/// A decimal on which bills are recomputed: `units / 10^scale`, nothing rounded unless asked for.
struct ExactNumber: BitwiseCopyable, Sendable {
  private(set) var units: Int128
  private(set) var scale: Int

  static let zero = ExactNumber(units: 0, scale: 0)

  init(units: Int128, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// The number of a record's value; nil for what is no exact decimal of up to 18 digits.
  init?(_ value: Value) {
    switch value.tag {
    case .integer: self.init(units: Int128(value.integer), scale: 0)
    case .decimal: self.init(units: Int128(value.mantissa), scale: value.scale)
    default: return nil
    }
  }

  /// A number spelled out in a rule: digits with at most one point between them, 18 digits at most.
  init?(_ text: Substring) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let digits = parts.joined()
    guard digits.utf8.count <= 18, let units = Int64(digits) else { return nil }
    self.init(units: Int128(units), scale: parts.count == 2 ? parts[1].utf8.count : 0)
  }

  var isZero: Bool { units == 0 }
  var magnitude: ExactNumber { ExactNumber(units: units < 0 ? -units : units, scale: scale) }

  /// The sum; nil beyond 38 digits.
  func adding(_ other: ExactNumber) -> ExactNumber? {
    let common = max(scale, other.scale)
    guard let left = scaled(to: common), let right = other.scaled(to: common) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : ExactNumber(units: sum, scale: common)
  }

  /// The difference; nil beyond 38 digits.
  func subtracting(_ other: ExactNumber) -> ExactNumber? {
    adding(ExactNumber(units: -other.units, scale: other.scale))
  }

  /// The product; nil beyond 38 digits.
  func multiplied(by other: ExactNumber) -> ExactNumber? {
    let (product, overflow) = units.multipliedReportingOverflow(by: other.units)
    return overflow ? nil : ExactNumber(units: product, scale: scale + other.scale)
  }

  /// The number with at most `decimals` digits behind the point.
  func rounded(to decimals: Int, _ mode: RoundingMode) -> ExactNumber {
    guard scale > decimals else { return self }
    guard let power = Self.power(scale - decimals) else { return .zero }
    let (quotient, rest) = units.magnitude.quotientAndRemainder(dividingBy: power.magnitude)
    let twice = rest * 2
    let half: RoundingMode.HalfOrder =
      twice < power.magnitude ? .below : twice == power.magnitude ? .equal : .above
    let grows = mode.increments(
      half: half, isExact: rest == 0, isOdd: quotient & 1 == 1, isNegative: units < 0)
    let rounded = Int128(quotient) + (grows ? 1 : 0)
    return ExactNumber(units: units < 0 ? -rounded : rounded, scale: decimals)
  }

  /// Whether it is larger than another; numbers beyond 38 digits are.
  func exceeds(_ other: ExactNumber) -> Bool {
    guard let difference = subtracting(other) else { return true }
    return difference.units > 0
  }

  private func scaled(to scale: Int) -> Int128? {
    guard let power = Self.power(scale - self.scale) else { return nil }
    let (product, overflow) = units.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }

  private static func power(_ exponent: Int) -> Int128? {
    guard exponent <= 38 else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The number with all its decimals: `-0.02`.
  var description: String {
    var digits = String(units.magnitude)
    if scale > 0 {
      digits = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return units < 0 ? "-" + digits : digits
  }
}
