import Liquid

/// One rule as the record checks read it.
struct SchemaNode: BitwiseCopyable {
  /// What has to be looked at besides the type; nothing for most nodes.
  struct Checks: OptionSet, BitwiseCopyable {
    let rawValue: UInt16
    static let constants = Checks(rawValue: 1)
    static let format = Checks(rawValue: 2)
    static let pattern = Checks(rawValue: 4)
    static let length = Checks(rawValue: 8)
    static let bounds = Checks(rawValue: 16)
    static let itemCount = Checks(rawValue: 32)
    static let members = Checks(rawValue: 64)
    static let elements = Checks(rawValue: 128)
    static let parts = Checks(rawValue: 256)

    /// What a text can fail at.
    static let ofTexts: Checks = [.constants, .format, .pattern, .length, .parts]
  }

  struct Range: BitwiseCopyable {
    var start: Int32 = 0
    var count: Int32 = 0
  }

  static let anything: Int32 = -1
  static let nothing: Int32 = -2

  var types = SchemaTypes.anything
  var format = SchemaFormat.none
  var checks: Checks = []
  var isForbidden = false
  var properties = Range()
  /// The number of the property that stands first in the schema, -1 for none.
  var firstProperty: Int32 = -1
  /// Hash table of properties: a power of two of entries, `mask` one less.
  var table: Int32 = 0
  var mask: Int32 = 0
  /// One bit for each of the first `requiredCount` properties.
  var required: UInt64 = 0
  var additional = SchemaNode.anything
  var items = SchemaNode.anything
  var prefix = Range()
  var constants = Range()
  var bounds = Range()
  var pattern: Int32 = 0
  var lengths = SchemaCount()
  var itemCounts = SchemaCount()
  var allOf = Range()
  var anyOf = Range()
  var oneOf = Range()
}

extension SchemaCount: BitwiseCopyable {}

/// A schema as plain memory: immutable, shared by all workers without a reference count in their loops.
final class SchemaTables: @unchecked Sendable {
  // Unchecked: the memory is written by `init`, freed by `deinit` and only read in between.

  struct Property: BitwiseCopyable {
    let key: UnsafeRawBufferPointer
    let node: Int32
    /// The number of the one that stands after it in the schema, -1 for none.
    var next: Int32 = -1
  }

  struct Pattern: BitwiseCopyable {
    let ascii: UnsafeMutablePointer<UInt8>
    let starts: UnsafeMutablePointer<UInt32>
    let next: UnsafeMutablePointer<UInt16>
    let endsHere: UnsafeMutablePointer<Bool>
    let classCount: Int
  }

  /// What the checks read.
  struct Pointers: BitwiseCopyable {
    let nodes: UnsafeMutablePointer<SchemaNode>
    let properties: UnsafeMutablePointer<Property>
    /// Property numbers within their node, -1 where the table is empty.
    let slots: UnsafeMutablePointer<Int16>
    /// Node numbers: the lists of `allOf`, `anyOf`, `oneOf` and `prefixItems`.
    let links: UnsafeMutablePointer<Int32>
    let constants: UnsafeMutablePointer<Value>
    let bounds: UnsafeMutablePointer<SchemaBound>
    let patterns: UnsafeMutablePointer<Pattern>
  }

  let pointers: Pointers
  private let patternCount: Int
  private let scratch: Scratch

  init(_ parts: SchemaFlattener) {
    scratch = parts.scratch
    patternCount = parts.patterns.count
    let patterns = parts.patterns.map { machine in
      Pattern(
        ascii: Self.copy(machine.asciiClasses), starts: Self.copy(machine.starts),
        next: Self.copy(machine.next), endsHere: Self.copy(machine.endsHere),
        classCount: machine.classCount)
    }
    pointers = Pointers(
      nodes: Self.copy(parts.nodes), properties: Self.copy(parts.properties),
      slots: Self.copy(parts.slots), links: Self.copy(parts.links),
      constants: Self.copy(parts.constants), bounds: Self.copy(parts.bounds),
      patterns: Self.copy(patterns))
  }

  deinit {
    for index in 0..<patternCount {
      let pattern = pointers.patterns[index]
      pattern.ascii.deallocate()
      pattern.starts.deallocate()
      pattern.next.deallocate()
      pattern.endsHere.deallocate()
    }
    pointers.nodes.deallocate()
    pointers.properties.deallocate()
    pointers.slots.deallocate()
    pointers.links.deallocate()
    pointers.constants.deallocate()
    pointers.bounds.deallocate()
    pointers.patterns.deallocate()
  }

