/// Collects which fields of the record are read while templates are walked.
final class ReadsBuilder {
  private struct Node {
    var children: [(key: String, node: Int)] = []
    var takesAll = false
    var takesObject = false
  }

  private var nodes = [Node()]

  /// The record itself.
  static let record = 0

  /// The field of a node; the same for the same key.
  func child(_ key: String, of node: Int) -> Int {
    if let found = nodes[node].children.first(where: { $0.key.isSpelled(key) }) {
      return found.node
    }
    nodes.append(Node())
    nodes[node].children.append((key, nodes.count - 1))
    return nodes.count - 1
  }

  /// Says that values are used whole.
  func takeAll(_ origins: [Int]) {
    for origin in origins { nodes[origin].takesAll = true }
  }

  /// Says that objects which stand there themselves, where lists were thought of, are used whole.
  func takeObjects(_ origins: [Int]) {
    for origin in origins { nodes[origin].takesObject = true }
  }

  /// What was read.
  var reads: FieldReads { reads(of: Self.record) }

  private func reads(of node: Int) -> FieldReads {
    var reads = FieldReads()
    if nodes[node].takesAll { reads.takeAll() }
    if nodes[node].takesObject { reads.takeObject() }
    for child in nodes[node].children { reads.merge(child.key, self.reads(of: child.node)) }
    return reads
  }
}
