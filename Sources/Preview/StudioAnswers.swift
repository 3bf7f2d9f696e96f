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
      ("folder", .string(options.template)), ("broken", .boolean(!problems.isEmpty)),
      ("findings", .array(findings.map { Self.finding($0) })),
      ("samples", .array(template?.samples.map { .string($0.name) } ?? [])),
    ])
  }

  /// The revisions to compare with; asking git takes longer than rendering, so it is asked only for this.
  func revisionsAnswer() -> JSONTree {
    .array(
      revisions().map {
        .fields([
          ("revision", .string($0.revision)), ("words", .string("\($0.revision) \($0.words)")),
        ])
      })
  }

  static func finding(_ problem: Diagnostic) -> JSONTree {
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
    var output = ""
  }

  /// A rendering with everything there is to say of it.
  func renderAnswer(_ wish: Wish) async -> JSONTree {
    guard let template else { return .fields([("error", .string("the template cannot be used"))]) }
    guard let original = record(wish.source) else {
      return .fields([("error", .string("there is no such customer any more"))])
    }
    let shaped = shape(original, wish, template)
    do throws(DiagnosticsError) {
      // What is compared is compared whole; else a film is made only to be looked at.
      let withFilm = !wish.against.isEmpty || Self.needsFilm(wish.output, template)
      let document = try render(shaped, asOf: wish.asOf, of: template, withFilm: withFilm)
      let outputs = outputs(document, of: template)
      var answer: [(String, JSONTree)] = [
        ("outcome", .string(document.summary)), ("language", .string(document.language)),
        ("asOf", .string(document.asOf)), ("reading", .number("\(readings)")),
        ("rules", .array(ruleAnswers(document, template))),
        ("fields", .array(fields(original.tree, template))),
        ("pages", await self.answer(outputs, wanting: wish.output, of: template)),
      ]
      if let failure = document.filmFailure {
        answer.append(("note", .string("No film: \(failure)")))
      }
      guard !wish.against.isEmpty else { return .fields(answer) }
      let version = try self.version(wish.against)
      let other = try render(shaped, asOf: wish.asOf, of: version, named: wish.against)
      let names = Self.differing(other, document)
      answer.append(
        (
          "other",
          await self.answer(self.outputs(other, of: version), wanting: wish.output, of: version)
        ))
      answer.append(("changed", .array(names.map { .string($0) })))
      answer.append(("note", .string(Self.note(names, against: wish.against))))
      return .fields(answer)
    } catch {
      let words = error.log.diagnostics.map(\.message).joined(separator: "; ")
      return .fields([("error", .string(words))])
    }
  }

  private func ruleAnswers(_ document: ReviewedDocument, _ template: ReviewTemplate) -> [JSONTree] {
    Explanation(document, of: template).rules.map { .raw(Explanation.json($0)) }
  }

  /// The blocks and scenes that differ, by name.
  private static func differing(
    _ old: ReviewedDocument, _ new: ReviewedDocument
  ) -> [String] {
    let scenes = ReviewedFilm.differingScenes(old.film, new.film)
    var names = Set(
      GoldenText(old).differences(to: GoldenText(new)).compactMap {
        // Pages are told by their blocks; a message's head has its file's name alone.
        $0.name == "head"
          ? nil : $0.name.split(separator: " ", maxSplits: 1).last.map(String.init)
      })
    // A page that holds the film differs where the film does.
    if !scenes.isEmpty { names = names.filter { !$0.hasPrefix(withFilm.dropFirst()) } }
    return names.union(scenes).sorted()
  }

  private static func note(_ names: [String], against: String) -> String {
    if names.isEmpty { return "Nothing differs from \(against) for this customer." }
    let verb = names.count == 1 ? "block differs" : "blocks differ"
    return "\(names.count) \(verb) from \(against): " + names.joined(separator: ", ")
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
