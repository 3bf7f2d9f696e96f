import Sinks

/// What is kept of a record's document: who, what became of it, and each page's outline and hash.
///
/// The text of a file in `goldens/`. It holds every word and every tag of a page but no style sheet and no drawing,
/// for which sizes and hashes stand; the hash of the whole page decides.
public struct GoldenText: Sendable, Hashable {
  /// A named run of lines: the head, or one block of one page.
  public struct Part: Sendable, Hashable {
    /// `head`, or `index.html hero`.
    public let name: String
    /// Its lines.
    public let lines: [String]
  }

  /// The parts in order, the head first.
  public let parts: [Part]

  private static let title = "billow golden 1"

  /// Makes the text of a document.
  public init(_ document: ReviewedDocument) {
    var head = [
      Self.title, "record: \(document.record.key)", "outcome: \(document.summary)",
      "language: \(document.language)", "as of: \(document.asOf)",
    ]
    var parts: [Part] = []
    for page in document.pages {
      let hash = page.bytes.withUnsafeBytes { SHA256Digest(of: $0) }.hex
      head.append("page: \(page.fileName) \(page.bytes.count) bytes sha256 \(hash)")
      for block in PageOutline(page).blocks {
        parts.append(Part(name: "\(page.fileName) \(block.name)", lines: block.lines))
      }
    }
    self.parts = [Part(name: "head", lines: head)] + parts
  }

  /// Reads a file's text; nil when it is no golden of this form.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.title + "\n") else { return nil }
    var parts = [Part(name: "head", lines: [])]
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("=== ") {
        parts[parts.count - 1] = Part(name: parts[parts.count - 1].name, lines: lines)
        parts.append(Part(name: String(line.dropFirst(4)), lines: []))
        lines = []
      } else {
        lines.append(String(line))
      }
    }
    parts[parts.count - 1] = Part(name: parts[parts.count - 1].name, lines: lines)
    self.parts = parts
  }

  /// The text of the file.
  public var text: String {
    var out = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { out += "=== \(part.name)\n" }
      for line in part.lines { out += line + "\n" }
    }
    return out
  }

  /// A line of the head by its word, such as `as of`.
  public func head(_ word: String) -> String? {
    parts[0].lines.first { $0.hasPrefix(word + ": ") }.map { String($0.dropFirst(word.count + 2)) }
  }

  /// The blocks that differ from another text's, with the difference of each; the head among them.
  public func differences(to new: GoldenText) -> [BlockDifference] {
    let names = LineDiff(parts.map(\.name), new.parts.map(\.name))
    var differences: [BlockDifference] = []
    var old = parts[...]
    var other = new.parts[...]
    for line in names.lines {
      let before: [String]
      let after: [String]
      let name: String
      switch line {
      case .same(let shared):
        (name, before, after) = (shared, old.removeFirst().lines, other.removeFirst().lines)
      case .removed(let gone): (name, before, after) = (gone, old.removeFirst().lines, [])
      case .added(let made): (name, before, after) = (made, [], other.removeFirst().lines)
      }
      if before != after {
        differences.append(BlockDifference(name: name, diff: LineDiff(before, after)))
      }
    }
    return differences
  }
}

/// How one block of a document changed.
public struct BlockDifference: Sendable {
  /// `head`, or `index.html hero`.
  public let name: String
  /// Its lines.
  public let diff: LineDiff
}
