// A page inside an attribute: the same parser, one level down. Values there are escaped twice.

extension EscapeContext {
  /// The rest of a `srcdoc`, or what of it is in this run.
  mutating func advanceFrame(
    _ run: StaticRun, _ index: Int
  ) throws(EscapeProblem) -> Int {
    let end = try EscapeContext.endOfValue(run.bytes, index, frame)
    if end < run.count {
      let skip = frame.isQuote ? 1 : 0
      self = outside(.tag, .frame)
      isForeign = false
      return end + skip
    }
    let value = UnsafeBufferPointer(rebasing: run.bytes[index...])
    var inner = self
    inner.frame = .none
    do {
      try CharacterReferences.withDecoded(value) { (text) throws(EscapeProblem) in
        var page = StaticRun(text)
        try inner.advance(over: &page)
        if page.edits.contains(where: { $0.kind == .escape }) {
          // A lone `<` would have to be respelled under the outer references.
          throw EscapeProblem(.valueInSrcdoc)
        }
      }
    } catch {
      throw EscapeProblem(error.code, at: index)
    }
    if CharacterReferences.isUnfinished(value) {
      throw EscapeProblem(.partialReference, at: end - 1)
    }
    inner.frame = frame
    self = inner
    return end
  }
}
