import Communication
import Diagnostics
import Foundation
import Liquid
import Review

/// The studio's answers to its own page, as JSON.
extension Studio {
  /// The template, its problems, what can be chosen.
  func templateAnswer() -> JSONTree {
    let findings = problems.isEmpty ? template?.communication.findings.diagnostics ?? [] : problems
    return .fields([
      ("name", .string(template?.communication.name ?? options.template)),
      ("languages", .array(template?.communication.languages.map { .string($0.tag) } ?? [])),
      ("broken", .boolean(!problems.isEmpty)),
      ("findings", .array(findings.map { Self.finding($0) })),
      (
        "revisions",
        .array(
          revisions().map {
            .fields([
              ("revision", .string($0.revision)), ("words", .string("\($0.revision) \($0.words)")),
            ])
          })
      ),
    ])
  }

  private static func finding(_ problem: Diagnostic) -> JSONTree {
    var fields: [(String, JSONTree)] = [
      ("severity", .string(problem.severity.rawValue)), ("code", .string(problem.code)),
      ("message", .string(problem.message)),
    ]
    if let place = problem.place {
      let location = place.file.location(of: place.span.start)
      fields.append(("file", .string(place.file.path)))
      fields.append(("line", .number("\(location.line)")))
      let lines = DiagnosticPrinter().text(problem).split(separator: "\n")
      let snippet = lines.dropFirst().filter { $0.contains(" | ") }.joined(separator: "\n")
      fields.append(("snippet", .string(snippet)))
    }
    if let hint = problem.hint { fields.append(("hint", .string(hint))) }
    return .fields(fields)
  }

  /// Customers to choose from, those whose name or key holds the words.
  func peopleAnswer(_ words: String) -> JSONTree {
    guard let template else { return .fields([("people", .array([])), ("more", .boolean(false))]) }
    let needle = words.lowercased()
    var people: [JSONTree] = []
    var hasMore = false
    func offer(_ source: String, _ record: ReviewRecord) {
      let note = Self.note(record, template)
      guard needle.isEmpty || "\(record.name) \(record.key) \(note)".lowercased().contains(needle)
      else {
        return
      }
      if people.count >= Self.mostPeople {
        hasMore = true
        return
      }
      people.append(
        .fields([
          ("source", .string(source)), ("name", .string(record.name)), ("note", .string(note)),
        ]))
    }
    for sample in template.samples { offer("sample:\(sample.name)", sample) }
    if !options.inputs.isEmpty {
      try? forEachInput(template) { record in
        offer("key:\(record.key)", record)
        return !hasMore
      }
    }
    return .fields([("people", .array(people)), ("more", .boolean(hasMore))])
  }

  /// A longer list is no help; searching is.
  private static let mostPeople = 200

  private static func note(_ record: ReviewRecord, _ template: ReviewTemplate) -> String {
    let path = template.communication.locale?.description.split(separator: ".").map(String.init)
    var parts = record.name == record.key ? [] : [record.key]
    if case .string(let language)? = path.flatMap({ record.tree.value(at: $0) }) {
      parts.append(language)
    }
    return parts.joined(separator: " · ")
  }

  /// What the studio's page asks to see.
  struct Wish: Decodable {
    var source = ""
    var edits: [String: String] = [:]
    var language = ""
    var asOf = ""
    var worst = ""
    var against = ""
  }

  /// A rendering with everything there is to say of it.
  func renderAnswer(_ wish: Wish) -> JSONTree {
    guard let template else { return .fields([("error", .string("the template cannot be used"))]) }
    guard let original = record(wish.source) else {
      return .fields([("error", .string("there is no such customer any more"))])
    }
    let shaped = shape(original, wish, template)
    do throws(DiagnosticsError) {
      guard let document = try render(shaped, asOf: wish.asOf) else {
        return .fields([("error", .string("the template cannot be used"))])
      }
      var answer = base(document, original, template)
      guard !wish.against.isEmpty else { return .fields(answer) }
      if let other = try render(shaped, asOf: wish.asOf, version: wish.against) {
        let differences = GoldenText(other).differences(to: GoldenText(document))
        let names = Set(
          differences.compactMap { $0.name.split(separator: " ", maxSplits: 1).dropFirst().first })
        answer.append(("other", .array(other.pages.map { pageFields($0) })))
        answer.append(("changed", .array(names.sorted().map { .string(String($0)) })))
        let count = names.count
        answer.append(
          (
            "note",
            .string(
              count == 0
                ? "Nothing differs from \(wish.against) for this customer."
                : "\(count) \(count == 1 ? "block differs" : "blocks differ") from \(wish.against): "
                  + names.sorted().joined(separator: ", "))
          ))
      }
      return .fields(answer)
    } catch {
      let words = error.log.diagnostics.map(\.message).joined(separator: "; ")
      return .fields([("error", .string(words))])
    }
  }

