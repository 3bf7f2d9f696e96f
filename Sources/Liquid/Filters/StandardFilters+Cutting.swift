extension StandardFilters {
  /// Text cut into parts or short.
  static let cutting: [FilterRow] = [
    FilterRow(
      "split", .string, to: .array, arity: 1...1,
      "Cuts text where another text stands, into a list.", split),
    FilterRow(
      "slice", arity: 1...2,
      "Takes some characters of a text, or elements of a list, from a position on.", slice),
    FilterRow(
      "truncate", .string, to: .string, arity: 0...2,
      "Shortens text to a number of characters, an ellipsis included.", truncate),
    FilterRow(
      "truncatewords", .string, to: .string, arity: 0...2,
      "Shortens text to a number of words.", truncateWords),
  ]

  static func split(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let bytes = try input.text(in: scope).bytes
    let separator = try arguments[0].text(in: scope).bytes
    try scope.charge(steps: bytes.count / 64)
    var splitter = Splitter(bytes, separator: separator)
    var count = 0
    var kept = 0
    while let part = splitter.next() {
      count += 1
      // Empty parts at the end do not count.
      if !part.isEmpty { kept = count }
    }
    try scope.charge(values: kept)
    let parts = scope.arena.allocateValues(kept)
    splitter = Splitter(bytes, separator: separator)
    for index in 0..<kept {
      parts[index] = splitter.next().map { Value(string: $0) } ?? .nil
    }
    return Value(array: UnsafeBufferPointer(start: parts, count: kept))
  }

  static func slice(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let offset = try arguments[0].integerArgument()
    let length = arguments[1].isTruthy ? try arguments[1].integerArgument() : 1
    if input.tag == .array {
      guard let range = span(offset, length, of: Int(input.length)) else {
        return Value(array: UnsafeBufferPointer(start: nil, count: 0))
      }
      return Value(array: UnsafeBufferPointer(rebasing: input.elements[range]))
    }
    let bytes = try input.text(in: scope).bytes
    try scope.charge(steps: bytes.count / 64)
    let characters = UTF8Scanner.count(bytes)
    let isASCII = characters == bytes.count
    guard let range = span(offset, length, of: characters) else { return Value("") }
    if isASCII { return Value(string: UnsafeRawBufferPointer(rebasing: bytes[range])) }
    let start = UTF8Scanner.offset(bytes, ofCharacter: range.lowerBound)
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    let end = UTF8Scanner.offset(rest, ofCharacter: range.count)
    return Value(string: UnsafeRawBufferPointer(rebasing: rest[..<end]))
  }

  /// The positions Ruby's `slice(offset, length)` means; nil when it answers nil.
  static func span(_ offset: Int64, _ length: Int64, of count: Int) -> Range<Int>? {
    let start = offset < 0 ? offset + Int64(count) : offset
    guard start >= 0, start <= Int64(count), length >= 0 else { return nil }
    let end = min(Int64(count), start.addingReportingOverflow(length).partialValue)
    return Int(start)..<(end < start ? count : Int(end))
  }

  private static let truncateLength: Int64 = 50
  private static let truncateWordCount: Int64 = 15

  static func truncate(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    let text = try input.text(in: scope)
    let length = arguments.count > 0 ? try arguments[0].integerArgument() : truncateLength
    let ellipsis = arguments.count > 1 ? try arguments[1].text(in: scope) : Value("...")
    let bytes = text.bytes
    if Int64(bytes.count) <= length { return text.with([]) }
    try scope.charge(steps: bytes.count / 64)
    let characters = UTF8Scanner.count(bytes)
    if Int64(characters) <= length { return text.with([]) }
    let kept = max(0, max(0, length) - Int64(UTF8Scanner.count(ellipsis.bytes)))
    let isASCII = characters == bytes.count
    let end = isASCII ? Int(kept) : UTF8Scanner.offset(bytes, ofCharacter: Int(kept))
    return try cut(bytes, end, ellipsis, scope)
  }

  static func truncateWords(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    let text = try input.text(in: scope)
    let given = arguments.count > 0 ? try arguments[0].integerArgument() : truncateWordCount
    let words = max(1, given)
    let bytes = text.bytes
    if Int64(bytes.count) < words { return text.with([]) }
    try scope.charge(steps: bytes.count / 64)
    var splitter = Splitter(bytes, separator: Value(" ").bytes)
    try scope.charge(bytes: bytes.count)
    var writer = ArenaWriter(scope.arena, capacity: bytes.count)
    for index in 0..<words {
      guard let word = splitter.next() else { return text.with([]) }
      if index > 0 { writer.append(UInt8(ascii: " ")) }
      writer.append(word)
    }
    // White space after the last word counts as one more, empty word.
    if splitter.isAtEnd { return text.with([]) }
    let ellipsis = arguments.count > 1 ? try arguments[1].text(in: scope) : Value("...")
    try scope.charge(bytes: ellipsis.bytes.count)
    writer.append(ellipsis.bytes)
    return writer.finish()
  }

  private static func cut(
    _ bytes: UnsafeRawBufferPointer, _ end: Int, _ ellipsis: Value, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let count = end + ellipsis.bytes.count
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    writer.append(ellipsis.bytes)
    return writer.finish()
  }
}
