extension TemplateParser {
  /// `{% assign name = expression | filters %}`.
  mutating func assign(_ tag: TagToken) throws(SyntaxError) -> Node? {
    guard let (name, rest) = signature(tag.markup, before: UInt8(ascii: "=")) else {
      throw SyntaxError(
        "assign-syntax", "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]",
        tag.whole)
    }
    let value = TextSlice(rest, tag.markup.end)
    var parser = try expressions(value)
    let expression = try parser.filteredExpression(value)
    return node(
      .assign(name: source.text(name), nameSpan: Span(name), value: expression), tag, isBlank: true)
  }

  /// `{% capture name %}...{% endcapture %}`.
  mutating func capture(_ tag: TagToken) throws(SyntaxError) -> Node? {
    guard let (name, _) = signature(tag.markup, before: nil) else {
      throw SyntaxError(
        "capture-syntax", "Syntax Error in 'capture' - Valid syntax: capture [var]", tag.whole)
    }
    let (body, _) = try block(of: tag, endingAt: ["endcapture"])
    return node(
      .capture(name: source.text(name), nameSpan: Span(name), body: body), tag, isBlank: true)
  }

  /// `{% echo expression | filters %}`.
  mutating func echo(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var parser = try expressions(tag.markup)
    return node(.output(try parser.filteredExpression(tag.markup)), tag)
  }

  /// `{% increment name %}` and `{% decrement name %}`.
  func increment(_ tag: TagToken, by step: Int) -> Node {
    node(.increment(name: source.text(source.trimming(tag.markup)), by: step), tag)
  }

  /// The first run of name characters that `sign` follows (white space between them), anywhere in the markup.
  private func signature(_ markup: TextSlice, before sign: UInt8?) -> (name: TextSlice, rest: Int)?
  {
    var index = markup.start
    while index < markup.end {
      guard isSignature(source.bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < markup.end, isSignature(source.bytes[index]) { index += 1 }
      guard let sign else { return (TextSlice(start, index), index) }
      let after = source.skippingSpace(TextSlice(index, markup.end))
      if !after.isEmpty, source.bytes[after.start] == sign {
        return (TextSlice(start, index), after.start + 1)
      }
    }
    return nil
  }

  private func isSignature(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "("), UInt8(ascii: ")"):
      true
    default: ByteClass.isWord(byte)
    }
  }
}
