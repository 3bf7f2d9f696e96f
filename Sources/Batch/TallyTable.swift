internal import Communication
internal import Sinks

/// How many customers are in each segment, were shown each option and stand where on the ladder, by what became of their records.
struct TallyTable: Sendable {
  /// One line.
  struct Row: Sendable {
    let counted: Communication.Counted
    var rendered = 0
    var suppressed = 0

    /// Of a text message: how many segments each of them takes.
    var segments: Int? { counted.kind == .message ? Int(counted.option) : nil }
  }

  private(set) var rows: [Row]

  /// A table of zeros for everything a template counts.
  init(_ communication: Communication) { rows = communication.counted.map { Row(counted: $0) } }

  init() { rows = [] }

  mutating func removeAll() {
    for index in rows.indices { (rows[index].rendered, rows[index].suppressed) = (0, 0) }
  }

  /// Counts one record, which is rendered or suppressed.
  mutating func add(_ indices: [Int], _ outcome: Outcome) {
    for index in indices {
      if outcome == .suppressed {
        rows[index].suppressed += 1
      } else {
        rows[index].rendered += 1
      }
    }
  }

  /// What is not zero, as the journal keeps it.
  var tallies: [Tally] {
    rows.compactMap { row in
      guard row.rendered + row.suppressed > 0 else { return nil }
      return Tally(
        kind: row.counted.kind.rawValue, name: row.counted.name, option: row.counted.option,
        rendered: row.rendered, suppressed: row.suppressed)
    }
  }

  /// Adds what a unit's books hold; a run of another template was refused before.
  mutating func add(_ tallies: [Tally]) {
    for tally in tallies {
      let index = rows.firstIndex {
        $0.counted.kind.rawValue == tally.kind && $0.counted.name == tally.name
          && $0.counted.option == tally.option
      }
      guard let index else { continue }
      rows[index].rendered += tally.rendered
      rows[index].suppressed += tally.suppressed
    }
  }
}
