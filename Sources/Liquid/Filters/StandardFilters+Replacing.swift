extension StandardFilters {
  /// Text put in, put before or after, taken away.
  static let replacing: [FilterRow] = [
    FilterRow(
      "append", .string, to: .string, arity: 1...1, safety: .kept,
      "Puts text after the input.", append),
    FilterRow(
      "prepend", .string, to: .string, arity: 1...1, safety: .kept,
      "Puts text before the input.", prepend),
    FilterRow(
      "replace", .string, to: .string, arity: 1...2,
      "Puts one text in place of every occurrence of another.", replace),
    FilterRow(
      "replace_first", .string, to: .string, arity: 1...2,
      "Puts one text in place of the first occurrence of another.", replaceFirst),
    FilterRow(
      "replace_last", .string, to: .string, arity: 2...2,
      "Puts one text in place of the last occurrence of another.", replaceLast),
    FilterRow(
      "remove", .string, to: .string, arity: 1...1,
      "Takes every occurrence of a text away.", remove),
    FilterRow(
      "remove_first", .string, to: .string, arity: 1...1,
      "Takes the first occurrence of a text away.", removeFirst),
    FilterRow(
      "remove_last", .string, to: .string, arity: 1...1,
      "Takes the last occurrence of a text away.", removeLast),
  ]

  static func append(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let (text, other) = try joinable(input, arguments[0], scope)
    return try joined(text, other, scope).with(text.flags)
  }

  static func prepend(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let (text, other) = try joinable(input, arguments[0], scope)
    return try joined(other, text, scope).with(text.flags)
  }

  /// Both texts in one language: what is added to markup is escaped unless it is markup itself.
  private static func joinable(
    _ input: Value, _ other: Value, _ scope: FilterScope
  ) throws(RenderFailure) -> (Value, Value) {
    let text = try input.text(in: scope)
    let added = try other.text(in: scope)
    let flags = text.flags.intersection(.markup)
    if scope.isPlainText || flags.isEmpty { return (text.with([]), added) }
    return (text.with(flags), try HTMLText.escape(added, in: scope))
  }

  private static func joined(
    _ left: Value, _ right: Value, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if right.length == 0 { return left }
    if left.length == 0 { return right }
    let count = Int(left.length) + Int(right.length)
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    writer.append(left.bytes)
    writer.append(right.bytes)
    return writer.finish()
  }

  static func replace(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Replacement(of: arguments[0], by: arguments[1], in: scope)
      .apply(to: input.text(in: scope), onlyFirst: false)
  }

  static func replaceFirst(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Replacement(of: arguments[0], by: arguments[1], in: scope)
      .apply(to: input.text(in: scope), onlyFirst: true)
  }

  static func remove(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Replacement(of: arguments[0], by: .nil, in: scope)
      .apply(to: input.text(in: scope), onlyFirst: false)
  }

  static func removeFirst(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Replacement(of: arguments[0], by: .nil, in: scope)
      .apply(to: input.text(in: scope), onlyFirst: true)
  }

  static func replaceLast(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = try input.text(in: scope)
    let pattern = try arguments[0].text(in: scope).bytes
    let replacement = try arguments[1].text(in: scope).bytes
    let bytes = text.bytes
    try scope.charge(steps: bytes.count / 64)
    guard let found = ByteSearch.last(of: pattern, in: bytes) else { return text.with([]) }
    let count = bytes.count - pattern.count + replacement.count
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[..<found]))
    writer.append(replacement)
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[(found + pattern.count)...]))
    return writer.finish()
  }

  static func removeLast(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let two = scope.arena.allocateValues(2)
    two[0] = arguments[0]
    two[1] = .nil
    let both = UnsafeBufferPointer(start: two, count: 2)
    return try replaceLast(
      input, FilterArguments(positional: both, named: arguments.named), scope)
  }
}
