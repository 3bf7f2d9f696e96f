import Diagnostics

extension Compiler {
  mutating func compileLoop(_ loop: ForLoop, _ span: Span) {
    compile(loop.collection)
    decision = span
    note(loop.collection)
    decision = nil
    var flags: UInt8 = loop.isReversed ? LoopFlags.reversed : 0
    switch loop.offset {
    case .none: break
    case .continue: flags |= LoopFlags.continues
    case .value(let offset):
      flags |= LoopFlags.offset
      compile(offset)
    }
    if let limit = loop.limit {
      flags |= LoopFlags.limit
      compile(limit)
    }
    stackDepth = 0
    let register = slot("\u{0}offset:\(loop.name)")
    let item = slot(loop.variable)
    let forloop = slot("forloop")
    let name = constant(.text(loop.name))
    // The name follows as a constant operation: a loop has more fields than one operation holds.
    let begin = emit(.beginLoop, a: flags, b: register, c: item, e: forloop, at: span)
    emit(.constant, c: name, at: span)
    let start = context
    let bodyStart = markLabel()
    let end = compileLoopBody(loop.body, bound: [loop.variable, "forloop"], isTable: false, span)
    parts.code[end.next] = Operation(
      code: .nextLoop, c: UInt32(bodyStart), d: UInt32(end.next - bodyStart + 1))
    land(end.breaks)
    emit(.endLoop, at: span)
    let bodyContext = context
    isDead = false
    let skip = emit(.jump, at: span)
    let otherwiseStart = markLabel()
    parts.code[begin].d = UInt32(otherwiseStart)
    context = start
    let point = enter(
      .empty, span, group: span, arm: 1, name: "else", isImplied: loop.otherwise == nil)
    if let otherwise = loop.otherwise { compile(otherwise) }
    leave(point, span)
    land([skip])
    let ends = isDead ? [] : [context]
    isDead = false
    join(ends, with: bodyContext, span, code: "loop-context-mismatch")
  }

  /// Compiles a body that may run many times, so that it ends in the context it starts in.
  ///
  /// Leaves an unfilled operation at `next` to which every `continue` leads.
  private mutating func compileLoopBody(
    _ body: Block, bound: [String], isTable: Bool, _ span: Span
  ) -> (next: Int, breaks: [Int]) {
    let mark = Mark(self)
    var start = context
    for attempt in 0... {
      scope.loops.append(
        LoopScope(isTable: isTable, captureDepth: scope.captures.count, start: start))
      scope.boundNames += bound
      let point = enter(.pass, span, group: span)
      compile(body)
      leave(point, span)
      scope.boundNames.removeLast(bound.count)
      let loop = scope.loops.removeLast()
      guard let joined = isDead ? start : EscapeContext.join(start, context) else {
        report(
          "loop-context-mismatch",
          "the loop's body starts in \(start.description) and ends in \(context.description)", span,
          hint: "close in the body what it opens")
        context = start
        land(loop.continues)
        return (emit(.nextLoop, at: span), loop.breaks)
      }
      if joined == start || attempt == 1 {
        if joined != start {
          report(
            "loop-context-mismatch", "the loop's body ends in another context at each pass", span,
            hint: "move what changes the context out of the loop")
        }
        context = joined
        land(loop.continues)
        return (emit(.nextLoop, at: span), loop.breaks)
      }
      mark.restore(&self)
      start = joined
      context = joined
    }
    preconditionFailure("a loop body is compiled twice at most")
  }

  /// A point of the code to go back to when a loop's body must be compiled again.
  private struct Mark {
    let code: Int
    let text: Int
    let handlers: Int
    let diagnostics: DiagnosticLogMark

    init(_ compiler: Compiler) {
      code = compiler.parts.code.count
      text = compiler.parts.text.count
      handlers = compiler.parts.handlers.count
      diagnostics = DiagnosticLogMark(log: compiler.log)
    }

