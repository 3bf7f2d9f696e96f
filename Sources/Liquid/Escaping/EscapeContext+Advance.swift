extension EscapeContext {
  /// Moves on over a run of template text.
  ///
  /// - Returns: what must or may be changed in the text that is printed; nothing for most runs.
  /// - Throws: `EscapeProblem` with the byte of the run that is to blame; the context is then meaningless.
  public mutating func advance(
    over bytes: UnsafeRawBufferPointer
  ) throws(EscapeProblem) -> [StaticEdit] {
    guard state != .plain, !bytes.isEmpty, let start = bytes.baseAddress else { return [] }
    var run = StaticRun(
      UnsafeBufferPointer(
        start: start.assumingMemoryBound(to: UInt8.self), count: bytes.count))
    try advance(over: &run)
    return run.edits
  }

  /// Moves on over a run of template text; for tests and cold paths.
  @discardableResult
  public mutating func advance(over text: String) throws(EscapeProblem) -> [StaticEdit] {
    let bytes = Array(text.utf8)
    var copy = self
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(EscapeProblem) in try copy.advance(over: buffer) }
    }
    self = copy
    return try result.get()
  }

  mutating func advance(over run: inout StaticRun) throws(EscapeProblem) {
    var index = 0
    while index < run.count {
      let start = index
      let wasConditional = isConditional && state != .text
      if frame != .none {
        index = try advanceFrame(run, index)
      } else if delimiter != .none {
        index = try advanceValue(run, index)
      } else {
        index = try advanceBody(&run, index)
      }
      if wasConditional, EscapeContext.holdsCommentEnd(run.bytes, start, index) {
        throw EscapeProblem(.conditionalComment, at: start)
      }
    }
  }

  /// One step outside of attribute values.
  private mutating func advanceBody(
    _ run: inout StaticRun, _ index: Int
  ) throws(EscapeProblem) -> Int {
    switch state {
    case .text: return advanceText(&run, index)
    case .tagName, .tag: return try advanceTag(&run, index)
    case .attributeName, .afterName: return try advanceName(run, index)
    case .beforeValue: return try advanceBeforeValue(run, index)
    case .comment: return finishComment(&run, from: index, scanning: index)
    case .instruction, .declaration: return advanceDeclaration(run, index)
    case .plain: return run.count
    case .attribute, .url, .srcset, .metaContent, .metaURL:
      preconditionFailure("an attribute value always has a delimiter")
    default: return try advanceSpecialBody(&run, index)
    }
  }

  /// One step inside `script`, `style`, `textarea` or `title`, up to the end tag.
  private mutating func advanceSpecialBody(
    _ run: inout StaticRun, _ index: Int
  ) throws(EscapeProblem) -> Int {
    if hasParsedBodies { return try advanceParsedBody(&run, index) }
    switch state {
    case .rcdata:
      let end = bodyEnd(&run, index)
      var open = ASCII.find(0x3C, in: run.bytes, from: index, to: end)
      while open < end {
        run.edit(.escape, open..<open + 1, "&lt;")
        open = ASCII.find(0x3C, in: run.bytes, from: open + 1, to: end)
      }
      leaveBody(&run, at: end)
      return end
    case .json, .jsonString:
      return try advanceJSON(&run, index, to: run.count, isRaw: true)
    case .css, .cssDoubleQuoted, .cssSingleQuoted, .cssDoubleQuotedURL, .cssSingleQuotedURL,
      .cssURL, .cssBlockComment, .cssLineComment:
      let end = bodyEnd(&run, index)
      if index == end {
        leaveBody(&run, at: end)
        return end
      }
      if end == run.count { try refusePartialEndTag(run, index) }
      return try advanceStyle(&run, index, to: end, inElement: true)
    default:
      return try advanceScript(&run, index, to: run.count, place: .rawText)
    }
  }

  /// One step inside a script or style that is parsed as markup: standalone SVG, or `svg` in a page.
  private mutating func advanceParsedBody(
    _ run: inout StaticRun, _ index: Int
  ) throws(EscapeProblem) -> Int {
    if !isCDATA, index == bodyEnd(&run, index) {
      leaveBody(&run, at: index)
      return index
    }
    let marker: StaticString = isCDATA ? "]]>" : "<![cdata["
    if ASCII.has(marker, in: run.bytes, at: index) {
      isCDATA.toggle()
      run.segmentEnd = nil
      return index + marker.utf8CodeUnitCount
    }
    let end = try endOfSegment(&run, index, before: marker)
    switch state {
    case .json, .jsonString: return try advanceJSON(&run, index, to: end, isRaw: false)
    case .css, .cssDoubleQuoted, .cssSingleQuoted, .cssDoubleQuotedURL, .cssSingleQuotedURL,
      .cssURL, .cssBlockComment, .cssLineComment:
      return try advanceStyle(&run, index, to: end, inElement: true)
    default: return try advanceScript(&run, index, to: end, place: .parsedText)
    }
  }
}

