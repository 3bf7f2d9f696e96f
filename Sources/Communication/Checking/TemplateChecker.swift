public import Diagnostics
public import Liquid

/// Checks a template's texts against the schema of its records, before any customer's document is made.
///
/// Finds every problem in one pass. Errors are what would stop documents, print nothing or print nonsense;
/// warnings are what is only useless: a variable never read, a snippet never rendered, a text never used.
public struct TemplateChecker {
  /// A language of the template.
  public struct Language: Sendable {
    /// The BCP 47 tag.
    public let tag: String
    /// Its file in `locales/`.
    public let file: SourceFile
    /// Its texts.
    public let translations: Translations

    /// Makes a language.
    public init(tag: String, file: SourceFile, translations: Translations) {
      self.tag = tag
      self.file = file
      self.translations = translations
    }
  }

  /// What could not be read to its end: nothing is concluded from what it does not say.
  struct Unread: OptionSet, Sendable {
    let rawValue: UInt8

    /// Some page, scene or text.
    static let texts = Unread(rawValue: 1)
    static let schema = Unread(rawValue: 2)
    static let rules = Unread(rawValue: 4)
    static let ladder = Unread(rawValue: 8)
  }

  /// What is checked.
  public struct Input: Sendable {
    /// The pages, in the order of the manifest.
    public var pages: [SourceFile]
    /// The folder's snippets.
    public var snippets: Snippets
    /// The filters, tags and limits that pages are compiled with.
    public var environment: Environment
    /// The schema of a record; without one nothing is said about fields.
    public var schema: RecordSchema?
    /// The languages, the fallback first.
    public var languages: [Language]
    /// The names of the files in `assets/`, without their endings.
    public var assets: [String]
    /// Conditions that stand in other files: when to suppress a document.
    public var conditions: [Diagnostic.Place]
    /// How much work may be spent: a node of a template costs one, and so does each variable known where ways meet.
    ///
    /// The energy bill takes some ten thousand.
    public var effort = 20_000_000
    /// What is known of each score of the template, by its name.
    var scores: [String: Fact] = [:]
    /// What is not known of the template, because it could not be read.
    var unread: Unread = []
    /// What `rules.yaml` says, and the file.
    var rules: (manifest: RulesManifest, file: SourceFile)?
    /// What `ladder.yaml` says, and the file.
    var ladder: (manifest: LadderManifest, file: SourceFile)?
    /// Fields that the manifest names: the key, the language, the control totals.
    var fields: [(path: FieldPath, role: ManifestField.Role, place: Diagnostic.Place)] = []

    /// Makes an input of pages alone.
    public init(
      pages: [SourceFile], snippets: Snippets = Snippets(),
      environment: Environment = Environment(), schema: RecordSchema? = nil,
      languages: [Language] = [], assets: [String] = []
    ) {
      self.pages = pages
      self.snippets = snippets
      self.environment = environment
      self.schema = schema
      self.languages = languages
      self.assets = assets
      conditions = []
    }
  }

  /// What a check found.
  public struct Report: Sendable {
    /// Every problem, in the order of files and places.
    public let log: DiagnosticLog
    /// The fields of a record that the template reads.
    public let reads: FieldReads
  }

  private let session: CheckSession
  private let input: Input

  /// A snippet that is wrong for its first hundred calls needs no further witness.
  private static let mostVerifiedCalls = 100

  /// Checks a template.
  public static func check(_ input: Input) -> Report {
    TemplateChecker(session: CheckSession(input), input: input).run()
  }

  private func run() -> Report {
    let record = session.schema.map { schema in
      var fact = schema.fact(of: 0)
      fact.origins = [ReadsBuilder.record]
      return fact
    }
    var anything = Fact.unknown
    anything.origins = [ReadsBuilder.record]
    let root = record ?? anything
    var units: [(file: SourceFile, body: Block, names: TemplateNames)] = []
    for page in input.pages {
      do throws(DiagnosticsError) {
        let tree = try SyntaxTree.parse(page, environment: input.environment)
        units.append((page, tree.body, TemplateNames(tree.body)))
      } catch {
        session.addUnread(error)
      }
    }
    // Whether all can be read is asked of before anything is concluded from what is not there.
    for name in session.snippets.names { _ = session.snippet(name) }
    checkRules(root)
    for unit in units { walkPage(unit.file, unit.body, unit.names, root) }
    checkConditions(root)
    checkFields(root)
    let graph = SnippetGraph(session, pages: units.map(\.names))
    for name in graph.order {
      walkSnippet(name, isRecursive: graph.recursive.contains(name))
      if !graph.isOpen { checkParameters(name, graph) }
    }
    if !graph.isOpen { walkOrphans(graph) }
    checkLadderIsShown(root)
    UnusedNames(session).check(units.map { ($0.file, $0.names) }, graph)
    TranslationChecks(session).check()
    return Report(log: session.log.ordered(), reads: session.reads.reads)
  }

