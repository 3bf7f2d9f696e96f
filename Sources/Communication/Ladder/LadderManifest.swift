import Diagnostics

/// What `ladder.yaml` says.
struct LadderManifest: Sendable {
  /// Calendar days, then business days.
  struct Offset: Sendable, Hashable {
    var days = 0
    var businessDays = 0
  }

  /// What a step's date counts from.
  enum Anchor: Sendable, Hashable {
    case due
    /// The day another step was done, by its index.
    case step(Int)
  }

  /// Something that must have happened before a step.
  struct Prerequisite: Sendable {
    let date: FieldPath
    let dateSpan: SourceSpan
    /// How long before.
    let offset: Offset
    /// What is to be done while the date is not known, and by whom.
    let action: String
    let by: String
  }

  /// One step.
  struct Step: Sendable {
    let id: String
    let idSpan: SourceSpan
    let after: Offset
    let anchor: Anchor
    let prerequisites: [Prerequisite]
    /// What the customer is given to pay in, from the day of the step.
    let term: Offset?
    let tone: String
    let clauses: [(name: String, span: SourceSpan)]
    let action: String
    let by: String
    /// The field with the day it was done; nil where it is done on its day.
    let done: (path: FieldPath, span: SourceSpan)?
    /// Weekdays from Monday on which it is not done.
    let avoided: [Bool]
    /// Whether it is not done on the day before a holiday either.
    let avoidsEves: Bool
    /// Whether it may be done on any day.
    let isOnAnyDay: Bool
  }

  /// A reason to leave a customer in peace.
  struct Suppression: Sendable {
    let condition: SourceSpan
    let reason: String
    /// The first step it holds back.
    let from: Int
  }

  var due = FieldPath("")
  var dueSpan = SourceSpan(0, 0)
  var amount: (path: FieldPath, span: SourceSpan)?
  /// Who is on the ladder at all; nil for whoever has a due date.
  var condition: SourceSpan?
  var calendarName: (name: String, span: SourceSpan)?
  var steps: [Step] = []
  var suppressions: [Suppression] = []
}

extension LadderManifest {
  /// Reads the tree of `ladder.yaml`, reporting every problem.
  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    var reader = ConfigReader(node, in: file, log: &log)
    let fields = LadderFields(file: file)
    due = FieldPath(reader.text("due", &log) ?? "")
    dueSpan = reader.node("due")?.span ?? node.span
    amount = reader.placedText("amount", &log).map { (FieldPath($0.text), $0.span) }
    if let when = reader.node("when") { condition = fields.rules.expression(when, &log) }
    calendarName = reader.placedText("calendar", &log).map { ($0.text, $0.span) }
    for item in reader.list("steps", &log) {
      if let step = fields.step(item, steps, &log) { steps.append(step) }
    }
    if steps.isEmpty { fields.fault("a ladder has at least one step", node.span, &log) }
    for item in reader.list("suppress", &log) {
      if let suppression = fields.suppression(item, steps, &log) {
        suppressions.append(suppression)
      }
    }
    reader.rejectOthers(&log)
  }
}
