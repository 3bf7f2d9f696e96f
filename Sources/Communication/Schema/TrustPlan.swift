import Liquid

/// The way to every text that the schema trusts and to every amount whose currency it names.
struct TrustPlan: Sendable {
  /// The currencies of amounts; an amount's flags hold the place of its own, from 1.
  private(set) var currencies: [SchemaCurrency] = []

  /// Currencies and fields that one schema may name.
  static let mostCurrencies = 255

  /// One level of the record.
  private struct Level: Sendable {
    var flags: Value.Flags = []
    /// What an amount here carries: a place in `currencies`, from 1.
    var currency: UInt8 = 0
    var fields: [(name: [UInt8], level: Int)] = []
    var additional: Int?
    var items: Int?
    var prefixItems: [Int?] = []

    func next(_ key: UnsafeRawBufferPointer) -> Int? {
      for field in fields where field.name.count == key.count && field.name.elementsEqual(key) {
        return field.level
      }
      return additional
    }
  }

  private var levels: [Level] = []
  /// By rule: its level; nil inside while it is not known whether anything below is trusted.
  private var known: [Int: Int] = [:]

  /// Records nest less.
  private static let deepest = 128

  /// The plan of a schema; nil when it trusts nothing.
  init?(_ reader: SchemaReader) {
    let trusting = Self.trustingRules(reader)
    guard trusting.contains(0) else { return nil }
    _ = level(of: 0, reader, trusting)
  }

  /// The rules below which, or at which, something is trusted: found by going on until nothing is added.
  private static func trustingRules(_ reader: SchemaReader) -> Set<Int> {
    var found = Set(
      reader.rules.indices.filter {
        !reader.rules[$0].trust.isEmpty || reader.rules[$0].currency != nil
      })
    guard !found.isEmpty else { return [] }
    while true {
      let more = reader.rules.indices.filter { index in
        !found.contains(index) && links(of: reader.rules[index]).contains { found.contains($0) }
      }
      if more.isEmpty { return found }
      found.formUnion(more)
    }
  }

  private static func links(of rule: SchemaRule) -> [Int] {
    var links = rule.companions + rule.anyOf + rule.oneOf + rule.prefixItems
    links += rule.properties.map(\.rule)
    if let items = rule.items { links.append(items) }
    if case .rule(let additional) = rule.additional { links.append(additional) }
    return links
  }

  private mutating func level(
    of rule: Int, _ reader: SchemaReader, _ trusting: Set<Int>
  ) -> Int? {
    guard trusting.contains(rule) else { return nil }
    if let level = known[rule] { return level }
    let index = levels.count
    known[rule] = index
    levels.append(Level())
    levels[index].flags = reader.trust(of: rule)
    for part in Self.parts(of: rule, reader.rules) {
      guard let currency = part.currency else { continue }
      let known = currencies.firstIndex(of: currency)
      if known == nil { currencies.append(currency) }
      levels[index].currency = UInt8(clamping: (known ?? currencies.count - 1) + 1)
      break
    }
    for part in Self.parts(of: rule, reader.rules) {
      for property in part.properties {
        if let below = level(of: property.rule, reader, trusting) {
          levels[index].fields.append((Array(property.name.utf8), below))
        }
      }
      if case .rule(let additional) = part.additional {
        levels[index].additional = level(of: additional, reader, trusting)
      }
      if let items = part.items { levels[index].items = level(of: items, reader, trusting) }
      for item in part.prefixItems {
        let below = level(of: item, reader, trusting)
        levels[index].prefixItems.append(below)
      }
    }
    return index
  }

  /// A rule and all that may hold for the same value.
  private static func parts(of rule: Int, _ rules: [SchemaRule]) -> [SchemaRule] {
    let row = rules[rule]
    return [row] + (row.companions + row.anyOf + row.oneOf).flatMap { parts(of: $0, rules) }
  }

  /// Sets the flags of a record's trusted texts.
  func apply(to record: Value) { apply(0, to: record, depth: 0) }

  private func apply(_ index: Int, to value: Value, depth: Int) {
    guard depth < Self.deepest else { return }
    let level = levels[index]
    switch value.tag {
    case .object:
      let members = UnsafeMutablePointer(mutating: value.members.baseAddress)
      guard let members else { return }
      for position in 0..<value.members.count {
        guard let next = level.next(members[position].key.bytes) else { continue }
        mark(&members[position].value, next, depth: depth)
      }
    case .array:
      let elements = UnsafeMutablePointer(mutating: value.elements.baseAddress)
      guard let elements else { return }
      for position in 0..<value.elements.count {
        let next =
          position < level.prefixItems.count ? level.prefixItems[position] : level.items
        if let next { mark(&elements[position], next, depth: depth) }
      }
    default: return
    }
  }

  private func mark(_ value: inout Value, _ level: Int, depth: Int) {
    switch value.tag {
    case .string: value.flags.formUnion(levels[level].flags)
    case .integer, .decimal, .float, .bigInteger:
      value.flags = Value.Flags(rawValue: levels[level].currency)
    default: apply(level, to: value, depth: depth + 1)
    }
  }
}
