import Diagnostics
import Liquid

/// Reads the parts of `ladder.yaml` and of calendars: offsets, steps, holidays.
struct LadderFields {
  let file: SourceFile
  let rules: RuleFields

  /// A dunning step a decade away is a slip of the pen.
  private static let mostDays = 3_660

  init(file: SourceFile) {
    self.file = file
    rules = RuleFields(file: file)
  }

  func fault(
    _ message: String, _ span: SourceSpan, _ log: inout DiagnosticLog, hint: String? = nil
  ) {
    log.add(
      Diagnostic(
        code: "ladder-value", message: message, place: .init(file: file, span: span), hint: hint))
  }

  // MARK: Steps

  func step(
    _ node: ConfigNode, _ earlier: [LadderManifest.Step], _ log: inout DiagnosticLog
  ) -> LadderManifest.Step? {
    var reader = ConfigReader(node, in: file, log: &log)
    let idNode = reader.node("id")
    guard let idNode, let id = rules.name(idNode, &log) else {
      if idNode == nil {
        log.add(ConfigReader.problem("config-missing", "'id' is missing here", node.span, file))
      }
      return nil
    }
    if earlier.contains(where: { $0.id == id }) {
      fault("there are two steps '\(id)'", idNode.span, &log)
    }
    var anchor = LadderManifest.Anchor.due
    if let from = reader.node("from"), from.text != "due" {
      if let index = earlier.firstIndex(where: { $0.id == from.text }) {
        anchor = .step(index)
      } else {
        fault(
          "'from' is due, or a step before this one", from.span, &log,
          hint: Suggestion.nearest(from.text ?? "", in: earlier.map(\.id))
            .map { "did you mean '\($0)'?" })
      }
    }
    let prerequisites = reader.list("requires", &log).compactMap { prerequisite($0, &log) }
    var avoided = [Bool](repeating: false, count: 7)
    var avoidsEves = false
    for item in reader.list("never_on", &log) {
      if item.text == "day_before_holiday" {
        avoidsEves = true
      } else if let index = BusinessCalendar.weekdays.firstIndex(of: item.text ?? "") {
        avoided[index] = true
      } else {
        fault("'never_on' lists weekdays and day_before_holiday", item.span, &log)
      }
    }
    if !avoided.contains(false) { fault("a step needs a day to be done on", node.span, &log) }
    let step = LadderManifest.Step(
      id: id, idSpan: idNode.span, after: offset(&reader, "after", &log) ?? .init(),
      anchor: anchor, prerequisites: prerequisites, term: offset(&reader, "term", &log),
      tone: name(&reader, "tone", &log) ?? "", clauses: clauses(&reader, &log),
      action: name(&reader, "action", &log) ?? id, by: name(&reader, "by", &log) ?? "",
      done: reader.placedText("done", &log).map { (FieldPath($0.text), $0.span) },
      avoided: avoided, avoidsEves: avoidsEves, isOnAnyDay: onAnyDay(&reader, &log))
    if step.by.isEmpty {
      log.add(ConfigReader.problem("config-missing", "'by' is missing here", node.span, file))
    }
    reader.rejectOthers(&log)
    return step
  }

  private func onAnyDay(_ reader: inout ConfigReader, _ log: inout DiagnosticLog) -> Bool {
    guard let node = reader.node("on") else { return false }
    if node.text != "any_day", node.text != "business_day" {
      fault("'on' is any_day or business_day", node.span, &log)
    }
    return node.text == "any_day"
  }

  private func name(
    _ reader: inout ConfigReader, _ key: String, _ log: inout DiagnosticLog
  ) -> String? {
    reader.node(key).flatMap { rules.name($0, &log) }
  }

  private func clauses(
    _ reader: inout ConfigReader, _ log: inout DiagnosticLog
  ) -> [(name: String, span: SourceSpan)] {
    reader.list("clauses", &log).compactMap { node in
      rules.name(node, &log).map { ($0, node.span) }
    }
  }

  /// `{ days: 40, business_days: 3 }`, or a number of days.
  private func offset(
    _ reader: inout ConfigReader, _ key: String, _ log: inout DiagnosticLog
  ) -> LadderManifest.Offset? {
    guard let node = reader.node(key) else { return nil }
    if let text = node.text {
      return .init(days: days(text, node.span, &log))
    }
    var parts = ConfigReader(node, in: file, log: &log)
    let offset = offset(&parts, &log)
    parts.rejectOthers(&log)
    return offset
  }

