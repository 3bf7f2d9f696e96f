import Liquid

/// A number of a schema or record, exact where its text is.
struct SchemaNumber: BitwiseCopyable, Hashable, Sendable {
  /// The number is `mantissa / 10^scale`, when it is exact.
  let mantissa: Int64
  let scale: UInt8
  let isExact: Bool
  /// The number, or the nearest to it.
  let approximate: Double

  @inline(__always)
  init(_ value: Value) {
    switch value.tag {
    case .integer: self.init(mantissa: value.integer, scale: 0)
    case .decimal:
      self.init(mantissa: value.mantissa, scale: UInt8(truncatingIfNeeded: value.scale))
    case .float: self.init(value.float)
    default: self.init(Self.magnitude(value.bytes))
    }
  }

  @inline(__always)
  init(mantissa: Int64, scale: UInt8) {
    self.mantissa = mantissa
    self.scale = scale
    isExact = true
    approximate = scale == 0 ? Double(mantissa) : Double(mantissa) / Self.powers[Int(scale)]
  }

  init(_ approximate: Double) {
    self.approximate = approximate
    (mantissa, scale, isExact) = (0, 0, false)
  }

  /// A big integer's size; its digits do not fit 64 bits.
  private static func magnitude(_ digits: UnsafeRawBufferPointer) -> Double {
    var number = 0.0
    for digit in digits where digit != UInt8(ascii: "-") {
      number = number * 10 + Double(digit & 15)
    }
    return digits.first == UInt8(ascii: "-") ? -number : number
  }

  private static let powers: InlineArray<19, Double> = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
  ]

  private static let tens: InlineArray<19, Int64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000,
  ]

  /// Whether it has no fraction.
  @inline(__always)
  var isWhole: Bool {
    if isExact { return scale == 0 || mantissa % Self.tens[Int(scale)] == 0 }
    return approximate.rounded() == approximate
  }

  /// Negative, zero or positive as this is less than, equal to or more than `other`.
  @inline(__always)
  func order(_ other: SchemaNumber) -> Int {
    if isExact, other.isExact {
      if scale == other.scale { return Self.sign(mantissa, other.mantissa) }
      let left = Int128(mantissa) * Int128(Self.tens[Int(other.scale)])
      let right = Int128(other.mantissa) * Int128(Self.tens[Int(scale)])
      return Self.sign(left, right)
    }
    return Self.sign(approximate, other.approximate)
  }

  /// Whether it is a whole number of `step`s; exact for exact numbers.
  func isMultiple(of step: SchemaNumber) -> Bool {
    if isExact, step.isExact {
      let left = Int128(mantissa) * Int128(Self.tens[Int(step.scale)])
      let right = Int128(step.mantissa) * Int128(Self.tens[Int(scale)])
      return right != 0 && left % right == 0
    }
    let quotient = approximate / step.approximate
    return quotient.isFinite && quotient.rounded() == quotient
  }

  @inline(__always)
  private static func sign<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  static func == (left: SchemaNumber, right: SchemaNumber) -> Bool { left.order(right) == 0 }

  func hash(into hasher: inout Hasher) { hasher.combine(approximate) }

  var words: String {
    guard isExact else { return "\(approximate)" }
    guard scale > 0 else { return "\(mantissa)" }
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    let sign = mantissa < 0 ? "-" : ""
    return "\(sign)\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
  }
}

/// A limit of a number.
struct SchemaBound: BitwiseCopyable, Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    case minimum
    case maximum
    case exclusiveMinimum
    case exclusiveMaximum
    case multiple
  }

  let kind: Kind
  let number: SchemaNumber

  @inline(__always)
  func allows(_ value: SchemaNumber) -> Bool {
    switch kind {
    case .minimum: value.order(number) >= 0
    case .maximum: value.order(number) <= 0
    case .exclusiveMinimum: value.order(number) > 0
    case .exclusiveMaximum: value.order(number) < 0
    case .multiple: value.isMultiple(of: number)
    }
  }

  var words: String {
    switch kind {
    case .minimum: "at least \(number.words)"
    case .maximum: "at most \(number.words)"
    case .exclusiveMinimum: "more than \(number.words)"
    case .exclusiveMaximum: "less than \(number.words)"
    case .multiple: "a multiple of \(number.words)"
    }
  }
}

extension SchemaNumber {
  /// A number as a template spells it: digits, one point, a minus.
  init?(literal text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty else { return nil }
    let fraction = parts.count > 1 ? parts[1] : ""
    guard fraction.utf8.count <= 18, let mantissa = Int64(whole + fraction) else {
      guard let approximate = Double(text) else { return nil }
      self.init(approximate)
      return
    }
    self.init(mantissa: mantissa, scale: UInt8(fraction.utf8.count))
  }
}
