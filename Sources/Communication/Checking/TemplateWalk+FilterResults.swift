import Diagnostics
import Liquid

extension TemplateWalk {
  /// What a filter makes of what it is given.
  mutating func result(
    _ use: FilterUse, _ row: FilterRow, _ input: Fact, _ arguments: [Fact]
  ) -> Fact {
    let name = use.name
    if FilterKnowledge.byField.contains(name), use.positional.count >= 1 {
      return resultByField(use, row, input, arguments)
    }
    switch name {
    case "default":
      takeMembers(of: input)
      guard let other = arguments.first else { return input }
      var kept = input.isUnknown ? input : input.present
      if kept.kinds.isEmpty { return other }
      kept.alias = nil
      return kept.joined(other.held)
    case "size":
      takeMembers(of: input)
      return .number
    case "first", "last":
      if input.kinds.contains(.object), !input.isUnknown {
        takeAll(input)
        return Fact.unknown.taken(from: input)
      }
      if input.kinds.contains(.list) || input.isUnknown {
        return quietMember(name, of: input)
      }
      return .someText
    case "concat":
      guard input.kinds.present == .list, let other = arguments.first,
        other.kinds.present == .list
      else {
        takeAll(input)
        return Fact(listOf: .unknown)
      }
      return Fact(listOf: elements(input).joined(elements(other)))
    case "append", "prepend": return joinedText(name, input, arguments.first ?? .someText)
    default: break
    }
    if FilterKnowledge.keepingElements.contains(name), input.kinds.present == .list {
      if name != "reverse", name != "slice", name != "compact" { takeAll(input) }
      var element = elements(input)
      if name == "compact" { element.kinds.subtract(.absent) }
      return Fact(
        listOf: element, nonEmpty: input.isNonEmpty && name != "slice" && name != "compact")
    }
    takeAll(input)
    return passing(name, input, Self.fact(of: row.output))
  }

  private func elements(_ list: Fact) -> Fact { list.elements.taken(from: list) }

  private func passing(_ name: String, _ input: Fact, _ result: Fact) -> Fact {
    guard FilterKnowledge.passing.contains(name), input.mayBeMissing, !result.isUnknown else {
      return result
    }
    var result = result
    result.kinds.insert(.missing)
    result.field = input.field
    return result
  }

  static func fact(of kind: FilterRow.Kind) -> Fact {
    switch kind {
    case .any: .unknown
    case .string: .someText
    case .number: .number
    case .array: Fact(listOf: .unknown)
    case .boolean: .boolean
    case .date: Fact(text: TextFact(format: .date))
    }
  }

  /// `append` and `prepend` of texts that are spelled out make a text that is known, or its start.
  private func joinedText(_ name: String, _ input: Fact, _ other: Fact) -> Fact {
    let (left, right) = name == "append" ? (input, other) : (other, input)
    guard left.kinds.present == .text, !left.isUnknown else { return .someText }
    var text = TextFact()
    if let first = left.text?.values, right.kinds.present == .text, !right.isUnknown,
      right.kinds.isDisjoint(with: .absent), left.kinds.isDisjoint(with: .absent),
      let second = right.text?.values, first.count * second.count <= Fact.mostTexts
    {
      text.values = first.flatMap { start in second.map { start + $0 } }
      text.source = (text.values ?? []).count > 1 ? .flow : .literal
    }
    if left.kinds == .text {
      text.prefix =
        left.text?.prefix ?? (left.text?.values?.count == 1 ? left.text?.values?[0] : nil)
    }
    return Fact(text: text)
  }

  /// Filters that look at their elements through one field.
  private mutating func resultByField(
    _ use: FilterUse, _ row: FilterRow, _ input: Fact, _ arguments: [Fact]
  ) -> Fact {
    let list = input.kinds.present
    guard case .string(let key) = use.positional[0].kind, list == .list else {
      if input.isUnknown, !input.mayBePair, case .string(let key) = use.positional[0].kind,
        FilterKnowledge.ofFieldAlone.contains(use.name), !isIdentity(use, key)
      {
        for origin in input.origins {
          session.reads.takeAll([session.reads.child(key, of: origin)])
        }
      } else {
        takeAll(input)
      }
      return use.name == "map" ? Fact(listOf: .unknown) : Self.fact(of: row.output)
    }
    var element = elements(input)
    if isIdentity(use, key) { return Fact(listOf: element, nonEmpty: input.isNonEmpty) }
    if !element.isUnknown { element = element.present }
    let field = fieldOf(element, key, use)
    if use.positional.count > 1 { checkChoice(use, field, arguments[1]) }
    switch use.name {
    case "map": return Fact(listOf: field)
    case "where", "reject", "sort", "sort_natural", "uniq", "compact":
      return Fact(listOf: element, nonEmpty: input.isNonEmpty && use.name.hasPrefix("sort"))
    case "find":
      if !element.isUnknown { element.kinds.insert(.nothing) }
      return element
    case "sum":
      if !field.isUnknown, !field.kinds.present.isEmpty,
        field.kinds.present.isDisjoint(with: [.number, .text]) || isWordsOnly(field)
      {
        report(
          "filter-argument", "'sum' needs numbers, and '\(key)' is \(Self.describe(field))",
          use.positional[0].span, hint: "name a field that holds numbers")
      }
      return .number
    default: return Self.fact(of: row.output)
    }
  }

  /// `map: 'to_liquid'` gives the elements themselves.
  private func isIdentity(_ use: FilterUse, _ key: String) -> Bool {
    use.name == "map" && key == "to_liquid"
  }

  private mutating func fieldOf(_ element: Fact, _ key: String, _ use: FilterUse) -> Fact {
    guard !element.isUnknown, element.kinds.contains(.object), let object = element.object,
      object.fixed == nil
    else {
      if !element.isUnknown, !element.kinds.isEmpty, element.kinds.isDisjoint(with: .object) {
        report(
          "not-an-object",
          "'\(use.name)' looks for the field '\(key)', and the elements are \(element.kinds.words)",
          use.positional[0].span, hint: "use it on a list of objects")
      }
      return element.isUnknown ? quietMember(key, of: element) : .unknown
    }
    if case .none(let known) = session.schema?.member(key, of: object.rules) ?? .open {
      report(
        "unknown-field", "the list's objects have no field '\(key)'", use.positional[0].span,
        hint: Suggestion.nearest(key, in: known).map { "did you mean '\($0)'?" }
          ?? "known here: \(Set(known).sorted().prefix(12).joined(separator: ", "))")
      return .unknown
    }
    return quietMember(key, of: element)
  }

  /// `where: 'kind', 'estimated'`: a value the field never has finds nothing.
  private mutating func checkChoice(_ use: FilterUse, _ field: Fact, _ wanted: Fact) {
    let argument = use.positional[1]
    takeAll(wanted)
    if field.isUnknown || wanted.isUnknown { return }
    let kinds = (field.kinds.present, wanted.kinds.present)
    if kinds.0.isEmpty || kinds.1.isEmpty { return }
    if kinds.0.isDisjoint(with: kinds.1) {
      report(
        "constant-comparison",
        "nothing is found: the field is \(kinds.0.words), \(quoted(argument.span)) is "
          + "\(kinds.1.words)",
        argument.span, hint: "compare values of one kind", forAllCalls: true)
    } else if case .string(let text) = argument.kind, let values = closedValues(field),
      !values.contains(text)
    {
      report(
        "constant-comparison", "nothing is found: the field is never '\(text)'", argument.span,
        hint: Self.choiceHint(text, values), forAllCalls: true)
    }
  }
}
