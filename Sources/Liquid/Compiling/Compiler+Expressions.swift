extension Compiler {
  /// Pushes the value of an expression with its filters.
  mutating func compile(_ expression: FilteredExpression) {
    compile(expression.base)
    for use in expression.filters { compile(use) }
  }

  private mutating func compile(_ use: FilterUse) {
    guard let (index, row) = environment.filters.row(named: use.name) else {
      if environment.defersUnknownNames || !hasRoomForProblems { return }
      let known = environment.filters.rows.map(\.name)
      report(
        "unknown-filter", "unknown filter '\(use.name)'", use.nameSpan,
        hint: Suggestion.nearest(use.name, in: known).map { "did you mean '\($0)'?" })
      return
    }
    if !environment.defersUnknownNames {
      checkArguments(
        "filter '\(use.name)'", use.positional.count, row.arity, use.named, row.names,
        use.nameSpan)
    }
    let given = use.positional.count + (use.named.isEmpty || !row.names.isEmpty ? 0 : 1)
    if environment.defersUnknownNames, !row.arity.contains(given) {
      // Ruby counts the value in front of the filter, too.
      let least = row.arity.lowerBound + 1
      let most = row.arity.upperBound + 1
      let expected = least == most ? "\(least)" : "\(least)..\(most)"
      emitFailure(
        "wrong number of arguments (given \(given + 1), expected \(expected))", .argument,
        use.nameSpan)
      return
    }
    compileArguments(use.positional, use.named)
    emit(
      .filter, b: index, c: use.positional.count, d: use.named.count, at: use.nameSpan)
    stackDepth -= use.positional.count + 2 * use.named.count
  }

  /// The most arguments one filter or tag takes; more is a mistake or an attack on the stack.
  static let mostArguments = 64

  mutating func checkArguments(
    _ what: String, _ count: Int, _ arity: ClosedRange<Int>, _ named: [NamedExpression],
    _ names: [String], _ span: Span
  ) {
    if !arity.contains(count) {
      let expected =
        arity.lowerBound == arity.upperBound
        ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
      report(
        "argument-count", "\(what) takes \(expected) positional arguments, not \(count)", span)
    }
    guard names != ["*"] else { return }
    for argument in named where !names.contains(argument.name) {
      report(
        "unknown-argument", "\(what) takes no argument '\(argument.name)'", argument.value.span,
        hint: Suggestion.nearest(argument.name, in: names).map { "did you mean '\($0)'?" })
    }
  }

  mutating func compileArguments(_ positional: [Expression], _ named: [NamedExpression]) {
    if positional.count + named.count > Self.mostArguments, let first = positional.first?.span {
      report("too-many-arguments", "more than \(Self.mostArguments) arguments", first)
      return
    }
    for argument in positional { compile(argument) }
    for argument in named {
      emit(.constant, c: constant(.text(argument.name)), at: argument.value.span)
      pushed()
      compile(argument.value)
    }
  }

  /// Pushes the value of an expression.
  ///
  /// `empty` and `blank` are methods in conditions and empty text elsewhere, as in Ruby.
  mutating func compile(_ expression: Expression, inCondition: Bool = false) {
    switch expression.kind {
    case .nil: push(.nil, expression.span)
    case .boolean(let boolean): push(.boolean(boolean), expression.span)
    case .number(let text): push(.number(text), expression.span)
    case .string(let text): push(.text(text), expression.span)
    case .empty: push(inCondition ? .empty : .text(""), expression.span)
    case .blank: push(inCondition ? .blank : .text(""), expression.span)
    case .range(let first, let last): compileRange(first, last, expression.span)
    case .variable(let name, let lookups): compileVariable(name, lookups, expression.span)
    case .dynamicVariable(let name, let lookups):
      _ = slot(Self.dynamicNamesMarker)
      compile(name)
      emit(.dynamicVariable, at: expression.span)
      compileLookups(lookups[...])
    }
    if inCondition { note(expression) }
  }

  private mutating func push(_ constant: Constant, _ span: Span) {
    emit(.constant, c: self.constant(constant), at: span)
    pushed()
  }

  private mutating func compileRange(_ first: Expression, _ last: Expression, _ span: Span) {
    if let low = Self.wholeNumber(first), let high = Self.wholeNumber(last) {
      push(.range(low, high), span)
      return
    }
    compile(first)
    compile(last)
    emit(.range, at: span)
    stackDepth -= 1
  }

  /// A literal bound as Ruby's `to_i` takes it.
  private static func wholeNumber(_ expression: Expression) -> Int64? {
    guard case .number(let text) = expression.kind else { return nil }
    return Int64(text.prefix { $0 != "." })
  }

  private mutating func compileVariable(
    _ name: String, _ lookups: [Expression.Lookup], _ span: Span
  ) {
    let slot = readSlot(name)
    if let first = lookups.first, case .member(let member, let memberSpan) = first {
      let key = constant(.text(member))
      emit(
        .loadMember, a: MemberCommand(member).rawValue, c: slot, d: key, at: memberSpan)
      pushed()
      compileLookups(lookups.dropFirst())
      return
    }
    emit(.load, c: slot, at: span)
    pushed()
    compileLookups(lookups[...])
  }

  private mutating func compileLookups(_ lookups: ArraySlice<Expression.Lookup>) {
    for lookup in lookups {
      switch lookup {
      case .member(let name, let span):
        emit(
          .member, a: MemberCommand(name).rawValue, d: constant(.text(name)), at: span)
      case .index(let key):
        compile(key)
        emit(.index, at: key.span)
        stackDepth -= 1
      }
    }
  }

  // MARK: Conditions

  /// Emits jumps taken when `condition` is `outcome`; falls through otherwise.
  ///
  /// The jumps are returned to be landed.
  mutating func compileJump(_ condition: Condition, when outcome: Bool) -> [Int] {
    switch condition {
    case .always: return outcome ? [emit(.jump, at: Span(TextSlice(0, 0)))] : []
    case .not(let inner): return compileJump(inner, when: !outcome)
    case .truth(let expression):
      compile(expression, inCondition: true)
      stackDepth -= 1
      return [emit(outcome ? .jumpIfTrue : .jumpIfFalse, at: expression.span)]
    case .comparison(let left, let comparison, let right, let span):
      compile(left, inCondition: true)
      compile(right, inCondition: true)
      stackDepth -= 2
      return [
        emit(.jumpIfComparison, a: comparison.rawValue, b: outcome ? 1 : 0, at: span)
      ]
    case .and(let left, let right): return compileBoth(left, right, when: outcome, shortOn: false)
    case .or(let left, let right): return compileBoth(left, right, when: outcome, shortOn: true)
    }
  }

  private mutating func compileBoth(
    _ left: Condition, _ right: Condition, when outcome: Bool, shortOn short: Bool
  ) -> [Int] {
    if outcome == short {
      let first = compileJump(left, when: outcome)
      return first + compileJump(right, when: outcome)
    }
    let skip = compileJump(left, when: short)
    let jumps = compileJump(right, when: outcome)
    land(skip)
    return jumps
  }
}
