extension Machine {
  /// Renders a snippet in a scope of its own: new variables, only what is passed.
  func callIsolated(
    _ operation: Operation, _ ip: UnsafePointer<Operation>,
    _ top: inout UnsafeMutablePointer<Value>, _ program: Program,
    _ constants: UnsafePointer<Value>, _ globals: UnsafeBufferPointer<Value>, _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafePointer<Operation> {
    let count = Int(operation.b)
    top -= count
    let passed = top
    var argument = Value.nil
    if operation.a & CallFlags.argument != 0 {
      top -= 1
      argument = top.pointee
    }
    let entry = program.tables.entries[program.tables.entryTables[Int(operation.c)][0]]
    var call = try newCall(entry, ip, program, scope, isIsolated: true)
    call.argumentCount = count
    call.bindingOffset = Int(operation.e)
    let alias = program.tables.bindings[call.bindingOffset + count]
    call.argumentSlot = alias >= 0 ? alias : entry.argumentSlot
    if count > 0 {
      try scope.charge(memory: count &* MemoryLayout<Value>.stride)
      let kept = arena.allocateValues(count)
      kept.initialize(from: passed, count: count)
      call.arguments = UnsafePointer(kept)
    }
    if operation.a & CallFlags.loops != 0, argument.isEnumerable {
      let slice = try elements(of: argument, from: 0, limit: nil, scope)
      guard slice.count > 0 else { return ip + 1 }
      call.loop = newLoop(slice, slot: state.pointee.frame)
      call.loop?.pointee.name = entry.name
    }
    let unit = Int(operation.d)
    let frame = state.pointee.frameTop
    guard frame + program.tables.units[unit].slotCount <= state.pointee.frameEnd else {
      throw RenderFailure(.nesting, "Nesting too deep")
    }
    calls[state.pointee.callDepth] = call
    state.pointee.callDepth += 1
    state.pointee.frame = frame
    state.pointee.frameTop = frame + program.tables.units[unit].slotCount
    fillIsolated(call, unit, argument, program, constants, globals)
    return call.start
  }

  /// Fills an isolated frame for one element: the run's variables, the arguments, then the value itself.
  private func fillIsolated(
    _ call: Call, _ unit: Int, _ argument: Value, _ program: Program,
    _ constants: UnsafePointer<Value>, _ globals: UnsafeBufferPointer<Value>
  ) {
    startFrame(unit, program, constants, globals)
    let frame = state.pointee.frame
    let loopSlot = program.tables.units[unit].loopSlot
    if let loop = call.loop, loopSlot >= 0 {
      frame[loopSlot] = Value(.forLoop, payload: UInt64(UInt(bitPattern: loop)))
    }
    if let arguments = call.arguments {
      for index in 0..<call.argumentCount {
        frame[program.tables.bindings[call.bindingOffset + index]] = arguments[index]
      }
    }
    let value = call.loop.map { $0.pointee.item } ?? argument
    if !value.isNil { frame[call.argumentSlot] = value }
  }

  /// Renders a snippet in the caller's scope; its arguments are already bound.
  func callShared(
    _ operation: Operation, _ ip: UnsafePointer<Operation>,
    _ top: inout UnsafeMutablePointer<Value>, _ program: Program, _ scope: FilterScope
  ) throws(RenderFailure) -> UnsafePointer<Operation> {
    let bound = Int(operation.b)
    var argument = Value.nil
    if operation.a & CallFlags.argument != 0 {
      top -= 1
      argument = top.pointee
    }
    let table = program.tables.entryTables[Int(operation.c)]
    var index = table.first
    if operation.a & CallFlags.dynamic != 0 {
      top -= 1
      let name = top.pointee
      guard name.tag == .string else {
        restoreShadows(downTo: state.pointee.shadowDepth - bound)
        throw RenderFailure(.argument, "Argument error in tag 'include' - Illegal template name")
      }
      // Every name is looked at.
      try scope.charge(steps: table.count / 8 &+ Int(name.length) / 64)
      index = dynamicEntry(name, table, program)
      if operation.a & CallFlags.argument == 0 { argument = variable(named: name, program) }
    }
    guard let index else {
      restoreShadows(downTo: state.pointee.shadowDepth - bound)
      throw RenderFailure(.missingPartial, "Could not find the snippet named here")
    }
    let entry = program.tables.entries[index]
    var call = try newCall(entry, ip, program, scope, isIsolated: false)
    let alias = program.tables.bindings[Int(operation.e)]
    call.argumentSlot = alias >= 0 ? alias : entry.argumentSlot
    let slot = state.pointee.frame + call.argumentSlot
    if argument.tag == .array {
      guard argument.length > 0 else {
        restoreShadows(downTo: state.pointee.shadowDepth - bound)
        return ip + 1
      }
      let slice = LoopSlice(
        items: argument.elements.baseAddress, count: Int(argument.length))
      call.loop = newLoop(slice, slot: slot)
    }
    try shadow(slot)
    call.shadowBase = state.pointee.shadowDepth - bound - 1
    slot.pointee = call.loop.map { $0.pointee.item } ?? argument
    calls[state.pointee.callDepth] = call
    state.pointee.callDepth += 1
    return call.start
  }

  private func dynamicEntry(
    _ name: Value, _ table: UnsafeBufferPointer<Int>, _ program: Program
  ) -> Int? {
    let wanted = name.bytes
    return table.first { index in
      let known = program.tables.entries[index].name.bytes
      if known.isSame(as: wanted) { return true }
      guard known.count == wanted.count + 7 else { return false }
      return UnsafeRawBufferPointer(rebasing: known[..<wanted.count]).isSame(as: wanted)
        && UnsafeRawBufferPointer(rebasing: known[wanted.count...]).matches(".liquid")
    }
  }

  private func newCall(
    _ entry: ProgramTables.Entry, _ ip: UnsafePointer<Operation>, _ program: Program,
    _ scope: FilterScope, isIsolated: Bool
  ) throws(RenderFailure) -> Call {
    guard state.pointee.callDepth < min(scope.limits.includeDepth, Size.calls) else {
      throw RenderFailure(
        .nesting,
        "Nesting too deep: more than \(scope.limits.includeDepth) snippets within snippets")
    }
    try scope.charge(steps: entry.steps &+ takeDebt())
    try scope.charge(memory: Size.callBytes)
    guard let start = UnsafePointer(program.operations.baseAddress) else {
      throw RenderFailure(.missingPartial, "the program is empty")
    }
    return Call(
      returnAddress: ip + 1, frame: state.pointee.frame, unit: state.pointee.unit,
      loopBase: state.pointee.loopDepth, captureBase: state.pointee.captureDepth,
      shadowBase: state.pointee.shadowDepth, isIsolated: isIsolated, start: start + entry.start,
      loop: nil, arguments: nil, argumentCount: 0, bindingOffset: 0,
      argumentSlot: entry.argumentSlot)
  }

  /// Ends the innermost call or starts its next element; nil when the template itself has ended.
  func finishCall(
    _ program: Program, _ constants: UnsafePointer<Value>, _ globals: UnsafeBufferPointer<Value>
  ) -> UnsafePointer<Operation>? {
    guard state.pointee.callDepth > 0 else { return nil }
    let call = calls[state.pointee.callDepth - 1]
    if let loop = call.loop, state.pointee.interrupt == 0 {
      loop.pointee.index += 1
      if loop.pointee.index < loop.pointee.count {
        if call.isIsolated {
          fillIsolated(call, state.pointee.unit, .nil, program, constants, globals)
        } else {
          loop.pointee.slot.pointee = loop.pointee.item
        }
        return call.start
      }
    }
    state.pointee.callDepth -= 1
    while state.pointee.loopDepth > call.loopBase { endLoop() }
    restoreShadows(downTo: call.shadowBase)
    if call.isIsolated {
      state.pointee.frameTop = state.pointee.frame
      state.pointee.frame = call.frame
      state.pointee.unit = call.unit
    }
    return call.returnAddress
  }
}

extension Value {
  /// Whether `render ... for` runs over it: lists, objects and ranges.
  var isEnumerable: Bool { tag == .array || tag == .object || tag == .range }
}
