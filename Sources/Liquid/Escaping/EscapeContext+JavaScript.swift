// JavaScript, as far as it must be read to know whether a value stands in an expression, a string, a template
// literal, a regular expression or a comment (https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar).

/// Where a script stands, which decides what can end it.
enum ScriptPlace {
  /// A script element of a page: `</script` ends it wherever it stands.
  case rawText
  /// A script element of SVG: the end is known beforehand.
  case parsedText
  /// An attribute: the end is known beforehand, references are decoded.
  case attribute
}

extension EscapeContext {
  /// One step through a script, to a change of state or to `limit`.
  mutating func advanceScript(
    _ run: inout StaticRun, _ start: Int, to limit: Int, place: ScriptPlace
  ) throws(EscapeProblem) -> Int {
    let end: Int
    switch state {
    case .js: return try advanceCode(&run, start, limit, place)
    case .jsTemplate: end = try advanceTemplate(run.bytes, start, limit)
    case .jsBlockComment: end = finishBlockComment(&run, from: start, scanning: start, limit, place)
    case .jsLineComment: end = finishLineComment(&run, from: start, scanning: start, limit, place)
    default: end = try advanceDelimited(run.bytes, start, limit)
    }
    if place == .rawText { respell(&run, start, end, "\\x3C") }
    return end
  }

  private mutating func advanceCode(
    _ run: inout StaticRun, _ start: Int, _ limit: Int, _ place: ScriptPlace
  ) throws(EscapeProblem) -> Int {
    let bytes = run.bytes
    var index = start
    while index < limit, !EscapeContext.isScriptSpecial(bytes[index]) { index += 1 }
    slash = EscapeContext.slash(after: bytes, start, index, slash)
    guard index < limit else { return limit }
    let next = index + 1 < limit ? bytes[index + 1] : 0
    switch bytes[index] {
    case UInt8(ascii: "\""): (state, slash) = (.jsDoubleQuoted, .regexp)
    case UInt8(ascii: "'"): (state, slash) = (.jsSingleQuoted, .regexp)
    case UInt8(ascii: "`"): (state, slash) = (.jsTemplate, .regexp)
    case UInt8(ascii: "/"): return try advanceSlash(&run, index, limit, place)
    case UInt8(ascii: "<"):
      slash = .regexp
      return try advanceLess(&run, index, limit, place)
    case UInt8(ascii: "-"):
      if ASCII.has("-->", in: bytes, at: index), index + 3 <= limit {
        state = .jsLineComment
        return finishLineComment(&run, from: index, scanning: index + 3, limit, place)
      }
      var end = index
      while end < limit, bytes[end] == UInt8(ascii: "-"),
        end + 1 >= limit || !ASCII.has("-->", in: bytes, at: end)
      {
        end += 1
      }
      slash = EscapeContext.slash(after: bytes, index, end, slash)
      return end
    case UInt8(ascii: "#"):
      if next == UInt8(ascii: "!") {
        state = .jsLineComment
        return finishLineComment(&run, from: index, scanning: index + 2, limit, place)
      }
      slash = .division
    case UInt8(ascii: "{"):
      slash = .regexp
      if braces != 0 {
        guard braces & 15 < 15 else { throw EscapeProblem(.templateLiteralNesting, at: index) }
        braces += 1
      }
    default:
      if braces == 0 {
        slash = .regexp
      } else if braces & 15 > 1 {
        slash = .regexp
        braces -= 1
      } else {
        braces >>= 4
        state = .jsTemplate
      }
    }
    return index + 1
  }

