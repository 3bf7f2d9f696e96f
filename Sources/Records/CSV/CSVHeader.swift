internal import Liquid

/// What the columns of one CSV input mean.
///
/// `bill.number` is a field of an object, `bill.lines.0.name` one of the first element of a list. A column may
/// declare its cells: `bill.total:number`, `customer.id:text`, `bill.paid:boolean`.
final class CSVHeader: @unchecked Sendable {
  // Unchecked: nothing is written after `init`; the key bytes live as long as the header.

  /// How the cells of a column become values.
  enum Kind {
    /// A number where the cell is one in plain decimal notation, else text.
    case automatic
    /// Text, whatever it looks like.
    case text
    /// A number, or the record is rejected.
    case number
    /// `true` or `false`, or the record is rejected.
    case boolean
  }

  struct Column {
    /// The dotted path as it stands in the header, for messages.
    var path: String
    var kind: Kind
  }

  /// What the columns build, in order of first appearance.
  indirect enum Node {
    case leaf(column: Int)
    case object([(key: Value, node: Node)])
    case list([Node])

    /// The first column that is part of it.
    var firstColumn: Int {
      switch self {
      case .leaf(let column): column
      case .object(let children): children.first?.node.firstColumn ?? 0
      case .list(let children): children.first?.firstColumn ?? 0
      }
    }
  }

  let delimiter: UInt8
  let columns: [Column]
  let root: Node
  private let keyBytes: [UnsafeMutableRawBufferPointer]

  init(delimiter: UInt8, columns: [Column], plan: CSVPlan) {
    self.delimiter = delimiter
    self.columns = columns
    var keyBytes: [UnsafeMutableRawBufferPointer] = []
    root = Self.node(plan, &keyBytes)
    self.keyBytes = keyBytes
  }

  deinit { for bytes in keyBytes { bytes.deallocate() } }

  private static func node(
    _ plan: CSVPlan, _ keyBytes: inout [UnsafeMutableRawBufferPointer]
  ) -> Node {
    if let column = plan.column { return .leaf(column: column) }
    if plan.isList { return .list(plan.children.map { node($0.plan, &keyBytes) }) }
    return .object(
      plan.children.map { child in
        let bytes = UnsafeMutableRawBufferPointer.allocate(
          byteCount: max(1, child.key.utf8.count), alignment: 1)
        bytes.copyBytes(from: child.key.utf8)
        keyBytes.append(bytes)
        let key = UnsafeRawBufferPointer(rebasing: bytes[..<child.key.utf8.count])
        return (Value(string: key), node(child.plan, &keyBytes))
      })
  }
}
