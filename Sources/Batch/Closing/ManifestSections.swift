internal import Communication
internal import Diagnostics
public import Sinks

/// What the batch adds to `manifest.json`: fields that follow from the input, the template and the options.
public struct ManifestSections {
  let report: RunReport
  let expectation: Expectation

  /// The sections, in the order they are written.
  var all: [(name: String, json: String)] {
    [
      ("controlTotals", list(ControlTable(report.totals).rows.map(row))),
      ("reasons", list(report.sortedReasons.map(reason))),
      ("expected", expected),
      ("numbers", list(report.numbers.series.map(series))),
      ("unnumbered", String(report.numbers.unnumbered)),
    ] + tallies
  }

  /// Segments and variants, where the template has them.
  private var tallies: [(name: String, json: String)] {
    let kinds: [(String, Communication.Counted.Kind)] = [
      ("segments", .segment), ("variants", .variant), ("ladder", .ladder),
    ]
    let sections: [(name: String, json: String)] = kinds.compactMap { name, kind in
      let rows = report.tallies.rows.filter { $0.counted.kind == kind }
      return rows.isEmpty ? nil : (name, list(rows.map(tally)))
    }
    return sections + messages + (report.tasks.map { [("tasks", $0.json)] } ?? [])
  }

  /// E-mails and text messages, where the template makes some: how many, and how many networks bill.
  private var messages: [(name: String, json: String)] {
    let rows = report.tallies.rows.filter { $0.counted.kind == .message }.map { row in
      var fields = [("name", quoted(row.counted.name))]
      if let segments = row.segments { fields.append(("segments", String(segments))) }
      fields.append(("rendered", String(row.rendered)))
      if let segments = row.segments { fields.append(("billed", String(segments * row.rendered))) }
      return object(fields)
    }
    return rows.isEmpty ? [] : [("messages", list(rows))]
  }

  private func tally(_ row: TallyTable.Row) -> String {
    var fields = [(row.counted.kind == .ladder ? "step" : "name", quoted(row.counted.name))]
    switch row.counted.kind {
    case .segment, .message: break
    case .variant: fields.append(("option", quoted(row.counted.option)))
    case .ladder: fields.append(("state", quoted(row.counted.option)))
    }
    return object(
      fields + [("rendered", String(row.rendered)), ("suppressed", String(row.suppressed))])
  }

  /// More gaps than these are not listed one by one; their number still is.
  static let mostGaps = 100

  private func list(_ lines: [String]) -> String {
    lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "]"
  }

  private func row(_ row: ControlTable.Row) -> String {
    object([
      ("name", quoted(row.name)), ("group", quoted(row.group)), ("read", quoted(row.read)),
      ("rendered", quoted(row.rendered)), ("rejected", quoted(row.rejected)),
      ("suppressed", quoted(row.suppressed)),
    ])
  }

  private func reason(_ entry: ReasonCount) -> String {
    object([
      ("outcome", quoted(entry.outcome.rawValue)), ("reason", quoted(entry.reason)),
      ("records", String(entry.count)),
    ])
  }

  private var expected: String {
    var fields: [(String, String)] = []
    if let count = expectation.count { fields.append(("records", String(count))) }
    let totals = expectation.totals.map {
      object([
        ("name", quoted($0.name ?? "")), ("group", quoted($0.group)), ("read", quoted($0.text)),
      ])
    }
    if !totals.isEmpty { fields.append(("totals", "[" + totals.joined(separator: ",") + "]")) }
    return object(fields)
  }

  private func series(_ series: NumberSeries) -> String {
    var fields = [
      ("first", quoted(series.key(series.first))), ("last", quoted(series.key(series.last))),
      ("records", String(series.count)), ("outOfOrder", String(series.outOfOrder)),
    ]
    if let missing = series.missing {
      fields.append(("missing", String(missing)))
      let gaps = series.gaps.prefix(Self.mostGaps).map { gap in
        "[\(quoted(series.key(gap.lowerBound))),\(quoted(series.key(gap.upperBound)))]"
      }
      if !gaps.isEmpty { fields.append(("gaps", "[" + gaps.joined(separator: ",") + "]")) }
    } else {
      fields.append(("missing", quoted("not told")))
    }
    return object(fields)
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String { JSONText.quoted(text) }
}

extension ManifestSections {
  /// The numbers of a run from which records were erased: without the gaps, whose ends would name them.
  public static func numbers(of lines: [JournalLine]) -> String {
    var ledger = NumberLedger()
    for line in lines { ledger.add(line.numbers) }
    let list = ledger.series.map { series in
      "{\"first\":\(JSONText.quoted(series.key(series.first))),"
        + "\"last\":\(JSONText.quoted(series.key(series.last))),\"records\":\(series.count),"
        + "\"outOfOrder\":\(series.outOfOrder)}"
    }
    return list.isEmpty ? "[]" : "[\n" + list.joined(separator: ",\n") + "]"
  }

  /// What a journal's units come to: the totals, and the sections that follow from nothing else.
  ///
  /// With `withoutGaps` as of a run from which records were erased.
  static func journal(
    _ lines: [JournalLine], withoutGaps: Bool
  ) -> (totals: [ControlTotal], sections: [(name: String, json: String)]) {
    var sums = ExactTotals()
    var names: [String] = []
    var report = RunReport()
    for line in lines {
      for total in line.totals
      where !names.contains(where: { $0.utf8.elementsEqual(total.name.utf8) }) {
        names.append(total.name)
      }
      // A run that passed a bound did not get as far as a manifest.
      _ = sums.add(line.totals, named: names)
      for entry in line.reasons { report.reasons.add(entry.outcome, entry.reason, entry.count) }
      report.numbers.add(line.numbers)
    }
    report.totals = sums.controlTotals(names)
    let known = ["controlTotals", "reasons", "numbers", "unnumbered"]
    var sections = ManifestSections(report: report, expectation: Expectation()).all.filter {
      known.contains($0.name)
    }
    if withoutGaps {
      sections.removeAll { $0.name == "unnumbered" }
      for index in sections.indices where sections[index].name == "numbers" {
        sections[index].json = numbers(of: lines)
      }
    }
    return (report.totals, sections)
  }
}

extension RunReport {
  /// What the manifest says of the run besides what the sinks know.
  public func sections(_ expectation: Expectation) -> [(name: String, json: String)] {
    ManifestSections(report: self, expectation: expectation).all
  }

  /// Rejects before suppressions, each by its name.
  var sortedReasons: [ReasonCount] {
    reasons.sorted {
      ($0.outcome.rawValue, $0.reason) < ($1.outcome.rawValue, $1.reason)
    }
  }
}
