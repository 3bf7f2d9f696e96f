import Diagnostics

extension Compiler {
  /// Blocks within blocks through snippets; each costs some of the compiler's own stack.
  private static let deepestBlock = 400

  mutating func compile(_ block: Block) {
    isDead = false
    blockDepth += 1
    defer { blockDepth -= 1 }
    if blockDepth > Self.deepestBlock, let first = block.nodes.first {
      stop("more than \(Self.deepestBlock) blocks within blocks and snippets", first.span)
    }
    for node in block.nodes where !isTooLarge {
      let start = here
      let loopDepth = scope.loops.count
      let captureDepth = scope.captures.count
      compile(node)
      stackDepth = 0
      guard here > start else { continue }
      if case .text = node.kind { continue }
      if case .raw = node.kind { continue }
      parts.handlers.append(
        Program.Handler(
          start: start, end: here, loopDepth: loopDepth, captureDepth: captureDepth,
          isBlank: node.isBlank, isBlankBlock: node.isBlank && node.isBlock))
      // A failure's handler resumes after the node, so nothing may be merged across its end.
      _ = markLabel()
    }
  }

  private mutating func compile(_ node: Node) {
    switch node.kind {
    case .text(let span), .raw(let span): compileText(span)
    case .output(let expression):
      let point = enter(.output, node.span, group: node.span)
      compileOutput(expression, node.span)
      leave(point, node.span)
    case .assign(let name, _, let value):
      compile(value)
      compileStore(name, node.span)
      markupNames.remove(name)
      if makesMarkup(value) { markupNames.insert(name) }
    case .capture(let name, _, let body): compileCapture(name, body, node.span)
    case .conditional(let branches): compileConditional(branches, node.span)
    case .case(let subject, let clauses): compileCase(subject, clauses, node.span)
    case .forLoop(let loop): compileLoop(loop, node.span)
    case .tableRow(let row): compileTable(row, node.span)
    case .cycle(let cycle): compileCycle(cycle, node.span)
    case .increment(let name, let step): compileIncrement(name, step, node.span)
    case .ifChanged(let body): compileIfChanged(body, node.span)
    case .interrupt(let isBreak): compileInterrupt(isBreak: isBreak, node.span)
    case .partial(let call): compilePartial(call, node.span)
    case .custom(let call): compileTag(call, node.span)
    }
  }

  /// Comments are the author's: readers of the page have no use for them.
  private var comments: Set<StaticEdit.Kind> { [.htmlComment, .scriptComment, .styleComment] }

  private mutating func compileText(_ span: Span) {
    let bytes = parts.files[file].bytes[span.start..<span.end]
    guard contentType != .text else { return emitText(bytes, at: span) }
    var context = context
    let result = bytes.withUnsafeBufferPointer { run in
      Result { () throws(EscapeProblem) in
        let edits = try context.advance(over: UnsafeRawBufferPointer(run))
        return edits.isEmpty ? Array(run) : StaticEdit.apply(edits, to: run, leavingOut: comments)
      }
    }
    self.context = context
    switch result {
    case .success(let text): emitText(text[...], at: span)
    case .failure(let problem): report(problem, span)
    }
  }

  /// The escaper of a value printed here; reports a place where no value may stand.
  mutating func escaper(_ span: Span) -> Escaper {
    do throws(EscapeProblem) {
      return try context.printed()
    } catch {
      report(error, span)
      return .raw
    }
  }