  // MARK: Pages

  private func walkPage(
    _ file: SourceFile, _ body: Block, _ names: TemplateNames, _ record: Fact
  ) {
    let all = names.including(session)
    var walk = TemplateWalk(session, file: file, record: record, names: all)
    walk.walk(body)
    for finding in walk.findings { session.add(finding.diagnostic) }
  }

  private func checkConditions(_ record: Fact) {
    for place in input.conditions {
      do throws(DiagnosticsError) {
        let condition = try Condition.parse(place.span, of: place.file)
        var walk = TemplateWalk(
          session, file: place.file, record: record, names: TemplateNames(condition))
        _ = walk.decide(condition)
        for finding in walk.findings { session.add(finding.diagnostic) }
      } catch {
        session.add(contentsOf: error)
      }
    }
  }

  /// The rules come first: what they name is known to every text.
  private func checkRules(_ record: Fact) {
    if let (manifest, file) = input.rules {
      var checks = RuleChecks(session, manifest, in: file, record: record)
      checks.check()
      session.know(checks.known)
    }
    if input.unread.contains(.rules) {
      for name in RulesManifest.allGlobals { session.know([name: .unknown]) }
    }
    if let (manifest, file) = input.ladder {
      let checks = LadderChecks(session, manifest, in: file, record: record)
      checks.check()
      session.know(["ladder": checks.fact])
    }
    if input.unread.contains(.ladder) { session.know(["ladder": .unknown]) }
  }

  /// A text that could not be read may be the one that shows its clauses; of a faulty ladder no text's are known.
  private func checkLadderIsShown(_ record: Fact) {
    guard session.isWhole, !input.unread.contains(.ladder), let (manifest, file) = input.ladder
    else { return }
    LadderChecks(session, manifest, in: file, record: record).checkShown()
  }

  /// The manifest's fields are read, and must be what the manifest takes them for.
  private func checkFields(_ record: Fact) {
    var checks = FieldChecks(session, record: record)
    for field in input.fields { checks.check(field.path, field.role, at: field.place) }
  }

  // MARK: Snippets

  /// Walks a snippet with what all its calls hand over; a finding that no single call shares is dropped.
  private func walkSnippet(_ name: String, isRecursive: Bool) {
    guard let snippet = session.snippet(name), let calls = session.calls[name],
      let first = calls.first
    else { return }
    var arguments = first.arguments
    var differs = false
    for call in calls.dropFirst() {
      for key in Set(arguments.keys).union(call.arguments.keys) {
        let (known, more) = (arguments[key] ?? .nothing, call.arguments[key] ?? .nothing)
        differs = differs || known.kinds.present != more.kinds.present
        arguments[key] = known.joinedAcrossCalls(more)
      }
    }
    let given = arguments
    if isRecursive { arguments = arguments.mapValues { Self.unknown(like: $0) } }
    var walk = TemplateWalk(
      session, file: snippet.file, record: nil, names: snippet.names, arguments: arguments)
    // How deep it goes is known only when a document is rendered.
    if isRecursive { for fact in given.values { walk.takeAll(fact) } }
    walk.callers = [first.place] + first.trail
    walk.walk(snippet.body)
    if walk.findings.isEmpty, !differs { return }
    report(walk.findings, of: snippet, calls, isRecursive: isRecursive)
  }

