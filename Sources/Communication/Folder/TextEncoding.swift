import Diagnostics

/// Finds files of a template whose bytes go into documents and that are not UTF-8.
///
/// YAML, JSON and scenes are not among them: what reads them says it of them.
enum TextEncoding {
  /// Liquid may stand anywhere, pages of markup in folders of texts.
  private static let endings = [".liquid"]
  private static let textFolders = ["pages/", "snippets/", "messages/", "letters/", "emails/"]
  private static let pageEndings = [".html", ".htm"]
  /// What pages print as the template's own; a font's licence is not.
  private static let assetEndings = [".css", ".js", ".svg"]

  /// A text without the byte-order mark that some editors write; in a document it would be a character.
  ///
  /// Places in it are then counted from its first letter. Pictures and fonts stay as they are.
  static func withoutMark(_ bytes: [UInt8], of path: String) -> [UInt8] {
    let isText = (endings + assetEndings + pageEndings).contains { path.hasSuffix($0) }
    return isText && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  static func check(_ folder: TemplateFolder, _ log: inout DiagnosticLog) {
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key }) {
      let isPrinted =
        endings.contains { path.hasSuffix($0) }
        || (textFolders.contains { path.hasPrefix($0) }
          && pageEndings.contains { path.hasSuffix($0) })
        || (path.hasPrefix("assets/") && assetEndings.contains { path.hasSuffix($0) })
      guard isPrinted, let span = firstFault(file.bytes) else { continue }
      log.add(
        Diagnostic(
          code: "template-encoding", message: "the file is not UTF-8: this is no character",
          place: .init(file: file, span: span),
          hint: "save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"))
    }
  }

  private static func firstFault(_ bytes: [UInt8]) -> SourceSpan? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return SourceSpan(error.byteOffsets.lowerBound, error.byteOffsets.upperBound)
    }
  }
}
