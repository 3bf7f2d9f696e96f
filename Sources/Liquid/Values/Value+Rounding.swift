extension Value {
  /// Rounds to a whole number downwards or upwards.
  ///
  /// - Throws: `RenderFailure.argument` for infinity and NaN.
  func rounded(_ direction: Rounding, in scope: FilterScope) throws(RenderFailure) -> Value {
    try rounded(direction, places: 0, in: scope)
  }

  /// Rounds to `places` decimals: half away from zero for `.nearest`; an integer when `places` is below 1.
  ///
  /// - Throws: `RenderFailure.argument` for infinity and NaN made whole.
  func rounded(
    _ direction: Rounding, places: Int64, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if let operand = Operand(self) {
      if operand.scale == 0, places >= 0 { return Value(operand.mantissa) }
      if places >= 0, places <= 18,
        let short = Self.rounded(operand, direction, places: Int(places))
      {
        return short
      }
    }
    return try roundedWide(direction, places: places, in: scope)
  }

  private static func rounded(
    _ operand: Operand, _ direction: Rounding, places: Int
  ) -> Value? {
    guard operand.scale > places else {
      return decimal(fixed: Int128(operand.mantissa), scale: operand.scale, digits: 18)
    }
    let unit = PowersOfTen.wide(operand.scale - places)
    let mantissa = Int128(operand.mantissa)
    var quotient = mantissa / unit
    var rest = mantissa % unit
    if rest < 0 {
      quotient -= 1
      rest += unit
    }
    switch direction {
    case .down: break
    case .up: quotient += rest == 0 ? 0 : 1
    case .nearest:
      if rest * 2 > unit || (rest * 2 == unit && mantissa > 0) { quotient += 1 }
    }
    if places == 0 { return Int64(exactly: quotient).map { Value($0) } }
    if quotient == 0, mantissa < 0 { return Value(-0.0) }
    return decimal(fixed: quotient, scale: places, digits: 18)
  }

  private func roundedWide(
    _ direction: Rounding, places: Int64, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try scope.chargeWide(self, .nil)
    let number = WideNumber(self)
    if number.isInteger, places >= 0 { return number.value(in: scope.arena) }
    // Nothing reaches beyond the largest double or below the smallest.
    let bounded = Int(min(max(places, -10_000), 10_000))
    guard number.parts != nil else {
      guard places > 0 else { throw Self.domainError(number.double) }
      return Value(number.double)
    }
    let rounded = number.rounded(direction, places: bounded)
    let result = places < 1 || number.isInteger ? rounded.truncated : rounded
    if case .decimal(let mantissa, _) = result, mantissa == 0, number.double < 0 {
      return Value(-0.0)
    }
    try scope.charge(bytes: result.size)
    return result.value(in: scope.arena)
  }

  private static func domainError(_ double: Double) -> RenderFailure {
    let name = double.isNaN ? "NaN' (Not a Number)" : double < 0 ? "-Infinity'" : "Infinity'"
    return RenderFailure(.argument, "Computation results in '\(name)")
  }
}