  /// A name that a snippet asks for and no call passes is a slip: its condition never holds, its default always stands.
  private func checkParameters(_ name: String, _ graph: SnippetGraph) {
    guard session.isWhole, let snippet = session.snippet(name), let calls = session.calls[name],
      !graph.included.contains(name), !snippet.names.namesVariablesByValue
    else { return }
    let documented = snippet.doc.parameters.map(\.name)
    let passed = calls.reduce(into: Set<String>()) { $0.formUnion($1.arguments.keys) }
    for parameter in snippet.names.parameters
    where snippet.names.guarded.contains(parameter) && !passed.contains(parameter)
      && !documented.contains(parameter) && session.globals[parameter] == nil
    {
      guard let span = snippet.names.parameterSpans[parameter] else { continue }
      let near = Suggestion.nearest(parameter, in: passed.union(documented).sorted())
      session.add(
        Diagnostic(
          code: "unknown-variable", severity: .warning,
          message: "'\(parameter)' is nothing here: nothing assigns it, and no call passes it",
          place: .init(file: snippet.file, span: SourceSpan(span.start, span.end)),
          hint: near.map { "did you mean '\($0)'?" }
            ?? "pass it where the snippet is rendered, or name it in {% doc %}",
          trail: [calls[0].place] + calls[0].trail))
    }
  }

  private static func unknown(like fact: Fact) -> Fact {
    var result = Fact.unknown
    result.origins = fact.origins
    result.mayBePair = fact.mayBePair
    return result
  }

  private func report(
    _ findings: [TemplateWalk.Finding], of snippet: CheckSession.Snippet,
    _ calls: [CheckSession.Call], isRecursive: Bool
  ) {
    for finding in findings where finding.holdsForAllCalls {
      add(finding, calls[0])
    }
    for call in calls.prefix(Self.mostVerifiedCalls) {
      var walk = TemplateWalk(
        session, file: snippet.file, record: nil, names: snippet.names,
        arguments: isRecursive
          ? call.arguments.mapValues { Self.unknown(like: $0) } : call.arguments)
      walk.notesCalls = false
      walk.walk(snippet.body)
      for finding in walk.findings where !finding.holdsForAllCalls { add(finding, call) }
    }
  }

  private func add(_ finding: TemplateWalk.Finding, _ call: CheckSession.Call) {
    var diagnostic = finding.diagnostic
    diagnostic.trail += [call.place] + call.trail
    session.add(diagnostic)
  }

  /// Snippets that nobody renders are read all the same: what is wrong with them is wrong today.
  private func walkOrphans(_ graph: SnippetGraph) {
    for name in session.snippets.names where !graph.reached.contains(name) {
      guard let snippet = session.snippet(name) else { continue }
      if session.isWhole {
        session.add(
          Diagnostic(
            code: "unused-snippet", severity: .warning, message: "no page renders this snippet",
            place: .init(file: snippet.file, span: SourceSpan(0, 1)),
            hint: "render it, or delete the file"))
      }
      var arguments: [String: Fact] = [:]
      for parameter in snippet.names.parameters { arguments[parameter] = .unknown }
      var walk = TemplateWalk(
        session, file: snippet.file, record: nil, names: snippet.names, arguments: arguments)
      walk.notesCalls = false
      walk.walk(snippet.body)
      for finding in walk.findings { session.add(finding.diagnostic) }
    }
  }
}

extension DiagnosticLog {
  /// The same findings by file, in the order files were first met, and by place within a file, each once.
  ///
  /// What both the compiler and the checker report is one finding: same code, same place.
  func ordered() -> DiagnosticLog {
    struct Key: Hashable {
      let code: String
      let place: Diagnostic.Place?
      let message: String
    }
    var files: [String: Int] = [:]
    for diagnostic in diagnostics {
      let path = diagnostic.place?.file.path ?? ""
      if files[path] == nil { files[path] = files.count }
    }
    func rank(_ diagnostic: Diagnostic) -> (Int, Int) {
      (files[diagnostic.place?.file.path ?? ""] ?? 0, diagnostic.place?.span.start ?? 0)
    }
    var log = DiagnosticLog()
    var seen: Set<Key> = []
    let sorted = diagnostics.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return left == right ? $0.offset < $1.offset : left < right
    }
    for (_, diagnostic) in sorted {
      let key = Key(
        code: diagnostic.code, place: diagnostic.place, message: diagnostic.message)
      if seen.insert(key).inserted { log.add(diagnostic) }
    }
    return log
  }
}