extension EscapeContext {
  /// Where the next CDATA section starts or this one ends, looked for once.
  private func endOfSegment(
    _ run: inout StaticRun, _ index: Int, before marker: StaticString
  ) throws(EscapeProblem) -> Int {
    if let known = run.segmentEnd, known > index { return known }
    let limit = isCDATA ? run.count : bodyEnd(&run, index)
    var end = index + 1
    while end < limit, !ASCII.has(marker, in: run.bytes, at: end) { end += 1 }
    if !isCDATA {
      let reference = ASCII.find(0x26, in: run.bytes, from: index, to: end)
      if reference < end { throw EscapeProblem(.referenceInScript, at: reference) }
      if end == run.count { try refusePartialEndTag(run, index) }
    }
    run.segmentEnd = end
    return end
  }

  /// The lower-case name of the element whose special body this is.
  var bodyName: StaticString {
    switch element {
    case .style: "style"
    case .textarea: "textarea"
    case .title: "title"
    default: "script"
    }
  }

  /// Where the end tag of the current body starts, or the end of the run.
  func bodyEnd(_ run: inout StaticRun, _ index: Int) -> Int {
    if let known = run.bodyEnd, known >= index { return known }
    var scan = index
    while true {
      scan = ASCII.find(0x3C, in: run.bytes, from: scan, to: run.count)
      if scan == run.count || EscapeContext.isEndTag(bodyName, run.bytes, at: scan) { break }
      scan += 1
    }
    run.bodyEnd = scan
    return scan
  }

  /// Whether `</name` and what must follow it stand at `index`.
  static func isEndTag(
    _ name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    let after = index + 2 + name.utf8CodeUnitCount
    guard after < bytes.count, bytes[index] == 0x3C, bytes[index + 1] == 0x2F,
      ASCII.has(name, in: bytes, at: index + 2)
    else { return false }
    return ASCII.isSpace(bytes[after]) || bytes[after] == 0x3E || bytes[after] == 0x2F
  }

  /// Back to text, right before an end tag.
  mutating func leaveBody(_ run: inout StaticRun, at end: Int) {
    if end < run.count { self = outside(.text) }
    run.bodyEnd = nil
    run.segmentEnd = nil
  }

  /// Refuses a run that ends in the beginning of the body's end tag, which a value could complete.
  private func refusePartialEndTag(
    _ run: StaticRun, _ index: Int
  ) throws(EscapeProblem) {
    let longest = bodyName.utf8CodeUnitCount + 2
    for start in max(index, run.count - longest)..<run.count
    where run.bytes[start] == 0x3C && start + 1 < run.count && run.bytes[start + 1] == 0x2F
      && ASCII.mayBecome(bodyName, in: run.bytes, at: start + 2)
    {
      throw EscapeProblem(.partialEndTag, at: start)
    }
  }

  private static func holdsCommentEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    for index in max(0, start - 2)..<max(end, 2) where ASCII.has("-->", in: bytes, at: index) {
      return index + 3 <= end
    }
    return false
  }
}
