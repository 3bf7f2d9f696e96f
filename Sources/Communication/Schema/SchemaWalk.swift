internal import Glibc
import Liquid

/// One check of one record: walks schema and record together and stops at the first thing that is wrong.
///
/// Allocates nothing while the record is right; the way to a fault is noted only on the way back from it.
struct SchemaWalk {
  /// A step towards the fault, innermost first.
  struct Step: BitwiseCopyable {
    enum Kind: UInt8 {
      /// A property: its number in the tables.
      case property
      /// An element: its number.
      case element
      /// A member the schema has no name for.
      case member
    }

    let kind: Kind
    let index: Int
  }

  /// What is wrong, and the node that says so.
  struct Fault {
    let code: SchemaViolation.Code
    let node: Int32
  }

  private let tables: SchemaTables.Pointers
  private(set) var fault: Fault?
  private(set) var steps: [Step] = []
  /// Inside alternatives nothing is noted: another one may fit.
  private var trials = 0

  /// Records nest less; a schema that refers to itself cannot send the check deeper.
  static let deepest = 128

  init(_ tables: SchemaTables.Pointers) { self.tables = tables }

  @inline(never)
  private mutating func fail(_ code: SchemaViolation.Code, _ node: Int32) -> Bool {
    if trials == 0, fault == nil { fault = Fault(code: code, node: node) }
    return false
  }

  @inline(never)
  private mutating func note(_ kind: Step.Kind, _ index: Int) -> Bool {
    if trials == 0 { steps.append(Step(kind: kind, index: index)) }
    return false
  }

  /// Whether a node allows a value.
  mutating func allows(_ index: Int32, _ value: Value, depth: Int = 0) -> Bool {
    let node = tables.nodes + Int(index)
    let type = Self.type(of: value, where: node.pointee.types)
    if node.pointee.types.isDisjoint(with: type) || node.pointee.isForbidden {
      return fail(.type, index)
    }
    if type == .string {
      let checks = node.pointee.checks.intersection(.ofTexts)
      return checks.isEmpty || allowsText(index, value, checks, depth)
    }
    let checks = node.pointee.checks
    if checks.isEmpty { return true }
    if depth >= Self.deepest { return fail(.depth, index) }
    if checks.contains(.constants), !isConstant(value, of: index) { return fail(.choice, index) }
    switch type {
    case .object:
      if checks.contains(.members), !allowsMembers(index, value, depth) { return false }
    case .array: if !allowsElements(index, value, checks, depth) { return false }
    case .null, .boolean: break
    default: if checks.contains(.bounds), !isInBounds(value, of: index) { return false }
    }
    return !checks.contains(.parts) || allowsParts(index, value, depth)
  }

  /// Where any number will do, nobody asks whether it is a whole one, which takes a division.
  @inline(__always)
  private static func type(of value: Value, where allowed: SchemaTypes) -> SchemaTypes {
    switch value.tag {
    case .string: .string
    case .integer, .bigInteger: [.integer, .number]
    case .decimal, .float:
      !allowed.contains(.number) && SchemaNumber(value).isWhole ? [.integer, .number] : .number
    case .boolean: .boolean
    case .array: .array
    case .object: .object
    default: .null
    }
  }

  // MARK: Texts and numbers

  private mutating func allowsText(
    _ index: Int32, _ value: Value, _ checks: SchemaNode.Checks, _ depth: Int
  ) -> Bool {
    let node = tables.nodes + Int(index)
    let text = value.bytes
    if checks.contains(.constants), !isConstant(value, of: index) { return fail(.choice, index) }
    if checks.contains(.format), !node.pointee.format.allows(text) { return fail(.format, index) }
    if checks.contains(.length), !Self.isLong(text, node.pointee.lengths) {
      return fail(.length, index)
    }
    if checks.contains(.pattern) {
      let pattern = tables.patterns[Int(node.pointee.pattern)]
      let isFound = PatternMachine.finds(
        text, ascii: pattern.ascii, starts: pattern.starts, classCount: pattern.classCount,
        next: pattern.next, endsHere: pattern.endsHere)
      if !isFound { return fail(.pattern, index) }
    }
    return !checks.contains(.parts) || allowsParts(index, value, depth)
  }

  /// Characters are counted only where the bytes leave a doubt.
  @inline(__always)
  private static func isLong(_ text: UnsafeRawBufferPointer, _ lengths: SchemaCount) -> Bool {
    let bytes = text.count
    if bytes <= Int(lengths.most), bytes >= 4 &* Int(lengths.least) { return true }
    if bytes < Int(lengths.least) { return false }
    var count = 0
    for byte in text where byte & 0xC0 != 0x80 { count &+= 1 }
    return count >= Int(lengths.least) && count <= Int(lengths.most)
  }

  private mutating func isInBounds(_ value: Value, of index: Int32) -> Bool {
    let number = SchemaNumber(value)
    let range = tables.nodes[Int(index)].bounds
    for bound in range.start..<(range.start + range.count) {
      if !tables.bounds[Int(bound)].allows(number) { return fail(.range, index) }
    }
    return true
  }

  private func isConstant(_ value: Value, of index: Int32) -> Bool {
    let range = tables.nodes[Int(index)].constants
    for constant in range.start..<(range.start + range.count) {
      if Self.isSame(tables.constants[Int(constant)], value, depth: 0) { return true }
    }
    return false
  }

