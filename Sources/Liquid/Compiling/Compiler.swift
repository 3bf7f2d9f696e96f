import Diagnostics

/// Turns syntax trees into a `Program`: resolves names to slots, conditions to jumps, contexts to escapers.
struct Compiler {
  let environment: Environment
  let snippets: Snippets
  let contentType: ContentType
  var parts = ProgramParts()
  var log = DiagnosticLog()
  var context: EscapeContext
  /// Whether the code just emitted always leaves by `break` or `continue`; such an arm joins no context.
  var isDead = false
  var unit = 0
  var file = 0
  var scope = Scope(kind: .template)
  /// Values on the machine's stack at this point of the code.
  var stackDepth = 0
  private var constantIndices: [Constant: Int] = [:]
  private var tagIndices: [String: Int] = [:]
  private(set) var lastLabel = -1
  /// Units and slots that are filled from the record or the run.
  private var filledSlots: Set<Int> = []
  var entryIndices: [EntryKey: Int] = [:]
  var openEntries: [EntryKey: OpenEntry] = [:]
  /// By entry: the context it ends in, and whether it may leave by `break` or `continue`.
  var entryEnds: [(end: EscapeContext, mayInterrupt: Bool)] = []
  var trees: [String: ParsedSnippet] = [:]
  /// The calls through which the current file was reached, innermost first.
  var trail: [Diagnostic.Place] = []
  /// Variables captured as markup: a capture that prints one is markup too.
  var markupNames: Set<String> = []
  var isolatedUnits: [String: Int] = [:]
  /// Units and slots that `increment` steps.
  var countedSlots: Set<Int> = []
  /// Blocks within blocks at this point, those of the snippets above included.
  var blockDepth = 0
  /// Whether the program has passed a limit: nothing more is compiled.
  var isTooLarge = false
  let customTags: [String: TemplateParser.TagReader]
  var pointIndices: [PointKey: Int] = [:]
  /// The points round the code that is compiled now, innermost last.
  var openPoints: [Int] = []
  /// The tag whose condition, subject or collection is compiled now.
  var decision: Span?

  /// What one piece of code (template or partial) knows of itself while it is compiled.
  struct Scope {
    enum Kind {
      case template
      case isolated
      case shared
    }

    var kind: Kind
    var loops: [LoopScope] = []
    var captures: [CaptureScope] = []
    var boundNames: [String] = []
    var mayInterrupt = false
  }

  struct LoopScope {
    let isTable: Bool
    let captureDepth: Int
    let start: EscapeContext
    var breaks: [Int] = []
    var continues: [Int] = []
  }

  enum CaptureScope {
    case variable(Operation)
    case ifChanged(slot: Int)
  }

  init(environment: Environment, snippets: Snippets, contentType: ContentType) {
    self.environment = environment
    self.snippets = snippets
    self.contentType = contentType
    context = .initial(for: contentType)
    customTags = TemplateParser.reader(of: environment.tags)
    for (index, row) in environment.tags.enumerated() { tagIndices[row.name] = index }
  }

  /// Compiles a template and everything it renders.
  ///
  /// - Throws: every problem found, syntax errors first.
  mutating func compile(_ source: SourceFile) throws(DiagnosticsError) -> Program {
    let tree: SyntaxTree
    switch parse(source) {
    case .success(let parsed): tree = parsed
    case .failure(let error): throw error
    }
    parts.files.append(source)
    parts.fileNames.append("")
    parts.units.append(Program.Unit())
    compile(tree.body)
    if !isDead { checkEnd(source) }
    emit(.finish, at: Span(TextSlice(source.bytes.count, source.bytes.count)))
    return try finish()
  }

  /// Compiles a condition that stands in another file into a program that prints `1` when it holds.
  mutating func compileCondition(
    _ span: SourceSpan, of source: SourceFile
  ) throws(DiagnosticsError) -> Program {
    parts.files.append(source)
    parts.fileNames.append("")
    parts.units.append(Program.Unit())
    let slice = TextSlice(span.start, span.end)
    do throws(SyntaxError) {
      var parser = try ExpressionParser(slice, in: SourceText(bytes: source.bytes))
      decision = Span(slice)
      let jumps = compileJump(try parser.condition(), when: false)
      let point = enter(.condition, Span(slice), group: Span(slice))
      emitText([UInt8(ascii: "1")], at: Span(slice))
      leave(point, Span(slice))
      land(jumps)
    } catch {
      report(error.code, error.message, Span(error.slice), hint: error.hint)
    }
    emit(.finish, at: Span(slice))
    return try finish()
  }

