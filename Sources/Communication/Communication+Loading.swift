public import Diagnostics
public import Liquid

extension Communication {
  /// Makes a template folder ready.
  ///
  /// With `traces`, its programs tell a recorder which way they take (`DocumentRenderer.trace`).
  ///
  /// - Parameters:
  ///   - folder: the template.
  ///   - readers: parsers and digests of other rooms.
  ///   - limits: what one document may cost.
  ///   - traces: whether ways are told.
  ///   - asksForStoryboard: whether a storyboard marked `on_request` is made too.
  ///   - asksForMessages: whether e-mails and text messages marked `on_request` are made too.
  ///   - locksPages: whether pages that have a lock are locked; nothing else is made then.
  ///   - listening: whom pages tell what is done with them; nil for nobody.
  /// - Returns: the template, compiled.
  /// - Throws: every problem found in one pass: manifest, locales, pages, snippets, rules, storyboard.
  public static func load(
    _ folder: TemplateFolder, readers: TemplateReaders, limits: RenderLimits = RenderLimits(),
    traces: Bool = false, asksForStoryboard: Bool = false, asksForMessages: Bool = false,
    locksPages: Bool = false,
    listening: Listening? = nil
  ) throws(DiagnosticsError) -> Communication {
    guard let manifestFile = folder.file("template.yaml") else {
      throw DiagnosticsError(
        Diagnostic(code: "template-no-manifest", message: "there is no template.yaml"))
    }
    var log = DiagnosticLog()
    var parts = CommunicationParts(globals: GlobalValues(folder, sha256: readers.sha256))
    parts.folder = folder.path
    parts.limits = limits
    parts.traces = traces
    parts.locksPages = locksPages
    parts.lockPolicy = hash(LockScript.text, readers)
    parts.listening = listening
    parts.listenPolicy = hash(ListenScript.text, readers)
    parts.digest = digest(of: folder, readers)
    parts.samples = folder.files(in: "samples", ending: ".json").sorted { $0.key < $1.key }
      .map(\.value)
    parts.manifest = TemplateManifest(
      try readers.yaml(manifestFile), in: manifestFile, log: &log)
    // An output that cannot be read would have named a page.
    if log.hasErrors { parts.unread.insert(.texts) }
    TextEncoding.check(folder, &log)
    loadSchema(folder, manifestFile, readers, &parts, &log)
    loadLanguages(folder, readers, &parts, &log)
    loadRules(folder, readers, &parts, &log)
    loadLadder(folder, readers, &parts, &log)
    loadPages(folder, manifestFile, readers, &parts, &log)
    loadSuppressions(manifestFile, &parts, &log)
    loadScores(folder, manifestFile, &parts, &log)
    loadChannels(folder, manifestFile, readers, &parts, &log)
    loadStoryboard(folder, manifestFile, readers, &parts, &log)
    checkTexts(folder, manifestFile, readers, &parts, &log)
    if parts.manifest.isStoryboardOnRequest, !asksForStoryboard { parts.storyboard = nil }
    if !asksForMessages { parts.channels.removeAll(where: \.isOnRequest) }
    // A film's files and messages would stand open beside the locked page.
    if locksPages {
      parts.storyboard = nil
      parts.channels = []
    }
    let fallback = parts.languages.first { $0.tag == parts.manifest.fallbackLocale }
    // A file that is there and cannot be read has been told of itself.
    let fallbackFile = "locales/\(parts.manifest.fallbackLocale).json"
    if fallback == nil, !parts.manifest.fallbackLocale.isEmpty, folder.file(fallbackFile) == nil {
      log.add(
        Diagnostic(
          code: "config-locale",
          message: "fallback_locale '\(parts.manifest.fallbackLocale)' has no file in locales/",
          place: .init(file: manifestFile, span: parts.manifest.fallbackSpan),
          hint: "known: \(parts.languages.map(\.tag).joined(separator: ", "))"))
    }
    guard !log.hasErrors, let fallback else { throw DiagnosticsError(log.ordered()) }
    return Communication(parts, fallback: fallback)
  }

  private static func loadSchema(
    _ folder: TemplateFolder, _ manifest: SourceFile, _ readers: TemplateReaders,
    _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    guard let path = parts.manifest.schemaPath else { return }
    defer { if parts.schema == nil { parts.unread.insert(.schema) } }
    guard let file = folder.file(path) else {
      log.add(
        Diagnostic(
          code: "config-schema", message: "there is no schema '\(path)'",
          place: .init(file: manifest, span: SourceSpan(0, 0))))
      return
    }
    let scratch = Scratch()
    do throws(DiagnosticsError) {
      parts.schema = try RecordSchema(try readers.json(file, scratch.arena), in: file)
    } catch {
      log.add(contentsOf: error.log)
    }
  }

