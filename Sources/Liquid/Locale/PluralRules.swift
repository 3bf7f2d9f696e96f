/// A language's cardinal plural rules (Unicode TR 35, part 3, section 5), compiled to a flat list of relations.
struct PluralRules: BitwiseCopyable {
  /// One comparison: `operand [mod modulus] [not] in ranges`.
  struct Relation: BitwiseCopyable {
    /// What is compared.
    let operand: Operand
    /// 0 for none.
    let modulus: UInt64
    /// Whether `not` stands before `in`.
    let isNegated: Bool
    /// First range in the rules' list.
    let firstRange: UInt16
    /// How many ranges.
    let rangeCount: UInt16
    /// The category that is meant when this and the relations before it, back to the last end, hold.
    let category: PluralCategory
    /// Whether the next relation begins another condition.
    let isEnd: Bool
  }

  /// The letters of TR 35.
  enum Operand: UInt8 {
    /// The absolute value.
    case n
    /// Its whole part.
    case i
    /// Digits printed behind the point.
    case v
    /// The same without trailing zeros.
    case w
    /// Those digits as a number.
    case f
    /// The same without trailing zeros.
    case t
    /// The exponent of a compact form, which is never printed here: 0.
    case e
  }

  /// Both ends included.
  struct Range: BitwiseCopyable {
    /// The least.
    let low: UInt64
    /// The greatest.
    let high: UInt64
  }

  /// Relations in the order of CLDR's categories.
  let relations: UnsafePointer<Relation>
  /// How many.
  let count: Int
  /// What the relations' ranges index.
  let ranges: UnsafePointer<Range>

  /// The category of a number as it is printed: `1` and `1.0` differ in some languages.
  func category(_ number: PrintedNumber) -> PluralCategory {
    let operands = PluralOperands(number)
    var holds = true
    for index in 0..<count {
      let relation = relations[index]
      if holds { holds = self.holds(relation, operands) }
      if relation.isEnd {
        if holds { return relation.category }
        holds = true
      }
    }
    return .other
  }

  @inline(__always)
  private func holds(_ relation: Relation, _ operands: PluralOperands) -> Bool {
    var value: UInt64
    var isWhole = true
    switch relation.operand {
    case .n:
      value = operands.whole
      isWhole = operands.trimmed == 0
    case .i: value = operands.whole
    case .v: value = operands.decimals
    case .w: value = operands.trimmedDecimals
    case .f: value = operands.fraction
    case .t: value = operands.trimmed
    case .e: value = 0
    }
    if relation.modulus > 0 { value %= relation.modulus }
    var found = false
    if isWhole {
      for index in Int(relation.firstRange)..<Int(relation.firstRange &+ relation.rangeCount) {
        let range = ranges[index]
        if value >= range.low && value <= range.high { found = true }
      }
    }
    return found != relation.isNegated
  }
}

/// The operands of TR 35 for one number.
///
/// Of more than 18 digits the last 18 count, with a digit above them so that no small number is mistaken;
/// every modulus of CLDR divides a power of ten, so remainders are exact.
struct PluralOperands: BitwiseCopyable {
  /// TR 35's i.
  private(set) var whole: UInt64 = 0
  /// TR 35's f.
  private(set) var fraction: UInt64 = 0
  /// TR 35's t.
  private(set) var trimmed: UInt64 = 0
  /// TR 35's v.
  private(set) var decimals: UInt64
  /// TR 35's w.
  private(set) var trimmedDecimals: UInt64 = 0

  private static let limit: UInt64 = 1_000_000_000_000_000_000

  init(_ number: PrintedNumber) {
    decimals = UInt64(number.fraction + number.padding)
    let own = number.whole - number.zeros
    for index in 0..<number.whole {
      Self.append(index < own ? UInt64(number.digits[index] & 15) : 0, to: &whole)
    }
    if decimals == 0 { return }
    var position = UInt64(max(0, number.fraction - number.count))
    for index in own..<number.count {
      let digit = UInt64(number.digits[index] & 15)
      Self.append(digit, to: &fraction)
      position += 1
      if digit != 0 {
        trimmed = fraction
        trimmedDecimals = position
      }
    }
    for _ in 0..<number.padding { Self.append(0, to: &fraction) }
  }

  private static func append(_ digit: UInt64, to value: inout UInt64) {
    let isLong = value >= limit / 10
    value = value % (limit / 10) * 10 + digit
    if isLong { value += limit }
  }
}