  /// The program of what was compiled; throws every problem found.
  mutating func finish() throws(DiagnosticsError) -> Program {
    finishUnits()
    if log.hasErrors { throw DiagnosticsError(log) }
    if environment.notesConstants { ConstantFlow.mark(&parts) }
    return Program(
      parts: parts, filters: environment.filters.rows, tags: environment.tags,
      contentType: contentType, limits: environment.limits)
  }

  /// Parses one file with this environment's tags; a failure holds every problem of its syntax.
  func parse(_ source: SourceFile) -> Result<SyntaxTree, DiagnosticsError> {
    guard source.bytes.count <= environment.limits.templateBytes else {
      return .failure(DiagnosticsError(tooLong(source)))
    }
    if let known = environment.syntax?.tree(of: source) { return .success(known) }
    var parser = TemplateParser(
      source.bytes, tags: customTags, deepestNesting: environment.limits.nesting,
      isStrict: !environment.defersUnknownNames)
    var problems: [SyntaxError] = []
    do throws(SyntaxError) {
      let tree = try parser.parse()
      if parser.problems.isEmpty {
        environment.syntax?.keep(tree, of: source)
        return .success(tree)
      }
      problems = parser.problems
    } catch {
      problems = parser.problems + [error]
    }
    var log = DiagnosticLog()
    for problem in problems {
      let span = SourceSpan(problem.slice.start, problem.slice.end)
      log.add(
        Diagnostic(
          code: problem.code, message: problem.message, place: .init(file: source, span: span),
          hint: problem.hint, trail: trail))
    }
    return .failure(DiagnosticsError(log))
  }

  private func tooLong(_ source: SourceFile) -> Diagnostic {
    Diagnostic(
      code: "template-too-long",
      message: "the text is longer than \(environment.limits.templateBytes) bytes",
      place: .init(file: source, span: SourceSpan(0, 0)),
      hint: "a template holds what is the same for everybody; data belongs in the record",
      trail: trail)
  }

  private mutating func checkEnd(_ source: SourceFile) {
    guard !context.canEnd else { return }
    report(
      "unfinished-context", "the template ends inside \(context.description)",
      Span(TextSlice(source.bytes.count, source.bytes.count)),
      hint: "close what is still open: a tag, an attribute's quote, a script or a comment")
  }

  /// What the machine has room for, which is the same for every program.
  private mutating func checkSize(_ span: Span) {
    if parts.stackNeed > Machine.Size.stack {
      stop("an expression that needs more than \(Machine.Size.stack) values at once", span)
    }
  }

  /// Reports that the program would be too large, and compiles nothing more.
  mutating func stop(_ why: String, _ span: Span) {
    if isTooLarge { return }
    isTooLarge = true
    report(
      "program-too-large", "the template makes \(why)", span,
      hint: "divide it, or render a snippet from fewer places")
  }

  private mutating func finishUnits() {
    checkSize(Span(TextSlice(0, 0)))
    for index in parts.units.indices {
      let unit = parts.units[index]
      guard unit.names[Spelling(Self.dynamicNamesMarker)] != nil, index == 0 else { continue }
      let filled = Set(unit.recordSlots.map(\.slot))
      for (name, slot) in unit.names.sorted(by: { $0.value < $1.value })
      where !name.text.hasPrefix("\u{0}") && !filled.contains(slot) {
        parts.units[index].recordSlots.append((slot, constant(.string(name))))
      }
    }
  }

  static let dynamicNamesMarker = "\u{0}dynamic"

  // MARK: Emitting

  /// Where the next operation will stand.
  var here: Int { parts.code.count }

  @discardableResult
  mutating func emit(
    _ code: Operation.Code, a: UInt8 = 0, b: Int = 0, c: Int = 0, d: Int = 0, e: Int = 0,
    at span: Span
  ) -> Int {
    emit(
      Operation(
        code: code, a: a, b: UInt16(truncatingIfNeeded: b), c: UInt32(truncatingIfNeeded: c),
        d: UInt32(truncatingIfNeeded: d), e: UInt32(truncatingIfNeeded: e)), at: span)
  }