  private static func loadLanguages(
    _ folder: TemplateFolder, _ readers: TemplateReaders, _ parts: inout CommunicationParts,
    _ log: inout DiagnosticLog
  ) {
    for (tag, file) in folder.files(in: "locales", ending: ".json").sorted(by: { $0.key < $1.key })
    {
      guard let formats = LocaleFormats.named(tag) else {
        log.add(
          Diagnostic(
            code: "unknown-locale", message: "'\(tag)' is not a language Billow knows",
            place: .init(file: file, span: SourceSpan(0, 0))))
        continue
      }
      let scratch = Scratch()
      do throws(DiagnosticsError) {
        let tree = try readers.json(file, scratch.arena)
        let translations = try Translations(tree, in: formats) { key in
          let row = JSONPlaces(file).rows.first { $0.path.joined(separator: ".") == key }
          return row.map { Diagnostic.Place(file: file, span: $0.span) }
        }
        parts.languages.append(Language(tag: tag, formats: formats, translations: translations))
      } catch {
        for var problem in error.log.diagnostics {
          problem.place = problem.place ?? .init(file: file, span: SourceSpan(0, 0))
          log.add(problem)
        }
      }
    }
  }

  /// The environment every page and rule of a template is compiled in.
  static func environment(
    _ readers: TemplateReaders?, _ parts: CommunicationParts, traces: Bool = false
  ) -> Environment {
    var environment = environment(
      readers, parts.limits, traces: traces, globals: parts.globalNames)
    environment.syntax = parts.syntax
    return environment
  }

  /// The same without what was parsed before.
  static func environment(
    _ readers: TemplateReaders?, _ limits: RenderLimits, traces: Bool = false,
    globals: [String] = GlobalValues.names
  ) -> Environment {
    let filters = FilterTable(
      adding: LocaleFilters.rows + PaymentFilters.rows + [InstalmentFilter.row]
        + (readers?.filters ?? []))
    return Environment(
      filters: traces ? filters.tracing() : filters,
      tags: AbortTag.rows + [ChartTag.row, PaymentCodeTag.row] + (readers?.tags ?? []),
      globals: globals, limits: limits, traces: traces)
  }

  private static func loadPages(
    _ folder: TemplateFolder, _ manifest: SourceFile, _ readers: TemplateReaders,
    _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    let snippets = Snippets(folder.files(in: "snippets", ending: ".liquid"))
    let environment = environment(readers, parts, traces: parts.traces)
    for page in parts.manifest.pages {
      guard let source = folder.file(page.path) else {
        parts.unread.insert(.texts)
        log.add(
          Diagnostic(
            code: "config-page", message: "there is no page '\(page.path)'",
            place: .init(file: manifest, span: page.pathSpan)))
        continue
      }
      do throws(DiagnosticsError) {
        let program = try Program.compile(
          source, as: contentType(of: page.fileName), snippets: snippets, environment: environment)
        let asking = try page.lock.map { lock throws(DiagnosticsError) in
          guard let asking = folder.file(lock.path) else {
            parts.unread.insert(.texts)
            throw DiagnosticsError(
              Diagnostic(
                code: "config-page", message: "there is no page '\(lock.path)'",
                place: .init(file: manifest, span: lock.span)))
          }
          return (
            lock.word,
            try Program.compile(
              asking, as: contentType(of: page.fileName), snippets: snippets,
              environment: environment)
          )
        }
        if !parts.locksPages {
          parts.pages.append(
            Page(name: page.name, fileName: page.fileName, program: program, lock: nil))
        } else if let (word, asking) = asking {
          parts.pages.append(
            Page(
              name: page.name, fileName: page.fileName, program: asking,
              lock: PageLock(program: program, word: word)))
        }
      } catch {
        log.add(contentsOf: error.log)
      }
    }
    if parts.locksPages, parts.pages.isEmpty, !log.hasErrors {
      log.add(
        Diagnostic(
          code: "lock-missing", message: "no output has a lock",
          place: .init(file: manifest, span: SourceSpan(0, 0)),
          hint: "add lock: { page: pages/door.liquid, word: customer.postcode } to an output"))
    }
  }

