/// The looser grammar that `case`, `cycle`, `include`, `render` and `tablerow` keep even in strict mode:
/// quoted fragments found by scanning, as Shopify/liquid's regular expressions find them.
struct LaxScanner {
  let source: SourceText
  private(set) var position: Int
  let end: Int

  init(_ slice: TextSlice, in source: SourceText) {
    self.source = source
    position = slice.start
    end = slice.end
  }

  var rest: TextSlice { TextSlice(position, end) }

  mutating func move(to position: Int) { self.position = position }

  mutating func skipSpace() {
    while position < end, ByteClass.isSpace(source.bytes[position]) { position += 1 }
  }

  /// `"..."`, `'...'` or a run without space, comma, pipe and lone quotes, found at or after the position.
  mutating func fragment() -> TextSlice? {
    while position < end {
      if let found = fragmentHere() { return found }
      position += 1
    }
    return nil
  }

  /// A fragment that starts exactly here.
  mutating func fragmentHere() -> TextSlice? {
    let start = position
    guard start < end else { return nil }
    if let close = quotedEnd(at: start) {
      position = close
      return TextSlice(start, close)
    }
    var index = start
    while index < end {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        guard let close = quotedEnd(at: index) else { break }
        index = close
      } else if ByteClass.isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "|") {
        break
      } else {
        index += 1
      }
    }
    guard index > start else { return nil }
    position = index
    return TextSlice(start, index)
  }

  private func quotedEnd(at start: Int) -> Int? {
    let quote = source.bytes[start]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    var index = start + 1
    while index < end, source.bytes[index] != quote { index += 1 }
    return index < end ? index + 1 : nil
  }

  /// A quoted string found at or after the position.
  mutating func quotedString() -> TextSlice? {
    while position < end {
      if let close = quotedEnd(at: position) {
        let slice = TextSlice(position, close)
        position = close
        return slice
      }
      position += 1
    }
    return nil
  }

  /// Consumes white space and then one of `words` followed by white space; nothing is consumed otherwise.
  mutating func keyword(_ words: [StaticString], spaceAfter: Bool = true) -> Int? {
    var index = position
    while index < end, ByteClass.isSpace(source.bytes[index]) { index += 1 }
    guard index > position else { return nil }
    for (number, word) in words.enumerated() where source.hasPrefix(word, at: index) {
      let after = index + word.utf8CodeUnitCount
      guard after < end, ByteClass.isSpace(source.bytes[after]) else { continue }
      position = after
      skipSpace()
      return number
    }
    return nil
  }

  /// A run of word characters and dashes exactly here.
  mutating func word() -> TextSlice? {
    let start = position
    while position < end,
      ByteClass.isWord(source.bytes[position]) || source.bytes[position] == UInt8(ascii: "-")
    {
      position += 1
    }
    return position > start ? TextSlice(start, position) : nil
  }

  /// Every `name: fragment` of the slice, wherever it stands; a later one of the same name wins.
  static func attributes(
    of slice: TextSlice, in source: SourceText
  ) throws(SyntaxError) -> [NamedExpression] {
    var found: [NamedExpression?] = []
    var places: [String: Int] = [:]
    var index = slice.start
    while index < slice.end {
      guard ByteClass.isWord(source.bytes[index]) else {
        index += 1
        continue
      }
      var scanner = LaxScanner(TextSlice(index, slice.end), in: source)
      guard let name = scanner.word() else { break }
      scanner.skipSpace()
      guard scanner.position < slice.end, source.bytes[scanner.position] == UInt8(ascii: ":") else {
        index = name.end
        continue
      }
      scanner.move(to: scanner.position + 1)
      scanner.skipSpace()
      guard let value = scanner.fragmentHere() else {
        index = name.end
        continue
      }
      let expression = try LaxExpression.parse(value, in: source)
      let key = source.text(name)
      if let place = places.updateValue(found.count, forKey: key) { found[place] = nil }
      found.append(NamedExpression(name: key, value: expression))
      index = scanner.position
    }
    return found.compactMap { $0 }
  }
}

/// Reads one fragment as Ruby's `Expression.parse` does: what is not a literal is a path of words.
enum LaxExpression {
  static func parse(_ slice: TextSlice, in source: SourceText) throws(SyntaxError) -> Expression {
    try parse(slice, in: source, depth: 0)
  }

  private static let deepest = 100

