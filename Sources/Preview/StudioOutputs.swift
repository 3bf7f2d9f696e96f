import Communication
import Diagnostics
import Foundation
import Liquid
import Review
import Storyboard

/// What a document consists of, as the studio's page shows it: its pages, its pages with the film, the film.
extension Studio {
  /// One output; only the one being looked at is told in full.
  enum Output {
    case page(ReviewedDocument.Page, Explanation.Page?, withFilm: Bool)
    case film(ReviewedFilm, Explanation.Page?, name: String)

    var name: String {
      switch self {
      case .page(let page, _, let withFilm): withFilm ? "\(page.name) with film" : page.name
      case .film(_, _, let name): name
      }
    }
  }

  /// The outputs of a document, in the order of `template.yaml`.
  func outputs(_ document: ReviewedDocument, of template: ReviewTemplate) -> [Output] {
    let told = Explanation(document, of: template)
    var outputs = zip(document.pages, told.pages).map { Output.page($0, $1, withFilm: false) }
    guard let film = document.film else { return outputs }
    outputs.append(
      .film(film, told.film, name: template.communication.storyboard?.name ?? "storyboard"))
    for (page, told) in zip(film.pages, told.pages) where page.isHTML {
      outputs.append(.page(page, told, withFilm: true))
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
        switch output {
        case .page(let page, let told, _): fields += pageFields(page, told)
        case .film(let film, let told, _): fields += await filmFields(film, told, template)
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
      return fields + [("text", .string(String(decoding: page.bytes, as: UTF8.self)))]
    }
    let marked = MarkedPage(page)
    let weight = PageWeight(page.bytes)
    fields += [
      ("url", .string(keep(marked.bytes))), ("styles", .number("\(weight.styles)")),
      ("drawings", .number("\(weight.drawings)")), ("elements", .number("\(weight.elements)")),
      ("nodes", .array(marked.nodes.map { Self.node($0) })),
    ]
    return fields
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

extension ReviewedDocument.Page {
  /// Whether a browser shows it as a page.
  var isHTML: Bool { fileName.hasSuffix(".html") || fileName.hasSuffix(".htm") }
}
