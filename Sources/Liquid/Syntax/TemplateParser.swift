/// Reads a template's text into a `SyntaxTree`, as Shopify/liquid 5.13 reads it in strict mode.
struct TemplateParser {
  /// One `{% name markup %}`, or one line of `{% liquid %}`.
  struct TagToken {
    let name: String
    let nameSlice: TextSlice
    let markup: TextSlice
    let whole: TextSlice
  }

  /// Reads one tag; nil when the tag stands for nothing (a comment).
  typealias TagReader = @Sendable (inout TemplateParser, TagToken) throws(SyntaxError) -> Node?

  let source: SourceText
  let tags: [String: TagReader]
  let deepestNesting: Int
  /// Whether what Shopify/liquid reads over is a problem: tags within tags, and words behind `else` and ends.
  let isStrict: Bool
  var lexer: TemplateLexer
  /// What was wrong and read past, in the order of the text; the error thrown comes after them.
  private(set) var problems: [SyntaxError] = []
  private var trimsNextText = false
  private var depth = 0
  /// Where a pass over the whole text stood when the problem was found; what error lines refer to.
  private(set) var tokenStart = 0

  init(_ bytes: [UInt8], tags: [String: TagReader], deepestNesting: Int, isStrict: Bool) {
    self.isStrict = isStrict
    source = SourceText(bytes: bytes)
    self.tags = tags
    self.deepestNesting = deepestNesting
    lexer = TemplateLexer(source)
  }

  /// The whole template; `problems` says what was wrong with it and read past.
  mutating func parse() throws(SyntaxError) -> SyntaxTree {
    var body = Block()
    if let stray = try nodes(into: &body) { throw misplaced(stray) }
    return SyntaxTree(body: body)
  }

  // MARK: Going on after a problem

  /// Problems of one text that are worth telling; a text with more is not a template.
  private static let mostProblems = 50
  /// Problems after which what is a block and what is not cannot be told any more.
  private static let lastProblems: Set<String> = [
    "misplaced-tag", "unclosed-tag", "nesting-too-deep", "unterminated-tag", "unterminated-output",
    "nested-doc",
  ]
  private static let blocks: Set<String> = [
    "if", "unless", "case", "for", "tablerow", "capture", "ifchanged",
  ]
  private static let divisions: Set<String> = ["else", "elsif", "when"]

  /// Notes a problem that the rest of the text does not hang on.
  ///
  /// - Throws: the problem, where reading on would only find what follows from it.
  mutating func readPast(_ problem: SyntaxError) throws(SyntaxError) {
    guard !Self.lastProblems.contains(problem.code), problems.count + 1 < Self.mostProblems else {
      throw problem
    }
    problems.append(problem)
  }

  /// Reads nodes up to a tag that no table row knows, which is returned, or to the end (nil).
  private mutating func nodes(into block: inout Block) throws(SyntaxError) -> TagToken? {
    // Blocks whose first tag was wrong: what ends or divides them belongs to nothing.
    var broken: [String] = []
    while let token = lexer.next() {
      tokenStart = token.slice.start
      var tag: TagToken?
      do throws(SyntaxError) {
        tag = try read(token, into: &block)
        guard let tag else { continue }
        if let owner = broken.last, tag.name == "end\(owner)" {
          broken.removeLast()
          continue
        }
        if !broken.isEmpty, Self.divisions.contains(tag.name) { continue }
        if let stray = try append(tag, to: &block) {
          let isEnd = Self.divisions.contains(tag.name) || tag.name.hasPrefix("end")
          if isEnd { return stray }
          throw misplaced(stray)
        }
      } catch {
        try readPast(error)
        if let tag, Self.blocks.contains(tag.name) { broken.append(tag.name) }
      }
    }
    return nil
  }

