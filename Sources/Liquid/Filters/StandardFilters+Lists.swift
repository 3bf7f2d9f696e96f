extension StandardFilters {
  /// Whole lists.
  static let lists: [FilterRow] = [
    FilterRow("size", to: .number, "How many characters or elements there are.", size),
    FilterRow(
      "first", safety: .kept, "The first element of a list or character of a text.", first),
    FilterRow("last", safety: .kept, "The last element of a list or character of a text.", last),
    FilterRow(
      "join", .array, to: .string, arity: 0...1,
      "Puts the elements of a list in one text, a space or another text between them.", join),
    FilterRow("reverse", .array, to: .array, safety: .kept, "The list from its end.", reverse),
    FilterRow(
      "concat", .array, to: .array, arity: 1...1, safety: .kept,
      "The list, followed by another.", concat),
    FilterRow(
      "compact", .array, to: .array, arity: 0...1, safety: .kept,
      "The list without nil, or without objects whose property is nil.", compact),
    FilterRow(
      "uniq", .array, to: .array, arity: 0...1, safety: .kept,
      "The list without repetitions, or without objects that repeat a property.", uniq),
  ]

  static func size(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.tag == .string { try scope.charge(steps: Int(input.length) / 256) }
    return input.size ?? Value(0)
  }

  static func first(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    input.first(in: scope.arena)
  }

  static func last(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    input.last
  }

  static func join(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let separator = arguments.count > 0 ? try arguments[0].text(in: scope).bytes : Value(" ").bytes
    let elements = try input.filterElements(in: scope)
    if elements.isEmpty { return Value("") }
    var counter = ByteCounter()
    for element in elements { element.printed(to: &counter) }
    let count = counter.count + separator.count * (elements.count - 1)
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    var isFirst = true
    for element in elements {
      if !isFirst { writer.append(separator) }
      isFirst = false
      if element.tag == .string {
        writer.append(element.bytes)
      } else {
        element.printed(to: &writer)
      }
    }
    return writer.finish()
  }

  static func reverse(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    var list = try ListBuilder(capacity: elements.count, in: scope)
    for element in elements.reversed() { list.append(element) }
    return list.finish()
  }

  static func concat(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    guard arguments[0].tag == .array else {
      throw RenderFailure(.argument, "concat filter requires an array argument")
    }
    let elements = try input.filterElements(in: scope)
    let others = arguments[0].elements
    if others.isEmpty { return Value(array: elements) }
    var list = try ListBuilder(capacity: elements.count + others.count, in: scope)
    for element in elements { list.append(element) }
    for element in others { list.append(element) }
    return list.finish()
  }

  static func compact(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    let property = arguments[0]
    var list = try ListBuilder(capacity: elements.count, in: scope)
    for element in elements {
      if property.isNil {
        if !element.isNil { list.append(element) }
      } else {
        guard let value = try element.property(property, in: scope) else { return .nil }
        if !value.isNil { list.append(element) }
      }
    }
    return list.finish()
  }

  static func uniq(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    // As in Ruby, a single element is not asked for its property.
    let property = elements.count > 1 ? arguments[0] : .nil
    var list = try ListBuilder(capacity: elements.count, in: scope)
    var seen = try DistinctValues(capacity: elements.count, in: scope)
    for element in elements {
      var key = element
      if !property.isNil {
        guard let value = try element.property(property, in: scope) else { return .nil }
        key = value
      }
      if try seen.insert(key) { list.append(element) }
    }
    return list.finish()
  }
}

/// A list under construction, of at most the elements it was made for.
struct ListBuilder {
  private let start: UnsafeMutablePointer<Value>
  private let capacity: Int
  private(set) var count = 0

  /// Makes room.
  ///
  /// - Throws: `RenderFailure.limit` when the document has no more.
  init(capacity: Int, in scope: FilterScope) throws(RenderFailure) {
    try scope.charge(values: capacity)
    start = scope.arena.allocateValues(capacity)
    self.capacity = capacity
  }

  /// Appends an element.
  mutating func append(_ value: Value) {
    precondition(count < capacity, "a list has room for what it was made for")
    start[count] = value
    count += 1
  }

  /// The list.
  func finish() -> Value {
    Value(array: UnsafeBufferPointer(start: start, count: count))
  }
}