  private static func parse(
    _ whole: TextSlice, in source: SourceText, depth: Int
  ) throws(SyntaxError) -> Expression {
    let slice = source.trimming(whole)
    guard depth < deepest else {
      throw SyntaxError("nesting-too-deep", "Nesting too deep", slice)
    }
    let span = Span(slice)
    if slice.isEmpty { return Expression(kind: .nil, span: span) }
    let first = source.bytes[slice.start]
    let last = source.bytes[slice.end - 1]
    if first == last, slice.end - slice.start > 1,
      first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
    {
      let text = source.text(TextSlice(slice.start + 1, slice.end - 1))
      return Expression(kind: .string(text), span: span)
    }
    let text = source.text(slice)
    if let literal = ExpressionParser.literal(text) { return Expression(kind: literal, span: span) }
    if first == UInt8(ascii: "("), last == UInt8(ascii: ")"),
      let range = try range(slice, in: source, depth: depth)
    {
      return Expression(kind: range, span: span)
    }
    if let number = number(slice, in: source) {
      return Expression(kind: .number(number), span: span)
    }
    return Expression(kind: try path(slice, in: source, depth: depth), span: span)
  }

  /// `(first..last)` with the last `..` that a run without spaces allows, as the greedy pattern takes it.
  private static func range(
    _ slice: TextSlice, in source: SourceText, depth: Int
  ) throws(SyntaxError) -> Expression.Kind? {
    let inner = source.trimming(TextSlice(slice.start + 1, slice.end - 1))
    var firstEnd = inner.start
    while firstEnd < inner.end, !ByteClass.isSpace(source.bytes[firstEnd]) { firstEnd += 1 }
    var index = min(firstEnd, inner.end - 2)
    while index > inner.start {
      if source.hasPrefix("..", at: index), index + 2 < inner.end { break }
      index -= 1
    }
    if index <= inner.start {
      let spaced = source.skippingSpace(TextSlice(firstEnd, inner.end))
      guard source.hasPrefix("..", at: spaced.start), spaced.start + 2 < inner.end else {
        return nil
      }
      index = spaced.start
    }
    let low = try parse(TextSlice(inner.start, index), in: source, depth: depth + 1)
    let high = try parse(TextSlice(index + 2, inner.end), in: source, depth: depth + 1)
    return .range(low, high)
  }

  /// A number; of several dots only the first counts, as in Ruby: `1.2.3` is 1.2.
  private static func number(_ slice: TextSlice, in source: SourceText) -> String? {
    var index = slice.start
    if source.bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard index < slice.end, ByteClass.isDigit(source.bytes[index]) else { return nil }
    var dots = 0
    var numberEnd = slice.end
    while index < slice.end {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: ".") {
        dots += 1
        if dots == 2 { numberEnd = index }
      } else if !ByteClass.isDigit(byte) {
        return nil
      }
      index += 1
    }
    let text = source.text(TextSlice(slice.start, numberEnd))
    return text.hasSuffix(".") ? text + "0" : text
  }

  /// Words and bracketed expressions, with anything between them ignored: `foo=>bar` is `foo.bar`.
  private static func path(
    _ slice: TextSlice, in source: SourceText, depth: Int
  ) throws(SyntaxError) -> Expression.Kind {
    var pieces: [Expression.Lookup] = []
    var index = slice.start
    while index < slice.end {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: "["), let close = matchingBracket(from: index, slice.end, source) {
        let inner = try parse(TextSlice(index + 1, close), in: source, depth: depth + 1)
        pieces.append(.index(inner))
        index = close + 1
      } else if ByteClass.isWord(byte) || byte == UInt8(ascii: "-") {
        var scanner = LaxScanner(TextSlice(index, slice.end), in: source)
        guard var word = scanner.word() else { break }
        if word.end < slice.end, source.bytes[word.end] == UInt8(ascii: "?") {
          word = TextSlice(word.start, word.end + 1)
        }
        pieces.append(.member(source.text(word), Span(word)))
        index = word.end
      } else {
        index += 1
      }
    }
    guard let first = pieces.first else { return .nil }
    let lookups = Array(pieces.dropFirst())
    switch first {
    case .member(let name, _): return .variable(name: name, lookups)
    case .index(let expression):
      if case .string(let name) = expression.kind { return .variable(name: name, lookups) }
      return .dynamicVariable(expression, lookups)
    }
  }

  private static func matchingBracket(from start: Int, _ end: Int, _ source: SourceText) -> Int? {
    var depth = 0
    for index in start..<end {
      switch source.bytes[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