  /// Reads text and output into the block; a tag is returned.
  private mutating func read(
    _ token: TemplateLexer.Token, into block: inout Block
  ) throws(SyntaxError) -> TagToken? {
    switch token.kind {
    case .text: appendText(token.slice, to: &block)
    case .variable:
      applyWhitespaceControl(token.slice, to: &block)
      try checkIsClosed(token.slice)
      block.nodes.append(try output(token.slice))
      block.isBlank = false
    case .tag:
      applyWhitespaceControl(token.slice, to: &block)
      guard let tag = Self.tag(token.slice, in: source) else { throw unterminated(token.slice) }
      if !Self.areTexts.contains(tag.name) { try checkIsClosed(token.slice) }
      return tag
    case .line:
      if source.isBlank(token.slice) { return nil }
      guard let tag = Self.lineTag(token.slice, in: source) else {
        throw SyntaxError("unknown-tag", "Unknown tag", source.trimming(token.slice))
      }
      return tag
    }
    return nil
  }

  private mutating func append(
    _ tag: TagToken, to block: inout Block
  ) throws(SyntaxError) -> TagToken? {
    if tag.name == "liquid" {
      if let stray = try liquidTag(tag, into: &block) { throw misplaced(stray) }
      return nil
    }
    guard let reader = tags[tag.name] else { return tag }
    guard let node = try reader(&self, tag) else { return nil }
    block.isBlank = block.isBlank && node.isBlank
    block.nodes.append(node)
    return nil
  }

  private mutating func liquidTag(
    _ tag: TagToken, into block: inout Block
  ) throws(SyntaxError) -> TagToken? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= deepestNesting else { throw tooDeep(tag.whole) }
    let outer = lexer
    lexer = TemplateLexer(lines: tag.markup, of: source)
    defer { lexer = outer }
    return try nodes(into: &block)
  }

  // MARK: Blocks

  /// Reads a block's body up to one of `ends`; anything else that no row knows is an error.
  mutating func block(
    of owner: TagToken, endingAt ends: [String]
  ) throws(SyntaxError) -> (block: Block, end: TagToken) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= deepestNesting else { throw tooDeep(owner.whole) }
    var body = Block()
    guard let end = try nodes(into: &body) else {
      throw SyntaxError(
        "unclosed-tag", "'\(owner.name)' tag was never closed", owner.whole,
        hint: "add {% end\(owner.name) %}")
    }
    guard ends.contains(end.name) else { throw misplaced(end, inside: owner) }
    try checkTakesNothing(end)
    return (body, end)
  }

  private func tooDeep(_ slice: TextSlice) -> SyntaxError {
    SyntaxError(
      "nesting-too-deep", "Nesting too deep: more than \(deepestNesting) blocks", slice,
      hint: "move the inner blocks into a snippet")
  }

  private func misplaced(_ tag: TagToken, inside owner: TagToken? = nil) -> SyntaxError {
    if let owner, tag.name.hasPrefix("end") {
      return SyntaxError(
        "misplaced-tag",
        "'\(tag.name)' is not a valid delimiter for \(owner.name) tags. use end\(owner.name)",
        tag.nameSlice)
    }
    if ["else", "elsif", "when"].contains(tag.name) {
      let message =
        owner.map { "\($0.name) tag does not expect '\(tag.name)' tag" }
        ?? "Unexpected outer '\(tag.name)' tag"
      return SyntaxError("misplaced-tag", message, tag.nameSlice)
    }
    let known = Array(tags.keys) + ["liquid", "else", "elsif", "when"]
    return SyntaxError(
      "unknown-tag", "Unknown tag '\(tag.name)'", tag.nameSlice,
      hint: Suggestion.nearest(tag.name, in: known).map { "did you mean '\($0)'?" })
  }

  // MARK: Text and output

  private mutating func appendText(_ slice: TextSlice, to block: inout Block) {
    let kept = trimsNextText ? source.skippingSpace(slice) : slice
    trimsNextText = false
    let isBlank = source.isBlank(kept)
    block.isBlank = block.isBlank && isBlank
    block.nodes.append(Node(kind: .text(Span(kept)), span: Span(kept), isBlank: isBlank))
  }

  /// `{{-` and `{%-` trim the text before, `-}}` and `-%}` the text after.
  private mutating func applyWhitespaceControl(_ slice: TextSlice, to block: inout Block) {
    if slice.start + 2 < slice.end, source.bytes[slice.start + 2] == UInt8(ascii: "-"),
      let last = block.nodes.last, case .text(let span) = last.kind
    {
      let kept = TextSlice(span.start, source.trimmedEnd(TextSlice(span.start, span.end)))
      block.nodes[block.nodes.count - 1] = Node(
        kind: .text(Span(kept)), span: Span(kept), isBlank: last.isBlank)
    }
    trimText(after: slice)
  }

  /// Trims the next text if this token ends in `-%}` or `-}}`.
  mutating func trimText(after slice: TextSlice) {
    trimsNextText =
      slice.end - slice.start >= 3 && source.bytes[slice.end - 3] == UInt8(ascii: "-")
  }

  private func output(_ slice: TextSlice) throws(SyntaxError) -> Node {
    guard slice.end - slice.start >= 4, source.hasPrefix("}}", at: slice.end - 2) else {
      throw SyntaxError(
        "unterminated-output", "Variable '{{' was not properly terminated with regexp: /\\}\\}/",
        slice,
        hint: "close it with }}")
    }
    var start = slice.start + 2
    if source.bytes[start] == UInt8(ascii: "-") { start += 1 }
    var end = slice.end - 2
    if end > start, source.bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let markup = TextSlice(start, end)
    var parser = try ExpressionParser(markup, in: source)
    let value = try parser.filteredExpression(markup)
    return Node(kind: .output(value), span: Span(slice), isBlank: false)
  }

  private func unterminated(_ slice: TextSlice) -> SyntaxError {
    if slice.end - slice.start >= 4, source.hasPrefix("%}", at: slice.end - 2) {
      return SyntaxError("unknown-tag", "Unknown tag '\(source.text(slice))'", slice)
    }
    return SyntaxError(
      "unterminated-tag", "Tag '{%' was not properly terminated with regexp: /\\%\\}/", slice,
      hint: "close it with %}")
  }
}