  private static func isSame(_ left: Value, _ right: Value, depth: Int) -> Bool {
    switch left.tag {
    case .string:
      return right.tag == .string && isSame(left.bytes, right.bytes)
    case .nil: return right.tag == .nil
    case .boolean: return right.tag == .boolean && left.payload == right.payload
    case .array:
      return right.tag == .array && left.length == right.length && depth < deepest
        && zip(left.elements, right.elements).allSatisfy { isSame($0, $1, depth: depth + 1) }
    case .object:
      return right.tag == .object && left.length == right.length && depth < deepest
        && left.members.allSatisfy { member in
          right.member(named: member.key.bytes)
            .map { isSame(member.value, $0, depth: depth + 1) } ?? false
        }
    default:
      return type(of: right, where: .number).contains(.number)
        && SchemaNumber(left).order(SchemaNumber(right)) == 0
    }
  }

  // MARK: Objects and lists

  private mutating func allowsMembers(_ index: Int32, _ value: Value, _ depth: Int) -> Bool {
    let node = tables.nodes + Int(index)
    let properties = tables.properties + Int(node.pointee.properties.start)
    var missing = node.pointee.required
    var guess = node.pointee.firstProperty
    for (position, member) in value.members.enumerated() {
      // Slots of a record of which only some fields were decoded: here this one has none.
      if member.value.isAbsent { continue }
      let number = self.number(of: member.key.bytes, in: node, guess: guess)
      guard number >= 0 else {
        let additional = node.pointee.additional
        if additional == SchemaNode.nothing { return fail(.additional, index) }
        if additional >= 0, !member.value.isNil,
          !allows(additional, member.value, depth: depth + 1)
        {
          return note(.member, position)
        }
        continue
      }
      let property = properties[Int(number)]
      guess = property.next
      if member.value.isNil, !allowsNull(property.node) { continue }
      if number < 64 { missing &= ~(1 << UInt64(number)) }
      if property.node >= 0, !allows(property.node, member.value, depth: depth + 1) {
        return note(.property, Int(node.pointee.properties.start + number))
      }
    }
    guard missing != 0 else { return true }
    _ = note(
      .property, Int(node.pointee.properties.start) + missing.trailingZeroBitCount)
    return fail(.missing, index)
  }

  /// A null where the schema allows none counts as a field that is not there.
  @inline(__always)
  private func allowsNull(_ node: Int32) -> Bool {
    node < 0 || tables.nodes[Int(node)].types.contains(.null)
  }

  /// The number of a property within its node, -1 for none; records name fields in the schema's order.
  @inline(__always)
  private func number(
    of key: UnsafeRawBufferPointer, in node: UnsafeMutablePointer<SchemaNode>, guess: Int32
  ) -> Int32 {
    let properties = tables.properties + Int(node.pointee.properties.start)
    if guess >= 0, Self.isSame(properties[Int(guess)].key, key) {
      return guess
    }
    let slots = tables.slots + Int(node.pointee.table)
    var slot = SchemaTables.hash(key) & node.pointee.mask
    while true {
      let number = Int32(slots[Int(slot)])
      if number < 0 || Self.isSame(properties[Int(number)].key, key) { return number }
      slot = (slot &+ 1) & node.pointee.mask
    }
  }

  @inline(__always)
  private static func isSame(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let left = left.baseAddress, let other = right.baseAddress else { return true }
    return memcmp(left, other, right.count) == 0
  }

  private mutating func allowsElements(
    _ index: Int32, _ value: Value, _ checks: SchemaNode.Checks, _ depth: Int
  ) -> Bool {
    let node = tables.nodes + Int(index)
    let elements = value.elements
    if checks.contains(.itemCount) {
      let counts = node.pointee.itemCounts
      if elements.count < Int(counts.least) || elements.count > Int(counts.most) {
        return fail(.count, index)
      }
    }
    guard checks.contains(.elements) else { return true }
    let prefix = node.pointee.prefix
    for position in 0..<elements.count {
      let items =
        position < Int(prefix.count)
        ? tables.links[Int(prefix.start) + position] : node.pointee.items
      if items >= 0, !allows(items, elements[position], depth: depth + 1) {
        return note(.element, position)
      }
    }
    return true
  }

  // MARK: Parts

  private mutating func allowsParts(_ index: Int32, _ value: Value, _ depth: Int) -> Bool {
    let node = tables.nodes + Int(index)
    let all = node.pointee.allOf
    for link in all.start..<(all.start + all.count) {
      let part = tables.links[Int(link)]
      if part >= 0, !allows(part, value, depth: depth + 1) { return false }
    }
    let any = node.pointee.anyOf
    if any.count > 0, matches(any, value, depth, upTo: 1) < 1 {
      return fail(.alternatives, index)
    }
    let one = node.pointee.oneOf
    if one.count > 0, matches(one, value, depth, upTo: 2) != 1 {
      return fail(.alternatives, index)
    }
    return true
  }

  /// How many alternatives allow a value, counted up to `limit`.
  private mutating func matches(
    _ range: SchemaNode.Range, _ value: Value, _ depth: Int, upTo limit: Int
  ) -> Int {
    trials += 1
    defer { trials -= 1 }
    var count = 0
    for link in range.start..<(range.start + range.count) where count < limit {
      let part = tables.links[Int(link)]
      if part < 0 || allows(part, value, depth: depth + 1) { count += 1 }
    }
    return count
  }
}
