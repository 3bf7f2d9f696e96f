// CSS, as far as it must be read to know whether a value stands in a declaration, a string, a `url()` or a comment
// (https://www.w3.org/TR/css-syntax-3/#tokenization).

extension EscapeContext {
  /// One step through a style, to a change of state or to `limit`.
  mutating func advanceStyle(
    _ run: inout StaticRun, _ start: Int, to limit: Int, inElement: Bool
  ) throws(EscapeProblem) -> Int {
    switch state {
    case .css: return advanceRules(&run, start, limit, inElement)
    case .cssBlockComment:
      return finishStyleComment(&run, from: start, scanning: start, limit, inElement)
    case .cssLineComment:
      return finishStyleLine(&run, from: start, scanning: start, limit, inElement)
    default: return try advanceStyleString(run.bytes, start, limit)
    }
  }

  private mutating func advanceRules(
    _ run: inout StaticRun, _ start: Int, _ limit: Int, _ inElement: Bool
  ) -> Int {
    let bytes = run.bytes
    var index = start
    while index < limit {
      switch bytes[index] {
      case 0x22:
        state = .cssDoubleQuoted
        part = .none
        return index + 1
      case 0x27:
        state = .cssSingleQuoted
        part = .none
        return index + 1
      case UInt8(ascii: "(") where EscapeContext.isURLFunction(bytes, start, index):
        return enterURLFunction(bytes, index + 1, limit)
      case UInt8(ascii: "/") where index + 1 < limit && bytes[index + 1] == UInt8(ascii: "*"):
        state = .cssBlockComment
        return finishStyleComment(&run, from: index, scanning: index + 2, limit, inElement)
      case UInt8(ascii: "/") where index + 1 < limit && bytes[index + 1] == UInt8(ascii: "/"):
        // No comment by the standard, but some engines skip it: values there are dropped.
        state = .cssLineComment
        return finishStyleLine(&run, from: index, scanning: index + 2, limit, inElement)
      default: index += 1
      }
    }
    return limit
  }

  /// Whether the parenthesis at `index` belongs to `url`.
  private static func isURLFunction(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ index: Int
  ) -> Bool {
    var end = index
    while end > start, ASCII.isSpace(bytes[end - 1]) { end -= 1 }
    guard end - start >= 3, ASCII.has("url", in: bytes, at: end - 3) else { return false }
    return end - start == 3 || !isNameCharacter(bytes[end - 4])
  }

  static func isNameCharacter(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private mutating func enterURLFunction(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Int {
    var index = start
    while index < limit, ASCII.isSpace(bytes[index]) { index += 1 }
    part = .none
    if index < limit, bytes[index] == 0x22 {
      state = .cssDoubleQuotedURL
      return index + 1
    }
    if index < limit, bytes[index] == 0x27 {
      state = .cssSingleQuotedURL
      return index + 1
    }
    state = .cssURL
    return index
  }

  /// A string or URL; its part is followed as in any URL, for a string may be one.
  private mutating func advanceStyleString(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) throws(EscapeProblem) -> Int {
    var index = start
    while index < limit, !endsStyleString(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        if index == limit { throw EscapeProblem(.partialEscape, at: index - 1) }
      }
      index += 1
    }
    guard index == limit else {
      state = .css
      part = .none
      return index + 1
    }
    let text = CSSEscapes.decode(UnsafeBufferPointer(rebasing: bytes[start..<limit]))
    var moved = part
    let result = text.withUnsafeBufferPointer { buffer in
      Result { () throws(EscapeProblem) in try moved.advance(over: buffer, allowsImageData: true) }
    }
    do { try result.get() } catch { throw EscapeProblem(error.code, at: start) }
    part = moved
    return limit
  }

  private func endsStyleString(_ byte: UInt8) -> Bool {
    switch state {
    case .cssDoubleQuoted, .cssDoubleQuotedURL: byte == 0x22
    case .cssSingleQuoted, .cssSingleQuotedURL: byte == 0x27
    default: ASCII.isSpace(byte) || byte == UInt8(ascii: ")")
    }
  }

  private mutating func finishStyleComment(
    _ run: inout StaticRun, from start: Int, scanning scan: Int, _ limit: Int, _ inElement: Bool
  ) -> Int {
    let bytes = run.bytes
    var index = scan
    while index < limit, !(bytes[index] == 0x2A && index + 1 < limit && bytes[index + 1] == 0x2F) {
      index += 1
    }
    let isClosed = index < limit
    if isClosed {
      state = .css
      index += 2
    }
    if inElement { run.edit(.styleComment, start..<index, isClosed ? " " : "") }
    return index
  }

  private mutating func finishStyleLine(
    _ run: inout StaticRun, from start: Int, scanning scan: Int, _ limit: Int, _ inElement: Bool
  ) -> Int {
    var index = scan
    while index < limit, run.bytes[index] != 0x0A, run.bytes[index] != 0x0C,
      run.bytes[index] != 0x0D
    {
      index += 1
    }
    if index < limit { state = .css }
    if inElement { run.edit(.styleComment, start..<index, "") }
    return index
  }
}

/// CSS's backslash escapes.
enum CSSEscapes {
  /// The text with its escapes replaced.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count { index = decodeOne(text, index) { result.append($0) } }
    return result
  }

  /// Hands on the bytes of the character at `start`; returns the index behind it.
  @inline(__always)
  static func decodeOne(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ put: (UInt8) -> Void
  ) -> Int {
    guard text[start] == UInt8(ascii: "\\"), start + 1 < text.count else {
      // A backslash at the end stands for nothing.
      if text[start] != UInt8(ascii: "\\") { put(text[start]) }
      return start + 1
    }
    var index = start + 1
    guard ASCII.isHex(text[index]) else {
      put(text[index])
      return index + 1
    }
    var value: UInt32 = 0
    while index < text.count, index < start + 7, ASCII.isHex(text[index]) {
      value = value << 4 | ASCII.hexValue(text[index])
      index += 1
    }
    for byte in UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
    {
      put(byte)
    }
    guard index < text.count, ASCII.isSpace(text[index]) else { return index }
    let isPair = text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
    return index + (isPair ? 2 : 1)
  }
}
