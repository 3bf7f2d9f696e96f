import Sinks

/// The control totals as a table: a row for each total and group, a column for each outcome.
struct ControlTable: Sendable {
  /// One total of one group, such as what is due in EUR.
  struct Row: Sendable {
    let name: String
    let group: String
    /// All records; the sum of the other three.
    let read: String
    let rendered: String
    let rejected: String
    let suppressed: String
  }

  let rows: [Row]

  /// Makes the table of sums, which are sorted by name and group.
  ///
  /// Rejected records count as far as their amounts could be read.
  init(_ totals: [ControlTotal]) {
    var rows: [Row] = []
    var at = 0
    while at < totals.count {
      let first = totals[at]
      let end =
        totals[at...].firstIndex { !$0.isOfGroup(of: first) } ?? totals.count
      rows.append(Self.row(totals[at..<end], first))
      at = end
    }
    self.rows = rows
  }

  private static func row(_ totals: ArraySlice<ControlTotal>, _ first: ControlTotal) -> Row {
    let sums = totals.compactMap { total in
      ExactTotals.read(total.amount).map { (outcome: total.outcome, sum: $0) }
    }
    let decimals = sums.map(\.sum.decimals).max() ?? 0
    func text(_ outcome: Outcome?) -> String {
      let amount = sums.reduce(Int128(0)) {
        outcome == nil || $1.outcome == outcome ? $0 + $1.sum.amount : $0
      }
      return ExactTotals.text(amount, decimals: decimals)
    }
    return Row(
      name: first.name, group: first.group, read: text(nil), rendered: text(.rendered),
      rejected: text(.rejected), suppressed: text(.suppressed))
  }
}
