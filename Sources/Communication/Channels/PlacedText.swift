import Diagnostics

/// A text cut out of a file for a program of its own, with what stands round it before and behind.
///
/// The rest of the file is blanked, not cut, so that messages point into it.
struct PlacedText {
  let file: SourceFile
  let wrapping: Wrapping

  /// The file with everything but one text blanked.
  func source(_ text: String, at span: SourceSpan) -> PlacedSource {
    let opening = Array(wrapping.opening.utf8)
    var bytes = file.bytes[..<min(span.start, file.bytes.count)].map { byte -> UInt8 in
      byte == 0x0A ? 0x0A : 0x20
    }
    // Spaces just before the text are given up for what stands round it, as far as there are any.
    var spare = 0
    while spare < opening.count, spare < bytes.count, bytes[bytes.count - 1 - spare] == 0x20 {
      spare += 1
    }
    bytes.removeLast(spare)
    let source = SourceFile(
      path: file.path,
      bytes: bytes + opening + Array(text.utf8) + Array(wrapping.closing.utf8))
    var parts = wrapping.parts
    for index in parts.indices {
      parts[index].tag += bytes.count
      parts[index].start += bytes.count
    }
    let start = bytes.count + opening.count
    parts.append(
      PlacedSource.Part(
        tag: start, start: start, count: text.utf8.count, file: file,
        origin: span.start, isOwn: true))
    return PlacedSource(source: source, parts: parts)
  }
}
