import Diagnostics
import Liquid

extension TemplateWalk {
  // MARK: Variables

  /// What a variable is where nothing around this place has said more.
  func outer(_ name: String) -> Fact {
    if name == "forloop" || name == "tablerowloop" { return .nothing }
    if let global = session.globals[name] { return global }
    guard let record else { return .nothing }
    if names.assigned.contains(name), !isField(name, record) { return .nothing }
    return quietMember(name, of: record)
  }

  private func isField(_ name: String, _ record: Fact) -> Bool {
    guard let object = record.object, let schema = session.schema else { return true }
    if case .field = schema.member(name, of: object.rules) { return true }
    return false
  }

  private mutating func variable(_ name: String, _ span: Span) -> Fact {
    if let known = knowledge.facts[name] { return known }
    if let record, session.globals[name] == nil, !names.assigned.contains(name),
      !names.includesUnread,
      name != "forloop", name != "tablerowloop", let object = record.object,
      let schema = session.schema, case .none(let known) = schema.member(name, of: object.rules)
    {
      let near = Suggestion.nearest(name, in: known + session.globals.keys + names.assigned)
      let own = Span.start(span, bytes: name.utf8.count)
      report(
        "unknown-field", "the schema has no field '\(name)', and nothing assigns it", own,
        hint: near.map { "did you mean '\($0)'?" } ?? Self.list(known))
      return .unknown
    }
    return outer(name)
  }

  private static func list(_ known: [String]) -> String? {
    known.isEmpty ? nil : "known here: \(Set(known).sorted().prefix(12).joined(separator: ", "))"
  }

  mutating func evaluate(_ expression: Expression) -> Fact {
    switch expression.kind {
    case .nil: return .nothing
    case .boolean: return .boolean
    case .number: return .number
    case .string(let text): return Fact(literal: text)
    case .empty, .blank: return Fact(literal: "")
    case .range(let first, let last):
      _ = evaluate(first)
      _ = evaluate(last)
      return Fact(listOf: .number)
    case .variable(let name, let lookups):
      return follow(
        lookups, from: variable(name, expression.span), expression.span, name: name)
    case .dynamicVariable(let name, let lookups):
      takeAll(evaluate(name))
      if let record { session.reads.takeAll(record.origins) }
      return follow(lookups, from: .unknown, expression.span, name: "")
    }
  }

  private mutating func follow(
    _ lookups: [Expression.Lookup], from base: Fact, _ span: Span, name: String
  ) -> Fact {
    var fact = base
    var end = span.start + name.utf8.count
    for lookup in lookups {
      switch lookup {
      case .member(let name, let at):
        fact = member(name, of: fact, at, parent: Span.between(span.start, at.start - 1))
        end = at.end
      case .index(let index):
        let key = evaluate(index)
        fact = element(key, index, of: fact, parent: Span.between(span.start, end))
        end = index.span.end + 1
      }
    }
    return fact
  }

  // MARK: Fields

  private static let commands: Set<String> = ["size", "first", "last"]

  /// `fact.name`; reports a field that is not there or cannot be.
  private mutating func member(
    _ name: String, of fact: Fact, _ span: Span, parent: Span
  ) -> Fact {
    let present = fact.kinds.present
    guard !fact.isUnknown, !present.isEmpty else { return quietMember(name, of: fact) }
    if name == "clauses", fact.object?.name == "ladder" { session.showsClauses = true }
    if present.contains(.object), case .none(let known) = find(name, in: fact),
      !Self.commands.contains(name)
    {
      let near = Suggestion.nearest(name, in: known)
      report(
        "unknown-field", "'\(words(parent))' has no field '\(name)'", span,
        hint: near.map { "did you mean '\($0)'?" } ?? Self.list(known))
      return .unknown
    }
    if present.isDisjoint(with: .object), !isCommand(name, of: present) {
      let hint =
        present.contains(.list)
        ? "loop over it with 'for', or take .first, .last or .size"
        : "print it as it is, or correct the path"
      report(
        "not-an-object",
        "'\(words(parent))' is \(present.words) and has no field '\(name)'", span, hint: hint)
      return .unknown
    }
    return quietMember(name, of: fact)
  }

  private func isCommand(_ name: String, of kinds: Kinds) -> Bool {
    Self.commands.contains(name) && !kinds.isDisjoint(with: [.list, .text])
  }

