@testable import Liquid

/// A template compiled by the stand-in: every text with its edits done, every output with its escaper.
struct StandInTemplate {
  indirect enum Step {
    case text([UInt8])
    case output(StandInExpression, Escaper)
    case branch(StandInExpression, [Step], [Step])
    case loop(String, StandInExpression, [Step], [Step])
    case partial(StandInCompiler.Key, [(String, StandInExpression)])
    case assign(String, StandInExpression)
    case leaveLoop
  }

  let steps: [Step]
  let partials: [StandInCompiler.Key: [Step]]

  init(
    _ template: String, partials: [String: String] = [:], content: ContentType = .html,
    leavingOut kinds: Set<StaticEdit.Kind> = [.htmlComment]
  ) throws {
    var compiler = StandInCompiler(
      sources: try partials.mapValues { try StandInParser.parse($0) }, leavingOut: kinds)
    var context: EscapeContext? = .initial(for: content)
    steps = try compiler.compile(StandInParser.parse(template), &context)
    guard context?.canEnd ?? true else { throw EscapeProblem(.unfinishedContext) }
    self.partials = compiler.partials
  }
}

extension StandInTemplate {
  /// The same template printing values as they are: the control of an experiment.
  var unescaped: StandInTemplate {
    StandInTemplate(
      steps: steps.map { step in
        if case .output(let expression, _) = step { return .output(expression, .raw) }
        return step
      }, partials: partials)
  }

  private init(steps: [Step], partials: [StandInCompiler.Key: [Step]]) {
    self.steps = steps
    self.partials = partials
  }
}

/// Follows the contexts through a template; a nil context is behind `break` or `continue`.
struct StandInCompiler {
  /// A partial is compiled once per starting context.
  struct Key: Hashable {
    let name: String
    let start: EscapeContext
  }

  let sources: [String: [StandInNode]]
  let leavingOut: Set<StaticEdit.Kind>
  var partials: [Key: [StandInTemplate.Step]] = [:]
  private var ends: [Key: EscapeContext?] = [:]
  private var called: Set<Key> = []
  private var exits: [[EscapeContext]] = []

  init(sources: [String: [StandInNode]], leavingOut: Set<StaticEdit.Kind>) {
    self.sources = sources
    self.leavingOut = leavingOut
  }

  mutating func compile(
    _ nodes: [StandInNode], _ context: inout EscapeContext?
  ) throws -> [StandInTemplate.Step] {
    var steps: [StandInTemplate.Step] = []
    for node in nodes {
      guard let here = context else { break }
      steps.append(try compile(node, here, &context))
    }
    return steps
  }

  private mutating func compile(
    _ node: StandInNode, _ here: EscapeContext, _ context: inout EscapeContext?
  ) throws -> StandInTemplate.Step {
    var moved = here
    switch node {
    case .text(let text):
      let edits = try moved.advance(over: text)
      context = moved
      let bytes = Array(text.utf8)
      return .text(
        bytes.withUnsafeBufferPointer { StaticEdit.apply(edits, to: $0, leavingOut: leavingOut) })
    case .output(let expression):
      let escaper = try moved.printed()
      context = moved
      return .output(expression, escaper)
    case .branch(let condition, let then, let otherwise):
      var (first, second): (EscapeContext?, EscapeContext?) = (here, here)
      let steps = try compile(then, &first)
      let others = try compile(otherwise, &second)
      context = try join(first, second, .branchMismatch)
      return .branch(condition, steps, others)
    case .loop(let name, let list, let body, let otherwise):
      let (steps, end) = try compileLoop(body, here)
      var other: EscapeContext? = here
      let others = try compile(otherwise, &other)
      context = try join(end, other, .loopMismatch)
      return .loop(name, list, steps, others)
    case .partial(let name, let arguments):
      let key = Key(name: name, start: here)
      context = try end(of: key)
      return .partial(key, arguments)
    case .assign(let name, let expression): return .assign(name, expression)
    case .leaveLoop:
      exits[exits.count - 1].append(here)
      context = nil
      return .leaveLoop
    }
  }

  /// The body must also be valid after itself, so it is compiled from where it ended as well.
  private mutating func compileLoop(
    _ body: [StandInNode], _ start: EscapeContext
  ) throws -> ([StandInTemplate.Step], EscapeContext?) {
    var entry = start
    for _ in 0..<4 {
      exits.append([])
      var end: EscapeContext? = entry
      let steps = try compile(body, &end)
      for exit in exits.removeLast() { end = try join(end, exit, .loopMismatch) }
      guard let end else { return (steps, nil) }
      guard let next = EscapeContext.join(entry, end) else {
        throw EscapeProblem(.loopMismatch)
      }
      if next == entry { return (steps, end) }
      entry = next
    }
    throw EscapeProblem(.loopMismatch)
  }

  private func join(
    _ a: EscapeContext?, _ b: EscapeContext?, _ code: EscapeErrorCode
  ) throws -> EscapeContext? {
    guard let a, let b else { return a ?? b }
    guard let joined = EscapeContext.join(a, b) else { throw EscapeProblem(code) }
    return joined
  }

  /// Where a partial ends.
  ///
  /// One that calls itself is taken to end where it starts, then where that assumption led, and checked.
  private mutating func end(of key: Key) throws -> EscapeContext? {
    called.insert(key)
    if let known = ends[key] { return known }
    guard let nodes = sources[key.name] else { throw StandInParser.Failure.unknownTag(key.name) }
    var assumed: EscapeContext? = key.start
    for _ in 0..<2 {
      ends[key] = assumed
      called.remove(key)
      var context: EscapeContext? = key.start
      partials[key] = try compile(nodes, &context)
      if !called.contains(key) || context == assumed {
        ends[key] = context
        return context
      }
      assumed = context
    }
    throw EscapeProblem(.partialMismatch)
  }
}
