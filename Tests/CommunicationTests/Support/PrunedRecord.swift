import Communication
import Liquid

extension Value {
  /// As a decoder makes it: what is read and not there is absent.
  func pruned(to reads: FieldReads, in arena: Arena, isElement: Bool = false) -> Value {
    if reads.isWhole { return self }
    if reads.takesObject, !isElement, tag == .object { return self }
    switch tag {
    case .object:
      let members = reads.children.map { key, below in
        let found = self.members.first { $0.key.bytes.elementsEqual(key.utf8) }?.value
        return Member(
          key: Value(key, in: arena),
          value: found.map { $0.pruned(to: below, in: arena) } ?? .absent)
      }
      let kept = arena.allocateMembers(members.count)
      kept.initialize(from: members, count: members.count)
      return Value(object: UnsafeBufferPointer(start: kept, count: members.count))
    case .array:
      let elements = elements.map { $0.pruned(to: reads, in: arena, isElement: true) }
      let kept = arena.allocateValues(elements.count)
      kept.initialize(from: elements, count: elements.count)
      return Value(array: UnsafeBufferPointer(start: kept, count: elements.count))
    default: return self
    }
  }
}
