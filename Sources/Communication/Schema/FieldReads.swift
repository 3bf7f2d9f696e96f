/// Which fields of a record are read: by the template, the rules, the books.
///
/// Lists are transparent: a node describes the elements of a list as it describes an object in its place.
public struct FieldReads: Sendable, Hashable {
  /// The fields read, in the order they were first met.
  public private(set) var children: [(key: String, reads: FieldReads)] = []
  /// Whether the value is used whole, with everything below it.
  public private(set) var takesAll = false
  /// Whether an object is used whole that stands in its place, not one in a list.
  public private(set) var takesObject = false

  /// Nothing is read.
  public init() {}

  /// Says that the value is used whole.
  public mutating func takeAll() { takesAll = true }

  /// Says that an object is used whole if it stands here itself, not in a list.
  public mutating func takeObject() { takesObject = true }

  /// Adds a field by its path, each key one step; returns nothing new when it was there.
  public mutating func add(_ path: some Collection<String>, takesAll: Bool = false) {
    guard let key = path.first else {
      if takesAll { self.takesAll = true }
      return
    }
    let rest = path.dropFirst()
    if let index = children.firstIndex(where: { $0.key.isSpelled(key) }) {
      children[index].reads.add(rest, takesAll: takesAll)
    } else {
      var reads = FieldReads()
      reads.add(rest, takesAll: takesAll)
      children.append((key, reads))
    }
  }

  /// Adds a field with what is read of it.
  mutating func merge(_ key: String, _ reads: FieldReads) { children.append((key, reads)) }

  /// What is read of a field; nil when it is not read.
  public subscript(key: String) -> FieldReads? { children.first { $0.key.isSpelled(key) }?.reads }

  /// Whether everything below is wanted: it is used whole, or nothing below it is named.
  public var isWhole: Bool { takesAll || children.isEmpty }

  /// Compares fields without their order.
  public static func == (left: FieldReads, right: FieldReads) -> Bool {
    left.takesAll == right.takesAll && left.takesObject == right.takesObject
      && left.children.count == right.children.count
      && left.children.allSatisfy { right[$0.key] == $0.reads }
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(takesAll)
    hasher.combine(Set(children.map(\.key)))
  }
}

/// Makes the rules of a schema for records of which only some fields were decoded.
struct SchemaPruning {
  private struct Key: Hashable {
    let rule: Int
    let reads: FieldReads
  }

  private let source: [SchemaRule]
  private var made: [SchemaRule] = []
  private var known: [Key: Int] = [:]

  init(_ rules: [SchemaRule]) { source = rules }

  mutating func rules(reading reads: FieldReads) -> [SchemaRule] {
    _ = prune(0, reads)
    return made
  }

  private static let everything: FieldReads = {
    var reads = FieldReads()
    reads.takeAll()
    return reads
  }()

  private mutating func prune(_ rule: Int, _ reads: FieldReads) -> Int {
    let reads = reads.isWhole ? Self.everything : reads
    let key = Key(rule: rule, reads: reads)
    if let index = known[key] { return index }
    let index = made.count
    known[key] = index
    var copy = source[rule]
    made.append(copy)
    if !reads.takesAll {
      copy.properties.removeAll { reads[$0.name] == nil }
      copy.required = copy.required.filter { reads[$0] != nil }
      copy.anyOf += copy.oneOf
      copy.oneOf = []
      if case .nothing = copy.additional { copy.additional = .unsaid }
      copy.constants?.removeAll { constant in
        if case .object = constant { return true }
        return false
      }
      if copy.constants?.isEmpty == true { copy.constants = nil }
    }
    copy.properties = copy.properties.map { property in
      SchemaRule.Property(
        name: property.name, rule: prune(property.rule, reads[property.name] ?? Self.everything))
    }
    if case .rule(let additional) = copy.additional {
      copy.additional = reads.takesAll ? .rule(prune(additional, reads)) : .unsaid
    }
    copy.items = copy.items.map { prune($0, reads) }
    copy.prefixItems = copy.prefixItems.map { prune($0, reads) }
    copy.reference = copy.reference.map { prune($0, reads) }
    copy.allOf = copy.allOf.map { prune($0, reads) }
    copy.anyOf = copy.anyOf.map { prune($0, reads) }
    copy.oneOf = copy.oneOf.map { prune($0, reads) }
    made[index] = copy
    return index
  }
}

extension String {
  /// Whether it has the same bytes: two spellings of one letter are two fields in JSON, and one text for `==`.
  func isSpelled(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