  private static func copy<Element: BitwiseCopyable>(
    _ array: [Element]
  ) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
    memory.initialize(from: array, count: array.count)
    return memory
  }

  /// Where a key is looked for first: short keys differ in length, ends and middle.
  @inline(__always)
  static func hash(_ key: UnsafeRawBufferPointer) -> Int32 {
    let count = key.count
    guard count > 0 else { return 0 }
    let first = UInt32(key[0])
    let middle = UInt32(key[count / 2])
    let last = UInt32(key[count &- 1])
    let mixed = (first &* 31 &+ middle) &* 31 &+ last &* 7 &+ UInt32(truncatingIfNeeded: count)
    return Int32(truncatingIfNeeded: (mixed ^ (mixed >> 7)) & 0x7FFF_FFFF)
  }
}

/// Lays rules out as tables: references vanish, objects get their hash tables.
struct SchemaFlattener {
  let scratch = Scratch()
  var nodes: [SchemaNode] = []
  var properties: [SchemaTables.Property] = []
  var slots: [Int16] = []
  var links: [Int32] = []
  var constants: [Value] = []
  var bounds: [SchemaBound] = []
  var patterns: [PatternMachine] = []
  private var patternIndices: [String: Int] = [:]
  private let rules: [SchemaRule]

  /// Required properties are bits of one word.
  static let mostRequired = 64

  init(_ rules: [SchemaRule]) {
    self.rules = rules
    nodes = [SchemaNode](repeating: SchemaNode(), count: rules.count)
    for index in rules.indices { nodes[index] = node(rules[index]) }
  }

  /// The node checked for a rule: where a rule only refers, what it refers to; none where all is allowed.
  private func target(_ rule: Int) -> Int32 {
    var index = rule
    while let next = rules[index].reference, Self.onlyRefers(rules[index]) { index = next }
    return Self.allowsAnything(rules[index]) ? SchemaNode.anything : Int32(index)
  }

  /// The types that a rule and all its parts allow: a value of another is refused at once.
  static func types(_ rule: SchemaRule, _ rules: [SchemaRule]) -> SchemaTypes {
    var types = rule.types
    if let constants = rule.constants {
      types.formIntersection(constants.reduce(into: []) { $0.formUnion($1.types) })
    }
    for companion in rule.companions { types.formIntersection(Self.types(rules[companion], rules)) }
    for alternatives in [rule.anyOf, rule.oneOf] where !alternatives.isEmpty {
      types.formIntersection(
        alternatives.reduce(into: []) { $0.formUnion(Self.types(rules[$1], rules)) })
    }
    return types
  }

  private static func onlyRefers(_ rule: SchemaRule) -> Bool {
    var rest = rule
    rest.reference = nil
    return allowsAnything(rest)
  }

  private static func allowsAnything(_ rule: SchemaRule) -> Bool {
    let allowsMore: Bool =
      switch rule.additional {
      case .unsaid, .anything: true
      case .nothing, .rule: false
      }
    return allowsMore && rule.types == .anything && !rule.isForbidden && rule.properties.isEmpty
      && rule.items == nil && rule.prefixItems.isEmpty && rule.constants == nil
      && rule.format == .none && rule.pattern == nil && !rule.lengths.isLimited
      && !rule.itemCounts.isLimited && rule.bounds.isEmpty && rule.reference == nil
      && rule.allOf.isEmpty && rule.anyOf.isEmpty && rule.oneOf.isEmpty
  }

  private mutating func node(_ rule: SchemaRule) -> SchemaNode {
    var node = SchemaNode()
    node.types = Self.types(rule, rules)
    node.isForbidden = rule.isForbidden
    node.format = rule.format
    if rule.format != .none { node.checks.insert(.format) }
    node.lengths = rule.lengths
    if rule.lengths.isLimited { node.checks.insert(.length) }
    node.itemCounts = rule.itemCounts
    if rule.itemCounts.isLimited { node.checks.insert(.itemCount) }
    if !rule.bounds.isEmpty {
      node.checks.insert(.bounds)
      node.bounds = SchemaNode.Range(
        start: Int32(bounds.count), count: Int32(rule.bounds.count))
      bounds += rule.bounds
    }
    if let listed = rule.constants {
      node.checks.insert(.constants)
      node.constants = SchemaNode.Range(
        start: Int32(constants.count), count: Int32(listed.count))
      constants += listed.map { value($0) }
    }
    if let pattern = rule.pattern, let index = patternIndex(pattern) {
      node.checks.insert(.pattern)
      node.pattern = Int32(index)
    }
    addElements(rule, to: &node)
    addParts(rule, to: &node)
    addMembers(rule, to: &node)
    return node
  }