  /// The record as the switches have it.
  private func shape(
    _ record: ReviewRecord, _ wish: Wish, _ template: ReviewTemplate
  ) -> ReviewRecord {
    let communication = template.communication
    var tree = record.tree
    for (path, text) in wish.edits.sorted(by: { $0.key < $1.key }) {
      let steps = path.split(separator: ".").map(String.init)
      guard let old = tree.value(at: steps) else { continue }
      tree = tree.setting(Self.edited(old, text), at: steps)
    }
    var language = wish.language
    if let worst = WorstCase(rawValue: wish.worst) {
      let kept = Set(
        [communication.key, communication.locale, communication.asOf].compactMap { $0?.description }
      )
      tree = worst.filled(tree, keeping: kept, SchemaGuide(of: template))
      if language.isEmpty { language = Self.longest(communication, template.folder) }
    }
    if !language.isEmpty, let locale = communication.locale {
      tree = tree.setting(
        .string(language), at: locale.description.split(separator: ".").map(String.init))
    }
    return ReviewRecord(name: record.name, key: record.key, tree: tree)
  }

  /// A typed text as what stood there before: a number stays a number if it still is one.
  private static func edited(_ old: JSONTree, _ text: String) -> JSONTree {
    switch old {
    case .number where Double(text) != nil && text.first?.isWhitespace == false: .number(text)
    case .boolean where text == "true" || text == "false": .boolean(text == "true")
    case .null where text == "null": .null
    default: .string(text)
    }
  }

  /// The language whose texts are longest together.
  private static func longest(
    _ communication: Communication, _ folder: TemplateFolder?
  ) -> String {
    let lengths = communication.languages.map { language in
      (tag: language.tag, bytes: folder?.file("locales/\(language.tag).json")?.bytes.count ?? 0)
    }
    return lengths.max { ($0.bytes, $1.tag) < ($1.bytes, $0.tag) }?.tag ?? ""
  }

  private func base(
    _ document: ReviewedDocument, _ original: ReviewRecord, _ template: ReviewTemplate
  ) -> [(String, JSONTree)] {
    let explanation = Explanation(document, of: template)
    let pages = zip(document.pages, explanation.pages).map { page, told -> JSONTree in
      guard case .object(let members) = pageFields(page) else { return .null }
      return .object(members + [.init(key: "explanation", value: .raw(told.blocksJSON))])
    }
    return [
      ("outcome", .string(document.summary)), ("language", .string(document.language)),
      ("asOf", .string(document.asOf)), ("pages", .array(pages)),
      ("rules", .array(explanation.rules.map { .raw(Explanation.json($0)) })),
      ("fields", .array(fields(original.tree, template))),
    ]
  }

  private func pageFields(_ page: ReviewedDocument.Page) -> JSONTree {
    let isHTML = page.fileName.hasSuffix(".html") || page.fileName.hasSuffix(".htm")
    var fields: [(String, JSONTree)] = [
      ("name", .string(page.name)), ("file", .string(page.fileName)),
      ("kind", .string(isHTML ? "html" : "text")), ("bytes", .number("\(page.bytes.count)")),
    ]
    guard isHTML else {
      return .fields(fields + [("text", .string(String(decoding: page.bytes, as: UTF8.self)))])
    }
    let marked = MarkedPage(page)
    let weight = PageWeight(page.bytes)
    fields += [
      ("url", .string(keep(marked.bytes))), ("styles", .number("\(weight.styles)")),
      ("drawings", .number("\(weight.drawings)")), ("elements", .number("\(weight.elements)")),
      ("nodes", .array(marked.nodes.map { Self.node($0) })),
    ]
    return .fields(fields)
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

  /// Every single value of a record by its path, and whether the template reads it.
  private func fields(_ tree: JSONTree, _ template: ReviewTemplate) -> [JSONTree] {
    var out: [JSONTree] = []
    func walk(_ tree: JSONTree, _ path: String, _ reads: FieldReads?, _ isKnown: Bool) {
      switch tree {
      case .object(let members):
        for member in members {
          let inner = reads.map { $0.isWhole ? $0 : $0[member.key] } ?? nil
          walk(member.value, path.isEmpty ? member.key : "\(path).\(member.key)", inner, isKnown)
        }
      case .array(let elements):
        for (index, element) in elements.enumerated() {
          walk(element, "\(path).\(index)", reads, isKnown)
        }
      default:
        out.append(
          .fields([
            ("path", .string(path)), ("text", .string(tree.plainText)),
            ("read", .boolean(reads != nil || !isKnown)),
          ]))
      }
    }
    let reads = template.communication.reads
    walk(tree, "", reads, !reads.children.isEmpty)
    return out
  }
}
