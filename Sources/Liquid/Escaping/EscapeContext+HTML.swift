// HTML's text, tags and comments, as far as they decide where a value stands
// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization).

extension EscapeContext {
  /// Text up to the next tag, comment or declaration.
  mutating func advanceText(_ run: inout StaticRun, _ start: Int) -> Int {
    let bytes = run.bytes
    var index = start
    while index < bytes.count {
      if isCDATA {
        while index < bytes.count, !ASCII.has("]]>", in: bytes, at: index) { index += 1 }
        if index == bytes.count { return index }
        isCDATA = false
        index += 3
      }
      index = isConditional ? endOfConditionalText(bytes, index) : find(0x3C, bytes, index)
      guard index < bytes.count, bytes[index] == 0x3C else { continue }
      let next = index + 1
      if next < bytes.count, bytes[next] == UInt8(ascii: "!") {
        index = advanceExclamation(&run, index)
        if state != .text { return index }
      } else if next < bytes.count, bytes[next] == UInt8(ascii: "?") {
        if content == .svg {
          state = .instruction
          return next + 1
        }
        index = skipBogusComment(&run, index)
      } else if next < bytes.count, ASCII.isLetter(bytes[next]) {
        return openTag(bytes, next, isEnd: false)
      } else if next + 1 < bytes.count, bytes[next] == 0x2F, ASCII.isLetter(bytes[next + 1]) {
        return openTag(bytes, next + 1, isEnd: true)
      } else {
        // Alone it is text; before a value it would start a tag.
        run.edit(.escape, index..<next, "&lt;")
        index = next
      }
    }
    return index
  }

  private func find(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    ASCII.find(byte, in: bytes, from: index, to: bytes.count)
  }

