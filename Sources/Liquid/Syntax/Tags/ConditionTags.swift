extension TemplateParser {
  /// `{% if %}` and `{% unless %}` with `elsif` and `else`.
  mutating func conditional(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var parser = try expressions(tag.markup)
    let first = try parser.condition()
    var condition: Condition = tag.name == "unless" ? .not(first) : first
    var span = tag.whole
    var branches: [Branch] = []
    while true {
      let (body, end) = try block(of: tag, endingAt: ["elsif", "else", "end\(tag.name)"])
      branches.append(Branch(condition: condition, body: body, span: Span(span)))
      span = end.whole
      if end.name == "elsif" {
        var parser = try expressions(end.markup)
        condition = try parser.condition()
      } else if end.name == "else" {
        condition = .always
      } else {
        break
      }
    }
    let isBlank = branches.allSatisfy { $0.body.isBlank }
    if isBlank {
      for index in branches.indices { branches[index].body.dropSpaces() }
    }
    return node(.conditional(branches), tag, isBlank: isBlank)
  }

  /// `{% case %}`: every matching `when` is rendered, and each `else` before which nothing matched.
  mutating func caseTag(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var scanner = LaxScanner(tag.markup, in: source)
    guard let fragment = scanner.fragment() else {
      throw SyntaxError(
        "case-syntax", "Syntax Error in 'case' - Valid syntax: case [condition]", tag.whole)
    }
    let subject = try LaxExpression.parse(fragment, in: source)
    var (ignored, end) = try block(of: tag, endingAt: ["when", "else", "endcase"])
    var isBlank = ignored.isBlank
    var clauses: [CaseClause] = []
    while end.name != "endcase" {
      let values: [Expression]? = end.name == "when" ? try whenValues(end) : nil
      let (body, next) = try block(of: tag, endingAt: ["when", "else", "endcase"])
      isBlank = isBlank && body.isBlank
      clauses.append(CaseClause(values: values, body: body, span: Span(end.whole)))
      end = next
    }
    ignored.nodes = []
    if isBlank {
      for index in clauses.indices { clauses[index].body.dropSpaces() }
    }
    return node(.case(subject: subject, clauses), tag, isBlank: isBlank)
  }

  private func whenValues(_ tag: TagToken) throws(SyntaxError) -> [Expression] {
    var scanner = LaxScanner(tag.markup, in: source)
    var values: [Expression] = []
    while true {
      guard let fragment = scanner.fragment() else {
        throw SyntaxError(
          "when-syntax", "Syntax Error in tag 'case' - Valid when condition: when [value]",
          tag.whole)
      }
      values.append(try LaxExpression.parse(fragment, in: source))
      var ahead = scanner
      if ahead.keyword(["or"]) == nil {
        ahead.skipSpace()
        guard ahead.position < ahead.end, source.bytes[ahead.position] == UInt8(ascii: ",") else {
          return values
        }
        ahead.move(to: ahead.position + 1)
        ahead.skipSpace()
      }
      var probe = ahead
      guard probe.fragmentHere() != nil else { return values }
      scanner = ahead
    }
  }

  /// `{% ifchanged %}`.
  mutating func ifChanged(_ tag: TagToken) throws(SyntaxError) -> Node? {
    let (body, _) = try block(of: tag, endingAt: ["endifchanged"])
    return node(.ifChanged(body), tag, isBlank: body.isBlank)
  }
}

extension Block {
  /// Drops the spaces of a block that prints nothing else.
  mutating func dropSpaces() {
    nodes.removeAll { node in
      if case .text = node.kind { return true }
      return false
    }
  }
}
