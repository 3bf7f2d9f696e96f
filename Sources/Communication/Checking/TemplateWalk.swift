import Diagnostics
import Liquid

/// Follows one page or snippet node by node, knowing at each place what every variable may be.
struct TemplateWalk {
  /// A finding, and whether it needs every use of a snippet to agree.
  struct Finding {
    let diagnostic: Diagnostic
    let holdsForAllCalls: Bool
  }

  let session: CheckSession
  var file: SourceFile
  /// The record, in a page; nil in a snippet, which sees only what it is handed.
  let record: Fact?
  let names: TemplateNames
  var knowledge = Knowledge()
  var findings: [Finding] = []
  /// Looking ahead through a loop: nothing is reported and no call is noted.
  var isSilent = false
  /// Whether calls of snippets are noted.
  var notesCalls = true
  /// The calls through which a snippet is reached: its first one and those before it.
  var callers: [Diagnostic.Place] = []
  /// The includes through which the current file was reached, innermost first.
  var trail: [Diagnostic.Place] = []
  /// Variables to which a loop or an include gives values of its own, and how many within each other.
  private var bound: [String: Int] = [:]
  /// Those of them that were assigned meanwhile: it shows only where they are no longer bound.
  private var assignedBeneath: Set<String> = []
  private var loopDepth = 0
  private var blockDepth = 0
  /// What is known at each `break` and `continue` of the loops around this place.
  private var leaves: [[Knowledge]] = []

  /// As many blocks within blocks and included snippets as the compiler takes.
  private static let deepestBlock = 400

  /// Loops nested deeper are not walked twice: what they assign is unknown.
  private static let deepestLookAhead = 3

  init(
    _ session: CheckSession, file: SourceFile, record: Fact?, names: TemplateNames,
    arguments: [String: Fact] = [:]
  ) {
    self.session = session
    self.file = file
    self.record = record
    self.names = names
    knowledge.facts = arguments
  }

  // MARK: Reporting

  func place(_ span: Span) -> Diagnostic.Place {
    Diagnostic.Place(file: file, span: SourceSpan(span.start, span.end))
  }

  /// The text of a span in quotation marks; texts that are spelled out have their own.
  func quoted(_ span: Span) -> String {
    let text = words(span)
    return text.hasPrefix("'") || text.hasPrefix("\"") ? text : "'\(text)'"
  }

  /// The text of a span, for messages.
  func words(_ span: Span) -> String {
    String(decoding: file.bytes[span.start..<span.end], as: UTF8.self)
  }

  mutating func report(
    _ code: String, _ message: String, _ span: Span, hint: String? = nil,
    severity: Diagnostic.Severity = .error, forAllCalls: Bool = false
  ) {
    if isSilent { return }
    let diagnostic = Diagnostic(
      code: code, severity: severity, message: message, place: place(span), hint: hint,
      trail: trail)
    findings.append(Finding(diagnostic: diagnostic, holdsForAllCalls: forAllCalls))
  }

  // MARK: Nodes

  mutating func walk(_ block: Block) {
    // Deeper blocks are the compiler's to refuse; here they must only cost no stack.
    guard blockDepth < Self.deepestBlock else { return }
    blockDepth += 1
    defer { blockDepth -= 1 }
    var isReported = false
    for node in block.nodes {
      if knowledge.isDead {
        if !isReported, !Self.isSpace(node) {
          isReported = true
          report(
            "unreachable-code", "nothing after 'break' or 'continue' is reached", node.span,
            hint: "move it before, or delete it")
        }
        continue
      }
      walk(node)
    }
  }

  private static func isSpace(_ node: Node) -> Bool {
    if case .text = node.kind { return true }
    return false
  }

  private mutating func walk(_ node: Node) {
    session.charge(1, at: place(node.span))
    if session.isExhausted { return }
    switch node.kind {
    case .text, .raw: break
    case .output(let value): walkOutput(value)
    case .assign(let name, _, let value): walkAssign(name, value)
    case .capture(let name, _, let body):
      walk(body)
      assign(name, .someText)
    case .conditional(let branches): walkConditional(branches)
    case .case(let subject, let clauses): walkCase(subject, clauses)
    case .forLoop(let loop): walkLoop(loop, node.span)
    case .tableRow(let row): walkTable(row, node.span)
    case .cycle(let cycle):
      for value in cycle.values + (cycle.group.map { [$0] } ?? []) { takeAll(evaluate(value)) }
    case .increment(let name, _): assign(name, .number)
    case .ifChanged(let body): walk(body)
    case .interrupt:
      if !leaves.isEmpty { leaves[leaves.count - 1].append(knowledge) }
      knowledge.isDead = true
    case .partial(let call): walkPartial(call, node.span)
    case .custom(let call): walkTag(call, node.span)
    }
  }

