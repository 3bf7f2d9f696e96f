import Sinks

/// The first look at the books: each record stands in exactly one, in its turn.
///
/// Reads all three side by side, a line at a time, and cuts `documents.ndjson` into pieces for the
/// workers. Costs a third of a second for a million records.
struct BookAudit {
  /// Consecutive lines of `documents.ndjson` that belong to one unit.
  struct Piece: Sendable {
    /// Its bytes.
    var range: Range<Int>
    /// The number of its first line.
    var firstLine: Int
    /// The unit, as an index into the journal's lines; nil beyond the journal.
    var unit: Int?
  }

  /// What the books hold of a unit.
  struct Tally: Sendable {
    var counts = RecordCounts()
    /// Whether its lines are all there, each once and in its turn, as far as can be seen here.
    var isClean = true
    /// Pieces of `documents.ndjson` it was cut into.
    var pieces = 0
  }

  /// Lines in a piece that belongs to no unit.
  private static let loosePieceLines = 256

  private let folder: OutputFolder
  private let lines: [JournalLine]
  /// Whether records may be left out: a run of one key.
  private let isSparse: Bool
  /// Ends of the books; nil reads them whole.
  private let ends: BookLengths?

  private(set) var findings: [Finding] = []
  private(set) var pieces: [Piece] = []
  private(set) var tallies: [Tally]
  private(set) var counts = RecordCounts()
  private(set) var books: [String: (digest: SHA256Digest, length: Int)] = [:]

  private var unit = 0
  private var next = 1
  private var gaps: [Range<Int>] = []
  private var early: Set<Int> = []

  init(_ folder: OutputFolder, lines: [JournalLine], isSparse: Bool, ends: BookLengths?) {
    self.folder = folder
    self.lines = lines
    self.isSparse = isSparse
    self.ends = ends
    tallies = [Tally](repeating: Tally(), count: lines.count)
  }

  /// Reads the books to their ends.
  mutating func perform() throws(SinkError) {
    let limits = ends.map { [$0.documents, $0.rejects, $0.suppressed] }
    var cursors: [BookCursor] = []
    for (index, name) in BookReader.names.enumerated() {
      guard let cursor = try BookCursor(name, of: folder, end: limits?[index] ?? .max) else {
        // Before its first unit is committed a run has no books.
        if limits?[index] != 0 {
          findings.append(Finding(.missing, name, "the book is not there"))
        }
        continue
      }
      cursors.append(cursor)
    }
    while let cursor = cursors.min(by: { $0.sortOrdinal < $1.sortOrdinal }),
      let line = cursor.head
    {
      take(line, of: cursor)
      try cursor.advance()
    }
    for cursor in cursors {
      books[cursor.name] = cursor.finish()
      findings += cursor.findings
      for number in cursor.unreadable { markUnit(of: number) }
    }
    tellGaps(through: lines.last.map { isSparse ? next : $0.nextOrdinal } ?? next)
  }
}

extension BookAudit {
  private mutating func take(_ line: BookCursor.Item, of cursor: BookCursor) {
    let ordinal = line.ordinal
    if line.isEarly {
      early.insert(ordinal)
      outOfTurn(line, cursor.name, "stands before its turn, in line \(line.number)")
    } else if ordinal < next {
      if fillGap(ordinal) {
        outOfTurn(line, cursor.name, "stands after its turn, in line \(line.number)")
      } else {
        findings.append(
          Finding(
            .doubled, cursor.name, ordinal: ordinal,
            "a second line is about it, line \(line.number)"))
        markUnit(of: ordinal)
      }
    } else {
      if ordinal > next { addGap(next..<ordinal) }
      next = ordinal + 1
    }
    count(line, in: cursor.name)
  }

  private mutating func outOfTurn(_ line: BookCursor.Item, _ name: String, _ words: String) {
    findings.append(Finding(.swapped, name, ordinal: line.ordinal, words))
    markUnit(of: line.ordinal)
  }

  private mutating func count(_ line: BookCursor.Item, in name: String) {
    let unit = unit(of: line.ordinal)
    if name == BookReader.names[0] {
      counts.rendered += 1
      if let unit { tallies[unit].counts.rendered += 1 }
      cut(line, unit)
    } else if name == BookReader.names[1] {
      counts.rejected += 1
      if let unit { tallies[unit].counts.rejected += 1 }
    } else {
      counts.suppressed += 1
      if let unit { tallies[unit].counts.suppressed += 1 }
    }
  }

  /// Adds a line of `documents.ndjson` to the last piece, or begins one.
  private mutating func cut(_ line: BookCursor.Item, _ unit: Int?) {
    if let last = pieces.last, last.unit == unit,
      unit != nil || line.number - last.firstLine < Self.loosePieceLines
    {
      pieces[pieces.count - 1].range = last.range.lowerBound..<line.range.upperBound
      return
    }
    if let unit { tallies[unit].pieces += 1 }
    pieces.append(Piece(range: line.range, firstLine: line.number, unit: unit))
  }

  /// The unit of a record; nil beyond the journal.
  private mutating func unit(of ordinal: Int) -> Int? {
    func end(_ index: Int) -> Int {
      if index + 1 < lines.count { return lines[index + 1].firstOrdinal }
      return isSparse ? .max : lines[index].nextOrdinal
    }
    guard let first = lines.first, ordinal >= first.firstOrdinal else { return nil }
    if unit >= lines.count || ordinal < lines[unit].firstOrdinal { unit = 0 }
    while unit < lines.count, ordinal >= end(unit) { unit += 1 }
    return unit < lines.count ? unit : nil
  }

  private mutating func markUnit(of ordinal: Int) {
    if let unit = unit(of: ordinal) { tallies[unit].isClean = false }
  }

  // MARK: Gaps

  private mutating func addGap(_ range: Range<Int>) {
    if isSparse { return }
    var start = range.lowerBound
    for ordinal in early.filter({ range.contains($0) }).sorted() {
      if start < ordinal { gaps.append(start..<ordinal) }
      start = ordinal + 1
      early.remove(ordinal)
    }
    if start < range.upperBound { gaps.append(start..<range.upperBound) }
  }

  /// Takes a record out of the gaps; false when it is in none.
  private mutating func fillGap(_ ordinal: Int) -> Bool {
    guard let index = gaps.firstIndex(where: { $0.contains(ordinal) }) else { return false }
    let gap = gaps.remove(at: index)
    if ordinal + 1 < gap.upperBound { gaps.insert(ordinal + 1..<gap.upperBound, at: index) }
    if gap.lowerBound < ordinal { gaps.insert(gap.lowerBound..<ordinal, at: index) }
    return true
  }

  private mutating func tellGaps(through end: Int) {
    if next < end { addGap(next..<end) }
    for gap in gaps {
      let last = gap.upperBound - 1
      let words =
        gap.count == 1
        ? "it is in none of the books"
        : "records \(gap.lowerBound) to \(last) are in none of the books"
      findings.append(Finding(.missing, BookReader.names[0], ordinal: gap.lowerBound, words))
      var ordinal = gap.lowerBound
      while ordinal < gap.upperBound {
        markUnit(of: ordinal)
        ordinal = unit < lines.count ? max(ordinal + 1, lines[unit].nextOrdinal) : gap.upperBound
      }
    }
    if next > end, !lines.isEmpty, !isSparse {
      findings.append(
        Finding(
          .extra, BookReader.names[0], ordinal: end,
          "the books go on to record \(next - 1), the journal ends before \(end)"))
    }
  }
}