  /// The next `<` inside a conditional comment, or just behind the `-->` that ends it.
  private mutating func endOfConditionalText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x3C {
      if bytes[index] == 0x2D, ASCII.has("-->", in: bytes, at: index) {
        isConditional = false
        return index + 3
      }
      index += 1
    }
    return index
  }

  /// `<!`: comment, conditional comment, CDATA, document type or nonsense.
  private mutating func advanceExclamation(_ run: inout StaticRun, _ index: Int) -> Int {
    let bytes = run.bytes
    if ASCII.has("<!--", in: bytes, at: index) {
      if isConditional {
        guard ASCII.has("-->", in: bytes, at: index + 2) else { return index + 4 }
        isConditional = false
        return index + 5
      }
      if content == .html, let end = conditionalComment(bytes, index) { return end }
      state = .comment
      return finishComment(&run, from: index, scanning: index + 4)
    }
    if hasParsedBodies, ASCII.has("<![cdata[", in: bytes, at: index) {
      isCDATA = true
      return index + 9
    }
    if content == .svg {
      state = .declaration
      return index + 2
    }
    if ASCII.has("<!doctype", in: bytes, at: index) { return index + 9 }
    if isConditional { return index + 2 }
    return skipBogusComment(&run, index)
  }

  /// The end of `<!--[if ...]>` or of `<!--<![endif]-->`; nil for another comment.
  private mutating func conditionalComment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int? {
    if ASCII.has("[if", in: bytes, at: index + 4) {
      var end = index + 7
      while end < bytes.count, !ASCII.has("]>", in: bytes, at: end) { end += 1 }
      guard end < bytes.count else { return nil }
      isConditional = true
      return end + 2
    }
    guard ASCII.has("<![endif]-->", in: bytes, at: index + 4) else { return nil }
    return index + 16
  }

  /// `<?...>` and `<!...>` are comments to a browser; unfinished ones are made text.
  private func skipBogusComment(_ run: inout StaticRun, _ index: Int) -> Int {
    if index < run.lastGreater { return find(0x3E, run.bytes, index) + 1 }
    run.edit(.escape, index..<index + 1, "&lt;")
    return index + 1
  }

  /// A comment, until its end or the end of the run.
  mutating func finishComment(
    _ run: inout StaticRun, from start: Int, scanning index: Int
  ) -> Int {
    var end = index
    while end < run.count, !ASCII.has("-->", in: run.bytes, at: end) { end += 1 }
    if end < run.count {
      self = outside(.text)
      end += 3
    }
    run.edit(.htmlComment, start..<end, "")
    return end
  }

  /// `<?...?>` and `<!...>` of an SVG document.
  mutating func advanceDeclaration(_ run: StaticRun, _ index: Int) -> Int {
    let end = find(0x3E, run.bytes, index)
    guard end < run.count else { return end }
    self = outside(.text)
    return end + 1
  }

  /// The name of a tag that starts at `index`.
  private mutating func openTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, isEnd: Bool
  ) -> Int {
    var end = index
    while end < bytes.count, !EscapeContext.endsTagName(bytes[end]) { end += 1 }
    let name = UnsafeBufferPointer(rebasing: bytes[index..<end])
    var found = EscapeContext.element(named: name, isXML: content == .svg)
    if isEnd {
      if found == .foreign { isForeign = false }
      found = .none
    } else if hasParsedBodies, found == .title || found == .textarea {
      // Foreign titles hold markup.
      found = .none
    }
    self = outside(end == bytes.count ? .tagName : .tag, found)
    return end
  }

  /// Browsers read on to white space, slash or `>`; what else could end a name is refused in the tag.
  private static func endsTagName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F, 0x3E, UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: ASCII.isSpace(byte)
    }
  }

  /// Inside a tag, before an attribute name.
  mutating func advanceTag(
    _ run: inout StaticRun, _ start: Int
  ) throws(EscapeProblem) -> Int {
    let bytes = run.bytes
    var index = start
    if state == .tagName {
      guard EscapeContext.endsTagName(bytes[index]) else {
        throw EscapeProblem(.dynamicTagName, at: index)
      }
      state = .tag
    }
    while index < bytes.count, ASCII.isSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
    guard index < bytes.count else { return index }
    if bytes[index] == 0x3E {
      enterBody(isEmpty: hasParsedBodies && index > 0 && bytes[index - 1] == 0x2F)
      (run.bodyEnd, run.segmentEnd) = (nil, nil)
      return index + 1
    }
    let end = try endOfAttributeName(bytes, index)
    if end == index { throw EscapeProblem(.malformedTag, at: index) }
    attribute = EscapeContext.kind(
      ofAttribute: UnsafeBufferPointer(rebasing: bytes[index..<end]), of: element)
    state = end == bytes.count ? .attributeName : .afterName
    return end
  }

  /// Behind the `>` of a tag.
  private mutating func enterBody(isEmpty: Bool) {
    if element == .foreign, !isEmpty, content == .html {
      isForeign = true
    }
    let body = isEmpty ? .none : element
    switch body {
    case .script: self = outside(.js, body)
    case .json: self = outside(.json, body)
    case .style: self = outside(.css, body)
    case .textarea, .title: self = outside(.rcdata, body)
    default: self = outside(.text)
    }
  }

  private func endOfAttributeName(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) throws(EscapeProblem) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "="), 0x3E, 0x2F: return index
      case UInt8(ascii: "'"), UInt8(ascii: "\""), 0x3C:
        throw EscapeProblem(.malformedTag, at: index)
      default:
        if ASCII.isSpace(bytes[index]) { return index }
      }
      index += 1
    }
    return index
  }

  /// After an attribute name or a piece of it.
  mutating func advanceName(
    _ run: StaticRun, _ start: Int
  ) throws(EscapeProblem) -> Int {
    let bytes = run.bytes
    var index = start
    if state == .attributeName {
      if try endOfAttributeName(bytes, index) != index {
        throw EscapeProblem(.dynamicAttributeName, at: index)
      }
      state = .afterName
    }
    while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return index }
    guard bytes[index] == UInt8(ascii: "=") else {
      state = .tag
      attribute = .plain
      return index
    }
    if attribute == .undecided { throw EscapeProblem(.dynamicAttributeName, at: index) }
    state = .beforeValue
    return index + 1
  }

  /// After the equals sign.
  mutating func advanceBeforeValue(
    _ run: StaticRun, _ start: Int
  ) throws(EscapeProblem) -> Int {
    let bytes = run.bytes
    var index = start
    while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case UInt8(ascii: "'"): startValue(.singleQuote)
    case UInt8(ascii: "\""): startValue(.doubleQuote)
    default: startValue(.spaceOrTagEnd)
    }
    if delimiter != .spaceOrTagEnd && frame == .none || frame.isQuote { index += 1 }
    guard attribute == .scriptType || attribute == .httpEquiv else { return index }
    // The whole of it must be in one run: it decides what the script or the meta element is.
    let end = try EscapeContext.endOfValue(bytes, index, delimiter)
    guard end < bytes.count else { return end }
    let value = UnsafeBufferPointer(rebasing: bytes[index..<end])
    if attribute == .httpEquiv {
      if ASCII.matches(value, "refresh") { element = .refresh }
    } else {
      element = ScriptType.element(ofType: value)
    }
    return leaveAttribute(at: end)
  }

  /// Enters an attribute value.
  mutating func startValue(_ delimiter: Delimiter) {
    if attribute == .srcdoc {
      self = outside(.text)
      isForeign = false
      frame = delimiter
      return
    }
    self.delimiter = delimiter
    switch attribute {
    case .url, .image, .resource: state = .url
    case .srcset: state = .srcset
    case .style: state = .css
    case .script: state = .js
    case .metaContent, .refreshContent: state = .metaContent
    case .plain, .scriptType, .httpEquiv, .srcdoc, .animationValue,
      .animationTarget, .dynamic, .undecided:
      state = .attribute
    }
  }

  /// Leaves the value that ends at `end`; returns the index behind its quote.
  mutating func leaveAttribute(at end: Int) -> Int {
    let skip = delimiter == .spaceOrTagEnd ? 0 : 1
    self = outside(.tag, element)
    return end + skip
  }

  /// The rest of an attribute value, or what of it is in this run.
  mutating func advanceValue(
    _ run: StaticRun, _ index: Int
  ) throws(EscapeProblem) -> Int {
    if attribute == .scriptType { throw EscapeProblem(.dynamicScriptType, at: index) }
    let end = try EscapeContext.endOfValue(run.bytes, index, delimiter)
    // A value that is complete in the template can do no harm any more, unless it ends the scheme of a URL.
    let endsScheme = state == .url && (part == .dynamic || part == .dynamicWord)
    guard end == run.count || endsScheme else { return leaveAttribute(at: end) }
    let value = UnsafeBufferPointer(rebasing: run.bytes[index..<end])
    do {
      try CharacterReferences.withDecoded(value) { (text) throws(EscapeProblem) in
        try advanceLanguage(over: text)
      }
    } catch {
      throw EscapeProblem(error.code, at: index + min(error.offset, max(0, value.count - 1)))
    }
    guard end == run.count else { return leaveAttribute(at: end) }
    if needsWholeReferences, CharacterReferences.isUnfinished(value) {
      throw EscapeProblem(.partialReference, at: end - 1)
    }
    return end
  }

  /// Whether a value could complete a character reference to the harm of this attribute's language.
  private var needsWholeReferences: Bool {
    switch state {
    case .attribute, .srcset, .metaContent: false
    case .url: part != .query
    default: true
    }
  }

  /// Where the value ends: at its delimiter or at the end of the run.
  static func endOfValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ delimiter: Delimiter
  ) throws(EscapeProblem) -> Int {
    switch delimiter {
    case .doubleQuote: return ASCII.find(0x22, in: bytes, from: start, to: bytes.count)
    case .singleQuote: return ASCII.find(0x27, in: bytes, from: start, to: bytes.count)
    case .none, .spaceOrTagEnd: break
    }
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x3E: return index
      case UInt8(ascii: "\""), UInt8(ascii: "'"), 0x3C, UInt8(ascii: "="), UInt8(ascii: "`"):
        throw EscapeProblem(.unquotedAttribute, at: index)
      default:
        if ASCII.isSpace(bytes[index]) { return index }
      }
      index += 1
    }
    return index
  }

  /// Moves on inside an attribute value whose character references are decoded.
  private mutating func advanceLanguage(
    over text: UnsafeBufferPointer<UInt8>
  ) throws(EscapeProblem) {
    var run = StaticRun(text)
    var index = 0
    while index < text.count {
      let rest = UnsafeBufferPointer(rebasing: text[index...])
      switch state {
      case .url:
        try part.advance(over: rest, allowsImageData: attribute == .image)
        index = text.count
      case .metaContent: index = advanceMeta(text, index)
      case .metaURL: index = advanceMetaURL(text, index)
      case .css, .cssDoubleQuoted, .cssSingleQuoted, .cssDoubleQuotedURL, .cssSingleQuotedURL,
        .cssURL, .cssBlockComment, .cssLineComment:
        index = try advanceStyle(&run, index, to: text.count, inElement: false)
      case .js, .jsDoubleQuoted, .jsSingleQuoted, .jsTemplate, .jsRegexp, .jsBlockComment,
        .jsLineComment:
        index = try advanceScript(&run, index, to: text.count, place: .attribute)
      default: index = text.count
      }
    }
  }
}

extension EscapeContext.Delimiter {
  /// Whether it is a quote to be skipped.
  var isQuote: Bool { self == .doubleQuote || self == .singleQuote }
}
