internal import Glibc

extension Value {
  /// A condition's comparison by order.
  public enum Order: UInt8, Sendable {
    /// `<`
    case less
    /// `<=`
    case lessOrEqual
    /// `>`
    case greater
    /// `>=`
    case greaterOrEqual

    @inline(__always)
    func holds(_ comparison: Int) -> Bool {
      switch self {
      case .less: comparison < 0
      case .lessOrEqual: comparison <= 0
      case .greater: comparison > 0
      case .greaterOrEqual: comparison >= 0
      }
    }
  }

  /// Whether `self order other` holds: between numbers, or between strings by bytes.
  ///
  /// What has no order (nil, booleans, lists, objects) makes it false.
  /// - Throws: `RenderFailure.comparison` between a number and a string.
  public func isOrdered(_ order: Order, _ other: Value) throws(RenderFailure) -> Bool {
    if tag == .integer, other.tag == .integer {
      return order.holds(integer < other.integer ? -1 : integer > other.integer ? 1 : 0)
    }
    if isNumber, other.isNumber {
      return Value.compareNumbers(self, other).map { order.holds($0) } ?? false
    }
    if tag == .string, other.tag == .string {
      return order.holds(Value.compareBytes(bytes, other.bytes))
    }
    let isComparable = isNumber || tag == .string
    let otherIsComparable = other.isNumber || other.tag == .string
    if isComparable, otherIsComparable {
      throw RenderFailure(
        .comparison, "comparison of \(className) with \(other.className) failed")
    }
    return false
  }

  /// -1, 0 or 1 between two numbers; nil with NaN.
  static func compareNumbers(_ left: Value, _ right: Value) -> Int? {
    if left.tag == .decimal, right.tag == .decimal,
      left.scale == right.scale || left.mantissa == 0 || right.mantissa == 0
    {
      let (one, other) = (left.mantissa, right.mantissa)
      return one < other ? -1 : one > other ? 1 : 0
    }
    if let one = Operand(left), let other = Operand(right) {
      let scale = max(one.scale, other.scale)
      let (first, second) = (one.mantissa(at: scale), other.mantissa(at: scale))
      return first < second ? -1 : first > second ? 1 : 0
    }
    if left.tag == .float, right.tag == .float {
      let (first, second) = (left.float, right.float)
      if first.isNaN || second.isNaN { return nil }
      return first < second ? -1 : first > second ? 1 : 0
    }
    return WideNumber.compare(WideNumber(left), WideNumber(right))
  }

  /// Below, equal to or above zero, by bytes.
  static func compareBytes(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let one = left.baseAddress, let other = right.baseAddress {
      let order = memcmp(one, other, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  /// Ruby's `<=>`: nil where two values have no order.
  func compared(to other: Value) -> Int? {
    switch (tag, other.tag) {
    case (.integer, .integer):
      return integer < other.integer ? -1 : integer > other.integer ? 1 : 0
    case (.string, .string): return Value.compareBytes(bytes, other.bytes)
    case (.array, .array):
      for (one, another) in zip(elements, other.elements) {
        guard let order = one.compared(to: another) else { return nil }
        if order != 0 { return order }
      }
      return Int(length) - Int(other.length)
    default:
      if isNumber, other.isNumber { return Value.compareNumbers(self, other) }
      return matches(other) ? 0 : nil
    }
  }

  /// Whether `self contains other`: text in a string, an element in a list, a key in an object.
  ///
  /// False for nil and false on either side, and for what contains nothing.
  public func contains(_ other: Value, in scope: FilterScope) throws(RenderFailure) -> Bool {
    guard other.isTruthy else { return false }
    switch tag {
    case .string:
      let part = try other.text(in: scope)
      try scope.charge(steps: Int(length) / 64)
      return ByteSearch.first(of: part.bytes, in: bytes, from: 0) != nil
    case .array:
      try scope.charge(steps: Int(length))
      for element in elements where element.matches(other) { return true }
      return false
    case .object:
      try scope.charge(steps: Int(length) / 32)
      return other.tag == .string && member(other) != nil
    case .range:
      guard other.isNumber else { return false }
      let (first, last) = rangeBounds
      guard let lower = Value.compareNumbers(Value(first), other),
        let upper = Value.compareNumbers(other, Value(last))
      else { return false }
      return lower <= 0 && upper <= 0
    default: return false
    }
  }
}
