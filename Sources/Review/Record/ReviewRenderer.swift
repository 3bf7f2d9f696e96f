public import Communication
import Diagnostics
public import Liquid

/// Renders single records and says which way the template took; one per thread.
public final class ReviewRenderer {
  /// The template.
  public let template: ReviewTemplate
  private let asOf: AsOfDate?
  private let renderer: DocumentRenderer
  private let trace = TraceRecorder()

  /// Makes a renderer for a date; nil takes each record's own.
  public init(_ template: ReviewTemplate, asOf: AsOfDate?) {
    self.template = template
    self.asOf = asOf
    renderer = DocumentRenderer(template.communication, asOf: asOf)
    renderer.trace = trace
  }

  /// Renders a record.
  public func render(_ record: ReviewRecord) -> ReviewedDocument {
    renderer.scratch.reset()
    trace.reset()
    let file = SourceFile(path: record.name, text: record.tree.text)
    var outcome: ReviewedDocument.Outcome
    var pages: [ReviewedDocument.Page] = []
    do {
      let value = try template.readers.json(file, renderer.scratch.arena)
      switch try renderer.render(value) {
      case .suppressed(let reason): outcome = .suppressed(reason: reason)
      case .rendered:
        outcome = .rendered
        pages = self.pages()
      }
    } catch let failure as DocumentFailure {
      outcome = .rejected(failure)
    } catch {
      outcome = .unreadable
    }
    let rules = trace.passes.prefix(template.communication.suppressions.count)
    return ReviewedDocument(
      record: record, outcome: outcome, asOf: shownDate(record), language: language(record),
      pages: pages, rules: rules.map { TraceNode(of: $0) }, texts: trace.texts,
      passes: trace.passes)
  }

  private func pages() -> [ReviewedDocument.Page] {
    let communication = template.communication
    let passes = trace.passes.dropFirst(communication.suppressions.count)
    let output = renderer.scratch.output.bytes
    var pages: [ReviewedDocument.Page] = []
    var start = 0
    for (index, (page, end)) in zip(communication.pages, renderer.pageEnds).enumerated() {
      let pass = passes[passes.startIndex + index]
      pages.append(
        ReviewedDocument.Page(
          name: page.name, fileName: page.fileName, bytes: Array(output[start..<end]),
          start: start, tree: TraceNode(of: pass), program: page.program))
      start = end
    }
    return pages
  }

  private func shownDate(_ record: ReviewRecord) -> String {
    if let asOf { return asOf.description }
    let path = template.communication.asOf?.description.split(separator: ".").map(String.init)
    return ReviewInput.key(record.tree.value(at: path ?? []))
  }

  /// The language the record asks for, or the template's own where it has none of its.
  private func language(_ record: ReviewRecord) -> String {
    let communication = template.communication
    let path = communication.locale?.description.split(separator: ".").map(String.init)
    guard let path, case .string(let tag)? = record.tree.value(at: path) else {
      return communication.fallback.tag
    }
    return (communication.language(for: tag) ?? communication.fallback).tag
  }
}

/// What became of a record, and why.
public struct ReviewedDocument {
  /// What became of it.
  public enum Outcome {
    case rendered
    case suppressed(reason: String)
    case rejected(DocumentFailure)
    /// The record is not JSON that the template's reader takes.
    case unreadable
  }

  /// One output.
  public struct Page {
    /// Its name in `template.yaml`.
    public let name: String
    /// Its file in the document.
    public let fileName: String
    /// The page.
    public let bytes: [UInt8]
    /// Where it starts in the document's output: what the trace's offsets count from.
    let start: Int
    /// The way the template took.
    public let tree: TraceNode
    /// The compiled page.
    public let program: Program
  }

  /// The record.
  public let record: ReviewRecord
  /// What became of it.
  public let outcome: Outcome
  /// The date it was rendered for.
  public let asOf: String
  /// The language it is written in.
  public let language: String
  /// Its pages; none unless it was rendered.
  public let pages: [Page]
  /// The rules that were asked, in order.
  public let rules: [TraceNode]
  /// The texts it took from `locales/`.
  public let texts: Set<TraceRecorder.Text>
  /// Everything that was rendered, for coverage.
  let passes: [TraceRecorder.Pass]

  /// What became of it, in a word and a reason.
  public var summary: String {
    switch outcome {
    case .rendered: "rendered"
    case .suppressed(let reason): "suppressed: \(reason)"
    case .rejected(let failure):
      "rejected: \(failure.code) \(failure.field): \(failure.message)"
    case .unreadable: "rejected: the record cannot be read"
    }
  }
}
