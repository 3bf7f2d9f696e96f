import Liquid

/// Decides which fields of a record are decoded.
///
/// Kept is what is read and what the schema names: a record that breaks the schema is rejected whether or not the
/// template reads the field in question. An object whose other members the schema restricts is kept whole.
struct FieldPlan {
  private let rules: [SchemaRule]
  private var builder = FieldTree.Builder()
  private var nodeCount = 0

  /// A schema with more fields than this is not worth a tree; records are then decoded whole.
  private static let mostFields = 4096

  /// The tree; nil where all fields are wanted.
  static func tree(reading reads: FieldReads, _ schema: RecordSchema?) -> FieldTree? {
    guard !reads.isWhole else { return nil }
    var plan = FieldPlan(rules: schema?.rules ?? [])
    if schema != nil { plan.add(rule: 0, to: plan.builder.root, within: []) }
    plan.add(reads, to: plan.builder.root)
    guard plan.nodeCount <= mostFields else { return nil }
    let tree = plan.builder.build()
    return tree.nodes[0].takesAll ? nil : tree
  }

  private init(rules: [SchemaRule]) { self.rules = rules }

  private mutating func child(_ name: String, of node: Int) -> Int {
    nodeCount += 1
    return builder.child(name, of: node).node
  }

  private mutating func add(_ reads: FieldReads, to node: Int) {
    if reads.takesAll { builder.takeAll(node) }
    if reads.takesObject { builder.takeObject(node) }
    for (key, below) in reads.children where nodeCount <= Self.mostFields {
      add(below, to: child(key, of: node))
    }
  }

  /// Adds what a rule names; what refers to itself is kept whole.
  private mutating func add(rule: Int, to node: Int, within outer: Set<Int>) {
    guard nodeCount <= Self.mostFields else { return }
    guard !outer.contains(rule) else {
      builder.takeAll(node)
      return
    }
    let row = rules[rule]
    let inner = outer.union([rule])
    switch row.additional {
    case .nothing, .rule: builder.takeAll(node)
    case .unsaid, .anything: break
    }
    if row.constants?.contains(where: { $0.types.contains(.object) || $0.types.contains(.array) })
      == true
    {
      builder.takeAll(node)
    }
    for property in row.properties {
      add(rule: property.rule, to: child(property.name, of: node), within: inner)
    }
    // A list is transparent: its elements are described in its place.
    for part in row.companions + row.anyOf + row.oneOf + row.prefixItems
      + (row.items.map { [$0] } ?? [])
    {
      add(rule: part, to: node, within: inner)
    }
  }
}
