internal import Liquid

/// Reduces a whole record to the fields of a tree, in slots, for formats that are decoded whole.
final class FieldProjection {
  private let lookup: FieldLookup

  init(_ tree: FieldTree) { lookup = FieldLookup(tree) }

  /// The same record as a decoder of the tree would have made.
  func project(_ record: Value, into arena: Arena) -> Value { project(record, 0, arena) }

  private func project(
    _ value: Value, _ index: Int, _ arena: Arena, isElement: Bool = false
  ) -> Value {
    let node = lookup.tables.nodes[index]
    if node.takesAll { return value }
    if value.tag == .array {
      let elements = arena.allocateValues(value.elements.count)
      for (position, element) in value.elements.enumerated() {
        (elements + position).initialize(
          to: project(element, index, arena, isElement: true))
      }
      return Value(array: UnsafeBufferPointer(start: elements, count: value.elements.count))
    }
    guard value.tag == .object, isElement || !node.takesObject else { return value }
    let members = arena.allocateMembers(Int(node.childCount))
    for slot in 0..<Int(node.childCount) {
      let child = Int(node.firstChild) + slot
      var member = lookup.tables.blanks[child]
      let found = value.members.first { $0.key.bytes.elementsEqual(member.key.bytes) }
      if let found { member.value = project(found.value, child, arena) }
      (members + slot).initialize(to: member)
    }
    return Value(
      object: UnsafeBufferPointer(start: members, count: Int(node.childCount)), shape: node.shape)
  }
}
