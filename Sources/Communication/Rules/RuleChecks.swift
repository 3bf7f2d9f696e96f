import Diagnostics
import Liquid

/// Holds `rules.yaml` against the schema, and says what its names are to templates.
///
/// Its expressions are followed in the order they are evaluated: each knows the names before it, and no others.
struct RuleChecks {
  let session: CheckSession
  let manifest: RulesManifest
  let file: SourceFile
  let record: Fact
  /// What templates and later files know: `outcomes`, `values`, `segments`, `decisions`, `variants`.
  private(set) var known: [String: Fact] = [:]
  /// By segment: its condition, for tables that ask for it.
  private var segments: [String: Condition] = [:]

  init(_ session: CheckSession, _ manifest: RulesManifest, in file: SourceFile, record: Fact) {
    self.session = session
    self.manifest = manifest
    self.file = file
    self.record = record
  }

  mutating func check() {
    checkNames()
    if manifest.outcomesFile != nil { known["outcomes"] = manifest.outcomes?.fact ?? .unknown }
    checkValues()
    checkSegments()
    var tables: [String: Fact] = [:]
    for table in manifest.tables {
      tables[table.name] = check(table)
      known["decisions"] = Fact(fixed: tables, name: "decisions")
    }
    var variants: [String: Fact] = [:]
    for variant in manifest.variants {
      variants[variant.name] = check(variant)
      known["variants"] = Fact(fixed: variants, name: "variants")
    }
  }

  /// A field of the record that has the name of a variable would never be seen.
  private func checkNames() {
    guard let object = record.object, let schema = session.schema else { return }
    for name in manifest.globals {
      guard case .field = schema.member(name, of: object.rules) else { continue }
      session.add(
        Diagnostic(
          code: "rules-name-taken",
          message: "the schema has a field '\(name)', which rules.yaml makes a variable",
          place: .init(file: file, span: SourceSpan(0, 0)),
          hint: "rename the field, or do without that section"))
    }
  }

  // MARK: Values and segments

  private mutating func checkValues() {
    var values: [String: Fact] = [:]
    for value in manifest.values {
      var walk = walk()
      var isConditional = false
      if let span = value.precondition, let condition = parse(span) {
        isConditional = true
        walk.knowledge = walk.decide(condition).whenTrue
      }
      var fact = Fact.unknown
      do throws(DiagnosticsError) {
        let expression = try FilteredExpression.parse(value.expression, of: file)
        fact = walk.evaluate(expression, isPrinted: false).held
        walk.takeAll(fact)
        fact.isWhole = fact.isWhole || Self.makesWhole(expression)
        // A value stands for itself: fields below it have been read.
        fact.origins = []
        fact.alias = nil
      } catch {
        session.add(contentsOf: error)
      }
      if isConditional, !fact.isUnknown {
        if let other = value.otherwise {
          let wasWhole = fact.isWhole
          fact = fact.joined(RuleConstant.fact(of: [other]))
          if case .number(let text) = other { fact.isWhole = wasWhole && !text.contains(".") }
        } else {
          fact.kinds.insert(.missing)
          fact.field = value.name
        }
      }
      report(walk)
      values[value.name] = fact
      known["values"] = Fact(fixed: values, name: "values")
    }
  }

  /// Filters whose result has no fraction.
  private static func makesWhole(_ expression: FilteredExpression) -> Bool {
    guard let last = expression.filters.last else { return false }
    return ["days_since", "size", "ceil", "floor"].contains(last.name)
      || (last.name == "round" && last.positional.isEmpty)
  }

  private mutating func checkSegments() {
    var facts: [String: Fact] = [:]
    for segment in manifest.segments {
      var fact = Fact.boolean
      if let condition = parse(segment.expression) {
        var walk = walk()
        let outcome = walk.decide(condition)
        fact.implied = outcome.whenTrue.present
        report(walk)
        segments[segment.name] = condition
      }
      facts[segment.name] = fact
      known["segments"] = Fact(fixed: facts, name: "segments")
    }
  }

