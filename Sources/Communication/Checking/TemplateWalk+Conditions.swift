import Diagnostics
import Liquid

/// What the schema alone says about a condition.
enum Truth {
  case always
  case never
  case open
}

/// What a condition is, and what is known where it holds and where it does not.
struct Outcome {
  var truth: Truth
  var whenTrue: Knowledge
  var whenFalse: Knowledge
}

extension TemplateWalk {
  /// Follows a condition from what is known here.
  mutating func decide(_ condition: Condition) -> Outcome {
    switch condition {
    case .always:
      return Outcome(truth: .open, whenTrue: knowledge, whenFalse: knowledge)
    case .truth(let value): return decideTruth(value)
    case .comparison(let left, let sign, let right, let span):
      return decideComparison(left, sign, right, span)
    case .not(let inner):
      let outcome = decide(inner)
      let truth: Truth =
        switch outcome.truth {
        case .always: .never
        case .never: .always
        case .open: .open
        }
      return Outcome(truth: truth, whenTrue: outcome.whenFalse, whenFalse: outcome.whenTrue)
    case .and(let left, let right):
      let first = decide(left)
      knowledge = first.whenTrue
      let second = decide(right)
      return Outcome(
        truth: Self.both(first.truth, second.truth, .never, .always),
        whenTrue: second.whenTrue, whenFalse: join(first.whenFalse, second.whenFalse))
    case .or(let left, let right):
      let first = decide(left)
      knowledge = first.whenFalse
      let second = decide(right)
      return Outcome(
        truth: Self.both(first.truth, second.truth, .always, .never),
        whenTrue: join(first.whenTrue, second.whenTrue), whenFalse: second.whenFalse)
    }
  }

  /// `deciding` settles the whole from one side, `agreeing` only from both.
  private static func both(
    _ left: Truth, _ right: Truth, _ deciding: Truth, _ agreeing: Truth
  ) -> Truth {
    if left == deciding || right == deciding { return deciding }
    return left == agreeing && right == agreeing ? agreeing : .open
  }

  private mutating func decideTruth(_ value: Expression) -> Outcome {
    let fact = evaluate(value)
    var outcome = Outcome(truth: .open, whenTrue: knowledge, whenFalse: knowledge)
    if isAlwaysThere(value, fact), !fact.kinds.contains(.boolean) { outcome.truth = .always }
    learnPresent(value)
    outcome.whenTrue = knowledge
    knowledge = outcome.whenFalse
    return outcome
  }

  /// Whether the schema alone says that a field is there: no condition, no caller was needed.
  private func isAlwaysThere(_ value: Expression, _ fact: Fact) -> Bool {
    guard case .variable = value.kind else { return false }
    return fact.isDeclared && !fact.isUnknown && fact.kinds.isDisjoint(with: .absent)
  }

  // MARK: Comparisons

  private mutating func decideComparison(
    _ left: Expression, _ sign: Comparison, _ right: Expression, _ span: Span
  ) -> Outcome {
    let sides = (left: evaluate(left), right: evaluate(right))
    let start = knowledge
    checkComparison(left, sides.left, sign, right, sides.right, span)
    noteUse(sides.left, right)
    noteUse(sides.right, left)
    learnTrue(left, sign, right, sides.right)
    learnTrue(right, sign, left, sides.left, isMirrored: true)
    let whenTrue = knowledge
    knowledge = start
    if sign == .equal {
      if Self.isAbsenceOfAll(right) { learnPresent(left, nonEmpty: Self.isBlank(right)) }
      if Self.isAbsenceOfAll(left) { learnPresent(right, nonEmpty: Self.isBlank(left)) }
    }
    let whenFalse = knowledge
    knowledge = start
    return Outcome(truth: .open, whenTrue: whenTrue, whenFalse: whenFalse)
  }

