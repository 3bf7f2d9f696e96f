internal import Liquid

/// Collects the members of one object; what is absent is left out.
struct ObjectBuilder {
  private var members: [Member] = []

  /// Whether anything was set.
  var isEmpty: Bool { members.isEmpty }

  /// Sets a field unless the value is nil.
  mutating func set(_ key: StaticString, _ value: Value) {
    if !value.isNil { members.append(Member(key: Value(key), value: value)) }
  }

  /// Sets a field to an object unless that is empty.
  mutating func set(_ key: StaticString, _ object: ObjectBuilder, in arena: Arena) {
    if !object.isEmpty { set(key, object.finish(in: arena)) }
  }

  /// Sets a field to a list unless that is empty.
  mutating func set(_ key: StaticString, _ elements: [Value], in arena: Arena) {
    if elements.isEmpty { return }
    let copy = arena.allocateValues(elements.count)
    for (index, element) in elements.enumerated() { (copy + index).initialize(to: element) }
    set(key, Value(array: UnsafeBufferPointer(start: copy, count: elements.count)))
  }

  /// The object, living in the arena.
  func finish(in arena: Arena) -> Value {
    let copy = arena.allocateMembers(members.count)
    for (index, member) in members.enumerated() { (copy + index).initialize(to: member) }
    return Value(object: UnsafeBufferPointer(start: copy, count: members.count))
  }
}
