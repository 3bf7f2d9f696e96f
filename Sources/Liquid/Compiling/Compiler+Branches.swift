extension Compiler {
  mutating func compileConditional(_ branches: [Branch], _ span: Span) {
    let start = context
    var ends: [EscapeContext] = []
    var exits: [Int] = []
    var hasElse = false
    for (index, branch) in branches.enumerated() where !isTooLarge {
      let skip: [Int]
      if case .always = branch.condition {
        hasElse = true
        skip = []
      } else {
        skip = compileJump(branch.condition, when: false)
      }
      context = start
      compile(branch.body)
      if !isDead { ends.append(context) }
      if index < branches.count - 1 { exits.append(emit(.jump, at: branch.span)) }
      land(skip)
      if hasElse { break }
    }
    if !hasElse { ends.append(start) }
    land(exits)
    joinArms(ends, start, span)
  }

  /// Every clause whose value matches is rendered, and an `else` when nothing before it matched.
  mutating func compileCase(_ subject: Expression, _ clauses: [CaseClause], _ span: Span) {
    let start = context
    var ends = [start]
    let canMatchTwice = clauses.contains { $0.values == nil || $0.values?.count ?? 0 > 1 }
    let flag = slot("\u{0}case:\(here)")
    let value = slot("\u{0}subject:\(here)")
    compile(subject, inCondition: true)
    emit(.store, c: value, at: subject.span)
    stackDepth -= 1
    emit(.constant, c: constant(.boolean(false)), at: span)
    pushed()
    emit(.store, c: flag, at: span)
    stackDepth -= 1
    _ = canMatchTwice
    for clause in clauses where !isTooLarge {
      guard let values = clause.values else {
        emit(.load, c: flag, at: clause.span)
        pushed()
        let skip = emit(.jumpIfTrue, at: clause.span)
        stackDepth -= 1
        compileArm(clause.body, start, &ends)
        land([skip])
        continue
      }
      for expected in values where !isTooLarge {
        emit(.load, c: value, at: expected.span)
        pushed()
        compile(expected, inCondition: true)
        let skip = emit(
          .jumpIfComparison, a: Comparison.equal.rawValue, b: 0, at: expected.span)
        stackDepth -= 2
        emit(.constant, c: constant(.boolean(true)), at: expected.span)
        pushed()
        emit(.store, c: flag, at: expected.span)
        stackDepth -= 1
        compileArm(clause.body, start, &ends)
        land([skip])
      }
    }
    isDead = false
    joinArms(ends, start, span)
  }

  private mutating func compileArm(
    _ body: Block, _ start: EscapeContext, _ ends: inout [EscapeContext]
  ) {
    context = start
    compile(body)
    if !isDead { ends.append(context) }
  }

  /// Continues in the context in which all arms end; all of them dead leaves dead code.
  private mutating func joinArms(_ ends: [EscapeContext], _ start: EscapeContext, _ span: Span) {
    guard let first = ends.first else {
      isDead = true
      context = start
      return
    }
    isDead = false
    context = first
    join(Array(ends.dropFirst()), with: first, span, code: "branch-context-mismatch")
  }

  /// Joins contexts into the current one, or reports that they differ.
  mutating func join(
    _ others: [EscapeContext], with first: EscapeContext, _ span: Span, code: String
  ) {
    var joined = first
    for other in others {
      guard let both = EscapeContext.join(joined, other) else {
        report(
          code,
          "the arms end in different contexts: \(joined.description) and \(other.description)",
          span,
          hint: "let every arm close what it opens, or move the shared part out of the block")
        context = first
        return
      }
      joined = both
    }
    context = joined
  }
}
