internal import Liquid

/// Where elements and members wait until their array or object is complete.
///
/// A handle shared by a decoder's walks; `JSONReader` owns what it points to.
struct JSONStacks: BitwiseCopyable {
  private struct State {
    var values: UnsafeMutablePointer<Value>
    var valueCapacity: Int
    var valueCount = 0
    var members: UnsafeMutablePointer<Member>
    var memberCapacity: Int
    var memberCount = 0
  }

  private let state: UnsafeMutablePointer<State>

  init() {
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        values: .allocate(capacity: 1024), valueCapacity: 1024,
        members: .allocate(capacity: 1024), memberCapacity: 1024))
  }

  func destroy() {
    state.pointee.values.deallocate()
    state.pointee.members.deallocate()
    state.deallocate()
  }

  var valueCount: Int { state.pointee.valueCount }
  var memberCount: Int { state.pointee.memberCount }

  /// Forgets what a failed walk left behind.
  func clear() {
    state.pointee.valueCount = 0
    state.pointee.memberCount = 0
  }

  @inline(__always)
  func push(_ value: Value) {
    if state.pointee.valueCount == state.pointee.valueCapacity { growValues() }
    (state.pointee.values + state.pointee.valueCount).initialize(to: value)
    state.pointee.valueCount &+= 1
  }

  @inline(__always)
  func push(_ member: Member) {
    if state.pointee.memberCount == state.pointee.memberCapacity { growMembers() }
    (state.pointee.members + state.pointee.memberCount).initialize(to: member)
    state.pointee.memberCount &+= 1
  }

  func popArray(from mark: Int, into arena: Arena) -> Value {
    let count = state.pointee.valueCount &- mark
    let elements = arena.allocateValues(count)
    elements.initialize(from: state.pointee.values + mark, count: count)
    state.pointee.valueCount = mark
    return Value(array: UnsafeBufferPointer(start: elements, count: count))
  }

  func popObject(from mark: Int, into arena: Arena) -> Value {
    let count = state.pointee.memberCount &- mark
    let members = arena.allocateMembers(count)
    members.initialize(from: state.pointee.members + mark, count: count)
    state.pointee.memberCount = mark
    return Value(object: UnsafeBufferPointer(start: members, count: count))
  }

  @inline(never)
  private func growValues() {
    let capacity = state.pointee.valueCapacity * 2
    let moved = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    moved.initialize(from: state.pointee.values, count: state.pointee.valueCount)
    state.pointee.values.deallocate()
    state.pointee.values = moved
    state.pointee.valueCapacity = capacity
  }

  @inline(never)
  private func growMembers() {
    let capacity = state.pointee.memberCapacity * 2
    let moved = UnsafeMutablePointer<Member>.allocate(capacity: capacity)
    moved.initialize(from: state.pointee.members, count: state.pointee.memberCount)
    state.pointee.members.deallocate()
    state.pointee.members = moved
    state.pointee.memberCapacity = capacity
  }
}

extension JSONStacks {
  /// Below this, comparing each with each is quicker than sorting.
  private static let fewMembers = 24

  /// Whether two of the members waiting since `mark` have the same key.
  ///
  /// Never quadratic in the number of members, whatever the keys are.
  func hasDuplicateKey(from mark: Int) -> Bool {
    let count = state.pointee.memberCount - mark
    let members = UnsafeBufferPointer(start: state.pointee.members + mark, count: count)
    if count <= Self.fewMembers {
      var index = 1
      while index < count {
        let key = members[index].key
        var other = 0
        while other < index {
          if members[other].key.length == key.length,
            Self.order(members[other].key, key) == 0
          {
            return true
          }
          other += 1
        }
        index += 1
      }
      return false
    }
    let keys = members.map(\.key).sorted { Self.order($0, $1) < 0 }
    return zip(keys, keys.dropFirst()).contains { Self.order($0, $1) == 0 }
  }

  private static func order(_ one: Value, _ other: Value) -> Int {
    let left = one.bytes
    let right = other.bytes
    let shared = min(left.count, right.count)
    var index = 0
    while index < shared {
      if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
      index += 1
    }
    return left.count - right.count
  }
}
