public import Communication
import Diagnostics
import Liquid

/// Renders single records and says which way the template took; one per thread.
public final class ReviewRenderer {
  /// The template.
  public let template: ReviewTemplate
  private let asOf: AsOfDate?
  private let renderer: DocumentRenderer
  private let trace = TraceRecorder()
  /// The storyboard's pieces by their programs.
  private let pieces: [ObjectIdentifier: StoryboardPiece]
  /// The programs of messages, whose passes come after those of the pages.
  private let messagePrograms: Set<ObjectIdentifier>
  private let outputs: [MessageOutput]

  /// Makes a renderer for a date; nil takes each record's own.
  public init(_ template: ReviewTemplate, asOf: AsOfDate?) {
    self.template = template
    self.asOf = asOf
    renderer = DocumentRenderer(template.communication, asOf: asOf)
    renderer.trace = trace
    let own = template.communication.messagePieces
    messagePrograms = Set(own.map { ObjectIdentifier($0.program) })
    outputs = template.communication.messageOutputs
    pieces = Dictionary(
      ((template.communication.storyboard?.pieces ?? []) + own).map {
        (ObjectIdentifier($0.program), $0)
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// Renders a record: its pages as a run makes them, and its film, even where only runs that ask for one make it.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - withFilm: whether such a film is made too; nothing else depends on it.
  /// - Returns: what became of it, and the way there.
  public func render(_ record: ReviewRecord, withFilm: Bool = true) -> ReviewedDocument {
    let communication = template.communication
    var document = document(record, omittingFilm: communication.isStoryboardOnRequest)
    guard communication.storyboard != nil, withFilm, case .rendered = document.outcome else {
      return document
    }
    if communication.isStoryboardOnRequest {
      let other = self.document(record, omittingFilm: false)
      document.passes += other.passes
      document.texts.formUnion(other.texts)
      document.film = other.film
      if case .rendered = other.outcome { return document }
      document.filmFailure = other.summary
    }
    return document
  }

  private func document(_ record: ReviewRecord, omittingFilm: Bool) -> ReviewedDocument {
    renderer.scratch.reset()
    renderer.omitsStoryboard = omittingFilm
    trace.reset()
    let file = SourceFile(path: record.name, text: record.tree.text)
    var outcome: ReviewedDocument.Outcome
    var pages: [ReviewedDocument.Page] = []
    var film: ReviewedFilm?
    var messages: [DocumentMessage] = []
    var letters: [ReviewedDocument.Page] = []
    do {
      let value = try template.readers.json(file, renderer.scratch.arena)
      switch try renderer.render(value) {
      case .suppressed(let reason): outcome = .suppressed(reason: reason)
      case .rendered:
        outcome = .rendered
        pages = self.pages()
        messages = renderer.messages.compactMap(\.self)
        letters = self.letters(messages)
        film = omittingFilm ? nil : self.film(pages)
      }
    } catch let failure as DocumentFailure {
      outcome = .rejected(failure)
    } catch {
      outcome = .unreadable
    }
    let rules = trace.passes.dropFirst(ruleBooks)
      .prefix(template.communication.suppressions.count)
    var document = ReviewedDocument(
      record: record, outcome: outcome, asOf: shownDate(record), language: language(record),
      pages: pages, rules: rules.map { TraceNode(of: $0) }, film: film, texts: trace.texts,
      passes: trace.passes.map { (piece: pieces[ObjectIdentifier($0.program)], pass: $0) })
    document.messages = messages
    document.letters = letters
    if trace.passes.count >= ruleBooks { document.answers = renderer.ruleAnswers }
    return document
  }

  /// Passes before those of the suppressions: the questions of `rules.yaml` and `ladder.yaml`.
  private var ruleBooks: Int {
    let communication = template.communication
    return (communication.rules == nil ? 0 : 1)
      + (communication.ladder?.asksNothing == false ? 1 : 0)
  }

  /// The pages, whose passes come last but for those of messages.
  private func pages() -> [ReviewedDocument.Page] {
    let communication = template.communication
    let passes = trace.passes.filter { !messagePrograms.contains(ObjectIdentifier($0.program)) }
      .suffix(communication.pages.count)
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

  /// The texts of messages as pages.
  private func letters(_ messages: [DocumentMessage]) -> [ReviewedDocument.Page] {
    let trees = Dictionary(
      trace.passes.map { (ObjectIdentifier($0.program), $0) }, uniquingKeysWith: { $1 })
    let texts = Dictionary(
      renderer.messageTexts.map { (ObjectIdentifier($0.program), $0) }, uniquingKeysWith: { $1 })
    return messages.flatMap { message in
      outputs.first { $0.name == message.name }
        .map { MessagePages.pages(of: message, $0, texts: texts, trees: trees) } ?? []
    }
  }

  /// The film of the document just rendered; nil where the template has none.
  private func film(_ pages: [ReviewedDocument.Page]) -> ReviewedFilm? {
    guard let timeline = renderer.timeline else { return nil }
    let others = pages.count + template.communication.messageCount
    let names = template.communication.fileNames.dropFirst(others)
    let ends = renderer.pageEnds.dropFirst(others)
    var start = others == 0 ? 0 : renderer.pageEnds[others - 1]
    var files: [(name: String, bytes: [UInt8])] = []
    for (name, end) in zip(names, ends) {
      files.append((name, Array(renderer.scratch.output.bytes[start..<end])))
      start = end
    }
    return ReviewedFilm(
      timeline: timeline, files: files,
      pages: template.communication.isStoryboardOnRequest ? pages : [],
      passes: trace.passes.compactMap { pass in
        guard let piece = pieces[ObjectIdentifier(pass.program)], piece.role != .text,
          !messagePrograms.contains(ObjectIdentifier(pass.program))
        else {
          return nil
        }
        return (piece, TraceNode(of: pass))
      })
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