  private mutating func patternIndex(_ pattern: String) -> Int? {
    if let index = patternIndices[pattern] { return index }
    guard let machine = try? PatternMachine(pattern) else {
      preconditionFailure("the reader has compiled every pattern before")
    }
    patterns.append(machine)
    patternIndices[pattern] = patterns.count - 1
    return patterns.count - 1
  }

  private mutating func addElements(_ rule: SchemaRule, to node: inout SchemaNode) {
    node.items = rule.items.map { target($0) } ?? SchemaNode.anything
    node.prefix = link(rule.prefixItems)
    if node.items != SchemaNode.anything || node.prefix.count > 0 { node.checks.insert(.elements) }
  }

  private mutating func addParts(_ rule: SchemaRule, to node: inout SchemaNode) {
    node.allOf = link(rule.companions)
    node.anyOf = link(rule.anyOf)
    node.oneOf = link(rule.oneOf)
    if node.allOf.count + node.anyOf.count + node.oneOf.count > 0 { node.checks.insert(.parts) }
  }

  private mutating func link(_ list: [Int]) -> SchemaNode.Range {
    let start = links.count
    links += list.map { target($0) }
    return SchemaNode.Range(start: Int32(start), count: Int32(list.count))
  }

  private mutating func addMembers(_ rule: SchemaRule, to node: inout SchemaNode) {
    switch rule.additional {
    case .unsaid, .anything: node.additional = SchemaNode.anything
    case .nothing: node.additional = SchemaNode.nothing
    case .rule(let index): node.additional = target(index)
    }
    // Required ones first: their numbers are their bits.
    let ordered =
      rule.properties.filter { rule.required.contains($0.name) }
      + rule.properties.filter { !rule.required.contains($0.name) }
    let required = min(rule.required.count, Self.mostRequired)
    node.required = required == 64 ? .max : (1 << UInt64(required)) - 1
    node.properties = SchemaNode.Range(
      start: Int32(properties.count), count: Int32(ordered.count))
    for property in ordered {
      properties.append(
        SchemaTables.Property(
          key: Value(property.name, in: scratch.arena).bytes, node: target(property.rule)))
    }
    // Last to first, each is told of the one behind it.
    for property in rule.properties.reversed() {
      guard let number = ordered.firstIndex(where: { $0.name == property.name }) else { continue }
      properties[Int(node.properties.start) + number].next = node.firstProperty
      node.firstProperty = Int32(number)
    }
    if !ordered.isEmpty || node.additional != SchemaNode.anything {
      node.checks.insert(.members)
      addTable(&node)
    }
  }

  private mutating func addTable(_ node: inout SchemaNode) {
    var size = 4
    while size < 2 * Int(node.properties.count) + 1 { size *= 2 }
    node.table = Int32(slots.count)
    node.mask = Int32(size - 1)
    var table = [Int16](repeating: -1, count: size)
    for number in 0..<Int(node.properties.count) {
      let key = properties[Int(node.properties.start) + number].key
      var index = Int(SchemaTables.hash(key) & node.mask)
      while table[index] >= 0 { index = (index + 1) & (size - 1) }
      table[index] = Int16(number)
    }
    slots += table
  }

  private func value(_ constant: SchemaConstant) -> Value {
    let arena = scratch.arena
    switch constant {
    case .null: return .nil
    case .boolean(let boolean): return Value(boolean)
    case .number(let number):
      if !number.isExact { return Value(number.approximate) }
      return number.scale == 0
        ? Value(number.mantissa) : Value(mantissa: number.mantissa, scale: Int(number.scale))
    case .string(let text): return Value(text, in: arena)
    case .array(let elements):
      let kept = arena.allocateValues(elements.count)
      for (index, element) in elements.enumerated() { kept[index] = value(element) }
      return Value(array: UnsafeBufferPointer(start: kept, count: elements.count))
    case .object(let members):
      let kept = arena.allocateMembers(members.count)
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        kept[index] = Member(key: Value(member.key, in: arena), value: value(member.value))
      }
      return Value(object: UnsafeBufferPointer(start: kept, count: members.count))
    }
  }
}
