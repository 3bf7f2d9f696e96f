import Diagnostics
import Liquid

/// Holds `ladder.yaml` against the schema and the languages, and says what `ladder` is to templates.
struct LadderChecks {
  let session: CheckSession
  let manifest: LadderManifest
  let file: SourceFile
  let record: Fact

  init(_ session: CheckSession, _ manifest: LadderManifest, in file: SourceFile, record: Fact) {
    self.session = session
    self.manifest = manifest
    self.file = file
    self.record = record
  }

  func check() {
    if let object = record.object,
      case .field? = session.schema?.member("ladder", of: object.rules)
    {
      report(
        "rules-name-taken", "the schema has a field 'ladder', which ladder.yaml makes a variable",
        SourceSpan(0, 0), hint: "rename the field")
    }
    for span in LadderBook.conditions(manifest) { checkCondition(span) }
    checkDate(manifest.due, manifest.dueSpan)
    for step in manifest.steps {
      if let done = step.done { checkDate(done.path, done.span) }
      for prerequisite in step.prerequisites {
        checkDate(prerequisite.date, prerequisite.dateSpan)
      }
      for clause in step.clauses { checkClause(clause.name, clause.span) }
    }
    if let amount = manifest.amount {
      let fact = follow(amount.path, amount.span)
      if !fact.isUnknown, !fact.kinds.present.isSubset(of: .number) {
        report(
          "ladder-field",
          "'\(amount.path)' is \(fact.kinds.present.words), and an amount is "
            + "a number",
          amount.span, hint: "name the field of what is owed")
      }
    }
  }

  /// Clauses that a step must carry are shown by some page, or they are not carried.
  func checkShown() {
    guard !session.showsClauses, let step = manifest.steps.first(where: { !$0.clauses.isEmpty })
    else { return }
    report(
      "ladder-clauses", "no page shows 'ladder.clauses', and '\(step.id)' must carry some",
      step.clauses[0].span,
      hint: "print them: {% for clause in ladder.clauses %}"
        + "{% assign key = 'clauses.' | append: clause %}"
        + "{{ key | t }}{% endfor %}")
  }

  private func checkCondition(_ span: SourceSpan) {
    do throws(DiagnosticsError) {
      let condition = try Condition.parse(span, of: file)
      var walk = TemplateWalk(
        session, file: file, record: record, names: TemplateNames(condition))
      _ = walk.decide(condition)
      for finding in walk.findings { session.add(finding.diagnostic) }
    } catch {
      session.add(contentsOf: error)
    }
  }

  private func checkDate(_ path: FieldPath, _ span: SourceSpan) {
    let fact = follow(path, span)
    if fact.isUnknown { return }
    let isDate = fact.text?.format == .date || fact.text?.format == .dateTime
    if fact.kinds.present == .text, isDate { return }
    report(
      "ladder-field", "the schema does not say that '\(path)' is a date", span,
      hint: "let the schema say \"format\": \"date\"")
  }

  private func follow(_ path: FieldPath, _ span: SourceSpan) -> Fact {
    var fact = record
    let walk = TemplateWalk(session, file: file, record: record, names: TemplateNames())
    for key in path.description.split(separator: ".").map(String.init) {
      if let object = fact.object, !fact.isUnknown,
        case .none(let known)? = session.schema?.member(key, of: object.rules)
      {
        report(
          "unknown-field", "the schema has no field '\(path)'", span,
          hint: Suggestion.nearest(key, in: known).map { "did you mean '\($0)'?" })
        return .unknown
      }
      fact = walk.quietMember(key, of: fact)
    }
    return fact
  }

  /// Every language has the words of every clause.
  private func checkClause(_ name: String, _ span: SourceSpan) {
    let missing = session.languages.filter { !$0.translations.contains("clauses.\(name)") }
    if missing.isEmpty { return }
    report(
      "ladder-clauses",
      "the clause '\(name)' has no text in \(missing.map(\.tag).joined(separator: ", "))", span,
      hint: "add clauses.\(name) to locales/")
  }

  private func report(_ code: String, _ message: String, _ span: SourceSpan, hint: String?) {
    session.add(
      Diagnostic(
        code: code, message: message, place: .init(file: file, span: span), hint: hint))
  }

  // MARK: What templates know

  var fact: Fact {
    let steps = Self.maybe(choice(manifest.steps.map(\.id)), "step")
    let tones = Self.maybe(choice(manifest.steps.map(\.tone).filter { !$0.isEmpty }), "tone")
    let date = Self.maybe(Fact(text: TextFact(format: .date)), "date")
    let reasons =
      manifest.suppressions.map(\.reason)
      + manifest.steps.flatMap { $0.prerequisites.map(\.action) }
    let next = Fact(
      fixed: [
        "step": choice(manifest.steps.map(\.id)), "tone": tones,
        "action": choice(manifest.steps.map(\.action)), "by": choice(manifest.steps.map(\.by)),
        "date": date,
      ], name: "next")
    let clauses = manifest.steps.flatMap { $0.clauses.map(\.name) }
    var overdue = Fact.number
    overdue.isWhole = true
    return Fact(
      fixed: [
        "state": choice(LadderPosition.State.allCases.map(\.rawValue)),
        "reason": Self.maybe(choice(reasons), "reason"), "step": steps, "tone": tones,
        "clauses": Fact(listOf: clauses.isEmpty ? .nothing : choice(clauses)), "date": date,
        "deadline": Self.maybe(Fact(text: TextFact(format: .date)), "deadline"),
        "days_overdue": overdue, "next": Self.maybe(next, "next"),
      ], name: "ladder")
  }

  private func choice(_ values: [String]) -> Fact {
    RuleConstant.fact(of: values.map { .text($0) })
  }

  private static func maybe(_ fact: Fact, _ field: String) -> Fact {
    var fact = fact
    fact.kinds.insert(.missing)
    fact.field = field
    return fact
  }
}