  private func find(_ name: String, in fact: Fact) -> SchemaView.Member {
    guard let object = fact.object else { return .open }
    if let known = object.learned[name] { return .field(known, isRequired: true) }
    if let fixed = object.fixed {
      return fixed[name].map { .field($0, isRequired: true) } ?? .none(known: Array(fixed.keys))
    }
    return session.schema?.member(name, of: object.rules) ?? .open
  }

  /// `fact.name`, without a word.
  func quietMember(_ name: String, of fact: Fact) -> Fact {
    let isCommand = Self.commands.contains(name)
    if fact.isUnknown {
      if isCommand {
        // Of an object: a field of that name, or how many members there are, or the first.
        takeLooped(fact)
        return Fact.unknown.taken(from: fact)
      }
      var result = Fact.unknown
      result.origins = below(fact, name)
      return result
    }
    var result: Fact?
    if fact.kinds.contains(.object) {
      switch find(name, in: fact) {
      case .field(var found, let isRequired):
        found.origins = fact.object?.fixed == nil ? below(fact, name) : []
        // Without the field it is how many members there are, or the first.
        if isCommand, !isRequired { takeMembers(of: fact) }
        let isLearned = fact.object?.learned[name] != nil
        if !isRequired { found.kinds.insert(.missing) }
        if found.kinds.contains(.missing), found.field == nil { found.field = name }
        found.isDeclared =
          isRequired && !isLearned && fact.kinds.isDisjoint(with: .absent)
          && found.kinds.isDisjoint(with: .absent) && fact.object?.fixed == nil
        result = found
      case .open:
        if isCommand { takeMembers(of: fact) }
        var open = Fact.unknown
        open.origins = below(fact, name)
        return open
      case .none:
        if isCommand { takeMembers(of: fact) }
        result = name == "size" ? .number : .unknown
      }
    }
    if isCommand, !fact.kinds.isDisjoint(with: [.list, .text]) {
      let command = self.command(name, of: fact)
      result = result.map { $0.joined(command) } ?? command
    }
    guard var result else { return .nothing }
    let absent = fact.kinds.intersection(.absent)
    if !absent.isEmpty, !result.isUnknown {
      result.kinds.formUnion(absent)
      if result.field == nil { result.field = fact.field }
    }
    return result
  }

  private func below(_ fact: Fact, _ name: String) -> [Int] {
    fact.origins.map { session.reads.child(name, of: $0) }
  }

  private func command(_ name: String, of fact: Fact) -> Fact {
    if name == "size" { return .number }
    guard fact.kinds.contains(.list) else { return .someText }
    var element = fact.elements.taken(from: fact)
    if !fact.isNonEmpty, !element.isUnknown { element.kinds.insert(.nothing) }
    return element.held
  }

  /// `fact[index]`.
  private mutating func element(
    _ key: Fact, _ index: Expression, of fact: Fact, parent: Span
  ) -> Fact {
    let present = fact.kinds.present
    if fact.isUnknown || present.isEmpty {
      takeAll(fact)
      return fact.isUnknown ? .unknown : .nothing
    }
    let isNumber = key.kinds.present == .number
    let isText = key.kinds.present == .text
    let accepted: Kinds = isNumber ? .list : isText ? .object : [.list, .object]
    if present.isDisjoint(with: accepted) {
      let what = isNumber ? "a list" : isText ? "an object" : "a list or an object"
      report(
        "not-a-list", "'\(words(parent))' is \(present.words), and '[...]' here needs \(what)",
        index.span, hint: "correct the path, or name a field with '.'")
      return .unknown
    }
    if case .string(let name) = index.kind {
      return member(name, of: fact, index.span, parent: parent)
    }
    if isNumber || (!isText && !present.contains(.object)) {
      var element = fact.elements.taken(from: fact)
      if !element.isUnknown { element.kinds.insert(.nothing) }
      return element.held
    }
    takeAll(fact)
    return .unknown
  }

  /// Says that it matters how many members a value has, if it is an object.
  func takeMembers(of fact: Fact) {
    if fact.isUnknown || fact.kinds.contains(.object) { session.reads.takeAll(fact.origins) }
  }

  /// Says that something is looped over: of an object each member is a turn, of a pair each half.
  func takeLooped(_ fact: Fact) {
    guard fact.isUnknown else { return }
    if fact.mayBePair { takeAll(fact) }
    session.reads.takeObjects(fact.origins)
  }

