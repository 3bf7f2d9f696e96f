public import Diagnostics
import Liquid

/// What the rules said of one record, for explanations; holds a customer's values.
public struct RuleAnswer: Sendable {
  /// What was asked: `segment overdue_level_2`.
  public let subject: String
  /// What came out: `yes`, `row 2: level "firm"`, `plan_first`.
  public let answer: String
  /// Where it stands.
  public let place: Diagnostic.Place
  /// The conditions that decided, as spans of that file.
  public let questions: [SourceSpan]
}

extension RuleEvaluator {
  /// What was said of the current record, in the order of the file.
  var answers: [RuleAnswer] {
    let manifest = book.manifest
    var answers: [RuleAnswer] = []
    func add(_ subject: String, _ answer: String, _ span: SourceSpan, _ questions: [SourceSpan]) {
      answers.append(
        RuleAnswer(
          subject: subject, answer: answer, place: .init(file: book.file, span: span),
          questions: questions))
    }
    for (index, value) in manifest.values.enumerated() {
      add(
        "value \(value.name)", words(self.value(index)), value.nameSpan,
        value.precondition.map { [$0] } ?? [])
    }
    for (index, segment) in manifest.segments.enumerated() {
      add(
        "segment \(segment.name)", isIn(index) ? "yes" : "no", segment.nameSpan,
        [segment.expression])
    }
    for (index, table) in manifest.tables.enumerated() {
      let rows = hits[index]
      let shown = rows.map { "row \($0 + 1): \(Self.words(table.rows[$0].outputs))" }
      let other = table.otherwise.map { "otherwise: \(Self.words($0))" } ?? "no row"
      add(
        "decision \(table.name)", rows.isEmpty ? other : shown.joined(separator: "; "),
        table.nameSpan, table.rows.map(\.condition))
    }
    for (index, variant) in manifest.variants.enumerated() {
      let option = chosen[index].map { variant.options[$0] } ?? "none"
      add("variant \(variant.name)", option, variant.nameSpan, variant.groups.map(\.condition))
    }
    return answers
  }

  private static func words(_ outputs: [RulesManifest.Output]) -> String {
    outputs.map { "\($0.name) \($0.value.words)" }.joined(separator: ", ")
  }

  private func words(_ value: Value) -> String {
    switch value.tag {
    case .nil: return "nothing"
    case .array: return "a list of \(value.elements.count)"
    case .object: return "an object"
    case .string: return "\"\(String(decoding: value.bytes, as: UTF8.self))\""
    default:
      let scratch = Scratch()
      return String(decoding: value.text(in: scratch.arena).bytes, as: UTF8.self)
    }
  }
}
