/// Which fields of a record a program reads, so that a decoder parses only these.
///
/// Node 0 is the record itself. The children of a node stand side by side in `nodes`, in slot order. An
/// array is transparent: its elements are described by the array's own node. A decoded object of a node
/// with children has that node's `shape` and exactly its children as members, in slot order, `Value.absent` where
/// the record has none; under a node that takes all, objects have shape 0 and all their members in source
/// order, and so has an object itself under a node that takes objects. Any node may meet a scalar, which is decoded as it is.
public struct FieldTree: Sendable, Hashable {
  /// One field.
  @frozen
  public struct Node: Sendable, Hashable, BitwiseCopyable {
    /// Where the key starts in `keyBytes`.
    public let keyStart: Int32
    /// The key's length in bytes.
    public let keyLength: Int32
    /// The first child's index in `nodes`; meaningless without children.
    public let firstChild: Int32
    /// How many children there are; 0 for a node that takes all.
    public let childCount: Int32
    /// The shape of objects decoded here; 0 for a node that takes all.
    public let shape: UInt16
    /// Whether the value is used whole: everything below is decoded.
    public let takesAll: Bool
    /// Whether an object is used whole that stands here itself, not in a list; so it is where all is taken.
    public let takesObject: Bool
  }

  /// All nodes, the record first.
  public let nodes: [Node]
  /// The keys' UTF-8 bytes, one after another.
  public let keyBytes: [UInt8]

  /// The children of a node, in slot order.
  public func children(of node: Int) -> Range<Int> {
    let first = Int(nodes[node].firstChild)
    return nodes[node].childCount == 0 ? 0..<0 : first..<(first + Int(nodes[node].childCount))
  }

  /// The key of a node, for messages.
  public func key(of node: Int) -> String {
    let start = Int(nodes[node].keyStart)
    let bytes = keyBytes[start..<(start + Int(nodes[node].keyLength))]
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension FieldTree {
  /// Collects fields while a template is compiled; slots and shapes are final as soon as they are given.
  ///
  /// A field that is later taken whole makes its objects shapeless, so compiled code must compare a value's
  /// shape before it trusts a slot.
  public struct Builder: Sendable {
    private struct Entry {
      var key: [UInt8]
      var children: [Int] = []
      var takesAll = false
      var takesObject = false
    }

    /// Shapes are 16 bits in a `Value`.
    public static let maximumNodes = Int(UInt16.max)

    private var entries = [Entry(key: [])]

    /// Starts with the record alone, of which nothing is read.
    public init() {}

    /// The record's node.
    public var root: Int { 0 }

    /// The node and slot of a field; the same for the same key.
    public mutating func child(_ key: String, of parent: Int) -> (node: Int, slot: Int) {
      let bytes = Array(key.utf8)
      let siblings = entries[parent].children
      if let slot = siblings.firstIndex(where: { entries[$0].key == bytes }) {
        return (siblings[slot], slot)
      }
      precondition(entries.count < Self.maximumNodes, "a template reads fewer than 65,535 fields")
      entries.append(Entry(key: bytes))
      entries[parent].children.append(entries.count - 1)
      return (entries.count - 1, siblings.count)
    }

    /// Says that a node's value is used whole.
    public mutating func takeAll(_ node: Int) { entries[node].takesAll = true }

    /// Says that an object is used whole that stands at the node itself.
    public mutating func takeObject(_ node: Int) { entries[node].takesObject = true }

    /// The shape of objects decoded at a node, unless it takes all.
    public func shape(of node: Int) -> UInt16 { UInt16(node + 1) }

    /// The finished tree: fields without children take all, fields below a taken one vanish.
    public func build() -> FieldTree {
      var nodes: [Node] = []
      var keyBytes: [UInt8] = []
      var queue = [0]
      var next = 0
      while next < queue.count {
        let entry = entries[queue[next]]
        let isEmptyRoot = queue[next] == 0 && entry.children.isEmpty
        let takesAll = entry.takesAll || (entry.children.isEmpty && !isEmptyRoot)
        let children = takesAll ? [] : entry.children
        nodes.append(
          Node(
            keyStart: Int32(keyBytes.count), keyLength: Int32(entry.key.count),
            firstChild: Int32(queue.count), childCount: Int32(children.count),
            shape: takesAll ? 0 : shape(of: queue[next]), takesAll: takesAll,
            takesObject: takesAll || entry.takesObject))
        keyBytes += entry.key
        queue += children
        next += 1
      }
      return FieldTree(nodes: nodes, keyBytes: keyBytes)
    }
  }
}
