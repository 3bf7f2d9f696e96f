internal import Glibc

extension Value {
  /// The member an object holds under `key`, a string; nil when there is none.
  ///
  /// Scans keys by length, then by bytes: objects are small.
  @inline(__always)
  func member(_ key: Value) -> Value? {
    memberIndex(named: key).map { members[$0].value }
  }

  /// What `object.key` or `object[key]` is (`Liquid::VariableLookup`); nil where there is nothing.
  ///
  /// `isCommand` says that the key stands after a point: only then `size`, `first` and `last` mean the
  /// size, first and last element of a list, string, object or range. Loop objects are the machine's.
  public func lookup(_ key: Value, isCommand: Bool, in arena: Arena) -> Value {
    switch tag {
    case .object:
      if key.tag == .string, let found = member(key) { return found }
    case .array:
      if key.tag == .integer { return element(at: key.integer) }
    default: break
    }
    guard isCommand, key.tag == .string else { return .nil }
    return command(key.bytes, in: arena)
  }

  /// Element number `index`, from the end when negative; nil beyond either end.
  func element(at index: Int64) -> Value {
    let position = index < 0 ? index &+ Int64(length) : index
    guard position >= 0, position < Int64(length) else { return .nil }
    return elements[Int(position)]
  }

  private func command(_ name: UnsafeRawBufferPointer, in arena: Arena) -> Value {
    if name.matches("size") { return size ?? .nil }
    if name.matches("first") { return first(in: arena) }
    if name.matches("last") { return last }
    return .nil
  }

  /// Characters, elements, members, or the bytes Ruby holds an integer in; nil for what has no size.
  var size: Value? {
    switch tag {
    case .string: Value(UTF8Scanner.count(bytes))
    case .array, .object: Value(Int(length))
    case .range: Value(rangeCount)
    case .integer: Value(8)
    case .bigInteger: Value(WideNumber(self).byteSize)
    default: nil
    }
  }

  /// The first element; an object's first member as a list of key and value; a string's first character.
  ///
  /// A string without characters gives "", anything else without elements nil.
  func first(in arena: Arena) -> Value {
    switch tag {
    case .array: return element(at: 0)
    case .object: return members.first.map { Value.pair($0, in: arena) } ?? .nil
    case .range: return Value(rangeBounds.first)
    case .string:
      let text = bytes
      if text.isEmpty { return self }
      let end = UTF8Scanner.length(text, at: 0)
      return Value(string: UnsafeRawBufferPointer(rebasing: text[..<end]))
    default: return .nil
    }
  }

  /// The last element or character, as `first`; objects have none.
  var last: Value {
    switch tag {
    case .array: return element(at: -1)
    case .range: return Value(rangeBounds.last)
    case .string:
      let text = bytes
      if text.isEmpty { return self }
      var start = text.count - 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      return Value(string: UnsafeRawBufferPointer(rebasing: text[start...]))
    default: return .nil
    }
  }

  /// A list of a member's key and value.
  static func pair(_ member: Member, in arena: Arena) -> Value {
    let elements = arena.allocateValues(2)
    elements[0] = member.key
    elements[1] = member.value
    return Value(array: UnsafeBufferPointer(start: elements, count: 2))
  }

  /// How many integers a range holds; at most `Int64.max`.
  var rangeCount: Int64 {
    let (first, last) = rangeBounds
    guard last >= first else { return 0 }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    return overflow || distance == .max ? .max : distance + 1
  }
}
