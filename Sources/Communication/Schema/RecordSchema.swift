public import Diagnostics
public import Liquid

/// A JSON Schema (2020-12) of one record, compiled once, immutable, shared by all workers.
///
/// `null` where the schema allows none counts as a field that is not there: a record whose fields were decoded
/// into slots cannot tell the two apart, and a template sees nothing in both.
public struct RecordSchema: Sendable {
  let rules: [SchemaRule]
  let tables: SchemaTables
  private let trust: TrustPlan?

  /// Reads a schema.
  ///
  /// - Parameters:
  ///   - tree: the schema's JSON, read by any parser.
  ///   - file: the same as text, for places in messages.
  /// - Throws: every problem found: `schema-keyword`, `schema-unsupported`, `schema-value`, `schema-reference`,
  ///   `schema-cycle`, `schema-regexp`, `schema-trust`, `schema-draft`, `schema-limit`.
  public init(_ tree: Value, in file: SourceFile) throws(DiagnosticsError) {
    var reader = SchemaReader(tree, in: file)
    let rules = reader.read()
    for rule in rules where rule.required.count > SchemaFlattener.mostRequired {
      reader.problem(
        "schema-limit", "an object requires more than \(SchemaFlattener.mostRequired) fields",
        at: "\(rule.pointer)/required", hint: "group fields into objects")
    }
    let trust = TrustPlan(reader)
    if trust?.currencies.count ?? 0 > TrustPlan.mostCurrencies {
      reader.problem(
        "schema-limit", "more than \(TrustPlan.mostCurrencies) different values of 'x-currency'",
        at: "", hint: "name the field that holds the currency instead")
    }
    if !reader.log.diagnostics.isEmpty { throw DiagnosticsError(reader.log) }
    self.init(rules, trust: trust)
  }

  private init(_ rules: [SchemaRule], trust: TrustPlan?) {
    self.rules = rules
    self.trust = trust
    tables = SchemaTables(SchemaFlattener(rules))
  }

  /// Checks a record; nil when it fits.
  ///
  /// A few microseconds for a bill of 4 KB, without allocation when it fits.
  public func validate(_ record: Value) -> SchemaViolation? {
    var walk = SchemaWalk(tables.pointers)
    if walk.allows(0, record) { return nil }
    return violation(walk)
  }

  /// Where amounts have their currencies, in the order of the numbers that `applyTrust` gives amounts, from 1.
  var currencies: [SchemaCurrency] { trust?.currencies ?? [] }

  /// Marks the texts that the schema says are markup, style sheets, scripts or URLs, and the amounts it names a currency of.
  ///
  /// Costs nothing when the schema trusts nothing. `record` must stand in memory of the caller's arena, which
  /// is written in place: call it once, after `validate`, before the record is rendered.
  public func applyTrust(to record: Value) {
    guard let trust else { return }
    trust.apply(to: record)
  }

  /// Whether the schema trusts any text.
  public var trustsTexts: Bool { trust != nil }

  /// The same schema for records of which only some fields were decoded.
  ///
  /// What is not read is not checked. An object choosing among alternatives (`oneOf`) is then only asked to fit
  /// one of them at least: what tells them apart may not have been read.
  public func restricted(to reads: FieldReads) -> RecordSchema {
    var pruning = SchemaPruning(rules)
    return RecordSchema(pruning.rules(reading: reads), trust: trust)
  }
}

extension RecordSchema {
  private func violation(_ walk: SchemaWalk) -> SchemaViolation {
    var path = ""
    for step in walk.steps.reversed() {
      switch step.kind {
      case .property:
        let key = tables.pointers.properties[step.index].key
        path += path.isEmpty ? "" : "."
        path += String(decoding: key, as: UTF8.self)
      case .element: path += "[\(step.index)]"
      case .member: path += path.isEmpty ? "*" : ".*"
      }
    }
    let fault = walk.fault ?? SchemaWalk.Fault(code: .type, node: 0)
    return SchemaViolation(
      code: fault.code, path: path, expectation: expectation(fault, rules[Int(fault.node)]))
  }

  private func expectation(_ fault: SchemaWalk.Fault, _ rule: SchemaRule) -> String {
    switch fault.code {
    case .missing: "the schema requires it"
    case .type: rule.isForbidden ? "absent" : tables.pointers.nodes[Int(fault.node)].types.words
    case .choice: "one of " + (rule.constants ?? []).map(\.words).joined(separator: ", ")
    case .format: rule.format.words
    case .pattern: "a text of the pattern \(rule.pattern ?? "")"
    case .range: rule.bounds.map(\.words).joined(separator: ", ")
    case .length: "a text of \(rule.lengths.words("characters"))"
    case .count: "a list of \(rule.itemCounts.words("elements"))"
    case .additional: "an object without fields that the schema does not name"
    case .alternatives:
      rule.oneOf.isEmpty
        ? "what one of \(rule.anyOf.count) alternatives allows"
        : "what exactly one of \(rule.oneOf.count) alternatives allows"
    case .depth: "nested less than \(SchemaWalk.deepest) deep"
    }
  }
}
