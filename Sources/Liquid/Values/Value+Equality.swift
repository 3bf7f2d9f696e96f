extension Value {
  /// Whether two values are equal in a condition (`==`): Ruby's, with `empty` and `blank` on either side.
  ///
  /// 1 equals 1.0; "1" does not equal 1; objects are equal whatever the order of their keys.
  @inlinable
  public func isEqual(to other: Value) -> Bool {
    if tag == .integer, other.tag == .integer { return payload == other.payload }
    return isEqualSlowly(to: other)
  }

  @usableFromInline
  func isEqualSlowly(to other: Value) -> Bool {
    if tag == .string, other.tag == .string { return isSameText(as: other) }
    switch (tag, other.tag) {
    case (.empty, _): return other.isEmpty
    case (.blank, _): return other.isBlank
    case (_, .empty): return isEmpty
    case (_, .blank): return isBlank
    default: return matches(other)
    }
  }

  /// Ruby's `==` between values, where the words `empty` and `blank` equal only themselves.
  func matches(_ other: Value) -> Bool {
    if tag == .string, other.tag == .string { return isSameText(as: other) }
    switch (tag, other.tag) {
    case (.integer, .integer), (.boolean, .boolean): return payload == other.payload
    case (.nil, .nil), (.empty, .empty), (.blank, .blank): return true
    case (.array, .array):
      guard length == other.length else { return false }
      for (one, another) in zip(elements, other.elements) {
        if !one.matches(another) { return false }
      }
      return true
    case (.object, .object): return hasSameMembers(as: other) { $0.matches($1) }
    case (.range, .range): return rangeBounds == other.rangeBounds
    case (.forLoop, .forLoop), (.tableRowLoop, .tableRowLoop): return payload == other.payload
    default: return isNumber && other.isNumber && Value.compareNumbers(self, other) == 0
    }
  }

  /// Ruby's `eql?`, by which `uniq` tells values apart: 1 and 1.0 are two values.
  func isSame(as other: Value) -> Bool {
    if isNumber, other.isNumber, isWhole != other.isWhole { return false }
    switch (tag, other.tag) {
    case (.array, .array):
      guard length == other.length else { return false }
      for (one, another) in zip(elements, other.elements) {
        if !one.isSame(as: another) { return false }
      }
      return true
    case (.object, .object): return hasSameMembers(as: other) { $0.isSame(as: $1) }
    default: return matches(other)
    }
  }

  /// Whether this is a number of any kind.
  @inlinable @inline(__always)
  var isNumber: Bool {
    tag == .integer || tag == .decimal || tag == .float || tag == .bigInteger
  }

  private var isWhole: Bool { tag == .integer || tag == .bigInteger }

  private func hasSameMembers(as other: Value, _ same: (Value, Value) -> Bool) -> Bool {
    guard length == other.length else { return false }
    for member in members {
      guard let value = other.member(member.key), same(member.value, value) else { return false }
    }
    return true
  }

  /// Whether this equals `empty`: a string, list or object without content.
  public var isEmpty: Bool {
    switch tag {
    case .string, .array, .object: length == 0
    default: false
    }
  }

  /// Whether this equals `blank`: empty, nil, false, or a string of white space.
  public var isBlank: Bool {
    switch tag {
    case .nil: true
    case .boolean: payload == 0
    case .string: bytes.allSatisfy { $0.isRubySpace }
    case .array, .object: length == 0
    default: false
    }
  }

  /// Ruby's name of the value's type, for messages.
  var className: String {
    switch tag {
    case .nil: "NilClass"
    case .boolean: payload == 0 ? "FalseClass" : "TrueClass"
    case .integer, .bigInteger: "Integer"
    case .decimal, .float: "Float"
    case .string: "String"
    case .array: "Array"
    case .object: "Hash"
    case .range: "Range"
    case .empty, .blank: "Liquid::Condition::MethodLiteral"
    case .forLoop: "Liquid::ForloopDrop"
    case .tableRowLoop: "Liquid::TablerowloopDrop"
    }
  }
}
