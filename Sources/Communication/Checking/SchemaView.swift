/// Answers the checker's questions about a schema: what a field may be, which fields an object has.
///
/// Remembers its answers: templates ask for the same few fields again and again.
final class SchemaView {
  /// What an object says about a name.
  enum Member {
    /// A field of this rule, required or not.
    case field(Fact, isRequired: Bool)
    /// The schema lets objects hold anything here.
    case open
    /// No such field; these there are.
    case none(known: [String])
  }

  let rules: [SchemaRule]
  private let types: [SchemaTypes]
  private var members: [Int: [String: Member]] = [:]

  init(_ schema: RecordSchema) {
    rules = schema.rules
    types = rules.map { SchemaFlattener.types($0, schema.rules) }
  }

  /// What a value of a rule may be.
  func fact(of rule: Int) -> Fact {
    let types = types[rule]
    if types == .anything, parts(of: rule).allSatisfy({ rules[$0].constants == nil }) {
      return hasFields(rule) ? objectFact(rule, .object) : .unknown
    }
    var kinds: Kinds = []
    if types.contains(.null) { kinds.insert(.missing) }
    if types.contains(.boolean) { kinds.insert(.boolean) }
    if !types.isDisjoint(with: [.integer, .number]) { kinds.insert(.number) }
    if types.contains(.string) { kinds.insert(.text) }
    if types.contains(.array) { kinds.insert(.list) }
    if types.contains(.object) { kinds.insert(.object) }
    var fact = objectFact(rule, kinds)
    if kinds.contains(.number) {
      fact.numbers = NumberSpan(parts(of: rule).flatMap { rules[$0].bounds })
      fact.isWhole = !types.contains(.number)
    }
    fact.hasCurrency = parts(of: rule).contains { rules[$0].currency != nil }
    if types.contains(.string) { fact.text = text(of: rule) }
    if types.contains(.array) {
      fact.element = element(of: rule).map { ElementFact($0) }
      fact.isNonEmpty = parts(of: rule).contains { rules[$0].itemCounts.least > 0 }
    }
    return fact
  }

  private func objectFact(_ rule: Int, _ kinds: Kinds) -> Fact {
    var fact = Fact(kinds)
    if kinds.contains(.object) { fact.object = ObjectFact(rules: [rule], name: "") }
    return fact
  }

  /// A rule and the rules that hold with it.
  private func parts(of rule: Int) -> [Int] {
    [rule] + rules[rule].companions.flatMap { parts(of: $0) }
  }

  /// Groups of alternatives of a rule and its parts, those that allow a type.
  private func alternatives(of rule: Int, allowing type: SchemaTypes) -> [[Int]] {
    parts(of: rule).flatMap { [rules[$0].anyOf, rules[$0].oneOf] }.map { group in
      group.filter { !types[$0].isDisjoint(with: type) }
    }.filter { !$0.isEmpty }
  }

  private func hasFields(_ rule: Int) -> Bool {
    parts(of: rule).contains { !rules[$0].properties.isEmpty }
      || alternatives(of: rule, allowing: .object).contains { $0.contains { hasFields($0) } }
  }

  // MARK: Texts and lists

  private func text(of rule: Int) -> TextFact {
    let parts = parts(of: rule).map { rules[$0] }
    var text = TextFact()
    for part in parts {
      if let constants = part.constants {
        let words = constants.compactMap { constant -> String? in
          if case .string(let text) = constant { return text }
          return nil
        }
        text.values = text.values.map { $0.filter { words.contains($0) } } ?? words
        text.source = .schema
      }
      if part.format != .none { text.format = part.format }
      text.lengths.least = max(text.lengths.least, part.lengths.least)
      text.lengths.most = min(text.lengths.most, part.lengths.most)
    }
    let groups = alternatives(of: rule, allowing: .string)
    for group in groups {
      let options = group.map { self.text(of: $0) }
      if text.values == nil, options.allSatisfy({ $0.values != nil }) {
        text.values = options.flatMap { $0.values ?? [] }
        text.source = .schema
      }
      if let first = options.first, options.allSatisfy({ $0.format == first.format }) {
        text.format = first.format == .none ? text.format : first.format
      }
    }
    text.isPlain =
      text.values == nil && text.format == .none && groups.isEmpty
      && parts.allSatisfy { $0.pattern == nil }
    return text
  }

  private func element(of rule: Int) -> Fact? {
    var found: [Fact] = []
    for part in parts(of: rule) {
      if let items = rules[part].items { found.append(fact(of: items)) }
      found += rules[part].prefixItems.map { fact(of: $0) }
    }
    for group in alternatives(of: rule, allowing: .array) {
      found += group.map { element(of: $0) ?? .unknown }
    }
    guard let first = found.first else { return nil }
    return found.dropFirst().reduce(first) { $0.joined($1) }
  }

  // MARK: Fields

  /// What an object of one of several rules says about a name.
  func member(_ name: String, of objects: [Int]) -> Member {
    if objects.count == 1 { return member(name, of: objects[0]) }
    var facts: [(fact: Fact, isRequired: Bool)] = []
    var known: [String] = []
    var isOpen = false
    for object in objects {
      switch member(name, of: object) {
      case .field(let fact, let isRequired): facts.append((fact, isRequired))
      case .open: isOpen = true
      case .none(let names): known += names
      }
    }
    if let first = facts.first {
      if isOpen { return .open }
      return .field(
        facts.dropFirst().reduce(first.fact) { $0.joined($1.fact) },
        isRequired: facts.count == objects.count && facts.allSatisfy(\.isRequired))
    }
    return isOpen || objects.isEmpty ? .open : .none(known: known)
  }

  private func member(_ name: String, of object: Int) -> Member {
    if let known = members[object]?[name] { return known }
    let found = findMember(name, of: object)
    members[object, default: [:]][name] = found
    return found
  }

  private func findMember(_ name: String, of object: Int) -> Member {
    let parts = parts(of: object)
    var facts: [Fact] = []
    var isRequired = parts.contains { rules[$0].required.contains(name) }
    var known: [String] = []
    var isOpen = false
    var additional: Fact?
    for part in parts {
      if let property = rules[part].property(name) { facts.append(fact(of: property.rule)) }
      known += rules[part].properties.map(\.name)
      switch rules[part].additional {
      case .unsaid, .nothing: break
      case .anything: isOpen = true
      case .rule(let rule): additional = fact(of: rule)
      }
    }
    for group in alternatives(of: object, allowing: .object) {
      let members = group.map { member(name, of: $0) }
      var found: [Fact] = []
      var isInAll = true
      for member in members {
        switch member {
        case .field(let fact, let required):
          found.append(fact)
          isInAll = isInAll && required
        case .open: isOpen = true
        case .none(let names):
          known += names
          isInAll = false
        }
      }
      if let first = found.first {
        facts.append(found.dropFirst().reduce(first) { $0.joined($1) })
        isRequired = isRequired || isInAll
      }
    }
    if let first = facts.first {
      return .field(Self.narrowest(facts, first), isRequired: isRequired)
    }
    if let additional { return .field(additional, isRequired: false) }
    return isOpen || known.isEmpty ? .open : .none(known: known)
  }

  /// Of several rules for one field, the one that says most.
  private static func narrowest(_ facts: [Fact], _ first: Fact) -> Fact {
    facts.dropFirst().reduce(first) { best, fact in
      best.isUnknown || (!fact.isUnknown && fact.kinds.isStrictSubset(of: best.kinds)) ? fact : best
    }
  }
}
