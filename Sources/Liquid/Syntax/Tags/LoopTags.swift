extension TemplateParser {
  /// `{% for item in collection reversed limit: 2 offset: continue %}...{% else %}...{% endfor %}`.
  mutating func forTag(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var parser = try expressions(tag.markup)
    let variable = source.text(try parser.consume(.id))
    guard parser.consumeWord("in") else {
      throw SyntaxError("for-syntax", "For loops require an 'in' clause", parser.current.slice)
    }
    let collection = try parser.expression()
    let isReversed = parser.consumeWord("reversed")
    var limit: Expression?
    var offset = ForLoop.Offset.none
    while parser.look(.comma) || parser.look(.id) {
      _ = parser.consumeIf(.comma)
      if parser.consumeWord("limit") {
        _ = try parser.consume(.colon)
        limit = try parser.expression()
      } else if parser.consumeWord("offset") {
        _ = try parser.consume(.colon)
        let value = try parser.expression()
        if case .variable(name: "continue", let lookups) = value.kind, lookups.isEmpty {
          offset = .continue
        } else {
          offset = .value(value)
        }
      } else {
        throw SyntaxError(
          "for-syntax", "Invalid attribute in for loop. Valid attributes are limit and offset",
          parser.current.slice)
      }
    }
    try parser.expectEnd()
    var (body, end) = try block(of: tag, endingAt: ["else", "endfor"])
    var otherwise: Block?
    if end.name == "else" { otherwise = try block(of: tag, endingAt: ["endfor"]).block }
    let isBlank = body.isBlank && otherwise?.isBlank ?? true
    if isBlank {
      body.dropSpaces()
      otherwise?.dropSpaces()
    }
    let collectionText = source.text(TextSlice(collection.span.start, collection.span.end))
    let loop = ForLoop(
      variable: variable, collection: collection, name: "\(variable)-\(collectionText)",
      isReversed: isReversed, limit: limit, offset: offset, body: body, otherwise: otherwise)
    return node(.forLoop(loop), tag, isBlank: isBlank)
  }

  /// `{% tablerow item in collection cols: 2 %}...{% endtablerow %}`.
  mutating func tableRow(_ tag: TagToken) throws(SyntaxError) -> Node? {
    guard let (variable, fragment) = inClause(tag.markup) else {
      throw SyntaxError(
        "tablerow-syntax",
        "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in "
          + "[collection] cols=3", tag.whole)
    }
    let collection = try LaxExpression.parse(fragment, in: source)
    let attributes = try LaxScanner.attributes(of: tag.markup, in: source)
    let (body, _) = try block(of: tag, endingAt: ["endtablerow"])
    func attribute(_ name: String) -> Expression? { attributes.first { $0.name == name }?.value }
    let row = TableRow(
      variable: source.text(variable), collection: collection, columns: attribute("cols"),
      limit: attribute("limit"), offset: attribute("offset"), body: body)
    return node(.tableRow(row), tag, isBlank: body.isBlank)
  }

  /// The first `word in fragment` of the markup.
  private func inClause(_ markup: TextSlice) -> (variable: TextSlice, fragment: TextSlice)? {
    var index = markup.start
    while index < markup.end {
      guard ByteClass.isWord(source.bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < markup.end, ByteClass.isWord(source.bytes[index]) { index += 1 }
      var scanner = LaxScanner(TextSlice(index, markup.end), in: source)
      guard scanner.keyword(["in"]) != nil, let fragment = scanner.fragmentHere() else { continue }
      return (TextSlice(start, index), fragment)
    }
    return nil
  }

  /// `{% cycle 'a', 'b' %}` and `{% cycle group: 'a', 'b' %}`.
  mutating func cycle(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var scanner = LaxScanner(source.skippingSpace(tag.markup), in: source)
    var group: Expression?
    var values = scanner.rest
    if let name = groupName(&scanner) {
      group = try LaxExpression.parse(name, in: source)
      values = scanner.rest
    } else {
      var probe = LaxScanner(values, in: source)
      guard probe.fragmentHere() != nil else {
        throw SyntaxError(
          "cycle-syntax", "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2 ...]",
          tag.whole)
      }
    }
    var expressions: [Expression] = []
    for piece in split(values, at: UInt8(ascii: ",")) {
      guard expressions.count < Self.mostCycleValues else {
        throw SyntaxError(
          "cycle-syntax", "'cycle' takes no more than \(Self.mostCycleValues) values", tag.whole)
      }
      var scanner = LaxScanner(piece, in: source)
      guard let fragment = scanner.fragment() else { continue }
      let value = try LaxExpression.parse(fragment, in: source)
      // As in Ruby, the word `nil` is no value of the cycle and takes no turn.
      if case .nil = value.kind { continue }
      expressions.append(value)
    }
    return node(.cycle(Cycle(group: group, values: expressions)), tag)
  }

  /// Values of one `cycle`; more is a mistake or an attack on the machine's stack.
  private static let mostCycleValues = 1_000

  /// A fragment followed by a colon, as the greedy pattern with backtracking finds it; moves past the colon.
  private func groupName(_ scanner: inout LaxScanner) -> TextSlice? {
    var ahead = scanner
    guard let fragment = ahead.fragmentHere() else { return nil }
    var afterFragment = ahead
    afterFragment.skipSpace()
    if afterFragment.position < afterFragment.end,
      source.bytes[afterFragment.position] == UInt8(ascii: ":")
    {
      scanner.move(to: afterFragment.position + 1)
      return fragment
    }
    var index = fragment.end - 1
    while index > fragment.start {
      if source.bytes[index] == UInt8(ascii: ":") {
        scanner.move(to: index + 1)
        return TextSlice(fragment.start, index)
      }
      index -= 1
    }
    return nil
  }

  private func split(_ slice: TextSlice, at separator: UInt8) -> [TextSlice] {
    var pieces: [TextSlice] = []
    var start = slice.start
    for index in slice.start..<slice.end where source.bytes[index] == separator {
      pieces.append(TextSlice(start, index))
      start = index + 1
    }
    pieces.append(TextSlice(start, slice.end))
    return pieces
  }
}