  private mutating func walkAssign(_ name: String, _ value: FilteredExpression) {
    var fact = evaluate(value, isPrinted: false).held
    if value.filters.isEmpty {
      fact.alias = path(of: value.base).flatMap { $0.root == name ? nil : $0 }
      if case .boolean(let boolean) = value.base.kind {
        if boolean { fact.implied = knowledge.present } else { fact.isFalse = true }
      }
    } else {
      fact.alias = nil
    }
    assign(name, fact)
  }

  private mutating func assign(_ name: String, _ fact: Fact) {
    guard bound[name] != nil else { return knowledge.assign(name, fact) }
    takeAll(fact)
    assignedBeneath.insert(name)
  }

  /// From here on a variable has a value of its own, whatever is assigned to it.
  mutating func bind(_ name: String, _ fact: Fact) {
    bound[name, default: 0] += 1
    knowledge.assign(name, fact)
  }

  /// From here on a variable is again what it was outside, or what it was assigned meanwhile.
  mutating func unbind(_ name: String, outside: Fact?) {
    let count = bound[name] ?? 1
    bound[name] = count > 1 ? count - 1 : nil
    knowledge.facts[name] = outside
    if count == 1, assignedBeneath.remove(name) != nil {
      knowledge.assign(name, (outside ?? outer(name)).joined(.unknown))
    }
  }

  private mutating func walkTag(_ call: TagCall, _ span: Span) {
    guard let row = session.environment.tags.first(where: { $0.name == call.name }) else { return }
    checkArguments(
      "tag '\(call.name)'", call.positional.count, row.arity, call.named, row.names, span)
    if call.name == ChartTag.row.name { return walkChart(call) }
    if call.name == PaymentCodeTag.row.name { return walkPaymentCode(call) }
    for value in call.positional { takeAll(evaluate(value)) }
    for argument in call.named { takeAll(evaluate(argument.value)) }
  }

  /// As the compiler checks them, with the same codes and words.
  mutating func checkArguments(
    _ what: String, _ count: Int, _ arity: ClosedRange<Int>, _ named: [NamedExpression],
    _ names: [String], _ span: Span
  ) {
    if !arity.contains(count) {
      let expected =
        arity.lowerBound == arity.upperBound
        ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
      report(
        "argument-count", "\(what) takes \(expected) positional arguments, not \(count)", span)
    }
    guard names != [LocaleFilters.anyName] else { return }
    for argument in named where !names.contains(argument.name) {
      report(
        "unknown-argument", "\(what) takes no argument '\(argument.name)'", argument.value.span,
        hint: Suggestion.nearest(argument.name, in: names).map { "did you mean '\($0)'?" })
    }
  }

  // MARK: Branches

  private mutating func walkConditional(_ branches: [Branch]) {
    var ends: Knowledge?
    var isDecided = false
    for branch in branches {
      if isDecided {
        report(
          "unreachable-branch", "this branch is never reached: the one before always holds",
          branch.span, hint: "delete it, or the condition before it", forAllCalls: true)
        break
      }
      let outcome = decide(branch.condition)
      if outcome.truth == .never {
        report(
          "unreachable-branch", "this branch is never reached: its condition never holds",
          branch.span, hint: "the schema requires the field, so it is always there",
          forAllCalls: true)
      }
      isDecided = outcome.truth == .always
      if case .always = branch.condition { isDecided = true }
      knowledge = outcome.whenTrue
      walk(branch.body)
      ends = ends.map { join($0, knowledge) } ?? knowledge
      knowledge = outcome.whenFalse
    }
    if case .always = branches.last?.condition {
      knowledge = ends ?? knowledge
    } else {
      knowledge = ends.map { join($0, knowledge) } ?? knowledge
    }
  }

  private mutating func walkCase(_ subject: Expression, _ clauses: [CaseClause]) {
    let fact = evaluate(subject)
    // Objects are compared member by member.
    takeAll(fact)
    let before = knowledge
    var ends: Knowledge?
    var asksForAbsence = false
    var hasElse = false
    for clause in clauses {
      knowledge = before
      if let values = clause.values {
        for value in values { checkWhen(subject, fact, value) }
        if values.allSatisfy({ !TemplateNames.isAbsence($0) }) {
          learnPresent(subject)
        } else {
          asksForAbsence = true
        }
      } else {
        hasElse = true
        if asksForAbsence { learnPresent(subject) }
      }
      walk(clause.body)
      ends = ends.map { join($0, knowledge) } ?? knowledge
    }
    if hasElse, let ends {
      knowledge = ends
      return
    }
    // No clause was chosen: not the one for absence either.
    knowledge = before
    if asksForAbsence { learnPresent(subject) }
    knowledge = ends.map { join($0, knowledge) } ?? knowledge
  }