  private func offset(
    _ parts: inout ConfigReader, _ log: inout DiagnosticLog
  ) -> LadderManifest.Offset {
    var offset = LadderManifest.Offset()
    if let node = parts.node("days") { offset.days = days(node.text ?? "", node.span, &log) }
    if let node = parts.node("business_days") {
      offset.businessDays = days(node.text ?? "", node.span, &log)
    }
    return offset
  }

  private func days(_ text: String, _ span: SourceSpan, _ log: inout DiagnosticLog) -> Int {
    if let days = Int(text), (0...Self.mostDays).contains(days) { return days }
    fault("a number of days from 0 to \(Self.mostDays) belongs here", span, &log)
    return 0
  }

  private func prerequisite(
    _ node: ConfigNode, _ log: inout DiagnosticLog
  ) -> LadderManifest.Prerequisite? {
    var reader = ConfigReader(node, in: file, log: &log)
    let date = reader.text("date", &log)
    let span = reader.node("date")?.span ?? node.span
    let offset = offset(&reader, &log)
    let action = reader.node("otherwise").flatMap { rules.name($0, &log) }
    let by = reader.node("by").flatMap { rules.name($0, &log) }
    for (key, value) in [("otherwise", action), ("by", by)] where value == nil {
      if reader.node(key) == nil {
        log.add(ConfigReader.problem("config-missing", "'\(key)' is missing here", node.span, file))
      }
    }
    reader.rejectOthers(&log)
    guard let date, let action, let by else { return nil }
    return .init(date: FieldPath(date), dateSpan: span, offset: offset, action: action, by: by)
  }

  func suppression(
    _ node: ConfigNode, _ steps: [LadderManifest.Step], _ log: inout DiagnosticLog
  ) -> LadderManifest.Suppression? {
    var reader = ConfigReader(node, in: file, log: &log)
    let condition = rules.condition(&reader, node.span, &log)
    let reason = reader.text("reason", &log)
    var from = 0
    if let node = reader.node("from") {
      if let index = steps.firstIndex(where: { $0.id == node.text }) {
        from = index
      } else {
        fault(
          "'from' is a step of the ladder", node.span, &log,
          hint: Suggestion.nearest(node.text ?? "", in: steps.map(\.id))
            .map { "did you mean '\($0)'?" })
      }
    }
    reader.rejectOthers(&log)
    guard let condition, let reason else { return nil }
    return .init(condition: condition, reason: reason, from: from)
  }

  // MARK: Holidays

  /// `{ name: Liberazione, date: 04-25, from: 1946 }`, or `easter: 1` in the place of `date`.
  func holiday(_ node: ConfigNode, _ log: inout DiagnosticLog) -> BusinessCalendar.Rule? {
    var reader = ConfigReader(node, in: file, log: &log)
    let name = reader.text("name", &log) ?? ""
    var date: BusinessCalendar.Rule.Date?
    if let fixed = reader.node("date") {
      let parts = (fixed.text ?? "").split(separator: "-").compactMap { Int($0) }
      if parts.count == 2, (1...12).contains(parts[0]),
        (1...Day.days(in: parts[0], of: 2000)).contains(parts[1])
      {
        date = .fixed(month: parts[0], day: parts[1])
      } else {
        fault("a date of every year is MM-DD", fixed.span, &log, hint: "for example: 04-25")
      }
    } else if let easter = reader.node("easter") {
      if let days = Int(easter.text ?? ""), (-70...70).contains(days) {
        date = .easter(days)
      } else {
        fault("'easter' is a number of days from Easter Sunday", easter.span, &log)
      }
    } else {
      log.add(
        ConfigReader.problem(
          "config-missing", "'date' or 'easter' is missing here", node.span, file))
    }
    let first = year(&reader, "from", &log) ?? BusinessCalendar.years.lowerBound
    let last = year(&reader, "to", &log) ?? BusinessCalendar.years.upperBound
    reader.rejectOthers(&log)
    guard let date else { return nil }
    if first > last { fault("'from' is after 'to'", node.span, &log) }
    return .init(name: name, date: date, years: first...max(first, last))
  }

  private func year(
    _ reader: inout ConfigReader, _ key: String, _ log: inout DiagnosticLog
  ) -> Int? {
    guard let node = reader.node(key) else { return nil }
    if let year = Int(node.text ?? ""), BusinessCalendar.years.contains(year) { return year }
    fault("a year from 1600 to 9999 belongs here", node.span, &log)
    return nil
  }
}
