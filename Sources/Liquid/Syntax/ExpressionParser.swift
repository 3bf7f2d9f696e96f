/// Reads Liquid's strict expression grammar: expressions, filters, conditions.
struct ExpressionParser {
  let source: SourceText
  private let tokens: [ExpressionLexer.Token]
  private var position = 0

  init(_ slice: TextSlice, in source: SourceText) throws(SyntaxError) {
    self.source = source
    tokens = try ExpressionLexer.tokens(of: slice, in: source)
  }

  var current: ExpressionLexer.Token { tokens[position] }

  func look(_ kind: ExpressionLexer.Kind, ahead: Int = 0) -> Bool {
    position + ahead < tokens.count && tokens[position + ahead].kind == kind
  }

  mutating func consume(_ kind: ExpressionLexer.Kind) throws(SyntaxError) -> TextSlice {
    guard current.kind == kind else {
      throw SyntaxError(
        "unexpected-token", "Expected \(kind.rawValue) but found \(current.kind.rawValue)",
        current.slice)
    }
    return advance()
  }

  mutating func consumeIf(_ kind: ExpressionLexer.Kind) -> TextSlice? {
    current.kind == kind ? advance() : nil
  }

  /// Consumes the identifier `word` if it stands here.
  mutating func consumeWord(_ word: String) -> Bool {
    guard current.kind == .id, source.text(current.slice) == word else { return false }
    _ = advance()
    return true
  }

  private mutating func advance() -> TextSlice {
    let slice = current.slice
    if position < tokens.count - 1 { position += 1 }
    return slice
  }

  mutating func expectEnd() throws(SyntaxError) { _ = try consume(.endOfString) }

  // MARK: Values

  /// Expressions within expressions; a deeper one is a hostile template.
  private static let deepestExpression = 100

  mutating func expression(depth: Int = 0) throws(SyntaxError) -> Expression {
    let token = current
    guard depth < Self.deepestExpression else {
      throw SyntaxError("nesting-too-deep", "Nesting too deep", token.slice)
    }
    switch token.kind {
    case .id:
      _ = advance()
      let lookups = try lookups(depth: depth)
      let name = source.text(token.slice)
      if lookups.isEmpty, let literal = Self.literal(name) {
        return Expression(kind: literal, span: Span(token.slice))
      }
      return Expression(kind: .variable(name: name, lookups), span: span(from: token.slice))
    case .openSquare:
      _ = advance()
      let name = try expression(depth: depth + 1)
      _ = try consume(.closeSquare)
      let lookups = try lookups(depth: depth)
      if case .string(let name) = name.kind {
        return Expression(kind: .variable(name: name, lookups), span: span(from: token.slice))
      }
      return Expression(kind: .dynamicVariable(name, lookups), span: span(from: token.slice))
    case .string:
      _ = advance()
      let inner = TextSlice(token.slice.start + 1, token.slice.end - 1)
      return Expression(kind: .string(source.text(inner)), span: Span(token.slice))
    case .number:
      _ = advance()
      return Expression(kind: .number(source.text(token.slice)), span: Span(token.slice))
    case .openRound:
      _ = advance()
      let first = try expression(depth: depth + 1)
      _ = try consume(.dotDot)
      let last = try expression(depth: depth + 1)
      _ = try consume(.closeRound)
      return Expression(kind: .range(first, last), span: span(from: token.slice))
    default:
      let shown =
        token.kind == .endOfString
        ? "[:end_of_string]" : "[:\(token.kind.rawValue), \"\(source.text(token.slice))\"]"
      throw SyntaxError(
        "invalid-expression", "\(shown) is not a valid expression", token.slice,
        hint: "a variable, a string, a number or a range (1..5) belongs here")
    }
  }

  private func span(from slice: TextSlice) -> Span {
    let last = position > 0 ? tokens[position - 1].slice.end : slice.end
    return Span(TextSlice(slice.start, last))
  }

  private mutating func lookups(depth: Int) throws(SyntaxError) -> [Expression.Lookup] {
    var lookups: [Expression.Lookup] = []
    while true {
      if consumeIf(.openSquare) != nil {
        lookups.append(.index(try expression(depth: depth + 1)))
        _ = try consume(.closeSquare)
      } else if consumeIf(.dot) != nil {
        let name = try consume(.id)
        lookups.append(.member(source.text(name), Span(name)))
      } else {
        return lookups
      }
    }
  }

  static func literal(_ name: String) -> Expression.Kind? {
    switch name {
    case "nil", "null": .nil
    case "true": .boolean(true)
    case "false": .boolean(false)
    case "empty": .empty
    case "blank": .blank
    default: nil
    }
  }

  // MARK: Filters

  /// `expression | filter: argument, name: argument | ...`, up to the end.
  mutating func filteredExpression(_ whole: TextSlice) throws(SyntaxError) -> FilteredExpression {
    if look(.endOfString) {
      return FilteredExpression(
        base: Expression(kind: .nil, span: Span(whole)), filters: [], span: Span(whole))
    }
    let base = try expression()
    var filters: [FilterUse] = []
    while consumeIf(.pipe) != nil { filters.append(try filter()) }
    try expectEnd()
    return FilteredExpression(base: base, filters: filters, span: span(from: whole))
  }

  private mutating func filter() throws(SyntaxError) -> FilterUse {
    let name = try consume(.id)
    var positional: [Expression] = []
    var named: [NamedExpression] = []
    if consumeIf(.colon) != nil {
      repeat { try argument(&positional, &named) } while consumeIf(.comma) != nil
    }
    return FilterUse(
      name: source.text(name), nameSpan: Span(name), positional: positional, named: named)
  }

  /// One argument of a filter or custom tag: `expression` or `name: expression`.
  mutating func argument(
    _ positional: inout [Expression], _ named: inout [NamedExpression]
  ) throws(SyntaxError) {
    if look(.id), look(.colon, ahead: 1) {
      let name = source.text(advance())
      _ = advance()
      named.append(NamedExpression(name: name, value: try expression()))
    } else {
      positional.append(try expression())
    }
  }

  // MARK: Conditions

  /// Comparisons in one condition; more is a mistake or an attack on the stack.
  static let mostOperands = 500

  /// A condition up to the end; `and` and `or` are right-associative and of one rank, as in Ruby.
  mutating func condition() throws(SyntaxError) -> Condition {
    var parts: [(condition: Condition, isAnd: Bool)] = []
    while true {
      guard parts.count < Self.mostOperands else {
        throw SyntaxError(
          "condition-too-long", "more than \(Self.mostOperands) comparisons in one condition",
          current.slice, hint: "put part of it into a variable, or use 'case' and 'when'")
      }
      let part = try comparison()
      if consumeWord("and") {
        parts.append((part, true))
      } else if consumeWord("or") {
        parts.append((part, false))
      } else {
        try expectEnd()
        return parts.reversed().reduce(part) { right, left in
          left.isAnd ? .and(left.condition, right) : .or(left.condition, right)
        }
      }
    }
  }

  private mutating func comparison() throws(SyntaxError) -> Condition {
    let left = try expression()
    guard let sign = consumeIf(.comparison) else { return .truth(left) }
    let right = try expression()
    let kind: Comparison =
      switch source.text(sign) {
      case "==": .equal
      case "!=", "<>": .notEqual
      case "<": .less
      case "<=": .lessOrEqual
      case ">": .greater
      case ">=": .greaterOrEqual
      default: .contains
      }
    return .comparison(left, kind, right, span(from: TextSlice(left.span.start, left.span.end)))
  }
}
