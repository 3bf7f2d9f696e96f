/// What outcomes look like to people, to spreadsheets and to the rules of the next run.
extension Outcomes {
  /// For people: a block for each group.
  public var text: String {
    var text = "run \(run): \(events) events of \(visitCount) visits"
    let left = [
      (doubled, "doubled"), (others, "of other runs"), (unreadable, "unreadable"),
      (unopened, unopened == 1 ? "visit without an opened page" : "visits without an opened page"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    text += left.isEmpty ? "\n" : "; left out: \(left.joined(separator: ", "))\n"
    for row in rows {
      text += "\n\(row.group.name): \(row.group.documents) documents\n"
      func line(_ name: String, _ count: Int, of total: Int) {
        let shown = name + String(repeating: " ", count: max(1, 24 - name.count))
        text += "  \(shown)\(count)  \(Self.words(count, of: total))\n"
      }
      line("opened", row.opened, of: row.group.documents)
      line("played", row.played, of: row.opened)
      for scene in row.scenes { line("scene \(scene.name)", scene.visits, of: row.played) }
      for action in row.actions { line("action \(action.name)", action.visits, of: row.opened) }
      line("paid", row.paid, of: row.opened)
    }
    return text
  }

  /// For the next run's data: a line for each group, to be joined to records by segment or variant.
  ///
  /// RFC 4180; rates and bounds have four decimals, and are empty where they are no proportion, or one of nothing.
  public var columns: String {
    var text = "group,documents"
    for name in ["opened", "played", "acted", "paid"] {
      text += ",\(name),\(name)_rate,\(name)_low,\(name)_high"
    }
    text += "\r\n"
    for row in rows {
      text += "\(row.group.name),\(row.group.documents)"
      let parts = [
        (row.opened, row.group.documents), (row.played, row.opened), (row.acted, row.opened),
        (row.paid, row.opened),
      ]
      for (count, total) in parts {
        // Of none, every share is as likely as another: a rule that reads one must see that it is missing.
        let interval = total > 0 ? WilsonInterval(count, of: total) : nil
        let figures = [interval?.share, interval?.low, interval?.high]
        text += ",\(count)," + figures.map { $0.map(Self.decimal) ?? "" }.joined(separator: ",")
      }
      text += "\r\n"
    }
    return text
  }

  private static func words(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "of none" }
    guard let interval = WilsonInterval(count, of: total) else {
      return "more than the \(total) they are counted against"
    }
    return "\(percent(interval.share)) % of \(total) "
      + "(95 %: \(percent(interval.low)) to \(percent(interval.high)) %)"
  }

  /// With one decimal.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// With four decimals.
  static func decimal(_ share: Double) -> String {
    let parts = Int((share * 10_000).rounded())
    let digits = String(parts % 10_000)
    return "\(parts / 10_000).\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)"
  }
}
