extension Value {
  /// The same data with numbers as Ruby holds them after reading JSON: 12.10 is the float 12.1.
  ///
  /// Records keep every decimal; templates that are compared with Shopify/liquid must not. Containers are
  /// copied into the arena.
  public func withRubyNumbers(in arena: Arena) -> Value {
    switch tag {
    case .decimal:
      return Value.decimal(fixed: Int128(mantissa), scale: scale, digits: 15)
        ?? Value(Double("\(mantissa)e-\(scale)") ?? .nan)
    case .array:
      let copy = arena.allocateValues(elements.count)
      for (index, element) in elements.enumerated() {
        (copy + index).initialize(to: element.withRubyNumbers(in: arena))
      }
      return Value(array: UnsafeBufferPointer(start: copy, count: elements.count))
    case .object:
      let copy = arena.allocateMembers(members.count)
      for (index, member) in members.enumerated() {
        (copy + index).initialize(
          to: Member(key: member.key, value: member.value.withRubyNumbers(in: arena)))
      }
      return Value(object: UnsafeBufferPointer(start: copy, count: members.count))
    default: return self
    }
  }
}
