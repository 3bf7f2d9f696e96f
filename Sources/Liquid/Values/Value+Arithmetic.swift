extension Value {
  /// `left + right`, `left - right`: integers stay integers, decimals add up exactly.
  static func sum(
    _ left: Value, _ right: Value, subtracting: Bool, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    guard let one = Operand(left), let other = Operand(right) else {
      return try wide(subtracting ? .subtract : .add, left, right, in: scope)
    }
    if one.scale == 0, other.scale == 0 {
      let (sum, overflow) =
        subtracting
        ? one.mantissa.subtractingReportingOverflow(other.mantissa)
        : one.mantissa.addingReportingOverflow(other.mantissa)
      if !overflow { return Value(sum) }
    } else {
      let scale = max(one.scale, other.scale)
      let addend = other.mantissa(at: scale)
      let sum = one.mantissa(at: scale) + (subtracting ? -addend : addend)
      // 18 digits, not 15: sums of money stay exact.
      if let exact = decimal(fixed: sum, scale: scale, digits: 18) { return exact }
    }
    return try wide(subtracting ? .subtract : .add, left, right, in: scope)
  }

  /// `left * right`.
  static func product(
    _ left: Value, _ right: Value, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if left.tag == .integer, right.tag == .integer {
      let (product, overflow) = left.integer.multipliedReportingOverflow(by: right.integer)
      if !overflow { return Value(product) }
    }
    guard let one = Operand(left), let other = Operand(right) else {
      return try wide(.multiply, left, right, in: scope)
    }
    if one.scale == 0, other.scale == 0 {
      let (product, overflow) = one.mantissa.multipliedReportingOverflow(by: other.mantissa)
      if !overflow { return Value(product) }
    } else {
      if one.mantissa == 0 || other.mantissa == 0, one.mantissa < 0 || other.mantissa < 0 {
        return Value(-0.0)
      }
      let product = Int128(one.mantissa) * Int128(other.mantissa)
      if let exact = decimal(fixed: product, scale: one.scale + other.scale, digits: 15) {
        return exact
      }
    }
    return try wide(.multiply, left, right, in: scope)
  }

  /// `left / right`: rounded down between integers, else the nearest float.
  ///
  /// - Throws: `RenderFailure.zeroDivision` for an integer divided by the integer 0.
  static func quotient(
    _ left: Value, _ right: Value, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    guard let one = Operand(left), let other = Operand(right) else {
      return try wide(.divide, left, right, in: scope)
    }
    if one.scale == 0, other.scale == 0 {
      if other.mantissa == 0 { throw .zeroDivision }
      let (quotient, overflow) = one.mantissa.dividedReportingOverflow(by: other.mantissa)
      if overflow { return try wide(.divide, left, right, in: scope) }
      let rest = one.mantissa &- quotient &* other.mantissa
      return Value(rest != 0 && (rest < 0) != (other.mantissa < 0) ? quotient - 1 : quotient)
    }
    // Nothing divided is nothing; divided by less than nothing it has a sign, which is for the wide way.
    if one.mantissa == 0, other.mantissa > 0 { return Value(mantissa: 0, scale: 1) }
    if one.mantissa != 0, other.mantissa != 0 {
      // Both sides exact as doubles: one division rounds correctly.
      let scale = max(one.scale, other.scale)
      let (upper, lower) = (one.mantissa(at: scale), other.mantissa(at: scale))
      if upper.magnitude < 1 << 53, lower.magnitude < 1 << 53 {
        let quotient = Double(Int64(upper)) / Double(Int64(lower))
        return exactQuotient(upper, lower) ?? number(quotient)
      }
    }
    return try wide(.divide, left, right, in: scope)
  }

  /// The quotient when a few decimals hold it, without a detour through floats.
  private static func exactQuotient(_ upper: Int128, _ lower: Int128) -> Value? {
    // In one word where it fits: two divisions of 128 bits take longer than all the rest.
    if let divisor = Int64(exactly: lower), let dividend = Int64(exactly: upper) {
      let (scaled, overflow) = dividend.multipliedReportingOverflow(by: 10_000)
      if !overflow {
        let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: divisor)
        return rest == 0 ? decimal(fixed: Int128(quotient), scale: 4, digits: 15) : nil
      }
    }
    let thousandth = upper * 10_000
    guard thousandth % lower == 0 else { return nil }
    return decimal(fixed: thousandth / lower, scale: 4, digits: 15)
  }

  /// `left % right` with the sign of `right`.
  ///
  /// - Throws: `RenderFailure.zeroDivision` when `right` is 0.
  static func remainder(
    _ left: Value, _ right: Value, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if left.tag == .integer, right.tag == .integer, right.integer > 0 {
      let rest = left.integer % right.integer
      return Value(rest < 0 ? rest + right.integer : rest)
    }
    guard let one = Operand(left), let other = Operand(right) else {
      return try wide(.remainder, left, right, in: scope)
    }
    if other.mantissa == 0 { throw .zeroDivision }
    let scale = max(one.scale, other.scale)
    let divisor = other.mantissa(at: scale)
    var rest = one.mantissa(at: scale) % divisor
    if rest != 0, (rest < 0) != (divisor < 0) { rest += divisor }
    if scale == 0 { return Value(Int64(truncatingIfNeeded: rest)) }
    if let exact = decimal(fixed: rest, scale: scale, digits: 15) { return exact }
    return try wide(.remainder, left, right, in: scope)
  }

  private static func wide(
    _ operation: WideNumber.Operation, _ left: Value, _ right: Value, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try scope.chargeWide(left, right)
    let result = try WideNumber.apply(operation, WideNumber(left), WideNumber(right))
    try scope.charge(bytes: result.size)
    return result.value(in: scope.arena)
  }

  /// The absolute value.
  func magnitude(in scope: FilterScope) throws(RenderFailure) -> Value {
    if let operand = Operand(self) {
      if operand.scale == 0, operand.mantissa != .min { return Value(abs(operand.mantissa)) }
      if operand.scale > 0,
        let exact = Value.decimal(
          fixed: Int128(operand.mantissa.magnitude), scale: operand.scale, digits: 18)
      {
        return exact
      }
    }
    try scope.chargeWide(self, .nil)
    switch WideNumber(self) {
    case .integer(let integer):
      return WideNumber.integer(integer < 0 ? -integer : integer).value(in: scope.arena)
    case .decimal(let mantissa, let scale):
      return WideNumber.decimal(mantissa < 0 ? -mantissa : mantissa, scale: scale)
        .value(in: scope.arena)
    case .special(let double): return Value.number(double.magnitude)
    }
  }

  /// The value as a number that prints as Ruby's float or integer; what is no number is 0.
  func asNumber(in scope: FilterScope) throws(RenderFailure) -> Value {
    if let operand = Operand(self) {
      if operand.scale == 0 { return Value(operand.mantissa) }
      if let exact = Value.decimal(
        fixed: Int128(operand.mantissa), scale: operand.scale, digits: 18)
      {
        return exact
      }
    }
    try scope.chargeWide(self, .nil)
    return WideNumber(self).value(in: scope.arena)
  }
}

extension FilterScope {
  /// Charges for arithmetic on long numbers, whose cost grows with the square of their digits.
  func chargeWide(_ left: Value, _ right: Value) throws(RenderFailure) {
    let digits = max(left.bytes.count, right.bytes.count)
    try charge(steps: 1 + digits / 16 * (digits / 16) / 4)
  }
}
