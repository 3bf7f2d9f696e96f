/// Cuts the inside of a tag or output into the tokens of Liquid's strict expression grammar.
struct ExpressionLexer {
  enum Kind: String {
    case comparison
    case string
    case number
    case id
    case dotDot = "dotdot"
    case dot
    case pipe
    case colon
    case comma
    case openSquare = "open_square"
    case closeSquare = "close_square"
    case openRound = "open_round"
    case closeRound = "close_round"
    case question
    case dash
    case endOfString = "end_of_string"
  }

  struct Token {
    let kind: Kind
    let slice: TextSlice
  }

  /// All tokens of `slice`, closed by one `endOfString`.
  static func tokens(of slice: TextSlice, in source: SourceText) throws(SyntaxError) -> [Token] {
    var lexer = ExpressionLexer(source: source, end: slice.end, position: slice.start)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    tokens.append(Token(kind: .endOfString, slice: TextSlice(slice.end, slice.end)))
    return tokens
  }

  let source: SourceText
  let end: Int
  var position: Int

  private mutating func next() throws(SyntaxError) -> Token? {
    while position < end, ByteClass.isSpace(source.bytes[position]) { position += 1 }
    guard position < end else { return nil }
    let start = position
    let byte = source.bytes[start]
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try string(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "-"):
      if let following = peek(1), ByteClass.isDigit(following) { return number() }
      return take(1, .dash)
    case UInt8(ascii: "="), UInt8(ascii: "!"):
      if peek(1) == UInt8(ascii: "=") { return take(2, .comparison) }
      throw unexpected(byte)
    case UInt8(ascii: "<"):
      let isLong = peek(1) == UInt8(ascii: "=") || peek(1) == UInt8(ascii: ">")
      return take(isLong ? 2 : 1, .comparison)
    case UInt8(ascii: ">"): return take(peek(1) == UInt8(ascii: "=") ? 2 : 1, .comparison)
    case UInt8(ascii: "."):
      return peek(1) == UInt8(ascii: ".") ? take(2, .dotDot) : take(1, .dot)
    case UInt8(ascii: "|"): return take(1, .pipe)
    case UInt8(ascii: ":"): return take(1, .colon)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: "["): return take(1, .openSquare)
    case UInt8(ascii: "]"): return take(1, .closeSquare)
    case UInt8(ascii: "("): return take(1, .openRound)
    case UInt8(ascii: ")"): return take(1, .closeRound)
    case UInt8(ascii: "?"): return take(1, .question)
    default:
      guard ByteClass.isLetter(byte) || byte == UInt8(ascii: "_") else { throw unexpected(byte) }
      return identifier()
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? source.bytes[position + distance] : nil
  }

  private mutating func take(_ count: Int, _ kind: Kind) -> Token {
    let start = position
    position += count
    return Token(kind: kind, slice: TextSlice(start, position))
  }

  private mutating func string(_ quote: UInt8) throws(SyntaxError) -> Token {
    var index = position + 1
    while index < end, source.bytes[index] != quote { index += 1 }
    guard index < end else { throw unexpected(quote) }
    return take(index + 1 - position, .string)
  }

  private mutating func number() -> Token {
    var index = position + 1
    while index < end, ByteClass.isDigit(source.bytes[index]) { index += 1 }
    if index + 1 < end, source.bytes[index] == UInt8(ascii: "."),
      ByteClass.isDigit(source.bytes[index + 1])
    {
      index += 1
      while index < end, ByteClass.isDigit(source.bytes[index]) { index += 1 }
    }
    return take(index - position, .number)
  }

  private mutating func identifier() -> Token {
    var index = position + 1
    while index < end,
      ByteClass.isWord(source.bytes[index]) || source.bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    if index < end, source.bytes[index] == UInt8(ascii: "?") { index += 1 }
    let isContains =
      index - position == 8 && source.hasPrefix("contains", at: position) && index < end
      && ByteClass.isSpace(source.bytes[index])
    return take(index - position, isContains ? .comparison : .id)
  }

  private func unexpected(_ byte: UInt8) -> SyntaxError {
    let shown = byte < 0x80 ? String(UnicodeScalar(byte)) : "in a text that is not ASCII"
    return SyntaxError(
      "unexpected-character", "Unexpected character \(shown)", TextSlice(position, position + 1))
  }
}
