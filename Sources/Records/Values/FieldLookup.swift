internal import Liquid

/// A `FieldTree` made ready for one decoder: keys as values, hash tables from key to slot.
///
/// Keys are hashed by their length and their first and last eight bytes, which tells the fields of real
/// records apart in one probe; collisions are probed on, so only speed depends on the hash.
final class FieldLookup {
  struct Node: BitwiseCopyable {
    var shape: UInt16
    var takesAll: Bool
    var takesObject: Bool
    var childCount: Int32
    /// Index of the first child in `nodes`, and of its member in `blanks`.
    var firstChild: Int32
    /// Where the node's hash table starts in `table`.
    var tableStart: Int32
    var tableMask: UInt32
  }

  /// A child's key, ready to be compared with the text of a record in two loads.
  struct Probe: BitwiseCopyable {
    /// The first eight bytes of the key, and which of them count.
    var first: UInt64
    var firstMask: UInt64
    /// The last eight bytes of a key that has more than eight.
    var last: UInt64
    var length: Int
    /// The child that followed this one in the last object that had both; -1 when nothing is known.
    var next: Int
  }

  /// Longer keys, and those that JSON spells with escapes, are found by their hash alone.
  private static let longestProbe = 16

  /// What a walk uses; a handle on memory that the lookup owns.
  struct Tables: BitwiseCopyable {
    let nodes: UnsafeMutablePointer<Node>
    /// For each node its key with an absent value: an object starts as a copy of its node's children.
    let blanks: UnsafeMutablePointer<Member>
    /// For each node the number of the object that last had it.
    let seen: UnsafeMutablePointer<UInt32>
    /// For each node its key.
    let probes: UnsafeMutablePointer<Probe>
    /// For each node the child that its last object began with; -1 when nothing is known.
    let firsts: UnsafeMutablePointer<Int>
    /// Slots plus one; 0 is a free place.
    let table: UnsafeMutablePointer<UInt16>
  }

  let tables: Tables
  private let keyRoom: UnsafeMutableRawBufferPointer
  private let count: Int

  init(_ tree: FieldTree) {
    count = tree.nodes.count
    let nodes = UnsafeMutablePointer<Node>.allocate(capacity: count)
    let blanks = UnsafeMutablePointer<Member>.allocate(capacity: count)
    let probes = UnsafeMutablePointer<Probe>.allocate(capacity: count)
    let firsts = UnsafeMutablePointer<Int>.allocate(capacity: count)
    firsts.initialize(repeating: -1, count: count)
    let seen = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
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
          shape: node.shape, takesAll: node.takesAll, takesObject: node.takesObject,
          childCount: node.childCount, firstChild: node.firstChild,
          tableStart: Int32(tableSize), tableMask: UInt32(size - 1)))
      let key = UnsafeRawBufferPointer(
        rebasing: keys[Int(node.keyStart)..<Int(node.keyStart + node.keyLength)])
      (blanks + index).initialize(to: Member(key: Value(string: key), value: .absent))
      tableSize += size
    }
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: tableSize)
    table.initialize(repeating: 0, count: tableSize)
    tables = Tables(
      nodes: nodes, blanks: blanks, seen: seen, probes: probes, firsts: firsts, table: table)
    for index in 0..<count {
      fillTable(of: nodes[index])
      (probes + index).initialize(to: Self.probe(blanks[index].key.bytes))
    }
  }

  deinit {
    tables.nodes.deallocate()
    tables.blanks.deallocate()
    tables.seen.deallocate()
    tables.probes.deallocate()
    tables.firsts.deallocate()
    tables.table.deallocate()
    keyRoom.deallocate()
  }

  /// Starts counting objects anew.
  func forgetSeen() { tables.seen.update(repeating: 0, count: count) }

  private func fillTable(of node: Node) {
    for slot in 0..<Int(node.childCount) {
      let key = tables.blanks[Int(node.firstChild) + slot].key.bytes
      guard let start = key.baseAddress else { continue }
      let table = tables.table + Int(node.tableStart)
      var place = Tables.hash(start, key.count) & node.tableMask
      while table[Int(place)] != 0 { place = (place &+ 1) & node.tableMask }
      table[Int(place)] = UInt16(slot + 1)
    }
  }

  private static func probe(_ key: UnsafeRawBufferPointer) -> Probe {
    let isPlain = key.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard let start = key.baseAddress, isPlain, key.count <= longestProbe else {
      return Probe(first: 1, firstMask: 0, last: 0, length: 0, next: -1)
    }
    let mask = key.count >= 8 ? UInt64.max : (1 << UInt64(8 * key.count)) - 1
    return Probe(
      first: start.loadUnaligned(as: UInt64.self) & mask, firstMask: mask,
      last: key.count > 8
        ? start.loadUnaligned(fromByteOffset: key.count - 8, as: UInt64.self) : 0,
      length: key.count, next: -1)
  }
}

extension FieldLookup.Tables {
  /// Whether the key of a child, and the quotation mark after it, stand at `text`.
  ///
  /// `RecordBatch.padding` bytes behind the text must be readable.
  @inline(__always)
  func has(_ child: Int, at text: UnsafeRawPointer) -> Bool {
    let probe = probes[child]
    // The impossible probe of a long key has a bit in `first` that no mask lets through.
    let word = text.loadUnaligned(as: UInt64.self) & probe.firstMask
    if word != probe.first { return false }
    if text.load(fromByteOffset: probe.length, as: UInt8.self) != UInt8(ascii: "\"") {
      return false
    }
    return probe.length <= 8
      || text.loadUnaligned(fromByteOffset: probe.length &- 8, as: UInt64.self) == probe.last
  }

  /// The slot of a key, or -1; eight bytes behind the key must be readable.
  @inline(__always)
  func slot(of key: UnsafeRawPointer, _ length: Int, in node: FieldLookup.Node) -> Int {
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
  fileprivate static func hash(_ key: UnsafeRawPointer, _ length: Int) -> UInt32 {
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
