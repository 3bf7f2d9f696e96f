// The content of a meta element that may be a refresh: `0; url=...`
// (https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh).

extension EscapeContext {
  /// Up to and with `url =`.
  mutating func advanceMeta(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    for index in start..<text.count where ASCII.has("url", in: text, at: index) {
      var end = index + 3
      while end < text.count, ASCII.isSpace(text[end]) { end += 1 }
      if end < text.count, text[end] == UInt8(ascii: "=") {
        state = .metaURL
        return end + 1
      }
    }
    return text.count
  }

  /// Up to and with the semicolon.
  mutating func advanceMetaURL(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let end = ASCII.find(UInt8(ascii: ";"), in: text, from: start, to: text.count)
    guard end < text.count else { return end }
    state = .metaContent
    return end + 1
  }
}
