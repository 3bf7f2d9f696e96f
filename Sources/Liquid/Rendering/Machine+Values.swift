extension Machine {
  // MARK: Frames and variables

  /// Fills a unit's frame: nil everywhere, then what comes from the record and the run.
  func startFrame(
    _ unit: Int, _ program: Program, _ constants: UnsafePointer<Value>,
    _ globals: UnsafeBufferPointer<Value>
  ) {
    let table = program.tables.units[unit]
    let frame = state.pointee.frame
    frame.initialize(repeating: .nil, count: table.slotCount)
    state.pointee.unit = unit
    if unit == 0 { loadRecord(table.recordSlots, constants) }
    for source in table.globalSlots where source.other < globals.count {
      frame[source.slot] = globals[source.other]
    }
    for counter in table.counterSlots {
      frame[counter.other] = frame[counter.slot]
      frame[counter.slot].flags.insert(.fromRecord)
    }
  }

  /// Fills variables from the record's members; where each stood last time is tried first.
  private func loadRecord(
    _ sources: UnsafeBufferPointer<ProgramTables.SlotPair>, _ constants: UnsafePointer<Value>
  ) {
    let record = state.pointee.record
    let members = record.members
    for (number, source) in sources.enumerated() {
      let name = constants[source.other]
      let guess = Int(recordHints[number])
      if guess < members.count, members[guess].key.isSameText(as: name) {
        state.pointee.frame[source.slot] = members[guess].value
      } else if let index = record.memberIndex(named: name) {
        recordHints[number] = UInt16(truncatingIfNeeded: index)
        state.pointee.frame[source.slot] = members[index].value
      }
    }
  }

  /// Assigns to the outermost scope: past every loop and partial that hides the name.
  @inline(__always)
  func store(_ value: Value, _ index: Int) {
    let slot = state.pointee.frame + index
    if state.pointee.shadowDepth > 0 {
      owe(state.pointee.shadowDepth / 64)
      for position in 0..<state.pointee.shadowDepth where shadows[position].slot == slot {
        shadows[position].value = value
        return
      }
    }
    slot.pointee = value
  }

  /// Remembers a variable until the loop or partial that hides it ends.
  @inline(__always)
  func shadow(_ slot: UnsafeMutablePointer<Value>) throws(RenderFailure) {
    guard state.pointee.shadowDepth < Size.shadows else {
      throw RenderFailure(.nesting, "Nesting too deep")
    }
    shadows[state.pointee.shadowDepth] = Shadow(slot: slot, value: slot.pointee)
    state.pointee.shadowDepth += 1
  }

  @inline(__always)
  func restoreShadows(downTo depth: Int) {
    while state.pointee.shadowDepth > depth {
      state.pointee.shadowDepth -= 1
      let shadow = shadows[state.pointee.shadowDepth]
      shadow.slot.pointee = shadow.value
    }
  }

  /// A variable whose name is a value.
  func variable(named name: Value, _ program: Program) -> Value {
    guard name.tag == .string else { return .nil }
    owe(Int(name.length) / 64)
    guard name.bytes.first != 0 else { return .nil }
    for known in program.tables.units[state.pointee.unit].names
    where known.name.bytes.isSame(as: name.bytes) {
      return state.pointee.frame[known.slot]
    }
    guard state.pointee.unit == 0 else { return .nil }
    return element(state.pointee.record, name)
  }

  // MARK: Debt

  /// Notes steps that are charged at the next loop pass, call or long output.
  @inline(__always)
  func owe(_ steps: Int) { state.pointee.debt &+= steps }

  /// The steps owed, to be charged.
  @inline(__always)
  func takeDebt() -> Int {
    let debt = state.pointee.debt
    state.pointee.debt = 0
    return debt
  }

  /// Notes the cost of a look-up; false when so much is owed that the document is lost and nothing more is looked up.
  private func canAfford(_ steps: Int) -> Bool {
    owe(steps)
    return state.pointee.debt < Size.mostDebt
  }

  // MARK: Members

  /// A member named in the template: a key of that name, else `size`, `first` or `last`.
  ///
  /// What is not where it was last time is left to calls that end this one, so that it saves no registers.
  @inline(never)
  func member(
    _ object: Value, _ key: Value, _ command: UInt8, _ hint: UnsafeMutablePointer<UInt32>
  ) -> Value {
    if object.tag == .object {
      let known = hint.pointee
      let guess = known & 0xFFFF
      if guess < object.length,
        let members = object.address?.assumingMemoryBound(to: Member.self)
      {
        // Objects of one shape hold a name in one place; others are asked for their key.
        let shape = known &>> 16
        let member = members + Int(guess)
        if shape != 0, shape == UInt32(object.extra) { return member.pointee.value }
        if member.pointee.key.isSameText(as: key) { return member.pointee.value }
      }
      return findMember(object, key, command, hint)
    }
    if object.tag == .forLoop,
      let loop = object.address?.assumingMemoryBound(to: LoopState.self),
      let value = loop.pointee.member(command)
    {
      return value
    }
    return slowMember(object, key, command)
  }

  @inline(never)
  private func findMember(
    _ object: Value, _ key: Value, _ command: UInt8, _ hint: UnsafeMutablePointer<UInt32>
  ) -> Value {
    let count = Int(object.length)
    if count > Size.cheapMembers, !canAfford(count / 32) { return .nil }
    guard let index = object.memberIndex(named: key) else {
      return command == MemberCommand.none.rawValue ? .nil : slowMember(object, key, command)
    }
    if index <= UInt16.max { hint.pointee = UInt32(object.extra) &<< 16 | UInt32(index) }
    return object.members[index].value
  }

  @inline(never)
  private func slowMember(_ object: Value, _ key: Value, _ command: UInt8) -> Value {
    if object.tag == .forLoop || object.tag == .tableRowLoop {
      guard let loop = object.address?.assumingMemoryBound(to: LoopState.self) else { return .nil }
      return loop.pointee.member(key.bytes, isTable: object.tag == .tableRowLoop) ?? .nil
    }
    if command != 0, object.length > Size.cheapMembers {
      // The size of a text is counted in characters.
      if object.tag == .string, !canAfford(Int(object.length) / 64) { return .nil }
      if object.tag == .object, !canAfford(Int(object.length) / 32) { return .nil }
    }
    return object.lookup(key, isCommand: MemberCommand.isOfLists(command), in: arena)
  }

  /// An element or member whose name is a value.
  @inline(never)
  func element(_ object: Value, _ key: Value) -> Value {
    if object.tag == .forLoop || object.tag == .tableRowLoop {
      guard key.tag == .string else { return .nil }
      return slowMember(object, key, 0)
    }
    if object.tag == .object, object.length > Size.cheapMembers,
      !canAfford(Int(object.length) / 32)
    {
      return .nil
    }
    return object.lookup(key, isCommand: false, in: arena)
  }

  // MARK: Filters and tags

  @inline(__always)
  func applyFilter(
    _ operation: Operation, _ top: UnsafeMutablePointer<Value>, _ program: Program,
    _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafeMutablePointer<Value> {
    let named = Int(operation.d)
    let positional = Int(operation.c)
    let base = top - (2 * named + positional)
    base[-1] = try filtered(
      base[-1], operation.b, arguments(base, positional, named), program, scope)
    return base
  }

  @inline(__always)
  func filtered(
    _ input: Value, _ row: UInt16, _ arguments: FilterArguments, _ program: Program,
    _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try ProgramTables.Filter.apply(
      UnsafePointer(program.tables.filters) + Int(row), input, arguments, scope)
  }

  func callTag(
    _ operation: Operation, _ top: UnsafeMutablePointer<Value>, _ program: Program,
    _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafeMutablePointer<Value> {
    let named = Int(operation.d)
    let positional = Int(operation.c)
    let base = top - (2 * named + positional)
    try program.tables.tags[Int(operation.b)](arguments(base, positional, named), scope, output)
    return base
  }

  /// Named arguments lie on the stack as key, value pairs: the layout of `Member`.
  @inline(__always)
  func arguments(
    _ base: UnsafeMutablePointer<Value>, _ positional: Int, _ named: Int
  ) -> FilterArguments {
    let pairs = UnsafeRawPointer(base + positional).assumingMemoryBound(to: Member.self)
    return FilterArguments(
      positional: UnsafeBufferPointer(start: base, count: positional),
      named: UnsafeBufferPointer(start: pairs, count: named))
  }

  // MARK: Comparisons and ranges

  @inline(__always)
  func compare(
    _ left: Value, _ comparison: UInt8, _ right: Value, _ scope: FilterScope
  ) throws(RenderFailure) -> Bool {
    // Only values that are long on both sides take long to compare.
    if left.length > Size.cheapMembers, right.length > Size.cheapMembers || comparison > 5 {
      try chargeComparison(left, right, scope)
    }
    return switch Comparison(rawValue: comparison) {
    case .equal: left.isEqual(to: right)
    case .notEqual: !left.isEqual(to: right)
    case .less: try left.isOrdered(.less, right)
    case .lessOrEqual: try left.isOrdered(.lessOrEqual, right)
    case .greater: try left.isOrdered(.greater, right)
    case .greaterOrEqual: try left.isOrdered(.greaterOrEqual, right)
    case .contains: try left.contains(right, in: scope)
    case nil: false
    }
  }

  /// Text by its bytes, lists and objects by all that they hold.
  @inline(never)
  private func chargeComparison(
    _ left: Value, _ right: Value, _ scope: FilterScope
  ) throws(RenderFailure) {
    switch left.tag {
    case .string, .bigInteger: try scope.charge(steps: Int(left.length) / 64)
    case .array, .object:
      try scope.charge(steps: left.weight(upTo: scope.limits.steps * 16) / 16)
    default: break
    }
  }

  func range(_ first: Value, _ last: Value) throws(RenderFailure) -> Value {
    Value(rangeFrom: try first.rangeBound(), to: try last.rangeBound(), in: arena)
  }

  // MARK: Captures

  func beginCapture() throws(RenderFailure) {
    guard state.pointee.captureDepth < Size.captures else {
      throw RenderFailure(.nesting, "Nesting too deep")
    }
    captures[state.pointee.captureDepth] = output.count
    state.pointee.captureDepth += 1
  }

  /// Takes what was printed since the capture began out of the page and into the arena.
  func endCapture(_ flags: Value.Flags, _ scope: FilterScope) throws(RenderFailure) -> Value {
    state.pointee.captureDepth -= 1
    let start = captures[state.pointee.captureDepth]
    let bytes = output.bytes[start...]
    try scope.charge(bytes: bytes.count)
    var writer = ArenaWriter(arena, capacity: bytes.count)
    writer.append(UnsafeRawBufferPointer(rebasing: bytes))
    output.truncate(to: start)
    return writer.finish().with(flags)
  }

  func endIfChanged(_ index: Int, _ scope: FilterScope) throws(RenderFailure) {
    let value = try endCapture([], scope)
    let slot = state.pointee.frame + index
    if slot.pointee.tag == .string, slot.pointee.bytes.isSame(as: value.bytes) { return }
    slot.pointee = value
    output.append(value.bytes)
  }

  // MARK: Counters

  func increment(_ operation: Operation) -> Value {
    let visible = state.pointee.frame + Int(operation.c)
    let environment = state.pointee.frame + Int(operation.d)
    let current = environment.pointee.tag == .integer ? environment.pointee.integer : 0
    let isUp = operation.a == 1
    let stepped = isUp ? current &+ 1 : current &- 1
    environment.pointee = Value(stepped)
    if visible.pointee.flags.contains(.fromRecord) {
      visible.pointee = Value(stepped).with(.fromRecord)
    }
    return Value(isUp ? current : stepped)
  }

  /// Chooses the value whose turn it is and moves its group on.
  func cycle(
    _ operation: Operation, _ top: UnsafeMutablePointer<Value>, _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafeMutablePointer<Value> {
    let count = Int(operation.d)
    let values = top - count
    let register = state.pointee.frame + Int(operation.c)
    let turn: UnsafeMutablePointer<Value>
    var result = values
    if operation.a == 1 {
      result = values - 1
      turn = try groupTurn(result.pointee, register, scope)
    } else {
      turn = register
    }
    let index = turn.pointee.tag == .integer ? Int(turn.pointee.integer) : 0
    let chosen = index < count ? values[index] : .nil
    turn.pointee = Value(index + 1 >= count ? 0 : index + 1)
    result.pointee = chosen
    return result + 1
  }

  /// The turn of a named group: groups are found by value, in a list that starts in the register.
  private func groupTurn(
    _ name: Value, _ register: UnsafeMutablePointer<Value>, _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafeMutablePointer<Value> {
    var link = register
    // A link is nil, or an array of three: name, turn, next link.
    while link.pointee.tag == .array, let node = link.pointee.address {
      let fields = UnsafeMutableRawPointer(mutating: node).assumingMemoryBound(to: Value.self)
      try scope.charge(steps: 1 &+ Int(min(fields[0].length, name.length)) / 64)
      if fields[0].isSame(as: name) { return fields + 1 }
      link = fields + 2
    }
    let fields = arena.allocateValues(3)
    fields.initialize(repeating: .nil, count: 3)
    fields[0] = name
    fields[1] = Value(0)
    link.pointee = Value(array: UnsafeBufferPointer(start: fields, count: 3))
    return fields + 1
  }
}