  func join(_ left: Knowledge, _ right: Knowledge) -> Knowledge {
    session.charge(
      left.facts.count + right.facts.count, at: place(Span(start: 0, end: 0)))
    return left.joined(right) { outer($0) }
  }

  // MARK: Loops

  private mutating func walkLoop(_ loop: ForLoop, _ span: Span) {
    let collection = evaluate(loop.collection)
    checkIterable(collection, loop.collection)
    if let limit = loop.limit { _ = evaluate(limit) }
    if case .value(let offset) = loop.offset { _ = evaluate(offset) }
    let before = knowledge
    walkBody(loop.body, item: loop.variable, element(of: collection), "forloop")
    if let otherwise = loop.otherwise {
      let after = knowledge
      knowledge = before
      walk(otherwise)
      knowledge = join(after, knowledge)
    }
  }

  private mutating func walkTable(_ row: TableRow, _ span: Span) {
    let collection = evaluate(row.collection)
    checkIterable(collection, row.collection)
    for value in [row.columns, row.limit, row.offset] {
      if let value { _ = evaluate(value) }
    }
    walkBody(row.body, item: row.variable, element(of: collection), "tablerowloop")
  }

  private mutating func walkBody(_ body: Block, item: String, _ element: Fact, _ loop: String) {
    let hidden = (knowledge.facts[item], knowledge.facts[loop])
    let before = knowledge
    let outerLoop = knowledge.facts[loop]
    let assigned = TemplateNames(body).including(session).assigned
    loopDepth += 1
    if !assigned.isEmpty {
      if loopDepth <= Self.deepestLookAhead {
        let wasSilent = isSilent
        isSilent = true
        beginTurn(item, element, loop, outerLoop)
        walkOnce(body)
        isSilent = wasSilent
        endTurn(item, loop, hidden)
        knowledge = join(before, knowledge)
      } else {
        for name in assigned.sorted() {
          takeAll(knowledge.facts[name] ?? outer(name))
          knowledge.assign(name, .unknown)
        }
      }
    }
    beginTurn(item, element, loop, outerLoop)
    let start = knowledge
    walkOnce(body)
    takeMoved(assigned, from: start)
    loopDepth -= 1
    endTurn(item, loop, hidden)
    knowledge = join(before, knowledge)
  }

  /// Takes whole what a variable holds after a turn that it did not hold before, as in `{% assign node = node.next %}`: what the next
  /// turns make of it is below that.
  func takeMoved(_ assigned: Set<String>, from start: Knowledge) {
    for name in assigned {
      guard let fact = knowledge.facts[name] else { continue }
      let before = Set((start.facts[name] ?? outer(name)).everyOrigin)
      if !before.isSuperset(of: fact.everyOrigin) { takeAll(fact) }
    }
  }

  private mutating func beginTurn(_ item: String, _ element: Fact, _ loop: String, _ outer: Fact?) {
    bind(item, element.held)
    knowledge.facts[loop] = EngineGlobals.loop(loop, outer: outer)
  }

  private mutating func endTurn(_ item: String, _ loop: String, _ hidden: (Fact?, Fact?)) {
    unbind(item, outside: hidden.0)
    knowledge.facts[loop] = hidden.1
  }

  /// The body once; afterwards what is known at its end or wherever it was left.
  private mutating func walkOnce(_ body: Block) {
    leaves.append([])
    walk(body)
    for leave in leaves.removeLast() where !leave.isDead { knowledge = join(knowledge, leave) }
    knowledge.isDead = false
  }

  /// What a loop's variable is.
  mutating func element(of collection: Fact) -> Fact {
    if collection.isUnknown {
      takeLooped(collection)
      return Fact.unknown.taken(from: collection)
    }
    var result: Fact?
    if collection.kinds.contains(.list) {
      result = collection.elements.taken(from: collection)
    }
    if collection.kinds.contains(.object) {
      // Objects are looped over as pairs of key and value.
      takeAll(collection)
      result = result.map { $0.joined(.unknown) } ?? Fact(listOf: .unknown, nonEmpty: true)
    }
    return result ?? .unknown
  }

  private mutating func checkIterable(_ fact: Fact, _ expression: Expression) {
    let present = fact.kinds.present
    guard !fact.isUnknown, !present.isEmpty, present.isDisjoint(with: [.list, .object]) else {
      return
    }
    report(
      "loop-over-scalar",
      "'\(words(expression.span))' is \(present.words), and a loop needs a list",
      expression.span, hint: "loop over a list of the schema, or print the value without a loop")
  }
}
