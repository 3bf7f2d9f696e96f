internal import BigInt

extension WideNumber {
  /// The four operations with remainder, by name.
  enum Operation {
    case add
    case subtract
    case multiply
    case divide
    case remainder
  }

  /// `left operation right` as Ruby's `Integer` and `BigDecimal` do it.
  ///
  /// - Throws: `RenderFailure.zeroDivision` for an integer divided by 0, and any remainder of 0.
  static func apply(
    _ operation: Operation, _ left: WideNumber, _ right: WideNumber
  ) throws(RenderFailure) -> WideNumber {
    if case .special = left { return try applyFloat(operation, left.double, right) }
    if case .special(let double) = right {
      return try applyFloat(operation, left.double, .special(double))
    }
    guard let first = left.parts, let second = right.parts else { return .special(.nan) }
    let isInteger = left.isInteger && right.isInteger
    switch operation {
    case .add, .subtract:
      let (one, other, scale) = aligned(first, second)
      let sum = operation == .add ? one + other : one - other
      return isInteger ? .integer(sum) : .decimal(sum, scale: scale)
    case .multiply:
      let product = first.mantissa * second.mantissa
      return isInteger
        ? .integer(product) : .decimal(product, scale: first.scale + second.scale)
    case .divide:
      if isInteger {
        guard second.mantissa != 0 else { throw .zeroDivision }
        return .integer(
          first.mantissa.flooredQuotientAndRemainder(dividingBy: second.mantissa).quotient)
      }
      return quotient(first, second)
    case .remainder:
      guard second.mantissa != 0 else { throw .zeroDivision }
      let (one, other, scale) = aligned(first, second)
      let rest = one.flooredQuotientAndRemainder(dividingBy: other).rest
      return isInteger ? .integer(rest) : .decimal(rest, scale: scale)
    }
  }

  /// More digits than any double needs; one digit more stands for all that follow.
  private static let quotientDigits = 40

  private static func quotient(
    _ left: (mantissa: BigInt, scale: Int), _ right: (mantissa: BigInt, scale: Int)
  ) -> WideNumber {
    if right.mantissa == 0 {
      // BigDecimal's default mode answers infinity or NaN instead of failing.
      if left.mantissa == 0 { return .special(.nan) }
      return .special(left.mantissa < 0 ? -.infinity : .infinity)
    }
    let widths = (right.mantissa.bitWidth - left.mantissa.bitWidth) / 3
    let shift = max(0, quotientDigits + widths)
    let (quotient, rest) = (left.mantissa * power(shift))
      .quotientAndRemainder(dividingBy: right.mantissa)
    let sticky: BigInt =
      rest == 0 ? 0 : (left.mantissa < 0) != (right.mantissa < 0) ? -1 : 1
    let scale = left.scale - right.scale + shift + 1
    if quotient == 0, sticky == 0, right.mantissa < 0 { return .special(-0.0) }
    return .decimal(quotient * 10 + sticky, scale: scale)
  }

  private static func applyFloat(
    _ operation: Operation, _ left: Double, _ right: WideNumber
  ) throws(RenderFailure) -> WideNumber {
    let other = right.double
    let result: Double
    switch operation {
    case .add: result = left + other
    case .subtract: result = left - other
    case .multiply: result = left * other
    case .divide: result = left / other
    case .remainder:
      if other == 0 { throw .zeroDivision }
      let rest = left.truncatingRemainder(dividingBy: other)
      result = rest != 0 && (rest < 0) != (other < 0) ? rest + other : rest
    }
    return .special(result)
  }

  /// Rounds half away from zero to `places` decimals, or tens when negative, or down, or up.
  func rounded(_ direction: Rounding, places: Int) -> WideNumber {
    guard let (mantissa, scale) = parts, scale > places else { return self }
    let unit = Self.power(scale - places)
    var (quotient, rest) = mantissa.flooredQuotientAndRemainder(dividingBy: unit)
    switch direction {
    case .down: break
    case .up: quotient += rest == 0 ? 0 : 1
    case .nearest:
      let twice = rest * 2
      if twice > unit || (twice == unit && mantissa > 0) { quotient += 1 }
    }
    rest = 0
    return .decimal(quotient, scale: places)
  }

  /// The whole part as an integer.
  var truncated: WideNumber {
    guard let (mantissa, scale) = parts else { return self }
    if scale <= 0 { return .integer(mantissa * Self.power(-scale)) }
    return .integer(mantissa / Self.power(scale))
  }

  /// -1, 0 or 1; nil when one is not a number.
  static func compare(_ left: WideNumber, _ right: WideNumber) -> Int? {
    guard let first = left.parts, let second = right.parts else {
      let (one, other) = (left.double, right.double)
      if one.isNaN || other.isNaN { return nil }
      return one < other ? -1 : one > other ? 1 : 0
    }
    let (one, other, _) = aligned(first, second)
    return one < other ? -1 : one > other ? 1 : 0
  }
}

/// Which way a number is rounded.
enum Rounding {
  case down
  case up
  case nearest
}

extension RenderFailure {
  /// What an integer divided by 0 is.
  static var zeroDivision: RenderFailure { RenderFailure(.zeroDivision, "divided by 0") }
}
