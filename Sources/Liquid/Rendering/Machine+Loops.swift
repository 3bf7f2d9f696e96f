extension Machine {
  /// Starts a loop over the collection below its offset and limit on the stack; false when it has no pass.
  func beginLoop(
    _ operation: Operation, _ top: inout UnsafeMutablePointer<Value>, _ name: Value,
    _ scope: FilterScope
  ) throws(RenderFailure) -> Bool {
    var limit: Int?
    var offset = 0
    if operation.a & LoopFlags.limit != 0 {
      top -= 1
      limit = top.pointee.isNil ? nil : Int(try top.pointee.integerArgument())
    }
    if operation.a & LoopFlags.offset != 0 {
      top -= 1
      offset = top.pointee.isNil ? 0 : Int(try top.pointee.integerArgument())
    }
    top -= 1
    let register = state.pointee.frame + Int(operation.b)
    if operation.a & LoopFlags.continues != 0 {
      offset = register.pointee.tag == .integer ? Int(register.pointee.integer) : 0
    }
    let slice = try elements(of: top.pointee, from: offset, limit: limit, scope)
    register.pointee = Value(offset &+ slice.count)
    guard slice.count > 0 else { return false }
    let loop = try pushLoop(
      slice, slot: state.pointee.frame + Int(operation.c),
      loopSlot: state.pointee.frame + Int(operation.e), isTable: false)
    loop.pointee.name = name
    if operation.a & LoopFlags.reversed != 0 { loop.pointee.step = -1 }
    loop.pointee.slot.pointee = loop.pointee.item
    return true
  }

  /// The next pass; false when there is none.
  @inline(__always)
  func nextLoop(_ steps: Int, _ scope: FilterScope) throws(RenderFailure) -> Bool {
    let loop = loops[state.pointee.loopDepth &- 1]
    try chargePass(steps, scope)
    loop.pointee.index &+= 1
    guard loop.pointee.index < loop.pointee.count else { return false }
    loop.pointee.slot.pointee = loop.pointee.item
    return true
  }

  @inline(__always)
  private func chargePass(_ steps: Int, _ scope: FilterScope) throws(RenderFailure) {
    state.pointee.iterations &+= 1
    if state.pointee.iterations > scope.limits.loopIterations {
      throw RenderFailure(.limit, "loops run more than \(scope.limits.loopIterations) times")
    }
    try scope.charge(steps: steps &+ takeDebt())
    if output.count > scope.limits.pageBytes { try checkPage(scope) }
  }

  /// Ends the innermost loop and shows what it hid.
  func endLoop() {
    state.pointee.loopDepth -= 1
    restoreShadows(downTo: state.pointee.shadowDepth - 2)
  }

  private func pushLoop(
    _ slice: LoopSlice, slot: UnsafeMutablePointer<Value>, loopSlot: UnsafeMutablePointer<Value>,
    isTable: Bool
  ) throws(RenderFailure) -> UnsafeMutablePointer<LoopState> {
    guard state.pointee.loopDepth < Size.loops else {
      throw RenderFailure(.nesting, "Nesting too deep")
    }
    let loop = newLoop(slice, slot: slot)
    let base = state.pointee.callDepth > 0 ? calls[state.pointee.callDepth - 1] : nil
    let floor = base.map { $0.isIsolated ? $0.loopBase : 0 } ?? 0
    if !isTable { loop.pointee.parent = parentLoop(above: floor) }
    try shadow(slot)
    try shadow(loopSlot)
    loops[state.pointee.loopDepth] = loop
    state.pointee.loopDepth += 1
    loopSlot.pointee = Value(
      isTable ? .tableRowLoop : .forLoop, payload: UInt64(UInt(bitPattern: loop)))
    return loop
  }

  /// The nearest `for` loop round this one in the same scope; tables do not count.
  private func parentLoop(above floor: Int) -> UnsafeMutablePointer<LoopState>? {
    var depth = state.pointee.loopDepth - 1
    while depth >= floor {
      if loops[depth].pointee.columns < 0 { return loops[depth] }
      depth -= 1
    }
    return nil
  }

  /// A loop's state in the arena; `columns` is -1 unless it is a table.
  func newLoop(
    _ slice: LoopSlice, slot: UnsafeMutablePointer<Value>
  ) -> UnsafeMutablePointer<LoopState> {
    let loop = arena.allocate(MemoryLayout<LoopState>.stride)
      .bindMemory(to: LoopState.self, capacity: 1)
    loop.initialize(
      to: LoopState(
        items: slice.items, first: slice.first, step: 1, count: slice.count, index: 0, parent: nil,
        name: .nil, slot: slot, columns: -1, column: 1, row: 1, isBroken: false))
    return loop
  }

  // MARK: Elements

  /// What a loop runs over: values, or a range that is never spelled out.
  struct LoopSlice {
    var items: UnsafePointer<Value>?
    var first: Int64 = 0
    var count = 0
  }

  /// The elements of a collection from an offset on: arrays, objects as pairs, ranges, a text as one element.
  func elements(
    of collection: Value, from offset: Int, limit: Int?, _ scope: FilterScope
  ) throws(RenderFailure) -> LoopSlice {
    var slice = LoopSlice()
    switch collection.tag {
    case .array:
      slice.items = collection.elements.baseAddress
      slice.count = Int(collection.length)
    case .object:
      let pairBytes = MemoryLayout<Member>.stride + MemoryLayout<Value>.stride
      try scope.charge(memory: Int(collection.length) &* pairBytes)
      slice.items = pairs(of: collection)
      slice.count = Int(collection.length)
    case .range:
      let (first, last) = collection.rangeBounds
      slice.first = first
      let (span, overflow) = last.subtractingReportingOverflow(first)
      slice.count = overflow ? .max : max(0, Int(span) &+ 1)
      if slice.count > scope.limits.rangeElements {
        throw RenderFailure(
          .limit, "a range has more than \(scope.limits.rangeElements) elements")
      }
    case .string:
      // Ruby 1.8's `String#each`, kept by Liquid: offset and limit do not apply.
      guard collection.length > 0 else { return slice }
      let single = arena.allocateValues(1)
      single.initialize(to: collection)
      return LoopSlice(items: UnsafePointer(single), count: 1)
    default:
      return slice
    }
    let end = limit.map { $0.addingReportingOverflow(offset) }.map {
      $0.overflow ? .max : $0.partialValue
    }
    let from = max(0, min(offset, slice.count))
    let to = max(from, min(end ?? slice.count, slice.count))
    slice.items = slice.items.map { $0 + from }
    slice.first &+= Int64(from)
    slice.count = to - from
    return slice
  }

  private func pairs(of object: Value) -> UnsafePointer<Value> {
    let members = object.members
    let pairs = arena.allocateValues(members.count)
    for (index, member) in members.enumerated() {
      let pair = arena.allocateValues(2)
      pair.initialize(to: member.key)
      (pair + 1).initialize(to: member.value)
      (pairs + index).initialize(
        to: Value(array: UnsafeBufferPointer(start: pair, count: 2)))
    }
    return UnsafePointer(pairs)
  }

  // MARK: Tables

  /// Starts a table; false when there is nothing to make one of.
  func beginTable(
    _ operation: Operation, _ top: inout UnsafeMutablePointer<Value>, _ scope: FilterScope
  ) throws(RenderFailure) -> Bool {
    func popped(_ flag: UInt8) -> Value? {
      guard operation.a & flag != 0 else { return nil }
      top -= 1
      return top.pointee
    }
    let columns = popped(LoopFlags.columns)
    let limit = popped(LoopFlags.limit)
    let offset = popped(LoopFlags.offset)
    top -= 1
    let collection = top.pointee
    guard collection.isTruthy else { return false }
    let from = try offset.map { value throws(RenderFailure) in try value.rubyInteger() } ?? 0
    let most = try limit.map { value throws(RenderFailure) in try value.rubyInteger() }
    let slice = try elements(of: collection, from: from, limit: most, scope)
    let width = try columns.map { value throws(RenderFailure) in try value.rubyInteger() }
    output.append("<tr class=\"row1\">\n")
    let loop = try pushLoop(
      slice, slot: state.pointee.frame + Int(operation.c),
      loopSlot: state.pointee.frame + Int(operation.e), isTable: true)
    loop.pointee.columns = width.map { max(0, $0) } ?? slice.count
    if slice.count > 0 { loop.pointee.slot.pointee = loop.pointee.item }
    return true
  }

  func beginCell() {
    output.append("<td class=\"col")
    appendNumber(loops[state.pointee.loopDepth - 1].pointee.column)
    output.append("\">")
  }

  /// Ends a cell and perhaps a row; true when there is another cell.
  func endCell(_ steps: Int, _ scope: FilterScope) throws(RenderFailure) -> Bool {
    let loop = loops[state.pointee.loopDepth - 1]
    output.append("</td>")
    try chargePass(steps, scope)
    if loop.pointee.isBroken { return false }
    let isLast = loop.pointee.index == loop.pointee.count - 1
    if loop.pointee.column == loop.pointee.columns {
      if !isLast {
        output.append("</tr>\n<tr class=\"row")
        appendNumber(loop.pointee.row + 1)
        output.append("\">")
      }
      loop.pointee.column = 1
      loop.pointee.row += 1
    } else {
      loop.pointee.column += 1
    }
    if isLast { return false }
    loop.pointee.index += 1
    loop.pointee.slot.pointee = loop.pointee.item
    return true
  }

  private func appendNumber(_ number: Int) { Value(number).write(to: output) }
}