  private mutating func compileOutput(_ expression: FilteredExpression, _ span: Span) {
    if environment.notesConstants {
      // Not in one step with what is printed: any output may turn out to be a constant's.
      compile(expression)
      stackDepth -= 1
      emit(.output, a: escaper(span).rawValue, at: expression.span)
      return
    }
    if expression.filters.isEmpty, case .variable(let name, let lookups) = expression.base.kind {
      if lookups.isEmpty {
        let slot = readSlot(name)
        emit(.outputVariable, a: escaper(span).rawValue, c: slot, at: expression.span)
        return
      }
      if lookups.count == 1, case .member(let member, _) = lookups[0] {
        let slot = readSlot(name)
        let key = constant(.text(member))
        emit(
          .outputMember, a: escaper(span).rawValue, c: slot, d: key,
          e: Int(MemberCommand(member).rawValue), at: expression.span)
        return
      }
    }
    compile(expression)
    let escaper = escaper(span)
    stackDepth -= 1
    // The last filter and the output in one step, at the filter's place.
    if let last = parts.code.last, last.code == .filter, lastLabel != here {
      let row = environment.filters.rows[Int(last.b)]
      if row.leavesNumbers, last.c == 0, last.d == 0, escaper.printsNumbersPlainly {
        parts.code[here - 1] = Operation(code: .filterOutput, a: escaper.rawValue, b: last.b)
        return
      }
      if row.translates, escaper == .text || escaper == .attribute || escaper == .raw {
        parts.code[here - 1].code = .translate
        parts.code[here - 1].a = escaper.rawValue
        return
      }
    }
    emit(.output, a: escaper.rawValue, at: expression.span)
  }

  private mutating func compileStore(_ name: String, _ span: Span) {
    let slot = slot(name)
    emit(.storeOutermost, c: slot, at: span)
    stackDepth -= 1
  }

  // MARK: Captures

  private mutating func compileCapture(_ name: String, _ body: Block, _ span: Span) {
    let isMarkup = contentType != .text && holdsMarkup(body)
    let outer = context
    context = .initial(for: isMarkup ? contentType : .text)
    emit(.beginCapture, at: span)
    let end = Operation(
      code: .endCapture, a: isMarkup ? Value.Flags.markup.rawValue : 0, b: 1,
      c: UInt32(slot(name)))
    scope.captures.append(.variable(end))
    let outerDead = isDead
    compile(body)
    if !context.canEnd, !isDead {
      report(
        "unfinished-context", "the capture ends inside \(context.description)", span,
        hint: "close in the capture what it opens")
    }
    isDead = outerDead
    scope.captures.removeLast()
    emit(end, at: span)
    context = outer
    if isMarkup { markupNames.insert(name) } else { markupNames.remove(name) }
  }

  /// Whether a capture's text is markup: it spells some out, or prints something that is markup.
  ///
  /// A capture without markup stays plain text and is escaped where it is printed.
  private func holdsMarkup(_ block: Block) -> Bool {
    block.nodes.contains { node in
      switch node.kind {
      case .text(let span), .raw(let span):
        parts.files[file].bytes[span.start..<span.end].contains {
          $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&")
        }
      case .output(let expression): makesMarkup(expression)
      case .conditional(let branches): branches.contains { holdsMarkup($0.body) }
      case .case(_, let clauses): clauses.contains { holdsMarkup($0.body) }
      case .forLoop(let loop):
        holdsMarkup(loop.body) || loop.otherwise.map(holdsMarkup) ?? false
      case .ifChanged(let body): holdsMarkup(body)
      case .tableRow, .partial, .custom: true
      case .assign, .capture, .cycle, .increment, .interrupt: false
      }
    }
  }

  /// Whether an expression is known to give markup: a captured one, a `_html` text, an escaping filter.
  private func makesMarkup(_ expression: FilteredExpression) -> Bool {
    guard let last = expression.filters.last else {
      if case .variable(let name, let lookups) = expression.base.kind, lookups.isEmpty {
        return markupNames.contains(name)
      }
      return false
    }
    if last.name == "t" {
      guard expression.filters.count == 1, case .string(let key) = expression.base.kind else {
        return false
      }
      return key.hasSuffix("_html")
    }
    return environment.filters.row(named: last.name)?.row.safety == .escapes
  }

