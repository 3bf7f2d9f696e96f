public import Diagnostics
import Liquid

extension Coverage {
  /// The table, and below it what nothing reaches.
  public var text: String {
    var out = ""
    for row in rows + [branches] { out += Self.line(row) }
    for (_, fact) in unreached {
      let column = fact.place.file.location(of: fact.place.span.start).column
      out += "  never: \(SourceWords.place(fact.place)):\(column)  \(fact.words)\n"
    }
    let texts = Dictionary(grouping: unneeded, by: \.language).sorted { $0.key < $1.key }
    for (language, missing) in texts {
      let shown = missing.prefix(Self.mostTexts).map(\.key).joined(separator: " ")
      let more = missing.count > Self.mostTexts ? " and \(missing.count - Self.mostTexts) more" : ""
      out += "  never: locales/\(language).json  \(shown)\(more)\n"
    }
    return out
  }

  /// More keys than this make no list that anyone reads.
  private static let mostTexts = 12

  private static func line(_ row: Row) -> String {
    let name = row.name + String(repeating: " ", count: max(1, 16 - row.name.count))
    let counts = "\(row.reached) of \(row.total)"
    return name + counts + String(repeating: " ", count: max(1, 14 - counts.count))
      + "\(shown(row.percent)) %\n"
  }

  /// A percentage with one decimal, rounded down, so that 100 means all.
  static func shown(_ percent: Double) -> String {
    let tenths = Int(percent * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// What nothing reaches, as findings.
  public var diagnostics: [Diagnostic] {
    unreached.map { _, fact in
      Diagnostic(
        code: "coverage-unreached", severity: .warning,
        message: "no sample or fixture reaches this: \(fact.words)", place: fact.place,
        hint: "add a sample that does (billow golden suggest INPUT finds one)")
    }
  }
}