  private static func isScriptSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "/"),
      UInt8(ascii: "<"), UInt8(ascii: "-"), UInt8(ascii: "#"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private mutating func advanceSlash(
    _ run: inout StaticRun, _ index: Int, _ limit: Int, _ place: ScriptPlace
  ) throws(EscapeProblem) -> Int {
    let next = index + 1 < limit ? run.bytes[index + 1] : 0
    if next == UInt8(ascii: "/") {
      state = .jsLineComment
      return finishLineComment(&run, from: index, scanning: index + 2, limit, place)
    }
    if next == UInt8(ascii: "*") {
      state = .jsBlockComment
      return finishBlockComment(&run, from: index, scanning: index + 2, limit, place)
    }
    switch slash {
    case .regexp: state = .jsRegexp
    case .division: slash = .regexp
    case .unknown: throw EscapeProblem(.slashAmbiguous, at: index)
    }
    return index + 1
  }

  /// `<` in code: a comparison, an HTML-like comment, or the end of the script.
  private mutating func advanceLess(
    _ run: inout StaticRun, _ index: Int, _ limit: Int, _ place: ScriptPlace
  ) throws(EscapeProblem) -> Int {
    guard place == .rawText else { return index + 1 }
    let bytes = run.bytes
    if EscapeContext.isEndTag("script", bytes, at: index) {
      self = outside(.text)
      run.bodyEnd = nil
      return index
    }
    if ASCII.has("<!--", in: bytes, at: index) {
      // Left as it is, a later `<script` would keep `</script>` from ending the script.
      run.edit(.escape, index..<index + 4, "//--")
      state = .jsLineComment
      return finishLineComment(&run, from: index, scanning: index + 4, limit, place)
    }
    if index + 1 < limit, bytes[index + 1] == 0x2F,
      ASCII.mayBecome("script", in: bytes, at: index + 2),
      index + 8 >= limit
    {
      throw EscapeProblem(.partialEndTag, at: index)
    }
    return index + 1
  }

  /// What a slash means behind `bytes[start..<end]`, code without strings, comments or regular expressions.
  private static func slash(
    after bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ before: Slash
  ) -> Slash {
    var last = end
    while last > start {
      if ASCII.isSpace(bytes[last - 1]) {
        last -= 1
      } else if last - start >= 3, isLineSeparator(bytes, last - 3) {
        last -= 3
      } else {
        break
      }
    }
    guard last > start else { return before }
    let byte = bytes[last - 1]
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      // `++` and `--` end an operand, a sign does not.
      var first = last - 1
      while first > start, bytes[first - 1] == byte { first -= 1 }
      return (last - first) % 2 == 1 ? .regexp : .division
    case UInt8(ascii: "."):
      return last - start > 1 && ASCII.isDigit(bytes[last - 2]) ? .division : .regexp
    case UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="),
      UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "^"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "~"),
      UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: ";"):
      return .regexp
    default:
      var first = last
      while first > start, isIdentifierPart(bytes[first - 1]) { first -= 1 }
      let word = UnsafeBufferPointer(rebasing: bytes[first..<last])
      return isRegexpPreceder(word) ? .regexp : .division
    }
  }

  /// Keywords behind which an operand starts.
  private static func isRegexpPreceder(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 2, word.count <= 10, let key = NameKey(word) else { return false }
    return regexpPreceders.contains(key) && word.allSatisfy { $0 >= 0x61 }
  }

  private static let regexpPreceders: Set<NameKey> = {
    let words: [StaticString] = [
      "await", "break", "case", "continue", "delete", "do", "else", "finally", "in", "instanceof",
      "of", "return", "throw", "try", "typeof", "void", "yield",
    ]
    return Set(words.map { NameKey($0) })
  }()

  static func isIdentifierPart(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "_")
  }

  /// U+2028 or U+2029 at `index`.
  private static func isLineSeparator(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
  }

  private static func isLineEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int
  ) -> Bool {
    bytes[index] == 0x0A || bytes[index] == 0x0D
      || (index + 3 <= limit && isLineSeparator(bytes, index))
  }

  private mutating func advanceTemplate(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) throws(EscapeProblem) -> Int {
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += 1
        if index == limit { throw EscapeProblem(.partialEscape, at: index - 1) }
      case UInt8(ascii: "$") where index + 1 < limit && bytes[index + 1] == UInt8(ascii: "{"):
        guard braces >> 12 == 0 else { throw EscapeProblem(.templateLiteralNesting, at: index) }
        braces = braces << 4 | 1
        (state, slash) = (.js, .regexp)
        return index + 2
      case UInt8(ascii: "$") where index + 1 == limit:
        // A value that starts with a brace is escaped, template text in another branch would not be.
        break
      case UInt8(ascii: "`"):
        state = .js
        return index + 1
      default: break
      }
      index += 1
    }
    return limit
  }

  /// A quoted string or a regular expression.
  private mutating func advanceDelimited(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) throws(EscapeProblem) -> Int {
    let quote: UInt8 = state == .jsDoubleQuoted ? 0x22 : state == .jsSingleQuoted ? 0x27 : 0x2F
    var index = start
    var isInBrackets = false
    while index < limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        if index == limit { throw EscapeProblem(.partialEscape, at: index - 1) }
      } else if quote == 0x2F, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") {
        isInBrackets = byte == UInt8(ascii: "[")
      } else if byte == quote, !isInBrackets, !isScriptTagSlash(bytes, index, limit) {
        (state, slash) = (.js, .division)
        return index + 1
      }
      index += 1
    }
    if isInBrackets { throw EscapeProblem(.partialCharset, at: start) }
    return limit
  }

  /// The slash of `</script` in a regular expression: respelled, it does not end it.
  private func isScriptTagSlash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int
  ) -> Bool {
    state == .jsRegexp && index > 0 && index + 7 <= limit
      && ASCII.has("</script", in: bytes, at: index - 1)
  }

  private mutating func finishBlockComment(
    _ run: inout StaticRun, from start: Int, scanning scan: Int, _ limit: Int, _ place: ScriptPlace
  ) -> Int {
    let bytes = run.bytes
    var index = scan
    var hasLineEnd = false
    while index < limit, !(bytes[index] == 0x2A && index + 1 < limit && bytes[index + 1] == 0x2F) {
      hasLineEnd = hasLineEnd || EscapeContext.isLineEnd(bytes, index, limit)
      index += 1
    }
    let isClosed = index < limit
    if isClosed {
      state = .js
      index += 2
    }
    if place == .rawText {
      // A comment counts as white space, as a line end when it holds one.
      run.edit(.scriptComment, start..<index, hasLineEnd ? "\n" : isClosed ? " " : "")
      if start != scan { respell(&run, start, index, "\\x3C") }
    }
    return index
  }

  private mutating func finishLineComment(
    _ run: inout StaticRun, from start: Int, scanning scan: Int, _ limit: Int, _ place: ScriptPlace
  ) -> Int {
    var index = scan
    while index < limit, !EscapeContext.isLineEnd(run.bytes, index, limit) { index += 1 }
    if index < limit { state = .js }
    if place == .rawText {
      run.edit(.scriptComment, start..<index, "")
      if start != scan { respell(&run, scan, index, "\\x3C") }
    }
    return index
  }

  /// Respells `<` where `<script`, `</script` or `<!--` stands or could come to stand in `start..<end`.
  func respell(_ run: inout StaticRun, _ start: Int, _ end: Int, _ text: StaticString) {
    let bytes = run.bytes
    let limit = end == bytes.count ? end : bytes.count
    var index = ASCII.find(0x3C, in: bytes, from: start, to: end)
    while index < end {
      let rest = UnsafeBufferPointer(rebasing: bytes[..<limit])
      if ASCII.mayBecome("<script", in: rest, at: index)
        || ASCII.mayBecome("</script", in: rest, at: index)
        || ASCII.mayBecome("<!--", in: rest, at: index)
      {
        run.edit(.escape, index..<index + 1, text)
      }
      index = ASCII.find(0x3C, in: bytes, from: index + 1, to: end)
    }
  }
}
