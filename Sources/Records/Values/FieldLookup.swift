internal import Liquid

/// A `FieldTree` made ready for one decoder: keys as values, hash tables from key to slot.
///
/// Keys are hashed by their length and their first and last eight bytes, which tells the fields of real
/// records apart in one probe; collisions are probed on, so only speed depends on the hash.
final class FieldLookup {
  struct Node: BitwiseCopyable {
    var shape: UInt16
    var takesAll: Bool
    var childCount: Int32
    /// Index of the first child in `nodes`, and of its member in `blanks`.
    var firstChild: Int32
    /// Where the node's hash table starts in `table`.
    var tableStart: Int32
    var tableMask: UInt32
  }

  let nodes: UnsafeMutablePointer<Node>
  /// For each node its key with a nil value: an object starts as a copy of its node's children.
  let blanks: UnsafeMutablePointer<Member>
  /// For each node the number of the object that last had it.
  let seen: UnsafeMutablePointer<UInt32>
  /// Slots plus one; 0 is a free place.
  let table: UnsafeMutablePointer<UInt16>
  private let keyRoom: UnsafeMutableRawBufferPointer
  private let count: Int

  init(_ tree: FieldTree) {
    count = tree.nodes.count
    nodes = .allocate(capacity: count)
    blanks = .allocate(capacity: count)
    seen = .allocate(capacity: count)
    seen.initialize(repeating: 0, count: count)
    // Eight bytes on both sides, so that whole words may be loaded.
    let keyRoom = UnsafeMutableRawBufferPointer.allocate(
      byteCount: tree.keyBytes.count + 16, alignment: 16)
    keyRoom.copyBytes(from: repeatElement(0, count: 8))
    let keys = UnsafeMutableRawBufferPointer(rebasing: keyRoom[8...])
    keys.copyBytes(from: tree.keyBytes)
    self.keyRoom = keyRoom
    UnsafeMutableRawBufferPointer(rebasing: keys[tree.keyBytes.count...])
      .copyBytes(from: repeatElement(0, count: 8))
    var tableSize = 0
    for (index, node) in tree.nodes.enumerated() {
      var size = 4
      while size < Int(node.childCount) * 3 { size *= 2 }
      (nodes + index).initialize(
        to: Node(
          shape: node.shape, takesAll: node.takesAll, childCount: node.childCount,
          firstChild: node.firstChild, tableStart: Int32(tableSize), tableMask: UInt32(size - 1)))
      let key = UnsafeRawBufferPointer(
        rebasing: keys[Int(node.keyStart)..<Int(node.keyStart + node.keyLength)])
      (blanks + index).initialize(to: Member(key: Value(string: key), value: .nil))
      tableSize += size
    }
    table = .allocate(capacity: tableSize)
    table.initialize(repeating: 0, count: tableSize)
    for index in 0..<count { fillTable(of: nodes[index]) }
  }

  deinit {
    nodes.deallocate()
    blanks.deallocate()
    seen.deallocate()
    table.deallocate()
    keyRoom.deallocate()
  }

  /// Starts counting objects anew.
  func forgetSeen() { seen.update(repeating: 0, count: count) }

  private func fillTable(of node: Node) {
    for slot in 0..<Int(node.childCount) {
      let key = blanks[Int(node.firstChild) + slot].key.bytes
      guard let start = key.baseAddress else { continue }
      var place = Self.hash(start, key.count) & node.tableMask
      while table[Int(node.tableStart) + Int(place)] != 0 { place = (place &+ 1) & node.tableMask }
      table[Int(node.tableStart) + Int(place)] = UInt16(slot + 1)
    }
  }

  /// The slot of a key, or -1; eight bytes before and behind the key must be readable.
  @inline(__always)
  func slot(of key: UnsafeRawPointer, _ length: Int, in node: Node) -> Int {
    var place = Self.hash(key, length) & node.tableMask
    while true {
      let entry = Int(table[Int(node.tableStart) &+ Int(place)])
      if entry == 0 { return -1 }
      let candidate = blanks[Int(node.firstChild) &+ entry &- 1].key
      if Int(candidate.length) == length, Self.areEqual(key, candidate.start, length) {
        return entry &- 1
      }
      place = (place &+ 1) & node.tableMask
    }
  }

  @inline(__always)
  private static func areEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ length: Int)
    -> Bool
  {
    var index = 0
    while index &+ 8 <= length {
      let left = one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if left != other.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
      index &+= 8
    }
    if index == length { return true }
    let left = one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let right = other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return (left ^ right) << UInt64(truncatingIfNeeded: 64 &- 8 &* (length &- index)) == 0
  }

  @inline(__always)
  private static func hash(_ key: UnsafeRawPointer, _ length: Int) -> UInt32 {
    var first = key.loadUnaligned(as: UInt64.self)
    var last: UInt64 = 0
    if length < 8 {
      first &= (1 &<< UInt64(truncatingIfNeeded: 8 &* length)) &- 1
    } else {
      last = key.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
    }
    // An odd constant with well spread bits (the golden ratio's).
    let mixed = (first ^ (last &>> 7) ^ last ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed &>> 40)
  }
}

extension Value {
  /// Where a key's bytes start; keys of a tree are never without an address.
  @inline(__always)
  fileprivate var start: UnsafeRawPointer {
    UnsafeRawPointer(bitPattern: UInt(payload)).unsafelyUnwrapped
  }
}
