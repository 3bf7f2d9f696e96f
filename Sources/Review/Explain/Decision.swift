public import Diagnostics
import Liquid

/// One question that a template asked of one record, and the answer it took.
public struct Decision: Sendable {
  /// A value that was asked for.
  public struct Value: Sendable {
    /// What the author wrote: `bill.status`.
    public let name: String
    /// What it was, shortened; a customer's data.
    public let text: String
  }

  /// Where the question stands.
  public internal(set) var place: Diagnostic.Place
  /// The question: `if bill.status == 'paid'`.
  public let words: String
  /// What was done: `yes`, `no`, `when 'paid'`, `else`, `3 passes`.
  public let answer: String
  /// The values that decided.
  public let values: [Value]
  /// How deep it stands in others.
  public let depth: Int

  /// The values in a sentence: `state is "due", level is 0`.
  public var reason: String {
    values.map { "\($0.name) is \($0.text)" }.joined(separator: ", ")
  }
}

/// Reads decisions out of traces.
struct DecisionReader {
  let program: Program
  /// A decision that stands elsewhere than it was compiled, and where.
  var gate: (group: SourceSpan, place: Diagnostic.Place)?

  init(program: Program) { self.program = program }

  init(_ page: ReviewedDocument.Page) {
    program = page.program
    gate = page.gate
  }

  /// Where its author finds a span of a point.
  func place(_ span: SourceSpan, of point: TracePoint) -> Diagnostic.Place {
    if let gate, point.file == 0, point.group == gate.group { return gate.place }
    return Diagnostic.Place(file: program.files[point.file], span: span)
  }

  /// Every decision of a tree, in the order it was taken.
  func decisions(_ node: TraceNode, depth: Int = 0) -> [Decision] {
    var out: [Decision] = []
    var done: Set<SourceSpan> = []
    for child in node.children {
      let point = program.tracePoints[child.point]
      switch point.kind {
      case .branch, .when, .pass, .empty, .condition, .rule:
        if done.insert(point.group).inserted { out.append(decision(point, in: node, depth)) }
        out += decisions(child, depth: depth + 1)
      case .partial: out += decisions(child, depth: depth + 1)
      case .output, .value: break
      }
    }
    return out
  }

  /// A decision that one of a node's children belongs to.
  func decision(_ point: TracePoint, in node: TraceNode, _ depth: Int) -> Decision {
    let arms = node.children.filter { program.tracePoints[$0.point].group == point.group }
    return Decision(
      place: place(point.group, of: point),
      words: SourceWords.tag(point.group, of: point.file, in: program),
      answer: answer(arms.map { program.tracePoints[$0.point] }), values: values(point, node),
      depth: depth)
  }

  /// What a decision asked for in the node it stands in.
  func values(_ point: TracePoint, _ node: TraceNode) -> [Decision.Value] {
    var values: [Decision.Value] = []
    for asked in node.asked {
      let asker = program.tracePoints[asked.point]
      guard asker.file == point.file, asker.group == point.group else { continue }
      let name = SourceWords.tag(asker.span, of: asker.file, in: program)
      if !values.contains(where: { $0.name == name && $0.text == asked.text }) {
        values.append(Decision.Value(name: name, text: asked.text))
      }
    }
    return values
  }

  /// What a question of the rules asked for.
  func values(ofQuestion span: SourceSpan, _ node: TraceNode) -> [Decision.Value] {
    node.asked.compactMap { asked in
      let asker = program.tracePoints[asked.point]
      guard asker.group == span else { return nil }
      return Decision.Value(
        name: SourceWords.tag(asker.span, of: asker.file, in: program), text: asked.text)
    }
  }

  private func answer(_ arms: [TracePoint]) -> String {
    guard let first = arms.first else { return "no" }
    switch first.kind {
    case .pass: return arms.count == 1 ? "1 pass" : "\(arms.count) passes"
    case .empty: return "no pass"
    case .condition, .rule: return "yes"
    case .branch:
      if first.isImplied { return "no" }
      return first.arm == 0 ? "yes" : SourceWords.tag(first.span, of: first.file, in: program)
    case .when:
      if first.isImplied { return "none of them" }
      return arms.map { SourceWords.tag($0.span, of: $0.file, in: program) }
        .joined(separator: " and ")
    case .partial, .output, .value: return ""
    }
  }
}
