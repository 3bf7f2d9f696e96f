extension Value {
  /// What a loop goes over: a list's elements, an object's members as pairs, a range's integers.
  ///
  /// A string is one element unless it is empty; anything else is none. A list costs nothing, the others
  /// are made in the arena.
  /// - Throws: `RenderFailure.limit` for a range longer than `limits.rangeElements`.
  public func loopElements(
    in scope: FilterScope
  ) throws(RenderFailure) -> UnsafeBufferPointer<Value> {
    switch tag {
    case .array: return elements
    case .object: return try pairs(in: scope)
    case .range: return try rangeElements(in: scope)
    case .string: return length == 0 ? Value.none : Value.single(self, in: scope.arena)
    default: return Value.none
    }
  }

  /// What an array filter goes over (`InputIterator`): nested lists flattened, an object as one element.
  ///
  /// Nil is no element, any other single value is one.
  func filterElements(
    in scope: FilterScope
  ) throws(RenderFailure) -> UnsafeBufferPointer<Value> {
    switch tag {
    case .array:
      try scope.charge(steps: 1 + Int(length))
      for element in elements where element.tag == .array { return try flattened(in: scope) }
      return elements
    case .nil: return Value.none
    case .range: return try rangeElements(in: scope)
    default: return Value.single(self, in: scope.arena)
    }
  }

  private static var none: UnsafeBufferPointer<Value> { .init(start: nil, count: 0) }

  private static func single(_ value: Value, in arena: Arena) -> UnsafeBufferPointer<Value> {
    let one = arena.allocateValues(1)
    one[0] = value
    return UnsafeBufferPointer(start: one, count: 1)
  }

  private func pairs(in scope: FilterScope) throws(RenderFailure) -> UnsafeBufferPointer<Value> {
    let count = Int(length)
    try scope.charge(values: count * 3)
    let pairs = scope.arena.allocateValues(count)
    for (index, member) in members.enumerated() {
      pairs[index] = Value.pair(member, in: scope.arena)
    }
    return UnsafeBufferPointer(start: pairs, count: count)
  }

  private func rangeElements(
    in scope: FilterScope
  ) throws(RenderFailure) -> UnsafeBufferPointer<Value> {
    let count = rangeCount
    if count > Int64(scope.limits.rangeElements) {
      throw RenderFailure(
        .limit, "a range would have more than \(scope.limits.rangeElements) elements")
    }
    try scope.charge(values: Int(count))
    let integers = scope.arena.allocateValues(Int(count))
    let first = rangeBounds.first
    for index in 0..<Int(count) { integers[index] = Value(first &+ Int64(index)) }
    return UnsafeBufferPointer(start: integers, count: Int(count))
  }

  private func flattened(
    in scope: FilterScope
  ) throws(RenderFailure) -> UnsafeBufferPointer<Value> {
    let count = flatCount
    try scope.charge(values: count)
    var next = scope.arena.allocateValues(count)
    let start = next
    copyFlat(to: &next)
    return UnsafeBufferPointer(start: start, count: count)
  }

  private var flatCount: Int {
    var count = 0
    for element in elements { count += element.tag == .array ? element.flatCount : 1 }
    return count
  }

  private func copyFlat(to next: inout UnsafeMutablePointer<Value>) {
    for element in elements {
      if element.tag == .array {
        element.copyFlat(to: &next)
      } else {
        next.initialize(to: element)
        next += 1
      }
    }
  }
}

extension FilterScope {
  /// Charges for a list of `count` values about to be made.
  func charge(values count: Int) throws(RenderFailure) {
    let bytes = count * MemoryLayout<Value>.stride
    if arena.usedBytes &+ bytes > limits.documentBytes {
      throw RenderFailure(.limit, "the document would use more than \(limits.documentBytes) bytes")
    }
    try charge(steps: 1 + count)
  }
}
