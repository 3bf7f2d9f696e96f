extension StandardFilters {
  /// White space.
  static let trimming: [FilterRow] = [
    FilterRow(
      "strip", .string, to: .string, safety: .kept,
      "Takes white space away from both ends.", strip),
    FilterRow(
      "lstrip", .string, to: .string, safety: .kept,
      "Takes white space away from the start.", lstrip),
    FilterRow(
      "rstrip", .string, to: .string, safety: .kept,
      "Takes white space away from the end.", rstrip),
    FilterRow(
      "squish", .string, to: .string, safety: .kept,
      "Takes white space away from both ends and makes each run of it one space.", squish),
    FilterRow(
      "strip_newlines", .string, to: .string, safety: .kept,
      "Takes all line breaks away.", stripNewlines),
  ]

  static func strip(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    trim(try input.text(in: scope), .both)
  }

  static func lstrip(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    trim(try input.text(in: scope), .left)
  }

  static func rstrip(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    trim(try input.text(in: scope), .right)
  }

  private static func trim(_ text: Value, _ trimming: Trimming) -> Value {
    let bytes = text.bytes
    let range = trimming.range(in: bytes)
    if range.count == bytes.count { return text }
    return Value(string: UnsafeRawBufferPointer(rebasing: bytes[range]), flags: text.flags)
  }

  static func squish(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    let text = trim(try input.text(in: scope), .both)
    let bytes = text.bytes
    try scope.charge(steps: bytes.count / 64)
    guard hasRunOfSpace(bytes) else { return text }
    try scope.charge(bytes: bytes.count)
    var writer = ArenaWriter(scope.arena, capacity: bytes.count)
    var wasSpace = false
    for byte in bytes {
      if byte.isRubySpace {
        if !wasSpace { writer.append(UInt8(ascii: " ")) }
        wasSpace = true
      } else {
        writer.append(byte)
        wasSpace = false
      }
    }
    return writer.finish().with(text.flags.intersection(.markup))
  }

  private static func hasRunOfSpace(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var wasSpace = false
    for byte in bytes {
      guard byte.isRubySpace else {
        wasSpace = false
        continue
      }
      if wasSpace || byte != UInt8(ascii: " ") { return true }
      wasSpace = true
    }
    return false
  }

  static func stripNewlines(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = try input.text(in: scope)
    let bytes = text.bytes
    guard ByteSearch.first(0x0A, in: bytes, from: 0) != nil else { return text }
    try scope.charge(bytes: bytes.count)
    var writer = ArenaWriter(scope.arena, capacity: bytes.count)
    LineBreaks.forEachLine(bytes) { line, _ in writer.append(line) }
    return writer.finish().with(text.flags.intersection(.markup))
  }
}

/// Line breaks as Ruby's `/\r?\n/` finds them.
enum LineBreaks {
  /// Hands out each line without its break, and whether a break follows.
  static func forEachLine(
    _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, _ hasBreak: Bool) -> Void
  ) {
    var start = 0
    while let end = ByteSearch.first(0x0A, in: text, from: start) {
      let lineEnd = end > start && text[end - 1] == 0x0D ? end - 1 : end
      body(UnsafeRawBufferPointer(rebasing: text[start..<lineEnd]), true)
      start = end + 1
    }
    body(UnsafeRawBufferPointer(rebasing: text[start...]), false)
  }
}
