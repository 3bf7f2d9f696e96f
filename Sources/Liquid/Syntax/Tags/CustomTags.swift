extension TemplateParser {
  /// The standard tags and a reader for each registered one: arguments separated by commas.
  static func reader(of rows: [TagRow]) -> [String: TagReader] {
    let custom: TagReader = { parser, tag throws(SyntaxError) in try parser.custom(tag) }
    var readers = standardTags
    for row in rows { readers.updateValue(custom, forKey: row.name) }
    return readers
  }

  private mutating func custom(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var parser = try expressions(tag.markup)
    var positional: [Expression] = []
    var named: [NamedExpression] = []
    if !parser.look(.endOfString) {
      repeat { try parser.argument(&positional, &named) } while parser.consumeIf(.comma) != nil
    }
    try parser.expectEnd()
    return node(
      .custom(TagCall(name: tag.name, positional: positional, named: named)), tag)
  }
}
