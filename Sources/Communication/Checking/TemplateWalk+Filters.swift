import Diagnostics
import Liquid

extension TemplateWalk {
  mutating func walkOutput(_ value: FilteredExpression) {
    let fact = evaluate(value, isPrinted: true)
    takeAll(fact)
    if fact.isUnknown || fact.kinds.present.isEmpty { return }
    let isObject = fact.kinds.present == .object
    let isListOfObjects =
      fact.kinds.present == .list && !fact.elements.isUnknown
      && fact.elements.kinds.present == .object
    if isObject || isListOfObjects {
      report(
        "object-printed",
        "'\(words(value.base.span))' is \(isObject ? "an object" : "a list of objects"): printing it "
          + "shows its inside",
        value.base.span, hint: isObject ? "name one of its fields" : "loop over it with 'for'")
    }
  }

  /// A value after its filters.
  ///
  /// `isPrinted` says that it is shown: then what may be missing needs a guard or a `default`.
  mutating func evaluate(_ value: FilteredExpression, isPrinted: Bool) -> Fact {
    let base = evaluate(value.base)
    var fact = base
    var isUnguarded = base.mayBeMissing
    for filter in value.filters {
      let result = apply(filter, to: fact, value)
      if filter.name == "default" {
        isUnguarded = result.mayBeMissing
      } else if FilterKnowledge.absorbing.contains(filter.name) || isOfLists(filter.name)
        || FilterKnowledge.failWithoutInput.contains(filter.name)
      {
        isUnguarded = result.mayBeMissing
      }
      fact = result
    }
    if isPrinted, isUnguarded { reportMissing(value.base, base) }
    return fact
  }

  private func isOfLists(_ name: String) -> Bool {
    session.environment.filters.row(named: name)?.row.input == .array
  }

  /// An optional value where one is needed.
  mutating func reportMissing(_ expression: Expression, _ fact: Fact, _ why: String? = nil) {
    let shown = words(expression.span)
    var message = "'\(shown)' may be missing"
    if let field = fact.field, shown != field, !shown.hasSuffix(".\(field)") {
      message += " (the field '\(field)' is optional)"
    }
    message += why.map { ": \($0)" } ?? " and is printed without a guard"
    report(
      "optional-unguarded", message, expression.span,
      hint: "write {% if \(shown) %}...{% endif %} round it, or give it a default: "
        + "{{ \(shown) | default: '...' }}")
  }

  // MARK: One filter

  private mutating func apply(
    _ use: FilterUse, to input: Fact, _ value: FilteredExpression
  ) -> Fact {
    guard let (_, row) = session.environment.filters.row(named: use.name) else {
      let known = session.environment.filters.rows.map(\.name)
      report(
        "unknown-filter", "unknown filter '\(use.name)'", use.nameSpan,
        hint: Suggestion.nearest(use.name, in: known).map { "did you mean '\($0)'?" })
      takeAll(input)
      for argument in use.positional { takeAll(evaluate(argument)) }
      for argument in use.named { takeAll(evaluate(argument.value)) }
      return .unknown
    }
    checkArguments(
      "filter '\(use.name)'", use.positional.count, row.arity, use.named, row.names, use.nameSpan)
    let arguments = use.positional.map { evaluate($0) }
    if use.name == "t" { return translate(use, input, value) }
    for argument in use.named { takeAll(evaluate(argument.value)) }
    checkInput(use, row, input, value)
    if use.name == "money", use.positional.isEmpty { checkCurrency(use, input, value) }
    let kinds = FilterKnowledge.arguments[use.name] ?? []
    for (index, argument) in arguments.enumerated() {
      let kind = index < kinds.count ? kinds[index] : .any
      if case .field = kind {} else { takeAll(argument) }
      check(use, argument, use.positional[index], kind, isFirst: index == 0)
    }
    return result(use, row, input, arguments)
  }

  /// Reports an input of the wrong kind.
  private mutating func checkInput(
    _ use: FilterUse, _ row: FilterRow, _ input: Fact, _ value: FilteredExpression
  ) {
    if input.mayBeMissing, FilterKnowledge.failWithoutInput.contains(use.name) {
      reportMissing(value.base, input, "'\(use.name)' then stops the document")
    }
    let present = input.kinds.present
    if input.isUnknown || present.isEmpty { return }
    let problem: String? =
      switch row.input {
      case .any, .boolean: nil
      case .string: present.isDisjoint(with: [.text, .number, .boolean]) ? "text" : nil
      case .number:
        present.isDisjoint(with: [.text, .number]) || isWordsOnly(input) ? "a number" : nil
      case .array:
        present.isDisjoint(with: [.list, .object]) ? "a list" : nil
      case .date: isNoDate(input) ? "a date" : nil
      }
    guard let problem else { return }
    report(
      row.input == .date ? "not-a-date" : "filter-input",
      "'\(use.name)' needs \(problem), and '\(before(use, value))' is \(Self.describe(input))",
      use.nameSpan, hint: Self.inputHint(row.input, use.name))
  }