  private static func contentType(of fileName: String) -> ContentType {
    if fileName.hasSuffix(".html") || fileName.hasSuffix(".htm") { return .html }
    if fileName.hasSuffix(".svg") { return .svg }
    return .text
  }

  /// Holds what pages and snippets say against the schema; their warnings are kept beside the result.
  private static func checkTexts(
    _ folder: TemplateFolder, _ manifest: SourceFile, _ readers: TemplateReaders,
    _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    let fallback = parts.manifest.fallbackLocale
    // Without one of the languages nothing can be said about the texts of the others.
    let isComplete = parts.languages.count == folder.files(in: "locales", ending: ".json").count
    let languages = (isComplete ? parts.languages : []).sorted {
      $0.tag == fallback && $1.tag != fallback
    }
    let placed = parts.storyboardSources + parts.channelSources
    var input = TemplateChecker.Input(
      pages: parts.manifest.pages.compactMap { folder.file($0.path) }
        + parts.manifest.pages.compactMap { $0.lock.flatMap { folder.file($0.path) } }
        + placed.map(\.source),
      snippets: Snippets(folder.files(in: "snippets", ending: ".liquid")),
      environment: environment(readers, parts), schema: parts.schema,
      languages: languages.compactMap { language in
        folder.file("locales/\(language.tag).json").map {
          .init(tag: language.tag, file: $0, translations: language.translations)
        }
      },
      assets: parts.globals.assetNames)
    input.conditions = parts.manifest.suppressions.map { .init(file: manifest, span: $0.condition) }
    input.fields = parts.manifest.fields.map {
      ($0.path, $0.role, Diagnostic.Place(file: manifest, span: $0.span))
    }
    input.scores = Dictionary(
      parts.scores.map { ($0.name, $0.fact) }, uniquingKeysWith: { first, _ in first })
    input.fields += currencyFields(folder, parts)
    input.unread = parts.unread
    input.rules = parts.rulesSource
    input.ladder = parts.ladderSource
    let report = TemplateChecker.check(input)
    parts.reads = report.reads
    parts.findings = placed.placed(report.log)
    parts.findings.add(contentsOf: emptyPages(folder, parts))
    log.add(contentsOf: parts.findings)
  }

  /// Pages of which every document would be a file without anything in it.
  private static func emptyPages(
    _ folder: TemplateFolder, _ parts: CommunicationParts
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    for page in parts.manifest.pages {
      guard let file = folder.file(page.path), file.bytes.allSatisfy({ $0 <= 0x20 }) else {
        continue
      }
      log.add(
        Diagnostic(
          code: "page-empty", severity: .warning, message: "the page '\(page.path)' is empty",
          place: .init(file: file, span: SourceSpan(0, 0)),
          hint: "write it, or leave the output '\(page.name)' out"))
    }
    return log
  }

  /// The fields that the schema says hold a currency: they are read, and must be there.
  private static func currencyFields(
    _ folder: TemplateFolder, _ parts: CommunicationParts
  ) -> [(path: FieldPath, role: ManifestField.Role, place: Diagnostic.Place)] {
    guard let file = parts.manifest.schemaPath.flatMap({ folder.file($0) }) else { return [] }
    var seen: Set<FieldPath> = []
    return (parts.schema?.rules ?? []).compactMap { rule in
      guard case .field(let field) = rule.currency, seen.insert(field).inserted else { return nil }
      let span = JSONPlaces.span(of: rule.pointer + "/x-currency", in: file)
      return (field, .other, Diagnostic.Place(file: file, span: span))
    }
  }

  private static func loadSuppressions(
    _ manifest: SourceFile, _ parts: inout CommunicationParts, _ log: inout DiagnosticLog
  ) {
    for rule in parts.manifest.suppressions {
      do throws(DiagnosticsError) {
        let program = try Program.compile(
          condition: rule.condition, of: manifest,
          environment: environment(nil, parts, traces: parts.traces))
        parts.suppressions.append(Suppression(program: program, reason: rule.reason))
      } catch {
        log.add(contentsOf: error.log)
      }
    }
  }

  /// SHA-256 over every file's path, length and bytes, in the order of their paths.
  private static func digest(of folder: TemplateFolder, _ readers: TemplateReaders) -> String {
    var bytes: [UInt8] = []
    for (path, file) in folder.files.sorted(by: { $0.key < $1.key }) {
      bytes += Array("\(path)\u{0}\(file.bytes.count)\u{0}".utf8)
      bytes += file.bytes
    }
    let digits = Array("0123456789abcdef".utf8)
    let hex = readers.sha256(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }
}
