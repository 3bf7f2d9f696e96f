/// Finds out which outputs print nothing that comes from the record or the run: what their expressions are made of are
/// the template's own literals, counted rounds, and what filters make of these.
///
/// Values are followed, ways are not: `{% if bill.paid %}{% assign ink = 'green' %}{% endif %}{{ ink }}` prints the
/// template's word, as `{% if bill.paid %}green{% endif %}` would. Where it does not know better, an output is the record's.
///
/// A variable that the template assigns may still be read where it did not: then it is the record's member of that name.
/// Such names are told, so that who renders can see that the record has none of them (`Program.assumedAbsent`).
struct ConstantFlow {
  private let parts: ProgramParts
  /// By unit and slot: whether a value of the record or the run may be in it.
  private var isForeign: [[Bool]]
  /// The same of how many rounds a loop has, by the slot of its `forloop`; nil where the slot is none.
  private var rounds: [[Bool?]]
  /// By operation: the scope it runs in.
  private let units: [Int]
  private var hasChanged = false
  private var stack: [Bool] = []
  /// Of the captures that are open: whether foreign values were printed into them.
  private var captures: [Bool] = []

  /// Makes `outputConstant` of the `output` operations that print nothing foreign.
  static func mark(_ parts: inout ProgramParts) {
    var flow = ConstantFlow(parts)
    for index in flow.constantOutputs() { parts.code[index].code = .outputConstant }
    let assigned = assignedSlots(parts, flow.units)
    parts.assumedAbsent = parts.units[0].recordSlots.filter { assigned.contains($0.slot) }
      .map { $0.name }
  }

  /// The template's own variables that it assigns.
  private static func assignedSlots(_ parts: ProgramParts, _ units: [Int]) -> Set<Int> {
    var slots: Set<Int> = []
    for (index, operation) in parts.code.enumerated() where units[index] == 0 {
      switch operation.code {
      case .store, .storeOutermost, .bind, .endCapture: slots.insert(Int(operation.c))
      default: break
      }
    }
    return slots
  }

  private init(_ parts: ProgramParts) {
    self.parts = parts
    let units = Self.units(parts)
    self.units = units
    let assigned = Self.assignedSlots(parts, units)
    isForeign = parts.units.map { unit in
      var slots = Array(repeating: false, count: unit.slotCount)
      // Only the template itself sees the record's members.
      for (slot, _) in unit.recordSlots where !assigned.contains(slot) { slots[slot] = true }
      for (slot, _) in unit.globalSlots { slots[slot] = true }
      return slots
    }
    rounds = parts.units.map { Array(repeating: nil, count: $0.slotCount) }
  }

  /// The scope of each operation: that of the innermost partial round it.
  private static func units(_ parts: ProgramParts) -> [Int] {
    var units = Array(repeating: 0, count: parts.code.count)
    // Outer partials begin before inner ones, so these overwrite them.
    for entry in parts.entries.sorted(by: { $0.start < $1.start }) {
      for index in entry.start..<entry.start + entry.steps { units[index] = entry.unit }
    }
    return units
  }

  /// Goes through the program until nothing new is foreign; slots only ever become so, which ends it.
  private mutating func constantOutputs() -> [Int] {
    var found: [Int] = []
    repeat {
      hasChanged = false
      found.removeAll()
      stack.removeAll()
      captures.removeAll()
      for index in parts.code.indices where !isLoopName(index) {
        if !step(parts.code[index], units[index]) { found.append(index) }
      }
    } while hasChanged
    return found
  }

  /// A loop's name follows it as a constant that no one pushes.
  private func isLoopName(_ index: Int) -> Bool {
    index > 0 && parts.code[index - 1].code == .beginLoop
  }

