import Diagnostics

extension Compiler {
  /// One piece of partial code: which snippet, in whose scope, from which context.
  struct EntryKey: Hashable {
    let unit: Int
    let name: String
    let context: EscapeContext
  }

  /// A partial whose code is being compiled further up: a recursive call assumes how it ends.
  struct OpenEntry {
    var isAssumed = false
  }

  /// What compiling a partial found.
  struct EntryResult {
    let index: Int
    let end: EscapeContext
    let mayInterrupt: Bool
  }

  enum ParsedSnippet {
    case tree(SourceFile, SyntaxTree, fileIndex: Int)
    case broken(DiagnosticsError)
    case missing
  }

  /// The snippet of a name, parsed once.
  mutating func snippet(_ name: String) -> ParsedSnippet {
    if let known = trees[name] { return known }
    let parsed: ParsedSnippet
    if let source = snippets.file(named: name) {
      switch parse(source) {
      case .success(let tree):
        parts.files.append(source)
        parts.fileNames.append(name)
        parsed = .tree(source, tree, fileIndex: parts.files.count - 1)
      case .failure(let error): parsed = .broken(error)
      }
    } else {
      parsed = .missing
    }
    trees[name] = parsed
    return parsed
  }

  mutating func compilePartial(_ call: PartialCall, _ span: Span) {
    if !call.isIsolated, unit != 0 {
      let message = "include usage is not allowed in this context"
      if environment.defersUnknownNames {
        emitFailure(message, .argument, span)
      } else {
        report("include-in-render", message, span, hint: "use 'render' and pass what it needs")
      }
      return
    }
    guard case .string(let name) = call.name.kind else {
      compileDynamicInclude(call, span)
      return
    }
    guard checkSnippet(name, call, span) else { return }
    let target = call.isIsolated ? isolatedUnit(of: name) : unit
    let start = context
    let binding = emitArguments(call, name: name, unit: target, span)
    let result = entry(name, unit: target, call, span)
    let table = entryTable([result.index], isolated: call.isIsolated)
    let point = enter(.partial, span, group: span, name: name)
    emitCall(call, binding, table: table, unit: target, span)
    leave(point, span)
    context = result.end
    if call.isLoop, EscapeContext.join(start, context) != start {
      report(
        "loop-context-mismatch",
        "the snippet is rendered in a loop but ends in \(context.description)", span,
        hint: "let the snippet close what it opens")
    }
    if result.mayInterrupt, !call.isIsolated { compilePendingInterrupt(span) }
  }

  /// Reports a snippet that cannot be used; without one, code that fails at run time stands for it.
  private mutating func checkSnippet(_ name: String, _ call: PartialCall, _ span: Span) -> Bool {
    switch snippet(name) {
    case .tree: return true
    case .broken(let error):
      if environment.defersUnknownNames, let problem = error.log.diagnostics.first {
        let line = problem.place.map { $0.file.location(of: $0.span.start).line } ?? 1
        emitFailure(
          "Liquid syntax error (\(name) line \(line)): \(problem.message)", .snippetSyntax, span)
      } else {
        log.add(contentsOf: error.log)
      }
    case .missing:
      if environment.defersUnknownNames {
        emitFailure("Could not find asset \(name)", .missingPartial, span)
      } else {
        report(
          "missing-snippet", "there is no snippet '\(name)'", call.name.span,
          hint: Suggestion.nearest(name, in: snippets.names).map { "did you mean '\($0)'?" }
            ?? "snippets stand in the folder snippets/")
      }
    }
    return false
  }

  mutating func emitFailure(_ message: String, _ code: RenderFailure.Code, _ span: Span) {
    emit(.fail, a: code.index, c: constant(.text(message)), at: span)
  }

  /// `include` with a name only known at run time: every snippet is compiled for this place.
  private mutating func compileDynamicInclude(_ call: PartialCall, _ span: Span) {
    compile(call.name)
    let start = context
    let binding = emitArguments(call, name: nil, unit: unit, span)
    var indices: [Int] = []
    var mayInterrupt = false
    for name in snippets.names {
      guard case .tree = snippet(name) else {
        _ = checkSnippet(name, call, span)
        continue
      }
      context = start
      let result = entry(name, unit: unit, call, span)
      indices.append(result.index)
      mayInterrupt = mayInterrupt || result.mayInterrupt
      if EscapeContext.join(start, result.end) != start {
        report(
          "branch-context-mismatch", "snippet '\(name)' does not end in the context it starts in",
          span, hint: "a snippet chosen at run time must close what it opens")
      }
    }
    context = start
    let table = entryTable(indices, isolated: false)
    let point = enter(.partial, span, group: span, name: "*")
    emitCall(call, binding, table: table, unit: unit, span)
    leave(point, span)
    if mayInterrupt { compilePendingInterrupt(span) }
  }

  private mutating func entryTable(_ entries: [Int], isolated: Bool) -> Int {
    parts.entryTables.append(Program.EntryTable(entries: entries, isolated: isolated))
    return parts.entryTables.count - 1
  }

  private mutating func isolatedUnit(of name: String) -> Int {
    if let known = isolatedUnits[name] { return known }
    parts.units.append(Program.Unit())
    isolatedUnits[name] = parts.units.count - 1
    return parts.units.count - 1
  }

  // MARK: Calls

  /// Where a call's values go: an offset into the program's bindings, the alias's slot (or -1) last.
  private struct Binding {
    let offset: Int
    let count: Int
  }

