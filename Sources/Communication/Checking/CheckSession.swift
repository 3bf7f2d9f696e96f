import Diagnostics
import Liquid

/// What all walks of one check share: the folder's texts, the schema's answers, what was found.
final class CheckSession {
  /// A call of a snippet, with what it hands over.
  struct Call {
    let arguments: [String: Fact]
    let place: Diagnostic.Place
    let trail: [Diagnostic.Place]
  }

  /// A snippet's text, parsed once.
  struct Snippet {
    let file: SourceFile
    let body: Block
    let names: TemplateNames
    let doc: DocParameters
  }

  let environment: Environment
  let snippets: Snippets
  let schema: SchemaView?
  private(set) var globals: [String: Fact]
  let languages: [TemplateChecker.Language]
  /// Whether every text could be parsed; else nobody knows what is unused.
  private(set) var isWhole: Bool
  /// What else nothing is concluded from.
  let unread: TemplateChecker.Unread
  /// Whether some text reads `ladder.clauses`.
  var showsClauses = false
  let reads = ReadsBuilder()
  private(set) var log = DiagnosticLog()
  private var seen: Set<Seen> = []
  private var parsed: [String: Snippet?] = [:]
  /// By snippet: its calls, in the order they were met.
  var calls: [String: [Call]] = [:]
  var keys = TranslationUses()
  private var texts: [String: (needed: [String], taken: Set<String>)] = [:]
  /// By file and dotted key: where a language's texts stand; read when something is wrong with one.
  private var textPlaces: [String: [String: SourceSpan]] = [:]

  /// What may still be spent on following templates: a node costs one, and so does each variable where ways meet.
  private(set) var effort: Int

  private struct Seen: Hashable {
    let code: String
    let place: Diagnostic.Place?
    let message: String
  }

  init(_ input: TemplateChecker.Input) {
    environment = input.environment
    snippets = input.snippets
    schema = input.schema.map { SchemaView($0) }
    languages = input.languages
    effort = input.effort
    unread = input.unread
    isWhole = !input.unread.contains(.texts)
    globals = EngineGlobals.facts(assets: input.assets, scores: input.scores)
  }

  /// Takes further variables that every text sees.
  func know(_ variables: [String: Fact]) { globals.merge(variables) { $1 } }

  /// Whether the templates were too much to be followed to their end.
  var isExhausted: Bool { effort <= 0 }

  /// Charges for work; what cannot be followed any more is taken to be read whole.
  func charge(_ cost: Int, at place: @autoclosure () -> Diagnostic.Place) {
    if isExhausted { return }
    effort -= cost
    if !isExhausted { return }
    reads.takeAll([ReadsBuilder.record])
    add(
      Diagnostic(
        code: "check-incomplete", severity: .warning,
        message: "the template is too large to be checked beyond this place", place: place(),
        hint: "move parts of it into snippets with 'render'"))
  }

  /// Findings that are worth telling; a template with more is not read to its end by anybody.
  private static let mostFindings = 1_000

  /// Adds a finding unless it is known: a snippet is walked more than once.
  func add(_ diagnostic: Diagnostic) {
    if log.diagnostics.count >= Self.mostFindings { return }
    let key = Seen(
      code: diagnostic.code, place: diagnostic.place, message: diagnostic.message)
    if seen.insert(key).inserted { log.add(diagnostic) }
  }

  func add(contentsOf error: DiagnosticsError) {
    for diagnostic in error.log.diagnostics { add(diagnostic) }
  }

  /// Adds what keeps a text from being parsed.
  func addUnread(_ error: DiagnosticsError) {
    isWhole = false
    add(contentsOf: error)
  }

  /// A snippet by its name; nil when there is none or its syntax is wrong, which is then reported.
  func snippet(_ name: String) -> Snippet? {
    if let known = parsed[name] { return known }
    var snippet: Snippet?
    if let file = snippets.file(named: name) {
      do throws(DiagnosticsError) {
        let tree = try SyntaxTree.parse(file, environment: environment)
        snippet = Snippet(
          file: file, body: tree.body, names: TemplateNames(tree.body),
          doc: DocParameters(file.bytes))
      } catch {
        addUnread(error)
      }
    } else {
      // One is called that is not there: which of those that are is meant, nobody knows.
      isWhole = false
    }
    parsed[name] = .some(snippet)
    return snippet
  }

  /// Where a text of a language file stands.
  func span(of key: String, in file: SourceFile) -> SourceSpan {
    if textPlaces[file.path] == nil {
      let rows = JSONPlaces(file).rows.map { ($0.path.joined(separator: "."), $0.span) }
      textPlaces[file.path] = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
    return textPlaces[file.path]?[key] ?? SourceSpan(0, 0)
  }

  /// What a text is given and may be given; nil when no language has it.
  ///
  /// Where languages differ, that is reported at their texts; calls are held against the first one.
  func text(_ key: String) -> (needed: [String], taken: Set<String>)? {
    if let known = texts[key] { return known }
    let having = languages.filter { $0.translations.contains(key) }
    guard let first = having.first else { return nil }
    var needed = Set(first.translations.placeholders(of: key) ?? [])
    if having.contains(where: { $0.translations.isPlural(key) }) { needed.insert("count") }
    let taken = having.reduce(into: needed) {
      $0.formUnion($1.translations.placeholders(of: key) ?? [])
    }
    texts[key] = (needed.sorted(), taken)
    return texts[key]
  }

  func exists(_ name: String) -> Bool { snippets.file(named: name) != nil }
}

/// The variables every template sees, as facts.
enum EngineGlobals {
  static func facts(assets: [String], scores: [String: Fact]) -> [String: Fact] {
    var files: [String: Fact] = [:]
    for name in assets { files[name] = .someText }
    return [
      "as_of": Fact(text: TextFact(format: .date)),
      "locale": .someText,
      "assets": Fact(fixed: files, name: "assets"),
      "csp": Fact(
        fixed: ["style_hashes": .someText, "script_hashes": .someText, "policy": .someText],
        name: "csp"),
      "link": Fact(fixed: ["page": .someText], name: "link"),
      "listen": Fact(fixed: ["box": .someText, "script": .someText], name: "listen"),
      "lock": Fact(
        fixed: ["box": .someText, "script": .someText, "script_hash": .someText], name: "lock"),
      GlobalValues.scoresName: Fact(fixed: scores, name: GlobalValues.scoresName),
      StoryboardCompiler.roundName: .number,
      "storyboard": Fact(
        fixed: [
          "player": .someText, "style": .someText, "script": .someText, "style_hash": .someText,
          "script_hash": .someText,
        ], name: "storyboard"),
    ]
  }

  /// `forloop` and `tablerowloop`.
  static func loop(_ name: String, outer: Fact?) -> Fact {
    var members: [String: Fact] = [:]
    for key in ["index", "index0", "rindex", "rindex0", "length", "row", "col", "col0"] {
      members[key] = .number
    }
    for key in ["first", "last", "col_first", "col_last"] { members[key] = .boolean }
    members["name"] = .someText
    members["parentloop"] = outer ?? .nothing
    return Fact(fixed: members, name: name)
  }
}

/// The translation keys that templates use.
struct TranslationUses {
  var keys: Set<String> = []
  var prefixes: Set<String> = []
  /// Whether a key is known only when a document is rendered.
  var usesAnyKey = false

  func uses(_ key: String) -> Bool {
    usesAnyKey || keys.contains(key) || prefixes.contains { key.hasPrefix($0) }
  }
}
