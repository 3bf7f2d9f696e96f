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
        decision = span
        skip = compileJump(branch.condition, when: false)
        decision = nil
      }
      context = start
      let point = enter(.branch, branch.span, group: span, arm: index)
      compile(branch.body)
      leave(point, branch.span)
      if !isDead { ends.append(context) }
      if index < branches.count - 1 || (environment.traces && !hasElse) {
        exits.append(emit(.jump, at: branch.span))
      }
      land(skip)
      if hasElse { break }
    }
    if !hasElse {
      ends.append(start)
      markImplied(.branch, span, arm: branches.count)
    }
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
    decision = span
    compile(subject, inCondition: true)
    decision = nil
    emit(.store, c: value, at: subject.span)
    stackDepth -= 1
    emit(.constant, c: constant(.boolean(false)), at: span)
    pushed()
    emit(.store, c: flag, at: span)
    stackDepth -= 1
    _ = canMatchTwice
    for (index, clause) in clauses.enumerated() where !isTooLarge {
      guard let values = clause.values else {
        emit(.load, c: flag, at: clause.span)
        pushed()
        let skip = emit(.jumpIfTrue, at: clause.span)
        stackDepth -= 1
        compileArm(clause, index, start, &ends, span)
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
        compileArm(clause, index, start, &ends, span)
        land([skip])
      }
    }
    if environment.traces, !clauses.contains(where: { $0.values == nil }) {
      emit(.load, c: flag, at: span)
      pushed()
      let skip = emit(.jumpIfTrue, at: span)
      stackDepth -= 1
      markImplied(.when, span, arm: clauses.count)
      land([skip])
    }
    isDead = false
    joinArms(ends, start, span)
  }

  private mutating func compileArm(
    _ clause: CaseClause, _ arm: Int, _ start: EscapeContext, _ ends: inout [EscapeContext],
    _ group: Span
  ) {
    context = start
    let point = enter(.when, clause.span, group: group, arm: arm)
    compile(clause.body)
    leave(point, clause.span)
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
