import Diagnostics

/// A piece of Liquid within a YAML file, as a source of its own that keeps its place.
///
/// The rest of the file is blanked, not cut, so that messages point into it.
struct PlacedText {
  let file: SourceFile
  /// What stands before and behind the piece.
  let opening: String
  let closing: String

  /// The file with everything but one text blanked; where that text starts in it.
  func source(_ text: String, at span: SourceSpan) -> (source: SourceFile, start: Int) {
    let opening = Array(opening.utf8)
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
      path: file.path, bytes: bytes + opening + Array(text.utf8) + Array(closing.utf8))
    return (source, bytes.count + opening.count)
  }
}
