public import Communication
public import Diagnostics
internal import Yams

/// Reads YAML into the tree that `Communication` understands, through Yams (libyaml).
public enum YAMLReader {
  /// Reads one document; anchors, aliases and tags are refused, so that a file is what it looks like.
  ///
  /// - Throws: `yaml-syntax` with the place libyaml names, `yaml-empty`, `yaml-alias`, `yaml-duplicate-key`.
  public static func read(_ file: SourceFile) throws(DiagnosticsError) -> ConfigNode {
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      throw problem("yaml-syntax", "the file is not UTF-8", 0, file)
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw syntaxProblem(error, file)
    }
    guard let node else { throw problem("yaml-empty", "the file is empty", 0, file) }
    return try convert(node, file, LineIndex(file.bytes))
  }

  private static func convert(
    _ node: Node, _ file: SourceFile, _ lines: LineIndex
  ) throws(DiagnosticsError) -> ConfigNode {
    let start = lines.offset(node.mark)
    switch node {
    case .scalar(let scalar):
      let span = lines.scalarSpan(scalar, from: start)
      return ConfigNode(.scalar(scalar.string), span: span)
    case .sequence(let sequence):
      var items: [ConfigNode] = []
      for item in sequence { items.append(try convert(item, file, lines)) }
      return ConfigNode(
        .sequence(items), span: SourceSpan(start, max(start, items.last?.span.end ?? start)))
    case .mapping(let mapping):
      var entries: [(key: ConfigNode, value: ConfigNode)] = []
      for (key, value) in mapping {
        entries.append((try convert(key, file, lines), try convert(value, file, lines)))
      }
      return ConfigNode(
        .mapping(entries),
        span: SourceSpan(start, max(start, entries.last?.value.span.end ?? start)))
    case .alias:
      throw problem("yaml-alias", "aliases are not allowed here", start, file)
    }
  }

  private static func syntaxProblem(_ error: any Error, _ file: SourceFile) -> DiagnosticsError {
    guard let error = error as? YamlError else {
      return problem("yaml-syntax", "the file is not YAML", 0, file)
    }
    let lines = LineIndex(file.bytes)
    switch error {
    case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
      .composer(_, let what, let mark, _):
      return problem("yaml-syntax", what, lines.offset(mark), file)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return problem(
        "yaml-duplicate-key",
        "a key stands here twice: \(duplicates.sorted().joined(separator: ", "))",
        lines.offset(context.mark), file)
    default:
      return problem("yaml-syntax", "the file is not YAML", 0, file)
    }
  }

  private static func problem(
    _ code: String, _ message: String, _ offset: Int, _ file: SourceFile
  ) -> DiagnosticsError {
    DiagnosticsError(
      Diagnostic(
        code: code, message: message,
        place: .init(file: file, span: SourceSpan(offset, offset + 1))))
  }
}

/// Turns libyaml's lines and columns (characters, from 1) into byte offsets.
private struct LineIndex {
  private let bytes: [UInt8]
  private var starts = [0]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
  }

  func offset(_ mark: Mark?) -> Int {
    guard let mark, mark.line >= 1, mark.line <= starts.count else { return 0 }
    var index = starts[mark.line - 1]
    var column = 1
    while column < mark.column, index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      column += 1
    }
    return index
  }

  /// The bytes of a scalar's text: where it stands as written, its span; else just its start.
  func scalarSpan(_ scalar: Node.Scalar, from start: Int) -> SourceSpan {
    let text = Array(scalar.string.utf8)
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    let begin = isQuoted ? start + 1 : start
    let end = begin + text.count
    if end <= bytes.count, bytes[begin..<end].elementsEqual(text) { return SourceSpan(begin, end) }
    return SourceSpan(start, start)
  }
}
