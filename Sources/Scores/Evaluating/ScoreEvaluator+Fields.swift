/// Fields and predicates of the current record.
extension ScoreEvaluator {
  /// The value of a field, computed at most once a record.
  func value(_ slot: Int32) -> Cell {
    let known = slots[Int(slot)]
    if known.kind != .pending { return known }
    // A field that refers to itself finds nothing.
    slots[Int(slot)] = .missing
    let definition = program.slots[Int(slot)]
    let result: Cell
    switch definition.source {
    case .input(let input): result = prepared(input, definition.treatment)
    case .parent(let outer):
      result = treated(value(outer), definition.treatment, input: nil)
    case .derived(let expression): result = evaluate(expression)
    case .output(let output):
      let output = program.outputs[Int(output)]
      // It may have been asked for before its model has run.
      guard results[Int(output.model)].hasRun else {
        slots[Int(slot)] = .pending
        return .missing
      }
      result = self.output(of: output)
    case .predicted(let model): result = results[Int(model)].value
    }
    slots[Int(slot)] = result
    return result
  }

  /// An input as its mining field wants it (PMML 4.4, MiningSchema).
  private func prepared(_ input: Int32, _ treatment: Int32) -> Cell {
    let cell = inputs[Int(input)]
    let field = program.inputs[Int(input)]
    if cell.isMissing || contains(field.domain.missing, cell) {
      return treated(.missing, treatment, input: input)
    }
    if isValid(cell, field) { return treated(cell, treatment, input: input) }
    let rule = program.treatments[Int(treatment)]
    switch rule.invalid {
    case .returnInvalid:
      failure = failure ?? input
      return .missing
    case .asIs: return cell
    case .asMissing: return treated(.missing, treatment, input: input)
    case .asValue: return rule.invalidReplacement
    }
  }

  private func isValid(_ cell: Cell, _ field: ScoreProgram.Input) -> Bool {
    switch field.type {
    case .string: break
    case .boolean: if cell.kind != .boolean { return false }
    case .integer, .float, .double: if cell.kind != .number || cell.number.isNaN { return false }
    }
    let domain = field.domain
    if contains(domain.invalid, cell) { return false }
    if domain.valid.isEmpty, domain.intervals.isEmpty { return true }
    if contains(domain.valid, cell) { return true }
    return cell.isNumeric
      && program.intervals[domain.intervals].contains { $0.contains(cell.number) }
  }

  private func contains(_ part: Part, _ cell: Cell) -> Bool {
    part.indices.contains { program.cells[$0].equals(cell) }
  }

  /// Missing values and outliers of a mining field.
  private func treated(_ cell: Cell, _ treatment: Int32, input: Int32?) -> Cell {
    guard treatment >= 0 else { return cell }
    let rule = program.treatments[Int(treatment)]
    var cell = cell
    if cell.kind == .number, rule.outlier != .asIs {
      if cell.number < rule.low || cell.number > rule.high {
        cell =
          rule.outlier == .asMissingValues
          ? .missing : Cell(min(max(cell.number, rule.low), rule.high))
      }
    }
    guard cell.isMissing else { return cell }
    if rule.missing == .returnInvalid { failure = failure ?? input ?? -1 }
    return rule.replacement
  }

  // MARK: Predicates

  func test(_ index: Int32) -> Truth {
    let predicate = program.predicates[Int(index)]
    switch predicate.operation {
    case .alwaysTrue: return .yes
    case .alwaysFalse: return .no
    case .isMissing: return Truth(value(predicate.slot).isMissing)
    case .isNotMissing: return Truth(!value(predicate.slot).isMissing)
    case .and, .or, .xor, .surrogate: return compound(predicate)
    default: break
    }
    let cell = value(predicate.slot)
    if cell.isMissing { return .unknown }
    switch predicate.operation {
    case .equal: return Truth(cell.equals(predicate.literal))
    case .notEqual: return Truth(!cell.equals(predicate.literal))
    case .isIn: return Truth(contains(predicate.items, cell))
    case .isNotIn: return Truth(!contains(predicate.items, cell))
    default: break
    }
    // Only an invalid text taken as it is has no order.
    guard cell.isNumeric else { return .no }
    switch predicate.operation {
    case .lessThan: return Truth(cell.number < predicate.literal.number)
    case .lessOrEqual: return Truth(cell.number <= predicate.literal.number)
    case .greaterThan: return Truth(cell.number > predicate.literal.number)
    default: return Truth(cell.number >= predicate.literal.number)
    }
  }

  /// Three-valued logic (PMML 4.4, CompoundPredicate).
  private func compound(_ predicate: Predicate) -> Truth {
    var isUnknown = false
    var count = 0
    for index in predicate.items.indices {
      let truth = test(program.links[index])
      switch (predicate.operation, truth) {
      case (.surrogate, .unknown): continue
      case (.surrogate, _): return truth
      case (.xor, .unknown): return .unknown
      case (_, .unknown): isUnknown = true
      case (.and, .no): return .no
      case (.or, .yes): return .yes
      case (_, .yes): count += 1
      default: continue
      }
    }
    if isUnknown || predicate.operation == .surrogate { return .unknown }
    switch predicate.operation {
    case .and: return .yes
    case .or: return .no
    default: return Truth(count % 2 == 1)
    }
  }
}