    func restore(_ compiler: inout Compiler) {
      compiler.parts.code.removeSubrange(code...)
      compiler.parts.places.removeSubrange(code...)
      compiler.parts.text.removeSubrange(text...)
      compiler.parts.handlers.removeSubrange(handlers...)
      compiler.log = diagnostics.log
      for (key, index) in compiler.entryIndices where compiler.parts.entries[index].start >= code {
        compiler.entryIndices[key] = nil
      }
    }
  }

  mutating func compileTable(_ row: TableRow, _ span: Span) {
    if contentType != .text, context != .initial(for: contentType) {
      report(
        "tag-context",
        "'tablerow' makes rows and cells and cannot stand inside \(context.description)",
        span, hint: "put it inside a <table>")
    }
    compile(row.collection)
    var flags: UInt8 = 0
    if let offset = row.offset {
      flags |= LoopFlags.offset
      compile(offset)
    }
    if let limit = row.limit {
      flags |= LoopFlags.limit
      compile(limit)
    }
    if let columns = row.columns {
      flags |= LoopFlags.columns
      compile(columns)
    }
    stackDepth = 0
    let item = slot(row.variable)
    let loop = slot("tablerowloop")
    let begin = emit(.beginTable, a: flags, c: item, e: loop, at: span)
    let cell = markLabel()
    emit(.beginCell, at: span)
    let end = compileLoopBody(
      row.body, bound: [row.variable, "tablerowloop"], isTable: true, span)
    parts.code[end.next] = Operation(
      code: .endCell, c: UInt32(cell), d: UInt32(end.next - cell + 1))
    for jump in end.breaks { parts.code[jump].c = UInt32(end.next) }
    let exit = markLabel()
    parts.code[begin].d = UInt32(exit + 1)
    emit(.endTable, at: span)
    _ = markLabel()
    isDead = false
  }

  // MARK: Interrupts

  mutating func compileInterrupt(isBreak: Bool, _ span: Span) {
    if let loop = scope.loops.last {
      checkInterruptContext(loop, span)
      emitCaptureEnds(downTo: loop.captureDepth, span)
      let jump = emit(loop.isTable && isBreak ? .breakTable : .jump, at: span)
      let index = scope.loops.count - 1
      if isBreak {
        scope.loops[index].breaks.append(jump)
      } else {
        scope.loops[index].continues.append(jump)
      }
    } else {
      emitCaptureEnds(downTo: 0, span)
      if scope.kind == .shared {
        scope.mayInterrupt = true
        emit(.interrupt, a: isBreak ? 1 : 2, at: span)
      } else {
        emit(.finish, at: span)
      }
    }
    isDead = true
  }

  private mutating func checkInterruptContext(_ loop: LoopScope, _ span: Span) {
    if EscapeContext.join(context, loop.start) != loop.start {
      report(
        "loop-context-mismatch",
        "the loop is left inside \(context.description) but starts in \(loop.start.description)",
        span,
        hint: "close what is open before 'break' or 'continue'")
    }
  }

  /// After a shared partial that may leave by `break` or `continue`: passes that on to the loop here.
  mutating func compilePendingInterrupt(_ span: Span) {
    let quiet = emit(.jumpIfQuiet, at: span)
    if let loop = scope.loops.last {
      emitCaptureEnds(downTo: loop.captureDepth, span)
      let index = scope.loops.count - 1
      // Both ways go through a jump of their own, so that the loop's lists can point it anywhere.
      let take = emit(.takeInterrupt, at: span)
      let breakJump = emit(loop.isTable ? .breakTable : .jump, at: span)
      let continueJump = emit(.jump, at: span)
      parts.code[take].c = UInt32(breakJump)
      parts.code[take].d = UInt32(continueJump)
      scope.loops[index].breaks.append(breakJump)
      scope.loops[index].continues.append(continueJump)
    } else {
      emitCaptureEnds(downTo: 0, span)
      scope.mayInterrupt = true
      emit(.finish, at: span)
    }
    land([quiet])
  }
}

/// A copy of the findings so far.
private struct DiagnosticLogMark {
  let log: DiagnosticLog
}
