/// What a `forloop` or `tablerowloop` object shows: one loop while it runs, in the document's arena.
struct LoopState: BitwiseCopyable {
  /// The elements, unless the loop runs over a range.
  var items: UnsafePointer<Value>?
  /// A range's first element.
  var first: Int64
  /// 1, or -1 for a reversed loop.
  var step: Int
  var count: Int
  var index: Int
  /// The loop round it, for `forloop.parentloop`.
  var parent: UnsafeMutablePointer<LoopState>?
  /// `item-collection`, for `forloop.name`.
  var name: Value
  /// The variable's slot.
  var slot: UnsafeMutablePointer<Value>
  /// `tablerow`: cells in a row, the cell's column (from 1) and row (from 1), whether a `break` was met.
  var columns: Int
  var column: Int
  var row: Int
  var isBroken: Bool

  /// The element of the current pass.
  @inline(__always)
  var item: Value {
    let position = step > 0 ? index : count &- 1 &- index
    if let items { return items[position] }
    return Value(first &+ Int64(position))
  }

  /// A member that most loops use, by the command it was compiled to; nil where the name must be asked.
  @inline(__always)
  func member(_ command: UInt8) -> Value? {
    switch MemberCommand(rawValue: command) {
    case .first: Value(index == 0)
    case .last: Value(index == count &- 1)
    case .index: Value(index &+ 1)
    case .index0: Value(index)
    case .rindex: Value(count &- index)
    case .length: Value(count)
    default: nil
    }
  }

  /// A member of the object by name; nil for what it does not have.
  func member(_ name: UnsafeRawBufferPointer, isTable: Bool) -> Value? {
    switch name.count {
    case 3 where isTable && name.matches("col"): Value(column)
    case 3 where isTable && name.matches("row"): Value(row)
    case 4 where name.matches("last"): Value(index == count - 1)
    case 4 where isTable && name.matches("col0"): Value(column - 1)
    case 4 where !isTable && name.matches("name"): self.name
    case 5 where name.matches("index"): Value(index + 1)
    case 5 where name.matches("first"): Value(index == 0)
    case 6 where name.matches("index0"): Value(index)
    case 6 where name.matches("length"): Value(count)
    case 6 where name.matches("rindex"): Value(count - index)
    case 7 where name.matches("rindex0"): Value(count - index - 1)
    case 8 where isTable && name.matches("col_last"): Value(column == columns)
    case 9 where isTable && name.matches("col_first"): Value(column == 1)
    case 10 where !isTable && name.matches("parentloop"): parentValue
    default: nil
    }
  }

  private var parentValue: Value {
    guard let parent else { return .nil }
    return Value(.forLoop, payload: UInt64(UInt(bitPattern: parent)))
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes are the literal's; the counts must be known to be equal or are compared.
  @inline(__always)
  func matches(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether two runs hold the same bytes.
  @inlinable @inline(__always)
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let left = baseAddress, let right = other.baseAddress else {
      return count == other.count
    }
    if count >= 8 {
      // The last word overlaps the one before it.
      var index = 0
      while index &+ 8 < count {
        if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        {
          return false
        }
        index &+= 8
      }
      return left.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    }
    if count >= 4 {
      return left.loadUnaligned(as: UInt32.self) == right.loadUnaligned(as: UInt32.self)
        && left.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
          == right.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    }
    var index = 0
    while index < count {
      if left.load(fromByteOffset: index, as: UInt8.self)
        != right.load(fromByteOffset: index, as: UInt8.self)
      {
        return false
      }
      index &+= 1
    }
    return true
  }
}