  private mutating func compileIfChanged(_ body: Block, _ span: Span) {
    let slot = slot("\u{0}ifchanged")
    emit(.beginCapture, at: span)
    scope.captures.append(.ifChanged(slot: slot))
    let start = context
    compile(body)
    scope.captures.removeLast()
    emit(.endIfChanged, c: slot, at: span)
    join([context], with: start, span, code: "branch-context-mismatch")
  }

  /// Ends the captures opened since `depth`, innermost first, before leaving them by a jump.
  mutating func emitCaptureEnds(downTo depth: Int, _ span: Span) {
    for capture in scope.captures[depth...].reversed() {
      switch capture {
      case .variable(let end): emit(end, at: span)
      case .ifChanged(let slot): emit(.endIfChanged, c: slot, at: span)
      }
    }
  }

  // MARK: Small tags

  private mutating func compileCycle(_ cycle: Cycle, _ span: Span) {
    let register: Int
    if let group = cycle.group {
      compile(group)
      register = slot("\u{0}cycles")
    } else {
      let kinds = cycle.values.map(\.kindAsValue)
      let key = cycle.values.allSatisfy(\.isLiteral) ? "\(kinds)" : "#\(here)"
      register = slot("\u{0}cycle:\(key)")
    }
    for value in cycle.values { compile(value) }
    let count = cycle.values.count
    emit(.cycle, a: cycle.group == nil ? 0 : 1, c: register, d: count, at: span)
    stackDepth -= count + (cycle.group == nil ? 0 : 1)
    pushed()
    emit(.output, a: escaper(span).rawValue, at: span)
    stackDepth -= 1
  }

  private mutating func compileIncrement(_ name: String, _ step: Int, _ span: Span) {
    let visible = readSlot(name)
    let environment = slot("\u{0}counter:\(name)")
    if countedSlots.insert(Self.key(unit, visible)).inserted {
      parts.units[unit].counterSlots.append((visible, environment))
    }
    emit(.increment, a: step > 0 ? 1 : 2, c: visible, d: environment, at: span)
    pushed()
    emit(.output, a: escaper(span).rawValue, at: span)
    stackDepth -= 1
  }

  private mutating func compileTag(_ call: TagCall, _ span: Span) {
    guard let index = tagIndex(call.name) else {
      report("unknown-tag", "Unknown tag '\(call.name)'", span)
      return
    }
    let row = environment.tags[index]
    if row.content == .markup, contentType != .text, context != .initial(for: contentType) {
      report(
        "tag-context", "'\(call.name)' makes markup and cannot stand inside \(context.description)",
        span, hint: "put it where an element may stand")
    }
    checkArguments(
      "tag '\(call.name)'", call.positional.count, row.arity, call.named, row.names, span)
    if row.takesLiterals {
      for argument in call.positional where !argument.isText {
        report(
          "argument-literal", "'\(call.name)' takes a text that the template spells out",
          argument.span, hint: "write it in quotes, and choose among several with if or case")
      }
    }
    compileArguments(call.positional, call.named)
    emit(.tag, b: index, c: call.positional.count, d: call.named.count, at: span)
    stackDepth -= call.positional.count + 2 * call.named.count
  }
}

extension Node {
  /// Whether it has a body.
  var isBlock: Bool {
    switch kind {
    case .conditional, .case, .forLoop, .tableRow, .ifChanged: true
    default: false
    }
  }
}

extension Expression {
  /// Whether its value is spelled out.
  var isLiteral: Bool {
    switch kind {
    case .nil, .boolean, .number, .string, .empty, .blank: true
    case .range(let first, let last): first.isLiteral && last.isLiteral
    case .variable, .dynamicVariable: false
    }
  }

  /// Whether it is a text spelled out.
  var isText: Bool {
    if case .string = kind { return true }
    return false
  }

  /// What it is where it is no condition: there `empty` and `blank` are empty text.
  var kindAsValue: Kind {
    switch kind {
    case .empty, .blank: .string("")
    default: kind
    }
  }
}
