extension StandardFilters {
  /// Lists of objects, by a property.
  static let properties: [FilterRow] = [
    FilterRow(
      "map", .array, to: .array, arity: 1...1, safety: .kept,
      "The list of one property of each object.", map),
    FilterRow(
      "where", .array, to: .array, arity: 1...2, safety: .kept,
      "The objects whose property has a value, or is true.", whereEqual),
    FilterRow(
      "reject", .array, to: .array, arity: 1...2, safety: .kept,
      "The objects whose property has not a value, or is not true.", reject),
    FilterRow(
      "has", .array, to: .boolean, arity: 1...2,
      "Whether an object has a property with a value, or that is true.", has),
    FilterRow(
      "find", .array, arity: 1...2, safety: .kept,
      "The first object whose property has a value, or is true.", find),
    FilterRow(
      "find_index", .array, to: .number, arity: 1...2,
      "The position, from 0, of what `find` finds.", findIndex),
  ]

  static func map(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    let property = arguments[0]
    let isIdentity = property.tag == .string && property.bytes.matches("to_liquid")
    var list = try ListBuilder(capacity: elements.count, in: scope)
    for element in elements {
      list.append(isIdentity ? element : try element.property(property, in: scope) ?? .nil)
    }
    return list.finish()
  }

  static func whereEqual(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try selected(input, arguments, wanted: true, scope)
  }

  static func reject(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try selected(input, arguments, wanted: false, scope)
  }

  private static func selected(
    _ input: Value, _ arguments: FilterArguments, wanted: Bool, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    let test = PropertyTest(arguments, in: scope)
    var list = try ListBuilder(capacity: elements.count, in: scope)
    for element in elements {
      guard let holds = try test.holds(for: element) else { return .nil }
      if holds == wanted { list.append(element) }
    }
    return list.finish()
  }

  static func has(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let test = PropertyTest(arguments, in: scope)
    for element in try input.filterElements(in: scope) {
      guard let holds = try test.holds(for: element) else { return .nil }
      if holds { return Value(true) }
    }
    return Value(false)
  }

  static func find(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let test = PropertyTest(arguments, in: scope)
    for element in try input.filterElements(in: scope) {
      guard let holds = try test.holds(for: element) else { return .nil }
      if holds { return element }
    }
    return .nil
  }

  static func findIndex(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let test = PropertyTest(arguments, in: scope)
    for (index, element) in try input.filterElements(in: scope).enumerated() {
      guard let holds = try test.holds(for: element) else { return .nil }
      if holds { return Value(index) }
    }
    return .nil
  }
}

/// What `where` and its relatives ask of each element.
private struct PropertyTest {
  let property: Value
  let target: Value
  let scope: FilterScope

  init(_ arguments: FilterArguments, in scope: FilterScope) {
    property = arguments[0]
    target = arguments[1]
    self.scope = scope
  }

  /// Whether the element's property is the target, or true without one; nil for what has no properties.
  func holds(for element: Value) throws(RenderFailure) -> Bool? {
    guard let value = try element.property(property, in: scope) else { return nil }
    if target.isNil { return value.isTruthy }
    if target.tag == .string { try scope.charge(steps: Int(target.length) / 64) }
    return value.matches(target)
  }
}