extension Value {
  /// Ruby's `to_i`, which `tablerow` uses for its numbers: a text's leading digits, a float's whole part.
  func rubyInteger() throws(RenderFailure) -> Int {
    switch tag {
    case .nil: return 0
    case .decimal:
      var whole = mantissa
      for _ in 0..<scale { whole /= 10 }
      return Int(whole)
    case .float: return Int(exactly: float.rounded(.towardZero)) ?? 0
    default: return Int(try rangeBound())
    }
  }

  /// The member of an object by name; nil when this is no object or has none.
  @inlinable
  public func member(named name: UnsafeRawBufferPointer) -> Value? {
    memberIndex(named: Value(string: name)).map { members[$0].value }
  }

  /// Where an object holds a member; `name` is a string.
  @inlinable
  func memberIndex(named name: Value) -> Int? {
    guard let first = members.baseAddress else { return nil }
    let count = Int(length)
    var index = 0
    while index < count {
      if (first + index).pointee.key.isSameText(as: name) { return index }
      index &+= 1
    }
    return nil
  }

  /// Whether two strings hold the same bytes; meaningless for other tags.
  @inlinable @inline(__always)
  func isSameText(as other: Value) -> Bool {
    if length != other.length { return false }
    guard payload != other.payload, let left = address, let right = other.address else {
      return true
    }
    return UnsafeRawBufferPointer.areSame(left, right, Int(length))
  }
}
