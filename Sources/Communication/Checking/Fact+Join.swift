extension Fact {
  /// What is known of a value that is one of two.
  func joined(_ other: Fact) -> Fact {
    if isCopy(of: other) { return self }
    if isUnknown || other.isUnknown { return unknown(or: other) }
    var result = Fact(kinds.union(other.kinds))
    result.text = Self.join(text, other.text)
    result.object = Self.join(object, other.object, &result.kinds)
    if result.isUnknown { return unknown(or: other) }
    result.element = Self.join(element, other.element)
    result.isNonEmpty =
      (isNonEmpty || !kinds.contains(.list)) && (other.isNonEmpty || !other.kinds.contains(.list))
    result.isDeclared = isDeclared && other.isDeclared
    result.origins = Self.union(origins, other.origins)
    result.field = field ?? other.field
    result.alias = alias == other.alias ? alias : nil
    result.isFalse = isFalse && other.isFalse
    result.numbers = numbers == other.numbers ? numbers : nil
    result.isWhole =
      (isWhole || !kinds.contains(.number)) && (other.isWhole || !other.kinds.contains(.number))
    // An amount that is not there needs no currency.
    result.hasCurrency =
      (hasCurrency || !kinds.contains(.number))
      && (other.hasCurrency || !other.kinds.contains(.number))
    if isFalse {
      result.implied = other.implied
    } else if other.isFalse {
      result.implied = implied
    } else if let implied, let more = other.implied {
      result.implied = implied.intersection(more)
    }
    return result
  }

  /// One of two of which nothing is known but where they come from.
  private func unknown(or other: Fact) -> Fact {
    var result = Fact.unknown
    result.origins = Self.union(everyOrigin, other.everyOrigin)
    // Where elements come from is then among where it comes from itself.
    result.mayBePair = mayBePair || other.mayBePair || element != nil || other.element != nil
    return result
  }

  private static func union(_ left: [Int], _ right: [Int]) -> [Int] {
    if left == right || right.isEmpty { return left }
    return left + right.filter { !left.contains($0) }
  }

  /// A list of texts longer than this is no longer followed.
  static let mostTexts = 64

  private static func join(_ left: TextFact?, _ right: TextFact?) -> TextFact? {
    guard let left else { return right }
    guard let right, left != right else { return left }
    var result = TextFact()
    if let mine = left.values, let others = right.values {
      let all = mine + others.filter { !mine.contains($0) }
      if all.count <= mostTexts {
        result.values = all
        let isOfCalls = left.source == .calls || right.source == .calls
        let isOfSchema = left.source == .schema && right.source == .schema
        result.source = isOfCalls ? .calls : isOfSchema ? .schema : .flow
      }
    }
    result.format = left.format == right.format ? left.format : .none
    result.isPlain = left.isPlain && right.isPlain
    if left.lengths == right.lengths { result.lengths = left.lengths }
    result.prefix = left.prefix == right.prefix ? left.prefix : nil
    return result
  }

  private static func join(
    _ left: ObjectFact?, _ right: ObjectFact?, _ kinds: inout Kinds
  ) -> ObjectFact? {
    guard let left else { return right }
    guard let right, left !== right else { return left }
    guard (left.fixed == nil) == (right.fixed == nil) else {
      kinds = .unknown
      return nil
    }
    if let mine = left.fixed, let others = right.fixed {
      return ObjectFact(
        fixed: mine.merging(others) { $0.joined($1) }, name: left.name)
    }
    var learned: [String: Fact] = [:]
    for (key, fact) in left.learned {
      if let other = right.learned[key] { learned[key] = fact.joined(other) }
    }
    return ObjectFact(
      rules: union(left.rules, right.rules), learned: learned, name: left.name)
  }

  private static func join(_ left: ElementFact?, _ right: ElementFact?) -> ElementFact? {
    guard let left else { return right }
    guard let right, left !== right else { return left }
    return ElementFact(left.fact.joined(right.fact))
  }

  /// What a snippet knows of a parameter that several calls fill.
  ///
  /// What a comparison may say about texts that calls spell out, one each, is then nothing.
  func joinedAcrossCalls(_ other: Fact) -> Fact {
    var result = joined(other)
    if text?.source == .literal || other.text?.source == .literal { result.text?.source = .calls }
    return result
  }

  /// What a snippet knows of an argument: nothing about the caller's variables.
  var argument: Fact {
    var copy = held
    copy.alias = nil
    copy.implied = nil
    return copy
  }
}

/// What is known of all variables at one place.
struct Knowledge: Sendable {
  var facts: [String: Fact] = [:]
  /// Fields and variables that conditions around this place have shown to be there.
  var present: Set<FactPath> = []
  /// Whether this place is never reached: `break` or `continue` came before.
  var isDead = false

  /// What is known where two ways meet; `outer` names what a variable is that one way has not touched.
  func joined(_ other: Knowledge, _ outer: (String) -> Fact) -> Knowledge {
    if isDead { return other }
    if other.isDead { return self }
    var result = self
    for (name, fact) in other.facts {
      let mine = facts[name] ?? outer(name)
      if facts[name] == nil || !mine.isCopy(of: fact) { result.facts[name] = mine.joined(fact) }
    }
    for (name, fact) in facts where other.facts[name] == nil {
      result.facts[name] = fact.joined(outer(name))
    }
    result.present = present.intersection(other.present)
    return result
  }

  /// Gives a variable another value: what was known about it and its copies is forgotten.
  mutating func assign(_ name: String, _ fact: Fact) {
    for (other, known) in facts {
      if known.alias?.root == name { facts[other]?.alias = nil }
      if let implied = known.implied, implied.contains(where: { $0.root == name }) {
        facts[other]?.implied = implied.filter { $0.root != name }
      }
    }
    if present.contains(where: { $0.root == name }) {
      present = present.filter { $0.root != name }
    }
    facts[name] = fact
  }
}
