/// Cuts a template into text, `{{ }}` and `{% %}` runs exactly where Shopify/liquid's tokenizer does.
///
/// A variable run ends at its first `}`, closed or not, and a tag run at its first `%}`: quotes do not hide them.
struct TemplateLexer {
  enum Kind {
    case text
    case variable
    case tag
    /// One line of a `{% liquid %}` tag.
    case line
  }

  struct Token {
    let kind: Kind
    let slice: TextSlice
  }

  let source: SourceText
  private var position: Int
  private let end: Int
  /// Whether this lexer cuts the lines of a `{% liquid %}` tag.
  let isForLiquidTag: Bool

  init(_ source: SourceText) {
    self.source = source
    position = 0
    end = source.bytes.count
    isForLiquidTag = false
  }

  init(lines slice: TextSlice, of source: SourceText) {
    self.source = source
    position = slice.start
    end = slice.end
    isForLiquidTag = true
  }

  /// Where the next token starts.
  var offset: Int { position }

  mutating func next() -> Token? {
    guard position < end else { return nil }
    if isForLiquidTag { return nextLine() }
    if source.hasPrefix("{{", at: position) { return nextVariable() }
    if source.hasPrefix("{%", at: position) {
      return nextTag(from: position, searchFrom: position + 2)
    }
    let start = position
    var index = position
    while index < end {
      if source.bytes[index] == UInt8(ascii: "{"),
        source.hasPrefix("{{", at: index) || source.hasPrefix("{%", at: index)
      {
        break
      }
      index += 1
    }
    position = index
    return Token(kind: .text, slice: TextSlice(start, index))
  }

  private mutating func nextLine() -> Token {
    let start = position
    var index = position
    while index < end, source.bytes[index] != UInt8(ascii: "\n") { index += 1 }
    position = index + 1
    return Token(kind: .line, slice: TextSlice(start, index))
  }

  private mutating func nextTag(from start: Int, searchFrom: Int) -> Token {
    var index = searchFrom
    while index + 1 < end {
      if source.bytes[index] == UInt8(ascii: "%"), source.bytes[index + 1] == UInt8(ascii: "}") {
        position = index + 2
        let kind: Kind = source.hasPrefix("{{", at: start) ? .variable : .tag
        return Token(kind: kind, slice: TextSlice(start, position))
      }
      index += 1
    }
    position = end
    return Token(kind: .tag, slice: TextSlice(start, start + 2))
  }

  private mutating func nextVariable() -> Token {
    let start = position
    var index = position + 2
    while index < end {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: "}") {
        let isClosed = index + 1 < end && source.bytes[index + 1] == UInt8(ascii: "}")
        position = isClosed ? index + 2 : index + 1
        return Token(kind: .variable, slice: TextSlice(start, position))
      }
      if byte == UInt8(ascii: "{"), index + 1 < end, source.bytes[index + 1] == UInt8(ascii: "%") {
        return nextTag(from: start, searchFrom: index + 2)
      }
      index += 1
    }
    position = end
    return Token(kind: .variable, slice: TextSlice(start, start + 2))
  }
}
