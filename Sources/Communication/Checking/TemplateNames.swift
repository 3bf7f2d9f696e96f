import Liquid

/// The names a template's text uses, without following what happens to them.
struct TemplateNames {
  struct Assignment {
    let name: String
    let span: Span
  }

  /// Names read anywhere.
  private(set) var reads: Set<String> = []
  /// Names read before the text has assigned them: what a snippet takes from outside.
  private(set) var parameters: [String] = []
  /// Where each parameter is read first.
  private(set) var parameterSpans: [String: Span] = [:]
  /// Names whose absence the text has thought of: asked for in a condition, or given a `default`.
  private(set) var guarded: Set<String> = []
  private(set) var assignments: [Assignment] = []
  /// Snippets called by a literal name.
  private(set) var calls: [(name: String, isIsolated: Bool)] = []
  /// Whether variables or snippets are named by a value, so that nothing can be said about unused ones.
  private(set) var namesVariablesByValue = false
  private(set) var callsSnippetsByValue = false
  /// Whether a snippet is included that is missing or could not be read: nobody knows what it reads and assigns.
  var includesUnread = false
  private var bound: [String] = ["forloop", "tablerowloop"]

  /// No names.
  init() {}

  init(_ block: Block) { add(block) }

  init(_ condition: Condition) { add(condition) }

  private(set) var assigned: Set<String> = []

  /// Adds the names of a text that shares this one's variables.
  mutating func merge(_ other: TemplateNames) {
    reads.formUnion(other.reads)
    guarded.formUnion(other.guarded)
    assignments += other.assignments
    assigned.formUnion(other.assigned)
    calls += other.calls
    namesVariablesByValue = namesVariablesByValue || other.namesVariablesByValue
    callsSnippetsByValue = callsSnippetsByValue || other.callsSnippetsByValue
    includesUnread = includesUnread || other.includesUnread
  }

  private mutating func assign(_ name: String, _ span: Span) {
    assignments.append(Assignment(name: name, span: span))
    assigned.insert(name)
  }

  private mutating func read(_ name: String, _ span: Span) {
    reads.insert(name)
    if bound.contains(name) || assigned.contains(name) || parameterSpans[name] != nil { return }
    parameters.append(name)
    parameterSpans[name] = Span.start(span, bytes: name.utf8.count)
  }

  private mutating func add(_ block: Block) {
    for node in block.nodes { add(node) }
  }

  private mutating func add(_ node: Node) {
    switch node.kind {
    case .text, .raw, .interrupt: break
    case .output(let value): add(value)
    case .assign(let name, let span, let value):
      add(value)
      assign(name, span)
    case .capture(let name, let span, let body):
      add(body)
      assign(name, span)
    case .conditional(let branches):
      for branch in branches {
        add(branch.condition)
        add(branch.body)
      }
    case .case(let subject, let clauses):
      add(subject)
      for clause in clauses {
        for value in clause.values ?? [] {
          if Self.isAbsence(value) { guards(subject) }
          add(value)
        }
        add(clause.body)
      }
    case .forLoop(let loop): add(loop)
    case .tableRow(let row):
      for value in [row.collection, row.columns, row.limit, row.offset] {
        if let value { add(value) }
      }
      bound.append(row.variable)
      add(row.body)
      bound.removeLast()
    case .cycle(let cycle):
      for value in cycle.values + (cycle.group.map { [$0] } ?? []) { add(value) }
    case .increment(let name, _):
      reads.insert(name)
      assigned.insert(name)
    case .ifChanged(let body): add(body)
    case .partial(let call): add(call)
    case .custom(let call):
      for value in call.positional { add(value) }
      for argument in call.named { add(argument.value) }
    }
  }

  private mutating func add(_ loop: ForLoop) {
    add(loop.collection)
    if let limit = loop.limit { add(limit) }
    if case .value(let offset) = loop.offset { add(offset) }
    bound.append(loop.variable)
    add(loop.body)
    bound.removeLast()
    if let otherwise = loop.otherwise { add(otherwise) }
  }