  /// `money` without an argument writes the currency that the schema names.
  private mutating func checkCurrency(
    _ use: FilterUse, _ input: Fact, _ value: FilteredExpression
  ) {
    if input.isUnknown || input.hasCurrency || input.kinds.present.isEmpty { return }
    report(
      "filter-argument",
      "'money' is given no currency, and the schema names none for '\(before(use, value))'",
      use.nameSpan,
      hint: "write money: bill.currency, or let the schema say \"x-currency\": \"bill.currency\"")
  }

  private func before(_ use: FilterUse, _ value: FilteredExpression) -> String {
    let text = words(
      Span(start: value.base.span.start, end: max(value.base.span.end, use.nameSpan.start)))
    guard let pipe = text.lastIndex(of: "|") else { return text }
    return String(text[..<pipe].reversed().drop { $0 == " " }.reversed())
  }

  /// Whether a text is surely no number: words of a list, a format of letters, or a plain text of the schema.
  func isWordsOnly(_ fact: Fact) -> Bool {
    guard fact.kinds.present == .text, let text = fact.text else { return false }
    if let values = text.values { return values.allSatisfy { Double($0) == nil } }
    return text.isPlain || text.format != .none
  }

  private func isNoDate(_ fact: Fact) -> Bool {
    let present = fact.kinds.present
    if present.isDisjoint(with: [.text, .number]) { return true }
    guard present == .text, let text = fact.text else { return false }
    if let values = text.values { return values.allSatisfy { !Self.isDate($0) } }
    return text.isPlain || text.format == .uri || text.format == .email || text.format == .iban
  }

  private static func isDate(_ text: String) -> Bool {
    text == "now" || text == "today" || text.contains { $0.isNumber }
  }

  static func describe(_ fact: Fact) -> String {
    guard fact.kinds.present == .text, let text = fact.text else { return fact.kinds.present.words }
    if let values = text.values, let first = values.first {
      return values.count == 1 ? "'\(first)'" : "one of the words '\(first)', ..."
    }
    switch text.format {
    case .none: return "text"
    case .date, .dateTime: return "a date"
    case .uri: return "a URI"
    case .email: return "an e-mail address"
    case .iban: return "an IBAN"
    }
  }

  private static func inputHint(_ kind: FilterRow.Kind, _ name: String) -> String {
    switch kind {
    case .number: "if it holds a number, let the schema say \"type\": \"number\""
    case .date: "if it holds a date, let the schema say \"format\": \"date\""
    case .array: "use it on a list"
    default: name == "date" ? "use it on a date" : "use it on a single value"
    }
  }

  // MARK: Arguments

  private mutating func check(
    _ use: FilterUse, _ fact: Fact, _ argument: Expression, _ kind: FilterKnowledge.Argument,
    isFirst: Bool
  ) {
    if fact.mayBeMissing, isFirst, FilterKnowledge.failWithoutArgument.contains(use.name) {
      reportMissing(argument, fact, "'\(use.name)' then stops the document")
    }
    let present = fact.kinds.present
    if fact.isUnknown || present.isEmpty { return }
    let needed: String? =
      switch kind {
      case .any: nil
      case .text: present.isDisjoint(with: [.text, .number, .boolean]) ? "text" : nil
      case .number:
        present.isDisjoint(with: [.text, .number]) || isWordsOnly(fact) ? "a number" : nil
      case .date: isNoDate(fact) ? "a date" : nil
      case .field: present.isDisjoint(with: .text) ? "the name of a field" : nil
      }
    if let needed {
      report(
        "filter-argument",
        "'\(use.name)' needs \(needed) here, and \(quoted(argument.span)) is "
          + "\(Self.describe(fact))",
        argument.span, hint: "see 'billow explain-error filter-argument'")
    } else if isFirst, use.name == "date" || use.name == "money" {
      checkLiteral(use, argument)
    }
  }

  /// A date's style and a currency are often spelled out, and then can be wrong.
  private mutating func checkLiteral(_ use: FilterUse, _ argument: Expression) {
    guard case .string(let text) = argument.kind else { return }
    if use.name == "date" {
      let styles = DateStyle.allCases.map { "\($0.name)" }
      if text.contains("%") || text.isEmpty || styles.contains(text) { return }
      report(
        "filter-argument", "'\(text)' is neither a date style nor a pattern with %", argument.span,
        hint: Suggestion.nearest(text, in: styles).map { "did you mean '\($0)'?" }
          ?? "styles: \(styles.joined(separator: ", "))")
    } else if !(text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }) {
      report(
        "filter-argument", "'\(text)' is not a currency", argument.span,
        hint: "write three capital letters of ISO 4217, such as 'EUR', or the bill's currency field"
      )
    }
  }
}
