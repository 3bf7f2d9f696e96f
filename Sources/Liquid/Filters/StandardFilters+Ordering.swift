extension StandardFilters {
  /// Lists in order.
  static let ordering: [FilterRow] = [
    FilterRow(
      "sort", .array, to: .array, arity: 0...1, safety: .kept,
      "The list in order of its elements or of a property; nil comes last.", sort),
    FilterRow(
      "sort_natural", .array, to: .array, arity: 0...1, safety: .kept,
      "The list in order of its texts, upper and lower case alike.", sortNatural),
  ]

  static func sort(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try sorted(input, by: arguments[0], isNatural: false, scope)
  }

  static func sortNatural(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try sorted(input, by: arguments[0], isNatural: true, scope)
  }

  private static func sorted(
    _ input: Value, by property: Value, isNatural: Bool, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    var sorter = try Sorter(capacity: elements.count, isNatural: isNatural, in: scope)
    if !property.isNil {
      // Any element without properties makes the result nil, before anything is compared.
      for element in elements where !element.hasProperties { return .nil }
    }
    for element in elements {
      var key = element
      if !property.isNil, elements.count > 1 {
        key = try element.property(property, in: scope) ?? .nil
      }
      if isNatural, !key.isNil, key.tag != .string { key = try key.text(in: scope) }
      sorter.append(element, key: key)
    }
    return try sorter.finish()
  }
}

extension Value {
  /// Whether Ruby's `[]` is defined for it.
  fileprivate var hasProperties: Bool {
    switch tag {
    case .object, .string, .integer, .bigInteger, .array: true
    default: false
    }
  }
}

/// A stable merge sort of values by keys, bottom up, in the arena.
///
/// Stable because glibc's `qsort_r`, which Ruby uses, is a merge sort.
struct Sorter {
  private struct Entry: BitwiseCopyable {
    let key: Value
    let value: Value
  }

  private let scope: FilterScope
  private let isNatural: Bool
  private let entries: UnsafeMutablePointer<Entry>
  private let spare: UnsafeMutablePointer<Entry>
  private let capacity: Int
  private var count = 0

  /// About how many comparisons cost what one step stands for.
  private static let comparisonsPerStep = 8

  init(capacity: Int, isNatural: Bool, in scope: FilterScope) throws(RenderFailure) {
    self.scope = scope
    self.isNatural = isNatural
    self.capacity = capacity
    try scope.charge(values: capacity * 2)
    try scope.charge(values: capacity * 2)
    let bytes = capacity * MemoryLayout<Entry>.stride
    entries = scope.arena.allocate(bytes).bindMemory(to: Entry.self, capacity: capacity)
    spare = scope.arena.allocate(bytes).bindMemory(to: Entry.self, capacity: capacity)
  }

  /// Adds a value to sort.
  mutating func append(_ value: Value, key: Value) {
    precondition(count < capacity, "a sorter has room for what it was made for")
    entries[count] = Entry(key: key, value: value)
    count += 1
  }

  /// The values in order.
  ///
  /// - Throws: `RenderFailure.argument` when two keys have no order.
  func finish() throws(RenderFailure) -> Value {
    let depth = Int.bitWidth - max(1, count).leadingZeroBitCount
    try scope.charge(steps: count * depth / Self.comparisonsPerStep)
    var (source, target) = (entries, spare)
    var width = 1
    while width < count {
      var start = 0
      while start < count {
        try merge(
          source, start, min(start + width, count), min(start + 2 * width, count), into: target)
        start += 2 * width
      }
      swap(&source, &target)
      width *= 2
    }
    var list = try ListBuilder(capacity: count, in: scope)
    for index in 0..<count { list.append(source[index].value) }
    return list.finish()
  }

  private func merge(
    _ source: UnsafeMutablePointer<Entry>, _ start: Int, _ middle: Int, _ end: Int,
    into target: UnsafeMutablePointer<Entry>
  ) throws(RenderFailure) {
    var (left, right, next) = (start, middle, start)
    while left < middle, right < end {
      if try compare(source[left].key, source[right].key) <= 0 {
        target[next] = source[left]
        left += 1
      } else {
        target[next] = source[right]
        right += 1
      }
      next += 1
    }
    while left < middle {
      target[next] = source[left]
      (left, next) = (left + 1, next + 1)
    }
    while right < end {
      target[next] = source[right]
      (right, next) = (right + 1, next + 1)
    }
  }

  @inline(__always)
  private func compare(_ left: Value, _ right: Value) throws(RenderFailure) -> Int {
    if left.tag == .integer, right.tag == .integer, !isNatural {
      return left.integer < right.integer ? -1 : left.integer > right.integer ? 1 : 0
    }
    return try compareSlowly(left, right)
  }

  private func compareSlowly(_ left: Value, _ right: Value) throws(RenderFailure) -> Int {
    if left.tag == .string, right.tag == .string {
      if left.payload == right.payload, left.length == right.length { return 0 }
      let bytesPerStep: UInt32 = isNatural ? 64 : 256
      try scope.charge(steps: Int(min(left.length, right.length) / bytesPerStep))
      return isNatural
        ? Self.compareFolded(left.bytes, right.bytes)
        : Value.compareBytes(left.bytes, right.bytes)
    }
    if let order = left.compared(to: right) { return order }
    if left.isNil { return 1 }
    if right.isNil { return -1 }
    throw RenderFailure(.argument, "cannot sort values of incompatible types")
  }

  /// Ruby's `casecmp`: by bytes, ASCII letters as lower case.
  private static func compareFolded(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common {
      let (one, other) = (
        LetterCase.lower.ascii(left[index]), LetterCase.lower.ascii(right[index])
      )
      if one != other { return one < other ? -1 : 1 }
    }
    return left.count - right.count
  }
}
