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
    // By number: making a command of it is a call.
    switch command {
    case MemberCommand.first.rawValue: Value(index == 0)
    case MemberCommand.last.rawValue: Value(index == count &- 1)
    case MemberCommand.index.rawValue: Value(index &+ 1)
    case MemberCommand.index0.rawValue: Value(index)
    case MemberCommand.rindex.rawValue: Value(count &- index)
    case MemberCommand.length.rawValue: Value(count)
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
    return Self.areSame(left, right, count)
  }

  /// Whether `count` bytes are the same in two places.
  @inlinable @inline(__always)
  static func areSame(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    if count >= 8 {
      // The last word overlaps the one before it.
      var index = 0
      while index &+ 8 < count {
        if differ(left, right, at: index, as: UInt64.self) { return false }
        index &+= 8
      }
      return !differ(left, right, at: count &- 8, as: UInt64.self)
    }
    if count >= 4 {
      return !differ(left, right, at: 0, as: UInt32.self)
        && !differ(left, right, at: count &- 4, as: UInt32.self)
    }
    // Of up to three bytes the first, the middle and the last are all.
    return count <= 0
      || !differ(left, right, at: 0, as: UInt8.self)
        && !differ(left, right, at: count &>> 1, as: UInt8.self)
        && !differ(left, right, at: count &- 1, as: UInt8.self)
  }

  @inlinable @inline(__always)
  static func differ<Word: FixedWidthInteger & BitwiseCopyable>(
    _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int, as: Word.Type
  ) -> Bool {
    left.loadUnaligned(fromByteOffset: offset, as: Word.self)
      != right.loadUnaligned(fromByteOffset: offset, as: Word.self)
  }
}
