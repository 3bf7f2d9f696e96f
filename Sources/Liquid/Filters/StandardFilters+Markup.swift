extension StandardFilters {
  /// HTML in and out of text.
  static let markup: [FilterRow] = [
    FilterRow(
      "escape", .string, to: .string, safety: .escapes,
      "Makes & < > \" ' entities; pages do that by themselves.", escape
    ).leavingNumbers(),
    FilterRow(
      "h", .string, to: .string, safety: .escapes, "The same as `escape`.", escape
    ).leavingNumbers(),
    FilterRow(
      "escape_once", .string, to: .string, safety: .escapes,
      "Makes < > \" ' and & entities, but leaves entities as they are.", escapeOnce),
    FilterRow(
      "newline_to_br", .string, to: .string, safety: .escapes,
      "Puts <br /> before each line break.", newlineToBreak),
    FilterRow(
      "strip_html", .string, to: .string, "Takes tags, comments, scripts and styles away.",
      stripHTML),
  ]

  static func escape(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    return try HTMLText.escape(input.text(in: scope), in: scope)
  }

  static func escapeOnce(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try HTMLText.escapeOnce(input.text(in: scope), in: scope)
  }

  static func newlineToBreak(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let plain = try input.text(in: scope)
    let text = scope.isPlainText ? plain.with([]) : try HTMLText.escape(plain, in: scope)
    let bytes = text.bytes
    var lines = 0
    for byte in bytes where byte == 0x0A { lines += 1 }
    try scope.charge(steps: bytes.count / 64)
    if lines == 0 { return text }
    let tag: StaticString = "<br />\n"
    let count = bytes.count + lines * (tag.utf8CodeUnitCount - 1)
    try scope.charge(bytes: count)
    var writer = ArenaWriter(scope.arena, capacity: count)
    LineBreaks.forEachLine(bytes) { line, hasBreak in
      writer.append(line)
      if hasBreak { writer.append(tag) }
    }
    return writer.finish().with(text.flags)
  }

  static func stripHTML(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let text = try input.text(in: scope).with([])
    let bytes = text.bytes
    guard ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: 0) != nil else { return text }
    try scope.charge(bytes: bytes.count * 2)
    let inner = withoutBlocks(bytes, in: scope.arena)
    return withoutTags(inner.bytes, in: scope.arena)
  }

  /// Without `<script…</script>`, `<!--…-->` and `<style…</style>`.
  private static func withoutBlocks(
    _ bytes: UnsafeRawBufferPointer, in arena: Arena
  ) -> Value {
    let blocks = [
      HTMLBlock(start: "<script", end: "</script>"), HTMLBlock(start: "<!--", end: "-->"),
      HTMLBlock(start: "<style", end: "</style>"),
    ]
    // From here on no end of that kind stands: never search for it again.
    var isExhausted = [false, false, false]
    var writer = ArenaWriter(arena, capacity: bytes.count)
    var copied = 0
    var index = 0
    while let open = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: index) {
      index = open + 1
      let tail = UnsafeRawBufferPointer(rebasing: bytes[open...])
      for (kind, block) in blocks.enumerated()
      where !isExhausted[kind] && tail.starts(with: block.start.bytes) {
        let from = open + block.start.bytes.count
        guard let end = ByteSearch.first(of: block.end.bytes, in: bytes, from: from) else {
          isExhausted[kind] = true
          continue
        }
        writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<open]))
        index = end + block.end.bytes.count
        copied = index
        break
      }
    }
    if copied == 0 { return Value(string: bytes) }
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
    return writer.finish()
  }

  private static func withoutTags(_ bytes: UnsafeRawBufferPointer, in arena: Arena) -> Value {
    var writer = ArenaWriter(arena, capacity: bytes.count)
    var copied = 0
    while let open = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: copied),
      let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: open + 1)
    {
      writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<open]))
      copied = close + 1
    }
    writer.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
    return writer.finish()
  }
}

/// What `strip_html` takes away with its content.
private struct HTMLBlock {
  let start: Value
  let end: Value

  init(start: StaticString, end: StaticString) {
    self.start = Value(start)
    self.end = Value(end)
  }
}
