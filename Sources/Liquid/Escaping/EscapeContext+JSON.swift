// JSON in a script element: JSON-LD, import maps, data for a script (RFC 8259).

extension EscapeContext {
  /// One step through JSON, to a change of state or to `limit`.
  ///
  /// In a raw script element `</script` ends it; in a JSON string it is respelled.
  mutating func advanceJSON(
    _ run: inout StaticRun, _ start: Int, to limit: Int, isRaw: Bool
  ) throws(EscapeProblem) -> Int {
    let bytes = run.bytes
    var index = start
    if state == .jsonString {
      while index < limit, bytes[index] != 0x22 {
        if bytes[index] == UInt8(ascii: "\\") {
          index += 1
          if index == limit { throw EscapeProblem(.partialEscape, at: index - 1) }
        }
        index += 1
      }
      if isRaw { respell(&run, start, index, "\\u003C") }
      guard index < limit else { return limit }
      state = .json
      return index + 1
    }
    while index < limit {
      if bytes[index] == 0x22 {
        state = .jsonString
        return index + 1
      }
      if isRaw, bytes[index] == 0x3C {
        if EscapeContext.isEndTag("script", bytes, at: index) {
          self = outside(.text)
          run.bodyEnd = nil
          return index
        }
        if ASCII.mayBecome("</script", in: bytes, at: index) {
          throw EscapeProblem(.partialEndTag, at: index)
        }
      }
      index += 1
    }
    return limit
  }
}