  /// Follows one operation; false for an `output` of nothing foreign.
  private mutating func step(_ operation: Operation, _ unit: Int) -> Bool {
    let slot = Int(operation.c)
    switch operation.code {
    case .constant, .constantFilter, .increment: stack.append(false)
    case .load: stack.append(isForeign[unit][slot] || rounds[unit][slot] != nil)
    case .loadMember, .loadMemberFilter, .loadMemberFilterOutput, .loadMemberJumpIfFalse:
      stack.append(member(operation.a, slot, unit))
    case .member: break
    case .index, .range: push(anyOf: 2)
    case .dynamicVariable:
      _ = pop()
      stack.append(true)
    case .filter: push(anyOf: 1 + slot + 2 * Int(operation.d))
    case .output, .outputConstant:
      let value = pop()
      print(value)
      return value
    case .filterOutput: print(pop())
    case .translate: print(pop(1 + slot + 2 * Int(operation.d)))
    case .outputVariable: print(isForeign[unit][slot] || rounds[unit][slot] != nil)
    case .outputMember: print(member(UInt8(truncatingIfNeeded: operation.e), slot, unit))
    case .pop, .jumpIfFalse, .jumpIfTrue: _ = pop()
    case .jumpIfComparison: _ = pop(2)
    case .store, .storeOutermost, .bind: store(pop(), slot, unit)
    case .beginCapture: captures.append(false)
    case .endCapture, .endIfChanged: store(captures.popLast() ?? true, slot, unit)
    case .beginLoop, .beginTable: beginLoop(operation, unit)
    case .cycle: push(anyOf: Int(operation.d) + Int(operation.a))
    case .callIsolated: callIsolated(operation)
    case .callShared: callShared(operation, unit)
    case .tag:
      _ = pop(slot + 2 * Int(operation.d))
      print(true)
    case .text, .nextLoop, .endLoop, .beginCell, .endCell, .breakTable, .endTable, .jump,
      .interrupt, .jumpIfQuiet, .takeInterrupt, .finish, .fail, .mark:
      break
    }
    return true
  }

  // MARK: Values

  private mutating func pop() -> Bool { stack.popLast() ?? true }

  private mutating func pop(_ count: Int) -> Bool {
    var isAny = false
    for _ in 0..<count where pop() { isAny = true }
    return isAny
  }

  private mutating func push(anyOf count: Int) { stack.append(pop(count)) }

  private mutating func print(_ value: Bool) {
    guard value else { return }
    for index in captures.indices { captures[index] = true }
  }

  private mutating func store(_ value: Bool, _ slot: Int, _ unit: Int) {
    guard value, !isForeign[unit][slot] else { return }
    isForeign[unit][slot] = true
    hasChanged = true
  }

  /// A member of a variable; of a loop, the number of a round tells nothing that the rounds before do not.
  private func member(_ command: UInt8, _ slot: Int, _ unit: Int) -> Bool {
    guard let isCountForeign = rounds[unit][slot] else { return isForeign[unit][slot] }
    switch MemberCommand(rawValue: command) {
    case .index, .index0, .first: return isForeign[unit][slot]
    default: return isForeign[unit][slot] || isCountForeign
    }
  }

  // MARK: Loops and calls

  private mutating func note(rounds isForeign: Bool, _ slot: Int, _ unit: Int) {
    let known = rounds[unit][slot]
    let now = isForeign || known == true
    if known != now {
      rounds[unit][slot] = now
      hasChanged = true
    }
  }

  private mutating func beginLoop(_ operation: Operation, _ unit: Int) {
    var isCountForeign = operation.a & LoopFlags.continues != 0
    for flag in [LoopFlags.columns, LoopFlags.limit, LoopFlags.offset]
    where operation.a & flag != 0 {
      if pop() { isCountForeign = true }
    }
    let collection = pop()
    store(collection, Int(operation.c), unit)
    note(rounds: collection || isCountForeign, Int(operation.e), unit)
  }

  private mutating func callIsolated(_ operation: Operation) {
    let unit = Int(operation.d)
    let count = Int(operation.b)
    for index in (0..<count).reversed() {
      store(pop(), parts.bindings[Int(operation.e) + index], unit)
    }
    handOver(operation, alias: parts.bindings[Int(operation.e) + count], unit)
    if operation.a & CallFlags.loops != 0, let slot = parts.units[unit].names["forloop"] {
      note(rounds: true, slot, unit)
    }
    print(true)
  }

  private mutating func callShared(_ operation: Operation, _ unit: Int) {
    handOver(operation, alias: parts.bindings[Int(operation.e)], unit)
    print(true)
  }

  /// Gives a partial the value of its call; a name that is a value says nothing of what it stands for.
  private mutating func handOver(_ operation: Operation, alias: Int, _ unit: Int) {
    var value = operation.a & CallFlags.argument != 0 ? pop() : false
    if operation.a & CallFlags.dynamic != 0 {
      _ = pop()
      value = true
    }
    for entry in parts.entryTables[Int(operation.c)].entries {
      let slot = alias >= 0 ? alias : parts.entries[entry].argumentSlot
      if slot >= 0 { store(value, slot, unit) }
    }
  }
}
