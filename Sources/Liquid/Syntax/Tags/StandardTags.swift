extension TemplateParser {
  /// The standard tags, one row each; `liquid` is read by the parser itself because it makes no node.
  static let standardTags: [String: TagReader] = [
    "#": { parser, tag throws(SyntaxError) in try parser.inlineComment(tag) },
    "assign": { parser, tag throws(SyntaxError) in try parser.assign(tag) },
    "break": { parser, tag throws(SyntaxError) in
      parser.node(.interrupt(isBreak: true), tag)
    },
    "capture": { parser, tag throws(SyntaxError) in try parser.capture(tag) },
    "case": { parser, tag throws(SyntaxError) in try parser.caseTag(tag) },
    "comment": { parser, tag throws(SyntaxError) in try parser.comment(tag) },
    "continue": { parser, tag throws(SyntaxError) in
      parser.node(.interrupt(isBreak: false), tag)
    },
    "cycle": { parser, tag throws(SyntaxError) in try parser.cycle(tag) },
    "decrement": { parser, tag throws(SyntaxError) in parser.increment(tag, by: -1) },
    "doc": { parser, tag throws(SyntaxError) in try parser.doc(tag) },
    "echo": { parser, tag throws(SyntaxError) in try parser.echo(tag) },
    "for": { parser, tag throws(SyntaxError) in try parser.forTag(tag) },
    "if": { parser, tag throws(SyntaxError) in try parser.conditional(tag) },
    "ifchanged": { parser, tag throws(SyntaxError) in try parser.ifChanged(tag) },
    "include": { parser, tag throws(SyntaxError) in try parser.include(tag) },
    "increment": { parser, tag throws(SyntaxError) in parser.increment(tag, by: 1) },
    "raw": { parser, tag throws(SyntaxError) in try parser.raw(tag) },
    "render": { parser, tag throws(SyntaxError) in try parser.render(tag) },
    "tablerow": { parser, tag throws(SyntaxError) in try parser.tableRow(tag) },
    "unless": { parser, tag throws(SyntaxError) in try parser.conditional(tag) },
  ]
}
