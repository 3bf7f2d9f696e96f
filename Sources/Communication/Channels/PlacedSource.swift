import Diagnostics

/// A text as it is compiled, and where its parts stand in the files that an author wrote.
struct PlacedSource: Sendable {
  /// A part of the compiled text that stands in a file.
  struct Part: Sendable {
    /// Where the tag round it opens; of the text that the others stand round, where it starts.
    var tag: Int
    var start: Int
    let count: Int
    let file: SourceFile
    /// Where it starts there.
    let origin: Int
    /// Whether this text is what tells of it: conditions stand round many texts, and are told of once.
    let isOwn: Bool
  }

  let source: SourceFile
  /// In their order; the last is the text that the others stand round.
  let parts: [Part]

  /// A file that nothing stands round.
  init(_ file: SourceFile) { self.init(file, within: Wrapping()) }

  /// A whole file, within conditions.
  init(_ file: SourceFile, within wrapping: Wrapping) {
    let opening = Array(wrapping.opening.utf8)
    let part = Part(
      tag: opening.count, start: opening.count, count: file.bytes.count, file: file, origin: 0,
      isOwn: true)
    source = SourceFile(
      path: file.path, bytes: opening + file.bytes + Array(wrapping.closing.utf8))
    parts = wrapping.parts + [part]
  }

  init(source: SourceFile, parts: [Part]) {
    self.source = source
    self.parts = parts
  }

  /// Where the text begins that the others stand round.
  var start: Int { parts[parts.count - 1].start }

  /// The same finding at the author's place; nil for one of a part that another text tells of, unless those are kept.
  func placed(_ finding: Diagnostic, keepsOthers: Bool) -> Diagnostic? {
    var finding = finding
    if let place = finding.place, place.file == source {
      let part = part(at: place.span.start)
      if part.isOwn {
        finding.place = self.place(place.span, in: part)
      } else if keepsOthers {
        let own = parts.last { $0.isOwn } ?? part
        finding.place = self.place(SourceSpan(own.start, own.start), in: own)
      } else {
        return nil
      }
    }
    finding.trail = finding.trail.compactMap { place in
      guard place.file == source else { return place }
      let part = part(at: place.span.start)
      return part.isOwn ? self.place(place.span, in: part) : nil
    }
    return finding
  }

  /// The part that a byte of the compiled text belongs to: of a tag round a condition, the condition.
  private func part(at offset: Int) -> Part {
    parts.last { $0.tag <= offset } ?? parts[0]
  }

  private func place(_ span: SourceSpan, in part: Part) -> Diagnostic.Place {
    func offset(_ offset: Int) -> Int { min(max(offset - part.start, 0), part.count) }
    let inner = SourceSpan(offset(span.start), offset(span.end))
    let text = source.bytes[part.start..<part.start + part.count]
    let written = part.file.bytes[part.origin...].prefix(part.count)
    let found =
      written == text
      ? SourceSpan(part.origin + inner.start, part.origin + inner.end)
      : ScalarSpelling(part.file.bytes, from: part.origin).place(inner, of: text)
    return Diagnostic.Place(
      file: part.file, span: found ?? SourceSpan(part.origin, part.origin))
  }
}

extension [PlacedSource] {
  /// Findings of these texts at their authors' places, and other findings as they are.
  func placed(_ log: DiagnosticLog) -> DiagnosticLog {
    let sources = Dictionary(map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    var result = DiagnosticLog()
    for finding in log.diagnostics {
      let files = ([finding.place] + finding.trail.map { $0 }).compactMap { $0?.file }
      var placed: Diagnostic? = finding
      for source in Set(files).compactMap({ sources[$0] }) {
        placed = placed.flatMap { source.placed($0, keepsOthers: false) }
      }
      if let placed { result.add(placed) }
    }
    return result.ordered()
  }
}