  @discardableResult
  mutating func emit(_ operation: Operation, at span: Span) -> Int {
    if parts.code.count == environment.limits.operations {
      stop("more than \(environment.limits.operations) operations", span)
    }
    parts.code.append(operation)
    parts.places.append(
      Program.Place(file: Int32(file), start: Int32(span.start), end: Int32(span.end)))
    return parts.code.count - 1
  }

  /// Says that a jump leads here, so that text is not merged across it.
  mutating func markLabel() -> Int {
    lastLabel = here
    return here
  }

  /// Points jumps here.
  mutating func land(_ jumps: [Int]) {
    let target = markLabel()
    for jump in jumps { parts.code[jump].c = UInt32(target) }
  }

  mutating func emitText(_ bytes: ArraySlice<UInt8>, at span: Span) {
    guard !bytes.isEmpty else { return }
    let offset = parts.text.count
    if offset + bytes.count > 2 * environment.limits.templateBytes {
      stop("more than \(2 * environment.limits.templateBytes) bytes of text", span)
      return
    }
    parts.text += bytes
    if let last = parts.code.last, last.code == .text, lastLabel != here,
      Int(last.c) + Int(last.d) == offset
    {
      parts.code[parts.code.count - 1].d += UInt32(bytes.count)
      return
    }
    emit(.text, c: offset, d: bytes.count, at: span)
  }

  mutating func constant(_ constant: Constant) -> Int {
    if let index = constantIndices[constant] { return index }
    parts.constants.append(constant)
    constantIndices[constant] = parts.constants.count - 1
    return parts.constants.count - 1
  }

  func tagIndex(_ name: String) -> Int? { tagIndices[name] }

  mutating func pushed(_ count: Int = 1) {
    stackDepth += count
    parts.stackNeed = max(parts.stackNeed, stackDepth)
  }

  // MARK: Names

  /// A unit and a slot as one number.
  static func key(_ unit: Int, _ slot: Int) -> Int { unit << 32 | slot }

  /// The slot of a name in the current unit.
  mutating func slot(_ name: String) -> Int {
    if let slot = parts.units[unit].names[Spelling(name)] { return slot }
    let slot = parts.units[unit].slotCount
    if slot == Machine.Size.frames {
      stop("more than \(Machine.Size.frames) variables", Span(TextSlice(0, 0)))
    }
    parts.units[unit].slotCount += 1
    parts.units[unit].names[Spelling(name)] = slot
    return slot
  }

  /// The slot of a name that is read: outside every binding it may come from the record or the run.
  mutating func readSlot(_ name: String) -> Int {
    let slot = slot(name)
    if !scope.boundNames.contains(name) { fillFromOutside(name, slot) }
    return slot
  }

  private mutating func fillFromOutside(_ name: String, _ slot: Int) {
    guard filledSlots.insert(Self.key(unit, slot)).inserted else { return }
    if let global = environment.globals.firstIndex(of: name) {
      parts.units[unit].globalSlots.append((slot, global))
    } else if unit == 0 {
      parts.units[0].recordSlots.append((slot, constant(.text(name))))
    }
  }

  // MARK: Reporting

  func place(_ span: Span) -> Diagnostic.Place {
    Diagnostic.Place(file: parts.files[file], span: SourceSpan(span.start, span.end))
  }

  /// Problems that are worth telling; a template with more is none.
  private static let mostProblems = 200

  /// Whether another problem would be told; what it takes to describe one is spared otherwise.
  var hasRoomForProblems: Bool { log.diagnostics.count < Self.mostProblems }

  mutating func report(_ code: String, _ message: String, _ span: Span, hint: String? = nil) {
    if !hasRoomForProblems { return }
    log.add(
      Diagnostic(code: code, message: message, place: place(span), hint: hint, trail: trail))
  }

  mutating func report(_ problem: EscapeProblem, _ span: Span) {
    if log.diagnostics.count >= Self.mostProblems { return }
    let start = min(span.start + problem.offset, span.end)
    log.add(
      Diagnostic(
        code: problem.code.rawValue, message: problem.code.message,
        place: place(Span(TextSlice(start, min(start + 1, max(span.end, start))))),
        hint: problem.code.cure, trail: trail))
  }
}
