import Markup

/// Predicates and arrays (PMML 4.4).
extension PMMLReader {
  static let predicateNames = [
    "True", "False", "SimplePredicate", "SimpleSetPredicate", "CompoundPredicate",
  ]

  func isPredicate(_ node: Node) -> Bool {
    Self.predicateNames.contains(document.name(of: node))
  }

  /// Reads the predicate among an element's children.
  func predicate(of node: Node, in scope: Scope) -> Int32 {
    guard let found = elements(of: node).first(where: { isPredicate($0) }) else {
      problem("score-value", "\(document.name(of: node)) has no predicate", at: node)
      return program.predicates.add(Predicate(operation: .alwaysTrue))
    }
    return readPredicate(found, in: scope)
  }

  private func readPredicate(_ node: Node, in scope: Scope) -> Int32 {
    switch document.name(of: node) {
    case "True": return program.predicates.add(Predicate(operation: .alwaysTrue))
    case "False": return program.predicates.add(Predicate(operation: .alwaysFalse))
    case "SimplePredicate": return program.predicates.add(simple(node, scope))
    case "SimpleSetPredicate": return program.predicates.add(simpleSet(node, scope))
    default: return compound(node, scope)
    }
  }

  /// A field's slot; a stand-in where there is none, which is reported.
  func slot(_ name: String, in scope: Scope, at node: Node) -> Int32 {
    if let slot = scope.slot(name) { return slot }
    unknownField(name, in: scope, at: node)
    let slot = program.slots.add(Slot(source: .parent(0), type: .double))
    // Told once.
    scope.add(name, slot)
    return slot
  }

  private static let operators: [String: Predicate.Operation] = [
    "equal": .equal, "notEqual": .notEqual, "lessThan": .lessThan, "lessOrEqual": .lessOrEqual,
    "greaterThan": .greaterThan, "greaterOrEqual": .greaterOrEqual, "isMissing": .isMissing,
    "isNotMissing": .isNotMissing,
  ]

  private func simple(_ node: Node, _ scope: Scope) -> Predicate {
    allow(["field", "operator", "value"], at: node)
    let slot = slot(needed("field", of: node), in: scope, at: node)
    let word = needed("operator", of: node)
    guard let operation = Self.operators[word] else {
      problem("score-value", "the operator '\(word.prefix(20))' is not PMML's", at: node)
      return Predicate(operation: .alwaysFalse)
    }
    var predicate = Predicate(operation: operation, slot: slot)
    switch operation {
    case .isMissing, .isNotMissing: return predicate
    default: break
    }
    let type = program.slots[Int(slot)].type
    predicate.literal = cell(needed("value", of: node), as: type, at: node)
    switch operation {
    case .equal, .notEqual: break
    default:
      if type == .string {
        problem("score-value", "texts have no order to compare by", at: node)
      }
    }
    return predicate
  }

  private func simpleSet(_ node: Node, _ scope: Scope) -> Predicate {
    allow(["field", "booleanOperator"], at: node)
    let slot = slot(needed("field", of: node), in: scope, at: node)
    let word = needed("booleanOperator", of: node)
    guard word == "isIn" || word == "isNotIn" else {
      problem("score-value", "booleanOperator is isIn or isNotIn", at: node)
      return Predicate(operation: .alwaysFalse)
    }
    guard let array = document.child(of: node, named: "Array") else {
      problem("score-value", "SimpleSetPredicate has no Array", at: node)
      return Predicate(operation: .alwaysFalse)
    }
    let type = program.slots[Int(slot)].type
    let cells = self.array(array).map { cell($0, as: type, at: array) }
    return Predicate(
      operation: word == "isIn" ? .isIn : .isNotIn, slot: slot, items: program.cells.add(cells))
  }

  private func compound(_ node: Node, _ scope: Scope) -> Int32 {
    allow(["booleanOperator"], at: node)
    let operation: Predicate.Operation
    switch needed("booleanOperator", of: node) {
    case "and": operation = .and
    case "or": operation = .or
    case "xor": operation = .xor
    case "surrogate": operation = .surrogate
    case let word:
      problem("score-value", "the operator '\(word.prefix(20))' is not PMML's", at: node)
      operation = .and
    }
    let parts = elements(of: node).filter { child in
      if isPredicate(child) { return true }
      unsupported(child)
      return false
    }.map { readPredicate($0, in: scope) }
    if parts.count < 2 {
      problem("score-value", "CompoundPredicate joins at least two predicates", at: node)
    }
    return program.predicates.add(
      Predicate(operation: operation, items: program.links.add(parts)))
  }

  /// The elements of an `Array`: separated by spaces, with spaces inside quotation marks kept.
  func array(_ node: Node) -> [String] {
    allow(["n", "type"], at: node)
    var items: [String] = []
    var item: [UInt8] = []
    var isQuoted = false
    var isOpen = false
    var isEscaped = false
    for byte in document.text(of: node) {
      if isEscaped {
        if byte != UInt8(ascii: "\"") { item.append(UInt8(ascii: "\\")) }
        item.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        isOpen = true
      } else if byte <= 0x20, !isQuoted {
        if isOpen { items.append(String(decoding: item, as: UTF8.self)) }
        item.removeAll()
        isOpen = false
      } else {
        item.append(byte)
        isOpen = true
      }
    }
    if isOpen { items.append(String(decoding: item, as: UTF8.self)) }
    if let count = text("n", of: node), Int(count) != items.count {
      problem(
        "score-value", "the Array says it has \(count.prefix(10)) elements, and has \(items.count)",
        at: node)
    }
    return items
  }
}