  /// Pushes what a call hands over.
  ///
  /// A shared call's arguments are bound one by one, each seeing those before.
  private mutating func emitArguments(
    _ call: PartialCall, name: String?, unit target: Int, _ span: Span
  ) -> Binding {
    if let argument = call.argument {
      compile(argument)
    } else if !call.isIsolated {
      // `include 'card'` binds `card` to the variable of that name.
      if let name {
        emit(.load, c: readSlot(name), at: span)
        pushed()
      } else {
        _ = slot(Self.dynamicNamesMarker)
      }
    }
    let caller = unit
    let offset = parts.bindings.count
    if call.named.count > Self.mostArguments {
      report("too-many-arguments", "more than \(Self.mostArguments) arguments", span)
      return Binding(offset: offset, count: 0)
    }
    for argument in call.named {
      compile(argument.value)
      unit = target
      let slot = slot(argument.name)
      unit = caller
      if call.isIsolated {
        parts.bindings.append(slot)
      } else {
        emit(.bind, c: slot, at: argument.value.span)
        stackDepth -= 1
      }
    }
    unit = target
    parts.bindings.append(call.alias.map { slot($0) } ?? -1)
    unit = caller
    return Binding(offset: offset, count: call.named.count)
  }

  private mutating func emitCall(
    _ call: PartialCall, _ binding: Binding, table: Int, unit target: Int, _ span: Span
  ) {
    var flags: UInt8 = 0
    let isDynamic = if case .string = call.name.kind { false } else { true }
    if isDynamic { flags |= CallFlags.dynamic }
    if call.argument != nil || (!call.isIsolated && !isDynamic) { flags |= CallFlags.argument }
    if call.isLoop { flags |= CallFlags.loops }
    emit(
      call.isIsolated ? .callIsolated : .callShared, a: flags, b: binding.count, c: table,
      d: target, e: binding.offset, at: span)
    stackDepth = 0
  }

  // MARK: Entries

  /// The code of a snippet for a scope and the current context, compiled on first use.
  private mutating func entry(
    _ name: String, unit target: Int, _ call: PartialCall, _ span: Span
  ) -> EntryResult {
    let key = EntryKey(unit: target, name: name, context: context)
    if let index = entryIndices[key] {
      if openEntries[key] != nil {
        openEntries[key]?.isAssumed = true
        return EntryResult(index: index, end: key.context, mayInterrupt: true)
      }
      let known = entryEnds[index]
      return EntryResult(index: index, end: known.end, mayInterrupt: known.mayInterrupt)
    }
    guard case .tree(let source, let tree, let fileIndex) = snippet(name) else {
      preconditionFailure("a snippet is checked before its code is asked for")
    }
    if openEntries.count >= environment.limits.includeDepth {
      stop("more than \(environment.limits.includeDepth) snippets within snippets", span)
    }
    let index = parts.entries.count
    parts.entries.append(
      Program.Entry(name: name, start: 0, unit: target, argumentSlot: -1, steps: 1))
    entryEnds.append((key.context, true))
    entryIndices[key] = index
    openEntries[key] = OpenEntry()
    bindArgument(index, name, target)

    let skip = emit(.jump, at: span)
    parts.entries[index].start = markLabel()
    let outer = (file, unit, scope, stackDepth, isDead, trail)
    let (outerPoints, outerDecision) = (openPoints, decision)
    openPoints = []
    decision = nil
    trail.insert(place(span), at: 0)
    file = fileIndex
    unit = target
    scope = Scope(kind: call.isIsolated ? .isolated : .shared)
    stackDepth = 0
    compile(tree.body)
    let end = isDead ? key.context : context
    if openEntries[key]?.isAssumed == true, end != key.context {
      report(
        "recursive-context",
        "the snippet renders itself but ends in \(end.description), not in the context it starts in",
        Span(TextSlice(source.bytes.count, source.bytes.count)),
        hint: "let the snippet close what it opens")
    }
    emit(.finish, at: Span(TextSlice(source.bytes.count, source.bytes.count)))
    entryEnds[index] = (end, scope.mayInterrupt)
    parts.entries[index].steps = here - parts.entries[index].start
    openEntries[key] = nil
    (file, unit, scope, stackDepth, isDead, trail) = outer
    (openPoints, decision) = (outerPoints, outerDecision)
    land([skip])
    context = key.context
    return EntryResult(index: index, end: end, mayInterrupt: entryEnds[index].mayInterrupt)
  }

  /// Remembers the variable a call's value is bound to unless it has an alias: the snippet's own last name.
  private mutating func bindArgument(_ index: Int, _ name: String, _ target: Int) {
    let caller = unit
    unit = target
    let own = name.split(separator: "/").last.map(String.init) ?? name
    parts.entries[index].argumentSlot = slot(own)
    unit = caller
  }
}

extension RenderFailure.Code {
  private static let ordered: [RenderFailure.Code] = [
    .argument, .zeroDivision, .comparison, .missingPartial, .snippetSyntax, .limit, .nesting,
    .aborted,
    .unsafeValue,
  ]

  /// A small number for an operation's field.
  var index: UInt8 { UInt8(Self.ordered.firstIndex(of: self) ?? 0) }

  /// The code of an operation's field.
  static func at(_ index: UInt8) -> RenderFailure.Code { ordered[Int(index)] }
}
