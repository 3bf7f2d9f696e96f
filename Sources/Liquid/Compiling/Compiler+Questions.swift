public import Diagnostics

/// One thing a file asks of a record: a condition, or a value with its filters.
public struct Question: Sendable {
  /// What stands there.
  public enum Kind: Sendable {
    /// Answered with `true` when it holds, and not at all when it does not.
    case condition
    /// Answered with what it comes to.
    case value
  }

  /// What stands there.
  public let kind: Kind
  /// Its bytes in the file.
  public let span: SourceSpan
  /// A condition without which it is not asked; nil for none.
  public let precondition: SourceSpan?

  /// Makes a question.
  public init(_ kind: Kind, _ span: SourceSpan, ifHolds precondition: SourceSpan? = nil) {
    self.kind = kind
    self.span = span
    self.precondition = precondition
  }
}

/// Questions that belong together, such as the rows of one table.
public struct QuestionGroup: Sendable {
  /// In the order they are asked.
  public let questions: [Question]
  /// Whether those after the first that holds are not asked.
  public let stopsAtFirst: Bool

  /// Makes a group.
  public init(_ questions: [Question], stopsAtFirst: Bool = false) {
    self.questions = questions
    self.stopsAtFirst = stopsAtFirst
  }
}

extension Program {
  /// Compiles questions that stand in a file of another kind into a program that prints nothing.
  ///
  /// Rendering it tells `FilterScope.answer` the number of each question, counted through all groups, and its value.
  ///
  /// - Throws: the problems of all questions, placed in that file.
  public static func compile(
    questions groups: [QuestionGroup], of source: SourceFile, environment: Environment
  ) throws(DiagnosticsError) -> Program {
    var environment = environment
    environment.tags.append(answerRow)
    var compiler = Compiler(environment: environment, snippets: Snippets(), contentType: .text)
    return try compiler.compile(groups, of: source)
  }

  /// A tag that no author can write: its name has a character that no name has.
  private static let answerRow = TagRow(
    "\u{0}answer", arity: 2...2, content: .nothing, "Hands over an answer.",
    { arguments, scope, _ throws(RenderFailure) in
      scope.answer?(Int(arguments[0].integer), arguments[1])
    })
}

extension Compiler {
  fileprivate mutating func compile(
    _ groups: [QuestionGroup], of source: SourceFile
  ) throws(DiagnosticsError) -> Program {
    parts.files.append(source)
    parts.fileNames.append("")
    parts.units.append(Program.Unit())
    var number = 0
    for group in groups {
      var exits: [Int] = []
      for question in group.questions {
        do throws(SyntaxError) {
          let skips = try question.precondition.map { span throws(SyntaxError) in
            try compileJump(over: span)
          }
          let exit = try compile(question, number, isLast: group.stopsAtFirst)
          if let exit { exits.append(exit) }
          land(skips ?? [])
        } catch {
          report(error.code, error.message, Span(error.slice), hint: error.hint)
        }
        number += 1
      }
      land(exits)
    }
    emit(.finish, at: Span(TextSlice(source.bytes.count, source.bytes.count)))
    return try finish()
  }

  /// Compiles one question; the jump that leaves its group, where it does.
  private mutating func compile(
    _ question: Question, _ number: Int, isLast: Bool
  ) throws(SyntaxError) -> Int? {
    let slice = TextSlice(question.span.start, question.span.end)
    let span = Span(slice)
    switch question.kind {
    case .value:
      var parser = try ExpressionParser(slice, in: SourceText(bytes: parts.files[0].bytes))
      let value = try parser.filteredExpression(slice)
      emitNumber(number, span)
      compile(value)
      emitAnswer(span)
      return nil
    case .condition:
      let jumps = try compileJump(over: question.span)
      let point = enter(.rule, span, group: span)
      emitNumber(number, span)
      emit(.constant, c: constant(.boolean(true)), at: span)
      pushed()
      emitAnswer(span)
      leave(point, span)
      let exit = isLast ? emit(.jump, at: span) : nil
      land(jumps)
      return exit
    }
  }

  /// The jumps taken where a condition does not hold.
  private mutating func compileJump(over span: SourceSpan) throws(SyntaxError) -> [Int] {
    let slice = TextSlice(span.start, span.end)
    var parser = try ExpressionParser(slice, in: SourceText(bytes: parts.files[0].bytes))
    let condition = try parser.condition()
    decision = Span(slice)
    let jumps = compileJump(condition, when: false)
    decision = nil
    return jumps
  }

  private mutating func emitNumber(_ number: Int, _ span: Span) {
    emit(.constant, c: constant(.number("\(number)")), at: span)
    pushed()
  }

  private mutating func emitAnswer(_ span: Span) {
    emit(.tag, b: environment.tags.count - 1, c: 2, d: 0, at: span)
    stackDepth -= 2
  }
}
