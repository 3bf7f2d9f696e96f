/// What Shopify/liquid reads over and an author never means.
extension TemplateParser {
  /// Tags whose inside is no expression.
  static let areTexts: Set<String> = ["#", "comment", "doc", "liquid"]

  /// A tag or output that another one stands in was left open: it ran on to where the other one ends.
  func checkIsClosed(_ slice: TextSlice) throws(SyntaxError) {
    guard isStrict, opensAnother(slice) else { return }
    let isTag = source.hasPrefix("{%", at: slice.start)
    let line = source.bytes[slice.start..<slice.end].firstIndex(of: UInt8(ascii: "\n")) ?? slice.end
    throw SyntaxError(
      isTag ? "unterminated-tag" : "unterminated-output",
      "this \(isTag ? "tag" : "output") is not closed: another one begins before its end",
      TextSlice(slice.start, line), hint: isTag ? "close it with %}" : "close it with }}")
  }

  /// Whether `{%` or `{{` stands behind the start, outside of a quoted text.
  private func opensAnother(_ slice: TextSlice) -> Bool {
    var index = slice.start + 2
    while index + 1 < slice.end {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""),
        // An apostrophe within a word opens nothing.
        !(ByteClass.isWord(source.bytes[index - 1]) && ByteClass.isWord(source.bytes[index + 1])),
        let close = source.bytes[(index + 1)..<slice.end].firstIndex(of: byte)
      {
        index = close + 1
        continue
      }
      if source.hasPrefix("{%", at: index) || source.hasPrefix("{{", at: index) { return true }
      index += 1
    }
    return false
  }

  /// `{% else if x %}` would be an `else`, and `{% endif x %}` says something that nobody hears.
  mutating func checkTakesNothing(_ end: TagToken) throws(SyntaxError) {
    guard isStrict, end.name == "else" || end.name.hasPrefix("end"), !source.isBlank(end.markup)
    else { return }
    let isBranch = end.name == "else" && source.text(end.markup).hasPrefix("if ")
    try readPast(
      SyntaxError(
        "tag-markup", "'\(end.name)' takes nothing", end.markup,
        hint: isBranch ? "a further condition is written {% elsif ... %}" : nil))
  }
}