  // MARK: Tables

  private mutating func check(_ table: RulesManifest.Table) -> Fact {
    var conditions: [Condition] = []
    for row in table.rows {
      guard let condition = parse(row.condition) else { continue }
      var walk = walk()
      _ = walk.decide(condition)
      report(walk)
      conditions.append(condition)
    }
    var isTotal = table.otherwise != nil
    if conditions.count < table.rows.count || !session.unread.isDisjoint(with: [.rules, .schema]) {
      // Nobody knows what a row that was not read answers, or how rows are chosen, or which records there are.
      isTotal = true
    } else {
      let start = walk()
      var analysis = TableAnalysis(conditions, segments: segments) { expression in
        var walk = start
        walk.isSilent = true
        return walk.evaluate(expression)
      }
      let findings = TableFindings(table, file: file)
      for finding in findings.findings(&analysis) { session.add(finding) }
      isTotal = isTotal || analysis.isTotal
    }
    return fact(of: table, isTotal: isTotal)
  }

  private func fact(of table: RulesManifest.Table, isTotal: Bool) -> Fact {
    var members: [String: Fact] = [:]
    let answers = table.rows.map(\.outputs) + (table.otherwise.map { [$0] } ?? [])
    for name in table.outputNames {
      let given = answers.map { outputs in outputs.first { $0.name == name }?.value }
      var fact = RuleConstant.fact(of: given.compactMap { $0 })
      if table.hit == .all {
        fact = Fact(listOf: fact)
      } else if !isTotal || given.contains(nil) {
        fact.kinds.insert(.missing)
        fact.field = name
      }
      members[name] = fact
    }
    return Fact(fixed: members, name: table.name)
  }

  // MARK: Variants

  private mutating func check(_ variant: RulesManifest.Variant) -> Fact {
    for group in variant.groups {
      guard let condition = parse(group.condition) else { continue }
      var walk = walk()
      _ = walk.decide(condition)
      report(walk)
    }
    checkUnit(variant)
    var fact = RuleConstant.fact(of: variant.options.map { .text($0) })
    if variant.otherwise == nil {
      fact.kinds.insert(.missing)
      fact.field = variant.name
    }
    return fact
  }

  /// What a variant is split by must be there for everybody.
  private func checkUnit(_ variant: RulesManifest.Variant) {
    guard let by = variant.by else { return }
    var fact = record
    let walk = walk()
    for key in by.path.description.split(separator: ".").map(String.init) {
      fact = walk.quietMember(key, of: fact)
    }
    let kinds = fact.kinds
    if fact.isUnknown || (kinds.isDisjoint(with: .absent) && kinds.isSubset(of: [.text, .number])) {
      return
    }
    session.add(
      Diagnostic(
        code: "variant-unit",
        message: "'\(by.path)' is not a text or number that the schema requires",
        place: .init(file: file, span: by.span),
        hint: "split by a required field, or leave 'by' out: then the record's key decides"))
  }

  // MARK: Following

  private func walk() -> TemplateWalk {
    var walk = TemplateWalk(session, file: file, record: record, names: TemplateNames())
    walk.knowledge.facts = known
    for name in manifest.globals where known[name] == nil {
      walk.knowledge.facts[name] = Fact(fixed: [:], name: name)
    }
    if session.unread.contains(.rules) {
      for name in RulesManifest.allGlobals { walk.knowledge.facts[name] = .unknown }
    }
    return walk
  }

  private func parse(_ span: SourceSpan) -> Condition? {
    do throws(DiagnosticsError) {
      return try Condition.parse(span, of: file)
    } catch {
      session.add(contentsOf: error)
      return nil
    }
  }

  private func report(_ walk: TemplateWalk) {
    for finding in walk.findings { session.add(finding.diagnostic) }
  }
}
