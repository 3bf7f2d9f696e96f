import Communication
public import Diagnostics
import Liquid

/// Why a document is as it is: each block shown with the way to it, each not shown with the question that kept it out.
public struct Explanation: Sendable {
  /// A snippet of a page.
  public struct Block: Sendable {
    /// The snippet's name.
    public let name: String
    /// Where it is asked for.
    public let place: Diagnostic.Place
    /// The decision that let it in or kept it out; nil where it always stands.
    public let decision: Decision?
    /// How deep it stands in other snippets.
    public let depth: Int
  }

  /// One output.
  public struct Page: Sendable {
    /// Its file in the document.
    public let fileName: String
    /// The snippets it shows, in order.
    public let shown: [Block]
    /// The snippets it could show and does not.
    public let hidden: [Block]
    /// Every decision, in order.
    public let decisions: [Decision]
  }

  /// What became of the record.
  public let summary: String
  /// The language of the document.
  public let language: String
  /// The date it was rendered for.
  public let asOf: String
  /// What `rules.yaml` made of the record: values, segments, tables, variants.
  public let decisions: [Decision]
  /// The rules by which there would be no document.
  public let rules: [Decision]
  /// The outputs.
  public let pages: [Page]
  /// The film, its scenes as blocks; nil where there is none.
  public let film: Page?

  /// Explains a document.
  public init(_ document: ReviewedDocument, of template: ReviewTemplate) {
    summary = document.summary
    language = document.language
    asOf = document.asOf
    decisions = Self.decisions(document)
    rules = zip(document.rules, template.communication.suppressions).map { node, rule in
      Self.rule(node, rule.program)
    }
    pages = (document.pages + document.letters).map { PageReader($0).page }
    film = document.film.flatMap { film in
      template.communication.storyboard.map { FilmReader(film: film, plan: $0).page }
    }
  }

  /// The answers of the rules, each with the values that its conditions asked for.
  private static func decisions(_ document: ReviewedDocument) -> [Decision] {
    document.answers.map { answer in
      var values: [Decision.Value] = []
      for (piece, pass) in document.passes
      where piece == nil && pass.program.files[0] == answer.place.file {
        let reader = DecisionReader(program: pass.program)
        let node = TraceNode(of: pass)
        for span in answer.questions {
          for value in reader.values(ofQuestion: span, node)
          where !values.contains(where: { $0.name == value.name }) {
            values.append(value)
          }
        }
      }
      return Decision(
        place: answer.place, words: answer.subject, answer: answer.answer, values: values, depth: 0)
    }
  }

  /// A condition that stands alone: its one point is passed when it holds.
  private static func rule(_ node: TraceNode, _ program: Program) -> Decision {
    let reader = DecisionReader(program: program)
    let point = program.tracePoints.first { $0.kind == .condition }
    guard let point else {
      preconditionFailure("a condition compiled to be traced has a point")
    }
    return Decision(
      place: program.place(of: point),
      words: SourceWords.tag(point.span, of: point.file, in: program),
      answer: node.children.isEmpty ? "no" : "yes", values: reader.values(point, node), depth: 0)
  }
}

/// Reads one page's blocks out of its trace.
private struct PageReader {
  let source: ReviewedDocument.Page
  let reader: DecisionReader
  private var shown: [Explanation.Block] = []
  private var hidden: [Explanation.Block] = []
  private var passed: Set<Int> = []

  init(_ page: ReviewedDocument.Page) {
    source = page
    reader = DecisionReader(page)
    page.tree.visit { [program = page.program] node in
      if node.point >= 0, program.tracePoints[node.point].kind == .partial {
        passed.insert(node.point)
      }
    }
    collect(page.tree, decision: nil, depth: 0)
    collectHidden(page.tree)
  }

  var page: Explanation.Page {
    Explanation.Page(
      fileName: source.fileName, shown: shown, hidden: hidden,
      decisions: reader.decisions(source.tree))
  }

  private mutating func collect(_ node: TraceNode, decision: Decision?, depth: Int) {
    for child in node.children {
      let point = reader.program.tracePoints[child.point]
      switch point.kind {
      case .partial:
        shown.append(
          Explanation.Block(
            name: point.name, place: reader.program.place(of: point), decision: decision,
            depth: depth))
        collect(child, decision: nil, depth: depth + 1)
      case .branch, .when, .pass, .empty, .condition, .rule:
        collect(child, decision: reader.decision(point, in: node, depth), depth: depth)
      case .output, .value: break
      }
    }
  }

  /// Snippets whose arm was not taken although the question was asked.
  private mutating func collectHidden(_ node: TraceNode) {
    let points = reader.program.tracePoints
    let taken = Set(node.children.map(\.point))
    let asked = Set(node.children.map { points[$0.point].group })
    for (index, point) in points.enumerated() where point.kind == .partial {
      guard !passed.contains(index), let arm = arm(of: index, in: node.point),
        !taken.contains(arm), asked.contains(points[arm].group)
      else { continue }
      passed.insert(index)
      let sibling = node.children.first { points[$0.point].group == points[arm].group }
      let decision = sibling.map { reader.decision(points[$0.point], in: node, 0) }
      hidden.append(
        Explanation.Block(
          name: point.name, place: reader.program.place(of: point), decision: decision, depth: 0))
    }
    for child in node.children { collectHidden(child) }
  }

  /// The arm through which a point is reached from the code of a node; nil where it stands elsewhere.
  private func arm(of index: Int, in parent: Int) -> Int? {
    let points = reader.program.tracePoints
    if parent >= 0, points[parent].kind == .partial {
      // The code of a snippet has no parent of its own: any outermost arm of its file.
      guard reader.program.snippetName(of: points[index].file) == points[parent].name else {
        return nil
      }
      return outermost(index)
    }
    if parent < 0 {
      return points[index].file == 0 ? outermost(index) : nil
    }
    var current = index
    while points[current].parent >= 0 {
      if points[current].parent == parent { return points[current].isBranch ? current : nil }
      current = points[current].parent
    }
    return nil
  }

  private func outermost(_ index: Int) -> Int? {
    let points = reader.program.tracePoints
    var current = index
    while points[current].parent >= 0 { current = points[current].parent }
    return points[current].isBranch ? current : nil
  }
}
