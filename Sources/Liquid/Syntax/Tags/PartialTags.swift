extension TemplateParser {
  /// `{% render 'name' with value as alias, argument: value %}`: a snippet with a scope of its own.
  mutating func render(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var scanner = LaxScanner(tag.markup, in: source)
    guard let quoted = scanner.quotedString() else {
      throw SyntaxError(
        "render-syntax", "Syntax error in tag 'render' - Template name must be a quoted string",
        tag.whole)
    }
    let name = try LaxExpression.parse(quoted, in: source)
    return try partial(tag, name, &scanner, isIsolated: true)
  }

  /// `{% include name with value as alias, argument: value %}`: a snippet in the scope of its caller.
  mutating func include(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var scanner = LaxScanner(tag.markup, in: source)
    guard let fragment = scanner.fragment() else {
      throw SyntaxError(
        "include-syntax",
        "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]",
        tag.whole)
    }
    let name = try LaxExpression.parse(fragment, in: source)
    return try partial(tag, name, &scanner, isIsolated: false)
  }

  private func partial(
    _ tag: TagToken, _ name: Expression, _ scanner: inout LaxScanner, isIsolated: Bool
  ) throws(SyntaxError) -> Node {
    var argument: Expression?
    var isLoop = false
    var ahead = scanner
    if let word = ahead.keyword(["with", "for"]), let fragment = ahead.fragmentHere() {
      argument = try LaxExpression.parse(fragment, in: source)
      isLoop = word == 1
      scanner = ahead
    }
    var alias: String?
    ahead = scanner
    if ahead.keyword(["as"]) != nil, let word = ahead.word() { alias = source.text(word) }
    let call = PartialCall(
      name: name, isIsolated: isIsolated, argument: argument, alias: alias, isLoop: isLoop,
      named: try LaxScanner.attributes(of: tag.markup, in: source))
    return node(.partial(call), tag)
  }
}