  /// Says that a value is used in a way that needs all of it.
  func takeAll(_ fact: Fact) {
    if fact.isUnknown || !fact.kinds.isDisjoint(with: [.list, .object]) {
      session.reads.takeAll(fact.origins)
    }
    if let element = fact.element?.fact { takeAll(element) }
  }

  // MARK: Paths

  /// The path of an expression made of names only, up to the first index.
  func path(of expression: Expression) -> FactPath? {
    guard case .variable(let name, let lookups) = expression.kind else { return nil }
    var keys: [String] = []
    for lookup in lookups {
      switch lookup {
      case .member(let key, _): keys.append(key)
      case .index(let index):
        guard case .string(let key) = index.kind else { return nil }
        keys.append(key)
      }
    }
    return FactPath(root: name, keys: keys)
  }

  /// Learns that a value is there, and so is everything on the way to it.
  mutating func learnPresent(_ expression: Expression, nonEmpty: Bool = false) {
    guard case .variable(let name, let lookups) = expression.kind else { return }
    learnPresent(name, lookups[...], nonEmpty: nonEmpty)
  }

  /// The same of a variable and some of the lookups after it.
  mutating func learnPresent(
    _ name: String, _ lookups: ArraySlice<Expression.Lookup>, nonEmpty: Bool
  ) {
    var keys: [String] = []
    for lookup in lookups {
      if case .member(let key, _) = lookup {
        keys.append(key)
      } else if case .index(let index) = lookup, case .string(let key) = index.kind {
        keys.append(key)
      } else {
        break
      }
    }
    learnPresent(FactPath(root: name, keys: keys), nonEmpty: nonEmpty)
  }

  private mutating func learnPresent(_ path: FactPath, nonEmpty: Bool) {
    let fact = knowledge.facts[path.root] ?? outer(path.root)
    for count in 0...path.keys.count {
      knowledge.present.insert(FactPath(root: path.root, keys: Array(path.keys.prefix(count))))
    }
    knowledge.facts[path.root] = refined(fact, path.keys[...], nonEmpty: nonEmpty)
    if let alias = fact.alias, alias.root != path.root {
      learnPresent(FactPath(root: alias.root, keys: alias.keys + path.keys), nonEmpty: nonEmpty)
    }
    if let implied = flag(path, fact)?.implied {
      for path in implied.sorted(by: { $0.keys.count < $1.keys.count })
      where !knowledge.present.contains(path) {
        learnPresent(path, nonEmpty: false)
      }
    }
  }

  /// The flag a path names: a variable, or in a page a segment, which speaks of the record's fields.
  private func flag(_ path: FactPath, _ fact: Fact) -> Fact? {
    var flag: Fact?
    if path.keys.isEmpty {
      flag = fact
    } else if path.keys.count == 1, record != nil {
      flag = fact.object?.fixed?[path.keys[0]]
      let assigned = names.assigned
      let implied = flag?.implied?.filter { !assigned.contains($0.root) }
      flag?.implied = implied
    }
    return flag?.kinds == .boolean ? flag : nil
  }

  private func refined(_ fact: Fact, _ keys: ArraySlice<String>, nonEmpty: Bool) -> Fact {
    var fact = fact.kinds.isDisjoint(with: .absent) ? fact : fact.present
    guard let key = keys.first else {
      if nonEmpty { fact.isNonEmpty = true }
      return fact
    }
    if fact.kinds.contains(.list), key == "first" || key == "last" { fact.isNonEmpty = true }
    guard !fact.isUnknown, fact.kinds.contains(.object), let object = fact.object,
      case .field = find(key, in: fact)
    else { return fact }
    let member = refined(
      quietMember(key, of: fact), keys.dropFirst(), nonEmpty: nonEmpty)
    let isKnown = object.learned[key] == nil && member.isDeclared && keys.count == 1
    if isKnown, !nonEmpty { return fact }
    fact.object = object.learning(key, member)
    return fact
  }
}

extension Span {
  static func between(_ start: Int, _ end: Int) -> Span { Span(start: start, end: max(start, end)) }

  static func start(_ span: Span, bytes: Int) -> Span {
    between(span.start, min(span.end, span.start + bytes))
  }
}