  /// `nil` and `blank` stand for what is not there; `empty` and `''` do not.
  private static func isAbsenceOfAll(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .nil, .blank: true
    default: false
    }
  }

  private static func isBlank(_ expression: Expression) -> Bool {
    if case .blank = expression.kind { return true }
    return false
  }

  /// Comparing a list or object with anything but absence needs all of it; so does asking whether an object is empty.
  private func noteUse(_ fact: Fact, _ other: Expression) {
    switch other.kind {
    case .empty, .blank: takeMembers(of: fact)
    default: if !TemplateNames.isAbsence(other) { takeAll(fact) }
    }
  }

  /// What holds about `value` when `value sign other` does.
  private mutating func learnTrue(
    _ value: Expression, _ sign: Comparison, _ other: Expression, _ fact: Fact,
    isMirrored: Bool = false
  ) {
    switch sign {
    case .notEqual:
      if Self.isAbsenceOfAll(other) { learnPresent(value, nonEmpty: Self.isBlank(other)) }
    case .equal:
      guard !TemplateNames.isAbsence(other), !fact.isUnknown,
        fact.kinds.isDisjoint(with: .absent)
      else { return }
      learnPresent(value)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      // A comparison with nil is false.
      let isUpward = (sign == .greater || sign == .greaterOrEqual) != isMirrored
      learnPresentOwner(of: value, isMoreThanNothing: isUpward && isCount(other, sign))
    case .contains: learnPresent(value)
    }
  }

  /// Whether being more than `other` (or as much) means more than none.
  private func isCount(_ other: Expression, _ sign: Comparison) -> Bool {
    guard case .number(let text) = other.kind, let number = Double(text) else { return false }
    return sign == .greater || sign == .less ? number >= 0 : number > 0
  }

  /// `x.size > 0` says that `x` is there and holds something.
  private mutating func learnPresentOwner(of value: Expression, isMoreThanNothing: Bool) {
    guard case .variable(let name, let lookups) = value.kind, let last = lookups.last,
      case .member("size", _) = last
    else {
      learnPresent(value)
      return
    }
    learnPresent(name, lookups.dropLast(), nonEmpty: isMoreThanNothing)
  }

  // MARK: Findings

  private mutating func checkComparison(
    _ left: Expression, _ first: Fact, _ sign: Comparison, _ right: Expression, _ second: Fact,
    _ span: Span
  ) {
    if first.isUnknown || second.isUnknown { return }
    switch sign {
    case .equal, .notEqual: checkEquality(left, first, sign == .equal, right, second, span)
    case .contains: checkContains(left, first, right, second, span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      checkOrder(left, first, right, second, span)
    }
    checkSpan(left, first, sign, right, span)
    checkSpan(right, second, sign.mirrored, left, span)
  }

  /// A number the schema's bounds leave out, a text its lengths leave out.
  private mutating func checkSpan(
    _ value: Expression, _ fact: Fact, _ sign: Comparison, _ other: Expression, _ span: Span
  ) {
    switch other.kind {
    case .number(let text) where fact.kinds.present == .number:
      guard let numbers = fact.numbers, let number = SchemaNumber(literal: text),
        numbers.never(sign, number)
      else { return }
      reportConstant(
        sign != .notEqual, span, "the schema says that '\(words(value.span))' is \(numbers.words)",
        hint: "correct the number, or the schema")
    case .string(let text)
    where fact.kinds.present == .text && (sign == .equal || sign == .notEqual):
      guard let lengths = fact.text?.lengths, closedValues(fact) == nil else { return }
      let count = Int32(clamping: text.unicodeScalars.count)
      guard count < lengths.least || count > lengths.most else { return }
      reportConstant(
        sign == .equal, span,
        "the schema says that '\(words(value.span))' has \(lengths.words("characters"))",
        hint: "correct the text, or the schema")
    default: return
    }
  }

  private mutating func checkEquality(
    _ left: Expression, _ first: Fact, _ isEqual: Bool, _ right: Expression, _ second: Fact,
    _ span: Span
  ) {
    for (value, fact, other) in [(left, first, right), (right, second, left)] {
      guard TemplateNames.isAbsence(other) else { continue }
      if case .nil = other.kind, isAlwaysThere(value, fact) {
        reportConstant(
          isEqual, span, "'\(words(value.span))' is required and never nil",
          hint: "delete the comparison")
      }
      return
    }
    let kinds = (first.kinds.present, second.kinds.present)
    let bothMayBeAbsent =
      !first.kinds.isDisjoint(with: .absent) && !second.kinds.isDisjoint(with: .absent)
    if kinds.0.isEmpty || kinds.1.isEmpty { return }
    if kinds.0.isDisjoint(with: kinds.1), !bothMayBeAbsent {
      reportConstant(
        isEqual, span,
        "\(quoted(left.span)) is \(kinds.0.words), \(quoted(right.span)) is \(kinds.1.words)",
        hint: Self.typeHint(kinds.0, right))
      return
    }
    for (value, fact, other) in [(left, first, right), (right, second, left)] {
      guard case .string(let text) = other.kind, let values = closedValues(fact),
        !values.contains(text)
      else { continue }
      reportConstant(
        isEqual, span, "'\(words(value.span))' is never '\(text)'",
        hint: Self.choiceHint(text, values))
      return
    }
  }

  private static func typeHint(_ kinds: Kinds, _ other: Expression) -> String {
    if case .string(let text) = other.kind {
      if kinds == .number, Double(text) != nil { return "write \(text) without quotes" }
      if kinds == .boolean, text == "true" || text == "false" {
        return "write \(text) without quotes"
      }
    }
    if case .number(let text) = other.kind, kinds == .text { return "write '\(text)' in quotes" }
    return "compare values of one kind"
  }

  static func choiceHint(_ text: String, _ values: [String]) -> String {
    if let near = Suggestion.nearest(text, in: values) { return "did you mean '\(near)'?" }
    return "it may be: " + values.map { "'\($0)'" }.joined(separator: ", ")
  }

  /// The list of all texts a value may be, when the template can rely on it.
  func closedValues(_ fact: Fact) -> [String]? {
    guard fact.kinds.present == .text, let text = fact.text, let values = text.values else {
      return nil
    }
    return text.source == .schema || (text.source == .flow && values.count > 1) ? values : nil
  }

  private mutating func reportConstant(
    _ isEqual: Bool, _ span: Span, _ why: String, hint: String
  ) {
    report(
      "constant-comparison", "this is always \(isEqual ? "false" : "true"): \(why)", span,
      hint: hint, forAllCalls: true)
  }

  private mutating func checkContains(
    _ left: Expression, _ first: Fact, _ right: Expression, _ second: Fact, _ span: Span
  ) {
    let kinds = first.kinds.present
    if kinds.isEmpty { return }
    if kinds.isDisjoint(with: [.text, .list, .object]) {
      report(
        "constant-comparison",
        "this is always false: '\(words(left.span))' is \(kinds.words) and contains nothing", span,
        hint: "'contains' looks into texts and lists", forAllCalls: true)
      return
    }
    guard kinds == .list, case .string(let text) = right.kind,
      let values = closedValues(first.elements), !values.contains(text)
    else { return }
    report(
      "constant-comparison",
      "this is always false: '\(words(left.span))' never contains '\(text)'", span,
      hint: Self.choiceHint(text, values), forAllCalls: true)
  }

  private mutating func checkOrder(
    _ left: Expression, _ first: Fact, _ right: Expression, _ second: Fact, _ span: Span
  ) {
    let kinds = (first.kinds.present, second.kinds.present)
    if kinds.0.isEmpty || kinds.1.isEmpty { return }
    let ordered: Kinds = [.text, .number]
    let isPossible =
      !kinds.0.intersection(kinds.1).isDisjoint(with: ordered)
    if isPossible { return }
    report(
      "comparison-types",
      "\(quoted(left.span)) is \(kinds.0.words) and \(quoted(right.span)) is "
        + "\(kinds.1.words): they have no order",
      span, hint: Self.typeHint(kinds.0, right))
  }

  // MARK: Case

  mutating func checkWhen(_ subject: Expression, _ fact: Fact, _ value: Expression) {
    let other = evaluate(value)
    if TemplateNames.isAbsence(value) { return }
    takeAll(other)
    if fact.isUnknown || other.isUnknown { return }
    let kinds = (fact.kinds.present, other.kinds.present)
    if kinds.0.isEmpty || kinds.1.isEmpty { return }
    if kinds.0.isDisjoint(with: kinds.1) {
      report(
        "constant-comparison",
        "this is never chosen: '\(words(subject.span))' is \(kinds.0.words), not "
          + "\(kinds.1.words)",
        value.span, hint: Self.typeHint(kinds.0, value), forAllCalls: true)
    } else if case .string(let text) = value.kind, let values = closedValues(fact),
      !values.contains(text)
    {
      report(
        "when-never", "'\(words(subject.span))' is never '\(text)'", value.span,
        hint: Self.choiceHint(text, values), forAllCalls: true)
    }
  }
}
