public import Communication
public import Diagnostics

/// What a change of a template does to real records: how many documents change, and in which blocks.
public struct Impact {
  /// One block that some documents show differently.
  public struct Row {
    /// `index.html hero`, or what became of the record: `rendered -> rejected`.
    public let name: String
    /// How many documents.
    public internal(set) var count: Int
    /// Up to three of them, with the difference.
    public internal(set) var examples: [Example]
  }

  /// One document before and after.
  public struct Example {
    /// The record's key.
    public let key: String
    /// The lines that differ.
    public let lines: [LineDiff.Line]
  }

  /// How many examples a row has.
  public static let mostExamples = 3

  /// How many records were rendered both ways.
  public private(set) var compared = 0
  /// How many of their documents differ in any byte.
  public private(set) var changed = 0
  /// How many of them have no document with either version, and why not with the later.
  public private(set) var rejections = Rejections()
  private var rows: [String: Row] = [:]
  private let before: ReviewRenderer
  private let after: ReviewRenderer
  private let stages: (before: FilmStage?, after: FilmStage?)

  /// Makes a comparison of two versions of a template.
  ///
  /// - Throws: what is wrong with the fonts their films need.
  public init(
    before: ReviewTemplate, after: ReviewTemplate, asOf: AsOfDate?
  ) throws(DiagnosticsError) {
    self.before = ReviewRenderer(before, asOf: asOf)
    self.after = ReviewRenderer(after, asOf: asOf)
    stages = (try FilmStage.stage(for: before), try FilmStage.stage(for: after))
  }

  /// Renders a record with both versions.
  public mutating func compare(_ record: ReviewRecord) {
    compared += 1
    let old = before.render(record)
    let new = after.render(record)
    if old.rejection != nil { rejections.note(new) }
    let isSame =
      old.summary == new.summary && old.language == new.language
      && old.pages.count == new.pages.count && old.letters.count == new.letters.count
      && zip(old.letters, new.letters).allSatisfy(Self.isSame)
      && zip(old.pages, new.pages).allSatisfy(Self.isSame)
      && Self.isSame(old.film, new.film)
    if isSame { return }
    changed += 1
    if old.summary != new.summary {
      add("\(old.summary) -> \(new.summary)", record.key, [])
      return
    }
    let differences = Self.text(old, stages.before).differences(to: Self.text(new, stages.after))
    let blocks = differences.filter { $0.name != "head" }
    if blocks.isEmpty { add("white space only", record.key, []) }
    for block in blocks { add(block.name, record.key, block.diff.shortened(context: 0)) }
  }

  private static func isSame(
    _ old: ReviewedDocument.Page, _ new: ReviewedDocument.Page
  ) -> Bool {
    old.fileName == new.fileName && old.bytes == new.bytes && old.headers == new.headers
  }

  /// Whether two films show the same: their files hold every word, time, action and drawing.
  private static func isSame(_ old: ReviewedFilm?, _ new: ReviewedFilm?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return old.files.map(\.name) == new.files.map(\.name)
      && zip(old.files, new.files).allSatisfy { $0.bytes == $1.bytes }
  }

  private static func text(_ document: ReviewedDocument, _ stage: FilmStage?) -> GoldenText {
    GoldenText(
      document,
      film: document.film.flatMap { film in stage.map { FilmSnapshot(film, on: $0, .rest) } })
  }

  private mutating func add(_ name: String, _ key: String, _ lines: [LineDiff.Line]) {
    var row = rows[name] ?? Row(name: name, count: 0, examples: [])
    row.count += 1
    if row.examples.count < Self.mostExamples {
      row.examples.append(Example(key: key, lines: lines))
    }
    rows[name] = row
  }

  /// The blocks that change, most frequent first.
  public var blocks: [Row] {
    rows.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}

extension Impact {
  /// Longer differences are cut: the golden report has the rest.
  private static let mostLines = 8

  /// What a terminal shows; customers' keys and words are in it.
  public func text(against revision: String) -> String {
    var out = "\(changed) of \(compared) documents change against \(revision)"
    if compared > 0 {
      let tenths = changed * 1000 / compared
      out += " (\(tenths / 10).\(tenths % 10) %)"
    }
    out += "\n"
    if rejections.count > 0 {
      out += "\(rejections.count) have no document, before or after\n" + rejections.text
    }
    for row in blocks {
      out += "  \(row.name): \(row.count)\n"
      for example in row.examples {
        out += "    \(example.key)\n"
        for line in example.lines.prefix(Self.mostLines) {
          switch line {
          case .same(let text): out += "        \(text)\n"
          case .removed(let text): out += "      - \(Self.trimmed(text))\n"
          case .added(let text): out += "      + \(Self.trimmed(text))\n"
          }
        }
        let more = example.lines.count - Self.mostLines
        if more > 0 { out += "        and \(more) lines more\n" }
      }
    }
    return out
  }

  private static func trimmed(_ line: String) -> String {
    let text = line.drop { $0 == " " }
    return text.count > 160 ? text.prefix(160) + "…" : String(text)
  }

  /// The same as one JSON object.
  public func json(against revision: String) -> String {
    let rows = blocks.map { row in
      let examples = row.examples.map { example in
        let lines = example.lines.compactMap { line -> String? in
          switch line {
          case .same: nil
          case .removed(let text): JSONText.quoted("- " + Self.trimmed(text))
          case .added(let text): JSONText.quoted("+ " + Self.trimmed(text))
          }
        }
        return
          "{\"key\":\(JSONText.quoted(example.key)),\"lines\":[\(lines.joined(separator: ","))]}"
      }
      return "{\"block\":\(JSONText.quoted(row.name)),\"documents\":\(row.count),"
        + "\"examples\":[\(examples.joined(separator: ","))]}"
    }
    let reasons = rejections.rows.map {
      "{\"reason\":\(JSONText.quoted($0.reason)),\"records\":\($0.count)}"
    }
    return "{\"against\":\(JSONText.quoted(revision)),\"compared\":\(compared),"
      + "\"changed\":\(changed),\"blocks\":[\(rows.joined(separator: ","))],"
      + "\"rejected\":[\(reasons.joined(separator: ","))]}\n"
  }
}