  private mutating func add(_ call: PartialCall) {
    if case .string(let name) = call.name.kind {
      calls.append((name, call.isIsolated))
    } else {
      callsSnippetsByValue = true
      add(call.name)
    }
    if let argument = call.argument { add(argument) }
    for argument in call.named { add(argument.value) }
  }

  private mutating func add(_ value: FilteredExpression) {
    if value.filters.contains(where: { $0.name == "default" }) { guards(value.base) }
    add(value.base)
    for filter in value.filters {
      for argument in filter.positional { add(argument) }
      for argument in filter.named { add(argument.value) }
    }
  }

  private mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .nil, .boolean, .number, .string, .empty, .blank: break
    case .variable(let name, let lookups):
      read(name, expression.span)
      add(lookups)
    case .dynamicVariable(let name, let lookups):
      namesVariablesByValue = true
      add(name)
      add(lookups)
    case .range(let first, let last):
      add(first)
      add(last)
    }
  }

  private mutating func add(_ lookups: [Expression.Lookup]) {
    for case .index(let index) in lookups { add(index) }
  }

  // MARK: Conditions

  private mutating func add(_ condition: Condition) {
    switch condition {
    case .always: break
    case .truth(let value):
      guards(value)
      add(value)
    case .comparison(let left, _, let right, _):
      if Self.isAbsence(right) { guards(left) }
      if Self.isAbsence(left) { guards(right) }
      add(left)
      add(right)
    case .and(let left, let right), .or(let left, let right):
      add(left)
      add(right)
    case .not(let inner): add(inner)
    }
  }

  private mutating func guards(_ expression: Expression) {
    if case .variable(let name, _) = expression.kind { guarded.insert(name) }
  }

  /// Whether comparing with it asks whether something is there.
  static func isAbsence(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .nil, .blank, .empty: true
    case .string(let text): text.isEmpty
    default: false
    }
  }
}

/// What `{% doc %}` says about a snippet's parameters.
struct DocParameters {
  struct Parameter {
    let name: String
    let isRequired: Bool
    /// `string`, `number`, `boolean`, `object`, `array`; nil where nothing is said.
    let kinds: Kinds?
  }

  private(set) var parameters: [Parameter] = []

  /// Reads `@param {type} name - words` and `@param {type} [name]` lines of every `{% doc %}`.
  init(_ bytes: [UInt8]) {
    guard Self.mentionsParameters(bytes) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    var isInside = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.contains("enddoc") { isInside = false }
      if isInside || line.contains("doc"), let at = line.firstRange(of: "@param") {
        add(line[at.upperBound...])
      }
      if line.contains("{%"), line.contains("doc"), !line.contains("enddoc") { isInside = true }
    }
  }

  private static func mentionsParameters(_ bytes: [UInt8]) -> Bool {
    let word = Array("@param".utf8)
    var rest = bytes[...]
    while let at = rest.firstIndex(of: word[0]) {
      if rest[at...].starts(with: word) { return true }
      rest = rest[(at + 1)...]
    }
    return false
  }

  private mutating func add(_ rest: Substring) {
    var rest = rest.drop { $0 == " " }
    var kinds: Kinds?
    if rest.first == "{", let end = rest.firstIndex(of: "}") {
      kinds = Self.kinds(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    let word = rest.prefix { $0 != " " && $0 != "\t" }
    let isOptional = word.first == "["
    let name = word.filter { $0 != "[" && $0 != "]" }
    if name.isEmpty { return }
    parameters.append(Parameter(name: name, isRequired: !isOptional, kinds: kinds))
  }

  private static func kinds(_ name: Substring) -> Kinds? {
    switch name.lowercased() {
    case "string", "text", "date": .text
    case "number": .number
    case "boolean": .boolean
    case "object": .object
    case "array", "list": .list
    default: nil
    }
  }
}
