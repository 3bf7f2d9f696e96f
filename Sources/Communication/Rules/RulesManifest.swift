import Diagnostics

/// What `rules.yaml` says.
struct RulesManifest: Sendable {
  /// A value or a segment: a name and the text that gives it.
  struct Named: Sendable {
    let name: String
    let nameSpan: SourceSpan
    let expression: SourceSpan
    /// Without which a value is not computed; nil for none.
    var precondition: SourceSpan?
    /// What it is then; nil for nothing.
    var otherwise: RuleConstant?
  }

  /// One output of a row.
  struct Output: Sendable {
    let name: String
    let value: RuleConstant
    let span: SourceSpan
  }

  /// One row of a table.
  struct Row: Sendable {
    let condition: SourceSpan
    let outputs: [Output]
  }

  /// Which rows of a table answer (the hit policies of DMN 1.5, section 8.2.8).
  enum Hit: String, Sendable, CaseIterable {
    /// The one row that holds: no two may.
    case unique
    /// The first that holds: the order of the rows matters.
    case first
    /// All that hold: each output becomes a list.
    case all
  }

  /// A decision table.
  struct Table: Sendable {
    let name: String
    let nameSpan: SourceSpan
    let hit: Hit
    let rows: [Row]
    /// What no row that holds gives; nil where nothing is said.
    let otherwise: [Output]?

    /// The names of all outputs, in the order they are first met.
    var outputNames: [String] {
      var names: [String] = []
      for output in rows.flatMap(\.outputs) + (otherwise ?? []) where !names.contains(output.name) {
        names.append(output.name)
      }
      return names
    }
  }

  /// One option of a variant and where its share ends.
  struct Share: Sendable {
    let option: String
    /// In millionths of all keys: 50 % ends at 500,000.
    let end: Int
  }

  /// Which option a customer is shown whose condition holds.
  struct VariantGroup: Sendable {
    let condition: SourceSpan
    let shares: [Share]
  }

  /// A content variant, split over customers.
  struct Variant: Sendable {
    let name: String
    let nameSpan: SourceSpan
    let salt: String
    /// What is hashed; nil for the record's key.
    let by: (path: FieldPath, span: SourceSpan)?
    let groups: [VariantGroup]
    /// For customers of no group; nil where they have none.
    let otherwise: [Share]?

    /// Every option, in the order they are first met.
    var options: [String] {
      var options: [String] = []
      for share in groups.flatMap(\.shares) + (otherwise ?? [])
      where !options.contains(share.option) {
        options.append(share.option)
      }
      return options
    }
  }

  /// The file that tells what became of an earlier run.
  var outcomesFile: (path: String, span: SourceSpan)?
  /// What it tells.
  var outcomes: OutcomeTable?
  var values: [Named] = []
  var segments: [Named] = []
  var tables: [Table] = []
  var variants: [Variant] = []

  /// The variables that rules may make.
  static let allGlobals = ["outcomes", "values", "segments", "decisions", "variants"]

  /// The variables a template gets, in a fixed order.
  var globals: [String] {
    var names: [String] = []
    if outcomesFile != nil { names.append("outcomes") }
    if !values.isEmpty { names.append("values") }
    if !segments.isEmpty { names.append("segments") }
    if !tables.isEmpty { names.append("decisions") }
    if !variants.isEmpty { names.append("variants") }
    return names
  }
}

extension RulesManifest {
  /// Reads the tree of `rules.yaml`, reporting every problem.
  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    var reader = ConfigReader(node, in: file, log: &log)
    let fields = RuleFields(file: file)
    if let path = reader.optionalText("outcomes", &log), let node = reader.node("outcomes") {
      outcomesFile = (path, node.span)
    }
    for (key, value) in reader.mapping("values", &log) {
      if let named = fields.value(key, value, &log) { values.append(named) }
    }
    for (key, value) in reader.mapping("segments", &log) {
      guard let name = fields.name(key, &log), let condition = fields.expression(value, &log) else {
        continue
      }
      segments.append(.init(name: name, nameSpan: key.span, expression: condition))
    }
    for (key, value) in reader.mapping("decisions", &log) {
      if let name = fields.name(key, &log) { tables.append(fields.table(name, key, value, &log)) }
    }
    for (key, value) in reader.mapping("variants", &log) {
      if let name = fields.name(key, &log) {
        variants.append(fields.variant(name, key, value, &log))
      }
    }
    reader.rejectOthers(&log)
  }
}
