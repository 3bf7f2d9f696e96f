import Channels
import Communication
import Diagnostics
import Foundation
import Liquid
import Review
import Storyboard

/// What a document consists of, as the studio's page shows it: its pages, its pages with the film, the film.
extension Studio {
  /// One output; only the one being looked at is told in full.
  struct Output {
    let name: String
    var content: Content = .nothing
  }

  /// What there is to show of an output.
  enum Content {
    case page(ReviewedDocument.Page, Explanation.Page?)
    case film(ReviewedFilm, Explanation.Page?)
    /// A film that was not asked for, or cannot be made.
    case nothing
  }

  static let withFilm = " with film"

  /// Whether a film must be made for an output to be shown; a film that every run makes is there anyway.
  static func needsFilm(_ name: String, _ template: ReviewTemplate) -> Bool {
    name.hasSuffix(withFilm) || name == template.communication.storyboard?.name
  }

  /// The outputs of a document, in the order of `template.yaml`.
  func outputs(_ document: ReviewedDocument, of template: ReviewTemplate) -> [Output] {
    let told = Explanation(document, of: template)
    var outputs = zip(document.pages + document.letters, told.pages).map {
      Output(name: $0.name, content: .page($0, $1))
    }
    guard let storyboard = template.communication.storyboard, !outputs.isEmpty else {
      return outputs
    }
    let film = document.film
    outputs.append(
      Output(
        name: storyboard.name, content: film.map { .film($0, told.film) } ?? .nothing))
    guard template.communication.isStoryboardOnRequest else { return outputs }
    for (index, page) in document.pages.enumerated() where page.isHTML {
      let content = film.map { Content.page($0.pages[index], told.pages[index]) } ?? .nothing
      outputs.append(Output(name: page.name + Self.withFilm, content: content))
    }
    return outputs
  }

  /// The outputs as JSON; the one of this name in full, or the first where none has it.
  func answer(
    _ outputs: [Output], wanting name: String, of template: ReviewTemplate
  ) async -> JSONTree {
    let wanted = outputs.firstIndex { $0.name == name } ?? 0
    var list: [JSONTree] = []
    for (index, output) in outputs.enumerated() {
      var fields: [(String, JSONTree)] = [("name", .string(output.name))]
      if index == wanted {
        switch output.content {
        case .page(let page, let told): fields += pageFields(page, told)
        case .film(let film, let told): fields += await filmFields(film, told, template)
        case .nothing: fields.append(("kind", .string("nothing")))
        }
      }
      list.append(.fields(fields))
    }
    return .array(list)
  }

  private func pageFields(
    _ page: ReviewedDocument.Page, _ told: Explanation.Page?
  ) -> [(String, JSONTree)] {
    var fields: [(String, JSONTree)] = [
      ("file", .string(page.fileName)), ("kind", .string(page.isHTML ? "html" : "text")),
      ("bytes", .number("\(page.bytes.count)")),
    ]
    if let told { fields.append(("explanation", .raw(told.blocksJSON))) }
    guard page.isHTML else {
      let text = String(decoding: page.bytes, as: UTF8.self)
      fields.append(("text", .string(text)))
      if !page.isMailText { fields.append(("message", Self.length(SMSText(text)))) }
      return fields
    }
    if !page.headers.isEmpty {
      let headers = page.headers.map {
        JSONTree.fields([("name", .string($0.name)), ("value", .string($0.value))])
      }
      fields.append(("headers", .array(headers)))
    }
    let marked = MarkedPage(page)
    let weight = PageWeight(page.bytes)
    fields += [
      ("url", .string(keep(page.withPictures(marked.bytes)))),
      ("styles", .number("\(weight.styles)")),
      ("drawings", .number("\(weight.drawings)")), ("elements", .number("\(weight.elements)")),
      ("nodes", .array(marked.nodes.map { Self.node($0) })),
    ]
    return fields
  }

  /// What a text would be as a text message, and how much fits into as many segments.
  private static func length(_ text: SMSText) -> JSONTree {
    .fields([
      ("alphabet", .string(text.encoding.rawValue)), ("length", .number("\(text.length)")),
      ("segments", .number("\(text.segments)")), ("room", .number("\(text.room)")),
    ])
  }

  private func filmFields(
    _ film: ReviewedFilm, _ told: Explanation.Page?, _ template: ReviewTemplate
  ) async -> [(String, JSONTree)] {
    let number = await desk.keep(film.timeline, film.file("storyboard.html"), of: template)
    var fields: [(String, JSONTree)] = [
      ("file", .string("storyboard.json")), ("kind", .string("film")),
      ("number", .number("\(number)")), ("url", .string("/film/\(number)")),
      ("bytes", .number("\(film.file("storyboard.html").count)")),
      ("film", .raw(String(decoding: film.file("storyboard.json"), as: UTF8.self))),
      ("nodes", .array([])),
    ]
    if let told { fields.append(("explanation", .raw(told.blocksJSON))) }
    return fields
  }

  private static func node(_ node: MarkedPage.Node) -> JSONTree {
    let location = node.place.file.location(of: node.place.span.start)
    var fields: [(String, JSONTree)] = [
      ("kind", .string(node.kind.rawValue)), ("words", .string(node.words)),
      ("block", .string(node.block)), ("file", .string(node.place.file.path)),
      ("line", .number("\(location.line)")), ("parent", .number("\(node.parent)")),
    ]
    if let decision = node.decision { fields.append(("because", .raw(Explanation.json(decision)))) }
    return .fields(fields)
  }

  /// What `billow check` says of all samples and their pages: rendering, done beside everything else.
  nonisolated func sampleChecksAnswer() async -> JSONTree {
    guard let template = await template else { return .array([]) }
    var log = SampleCheck.findings(
      of: template.folder, template.communication, readers: options.readers)
    log.add(
      contentsOf: PageCheck.findings(
        of: template.folder, template.communication, readers: options.readers))
    return .array(log.diagnostics.map { Self.finding($0) })
  }

  /// What `billow check` says of the films of all samples: seconds of work, done beside everything else.
  nonisolated func filmChecksAnswer() async -> JSONTree {
    guard let folder = await template?.folder else { return .array([]) }
    let log = FilmCheck.findings(of: folder, readers: options.readers)
    return .array(log.diagnostics.map { Self.finding($0) })
  }

  /// What is wrong with a film as it is shown.
  func filmAnswer(_ number: Int) async -> JSONTree {
    let found = await desk.findings(number)
    return .array(
      found.map {
        .fields([
          ("layout", .string($0.layout)), ("scene", .string($0.scene)),
          ("words", .string($0.words)),
        ])
      })
  }
}
