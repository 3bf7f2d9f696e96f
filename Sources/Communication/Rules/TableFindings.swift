import Diagnostics

/// What is wrong with a decision table: records no row answers, rows that another always precedes, rows that contradict.
struct TableFindings {
  private let table: RulesManifest.Table
  private let file: SourceFile

  /// More places than these say nothing new.
  private static let mostShown = 3

  init(_ table: RulesManifest.Table, file: SourceFile) {
    self.table = table
    self.file = file
  }

  func findings(_ analysis: inout TableAnalysis) -> [Diagnostic] {
    analysis.perform()
    guard analysis.isFeasible else {
      return [
        diagnostic(
          "table-too-wide",
          "gaps and overlaps of '\(table.name)' are not looked for: more than "
            + "\(TableAnalysis.mostCells) combinations", table.nameSpan, severity: .warning,
          hint: "divide the table, or compare with fewer values")
      ]
    }
    switch table.hit {
    case .unique: return gap(analysis) + overlaps(analysis)
    case .first: return gap(analysis) + idle(analysis)
    // Rows that all answer leave no question open and contradict nobody.
    case .all: return []
    }
  }

  private func gap(_ analysis: TableAnalysis) -> [Diagnostic] {
    guard table.otherwise == nil, !analysis.gaps.isEmpty else { return [] }
    return [
      diagnostic(
        "table-gap", "no row of '\(table.name)' answers \(shown(analysis.gaps, analysis))",
        table.nameSpan, hint: "add a row, or 'otherwise'")
    ]
  }

  private func idle(_ analysis: TableAnalysis) -> [Diagnostic] {
    analysis.idle.map { row in
      diagnostic(
        "table-row-idle", "row \(row + 1) of '\(table.name)' is never taken: rows before it answer",
        table.rows[row].condition, hint: "delete it, or move it up")
    }
  }

  private func overlaps(_ analysis: TableAnalysis) -> [Diagnostic] {
    analysis.overlaps.compactMap { pair in
      guard differ(pair.first, pair.second) else { return nil }
      return diagnostic(
        "table-overlap",
        "rows \(pair.first + 1) and \(pair.second + 1) of '\(table.name)' both hold "
          + "\(shown(pair.cells, analysis))",
        table.rows[pair.second].condition,
        hint: "narrow one of them, or say hit: first if their order is meant to decide")
    }
  }

  private func differ(_ first: Int, _ second: Int) -> Bool {
    func outputs(_ row: Int) -> [String: RuleConstant] {
      Dictionary(
        table.rows[row].outputs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }
      )
    }
    return outputs(first) != outputs(second)
  }

  private func shown(_ boxes: [TableAnalysis.Box], _ analysis: TableAnalysis) -> String {
    var words = boxes.prefix(Self.mostShown).map { analysis.words($0) }.joined(separator: ", or ")
    if boxes.count > Self.mostShown { words += ", and \(boxes.count - Self.mostShown) more" }
    return words
  }

  private func diagnostic(
    _ code: String, _ message: String, _ span: SourceSpan,
    severity: Diagnostic.Severity = .error, hint: String
  ) -> Diagnostic {
    Diagnostic(
      code: code, severity: severity, message: message, place: .init(file: file, span: span),
      hint: hint)
  }
}
