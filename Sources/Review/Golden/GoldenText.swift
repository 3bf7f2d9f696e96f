internal import Communication
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
    public internal(set) var lines: [String]
  }

  /// The parts in order, the head first.
  public private(set) var parts: [Part]

  private static let title = "billow golden 1"

  /// Makes the text of a document and, where it has one, of its film.
  public init(_ document: ReviewedDocument, film: FilmSnapshot? = nil) {
    var head = [
      Self.title, "record: \(document.record.key)", "outcome: \(document.summary)",
      "language: \(document.language)", "as of: \(document.asOf)",
    ]
    if let failure = document.filmFailure { head.append("film: \(failure)") }
    var parts: [Part] = []
    for page in document.pages {
      head.append(Self.line(page.fileName, page.bytes))
      for block in PageOutline(page).blocks {
        parts.append(Part(name: "\(page.fileName) \(block.name)", lines: block.lines))
      }
    }
    for message in document.messages { parts += Self.parts(message) }
    if let film = document.film {
      for page in film.pages {
        let name = "\(page.fileName) with film"
        head.append(Self.line(name, page.bytes))
        // Only the lines that the film adds: everything else stands above.
        let known = Set(parts.flatMap(\.lines))
        for block in PageOutline(page).blocks {
          let lines = block.lines.filter { !known.contains($0) }
          if !lines.isEmpty { parts.append(Part(name: "\(name): \(block.name)", lines: lines)) }
        }
      }
      for file in film.files { head.append(Self.line(file.name, file.bytes)) }
    }
    self.parts = [Part(name: "head", lines: head)] + parts + (film?.parts ?? [])
  }

  /// What a message says: not its bytes, whose identifier changes with every byte of the template.
  private static func parts(_ message: DocumentMessage) -> [Part] {
    func lines(_ text: [UInt8]) -> [String] {
      text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    switch message.content {
    case .email(let fields, let text, let html):
      let markup = PageOutline(markup: html).blocks.flatMap(\.lines)
      return [
        Part(name: message.fileName, lines: fields.map { "\($0.name): \($0.text)" }),
        Part(name: "\(message.fileName) text", lines: lines(text)),
        Part(name: "\(message.fileName) html", lines: markup),
      ]
    case .sms(let alphabet, let length, let segments):
      let size = "\(alphabet), \(length) units, \(segments) billed"
      return [Part(name: message.fileName, lines: [size] + lines(message.bytes))]
    }
  }

  private static func line(_ name: String, _ bytes: [UInt8]) -> String {
    let hash = bytes.withUnsafeBytes { SHA256Digest(of: $0) }.hex
    return "page: \(name) \(bytes.count) bytes sha256 \(hash)"
  }

  /// The pixels' hash of a picture's line in a part; nil where there is no such line.
  func pixels(of frame: FilmSnapshot.Frame) -> String? {
    let start = "\(frame.name) pixels "
    return parts.first { $0.name == frame.part }?.lines.first { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count)) }
  }

  /// Takes a picture for another that looks the same.
  mutating func replacePixels(of frame: FilmSnapshot.Frame, by hash: String) {
    guard let part = parts.firstIndex(where: { $0.name == frame.part }),
      let line = parts[part].lines.firstIndex(of: "\(frame.name) pixels \(frame.hash)")
    else { return }
    parts[part].lines[line] = "\(frame.name) pixels \(hash)"
  }

  /// The hashes of all pictures it names.
  var pictures: Set<String> {
    var found: Set<String> = []
    for part in parts where part.name.hasPrefix(FilmSnapshot.fileName) {
      for line in part.lines where line.hasPrefix("frame ") {
        if let hash = line.split(separator: " ").last { found.insert(String(hash)) }
      }
    }
    return found
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