extension TemplateParser {
  /// Reads `{%- name markup -%}`; nil when there is no name or no end.
  static func tag(_ slice: TextSlice, in source: SourceText) -> TagToken? {
    guard slice.end - slice.start >= 4, source.hasPrefix("{%", at: slice.start),
      source.hasPrefix("%}", at: slice.end - 2)
    else { return nil }
    var start = slice.start + 2
    var end = slice.end - 2
    if start < end, source.bytes[start] == UInt8(ascii: "-") { start += 1 }
    let inner = source.skippingSpace(TextSlice(start, end))
    guard let name = tagName(at: inner.start, before: end, in: source) else { return nil }
    let markup = source.skippingSpace(TextSlice(name.end, end))
    if markup.start < end, source.bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    return TagToken(
      name: source.text(name), nameSlice: name, markup: TextSlice(markup.start, end), whole: slice)
  }

  /// Reads one line of a `{% liquid %}` tag.
  static func lineTag(_ slice: TextSlice, in source: SourceText) -> TagToken? {
    let inner = source.skippingSpace(slice)
    guard let name = tagName(at: inner.start, before: slice.end, in: source) else { return nil }
    let markup = source.skippingSpace(TextSlice(name.end, slice.end))
    return TagToken(name: source.text(name), nameSlice: name, markup: markup, whole: slice)
  }

  private static func tagName(at start: Int, before end: Int, in source: SourceText) -> TextSlice? {
    guard start < end else { return nil }
    if source.bytes[start] == UInt8(ascii: "#") { return TextSlice(start, start + 1) }
    var index = start
    while index < end, ByteClass.isWord(source.bytes[index]) { index += 1 }
    return index > start ? TextSlice(start, index) : nil
  }

  /// The expression parser over a tag's markup.
  func expressions(_ markup: TextSlice) throws(SyntaxError) -> ExpressionParser {
    try ExpressionParser(markup, in: source)
  }

  func node(_ kind: Node.Kind, _ tag: TagToken, isBlank: Bool = false) -> Node {
    Node(kind: kind, span: Span(tag.whole), isBlank: isBlank)
  }
}
