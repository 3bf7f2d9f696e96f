public import Diagnostics
public import Liquid

/// A template folder made ready: compiled, checked, immutable, shared by all workers.
public final class Communication: Sendable {
  /// A page to render.
  public struct Page: Sendable {
    /// The name of the output in `template.yaml`.
    public let name: String
    /// The name of the file in the document.
    public let fileName: String
    /// The compiled page: of a locked one the page that asks.
    public let program: Program
    /// What it keeps, in a run that locks its pages.
    public let lock: PageLock?
  }

  /// A language documents are written in.
  public struct Language: Sendable {
    /// The BCP 47 tag: the name of its file in `locales/`.
    public let tag: String
    /// How it writes numbers, money and dates.
    public let formats: LocaleFormats
    /// Its texts.
    public let translations: Translations
  }

  /// A control total.
  public struct Total: Sendable {
    /// What it is called in the books.
    public let name: String
    /// The amount added up.
    public let sum: FieldPath
    /// The text it is grouped by, such as the currency.
    public let group: FieldPath?
    /// The groups that the schema lists, as UTF-8; nil where it lists none.
    let groups: [[UInt8]]?

    /// Whether a text can be a group and no customer's value: one that the schema lists, or else three capital letters,
    /// as codes of currencies are (ISO 4217).
    ///
    /// Depends on nothing but the template, so that any part of a run comes to the same.
    public func isGroup(_ text: UnsafeRawBufferPointer) -> Bool {
      if let groups { return groups.contains { $0.elementsEqual(text) } }
      return text.count == 3 && text.allSatisfy { (0x41...0x5A).contains($0) }
    }
  }

  /// A rule of `template.yaml` by which a record has no document.
  public struct Suppression: Sendable {
    /// Prints `1` when it holds.
    public let program: Program
    /// What the books say.
    public let reason: String
  }

  /// The template's name.
  public let name: String
  /// What a record must be; nil where the template has no schema.
  public let schema: RecordSchema?
  /// Where a record's key stands.
  public let key: FieldPath
  /// Where a record's language stands.
  public let locale: FieldPath?
  /// Where a record's own as-of date stands, for runs that are given none.
  public let asOf: FieldPath?
  /// The language of records without one of ours.
  public let fallback: Language
  /// All languages, sorted by tag.
  public let languages: [Language]
  /// The pages, in the order of `template.yaml`.
  public let pages: [Page]
  /// The template's sample records, by file name.
  public let samples: [SourceFile]
  /// The storyboard, where the template has one.
  public let storyboard: StoryboardPlan?
  /// Whether only runs that ask for the storyboard make it.
  public let isStoryboardOnRequest: Bool
  /// Fields that say how a record's document is written, as `customer.language`: its language, its day, its currencies.
  public var formatFields: [FieldPath] {
    let currencies = (schema?.currencies ?? []).compactMap { currency -> FieldPath? in
      guard case .field(let field) = currency else { return nil }
      return field
    }
    return [locale, asOf].compactMap(\.self) + currencies
  }
  /// The files of a document, in the order `DocumentRenderer` writes them: pages, messages, then the storyboard's.
  public let fileNames: [String]
  /// The control totals.
  public let totals: [Total]
  /// What they are called.
  public let totalNames: [String]
  /// The template's folder as it was named, which is no part of the template.
  let folder: String
  /// The fields of a record that the template reads; empty where that is not known.
  public let reads: FieldReads
  /// The fields a decoder must keep: what the template, its rules and its books read, and what the schema names.
  ///
  /// Nil where that is everything, or not known. Whoever lets another text read records adds its reads to `reads`.
  public let fields: FieldTree?
  /// What the check found that does not stop a run.
  public let findings: DiagnosticLog
  /// A digest of every file of the folder, as 64 hexadecimal digits.
  public let digest: String
  /// Arithmetic every record must satisfy.
  let checks: [BillCheck]
  /// The models that score records.
  let scores: [ScorePlan]
  /// The e-mails and text messages.
  let channels: [ChannelPlan]
  /// The files that e-mails and text messages stand in, for the mailing system and not for the page's server.
  public var messageNames: [String] { channels.map(\.fileName) }
  /// The rules by which a record has no document, in the order they are asked.
  public let suppressions: [Suppression]
  /// What `rules.yaml` asks of a record; nil where the template has none.
  public let rules: RuleBook?
  /// What is due to customers who have not paid; nil where the template has no `ladder.yaml`.
  public let ladder: LadderBook?
  /// What the books count customers by, in a fixed order: segments, options of variants, the ladder, messages.
  public let counted: [Counted]
  /// The hashes of the player's style sheet and script, for the policy of a page that shows it.
  let playerPolicy: (style: String, script: String, pageStyle: String)
  /// Whom pages tell what is done with them; nil where nobody listens.
  public let listening: Listening?
  /// Days after the as-of date for which a run's documents are kept, where the template says so.
  public let retainDays: Int?
  /// The hash of the script of pages that ask.
  let lockPolicy: String
  /// What pages may load and run; every page of a run has the same.
  public let policy: PagePolicy
  /// The same for a page that is rendered without the film that the template has.
  let policyWithoutFilm: PagePolicy
  let globals: GlobalValues
  let limits: RenderLimits

  init(_ parts: CommunicationParts, fallback: Language) {
    name = parts.manifest.name
    schema = parts.schema
    key = parts.manifest.key
    locale = parts.manifest.locale
    asOf = parts.manifest.asOf
    self.fallback = fallback
    languages = parts.languages
    pages = parts.pages
    samples = parts.samples
    storyboard = parts.storyboard
    isStoryboardOnRequest = parts.manifest.isStoryboardOnRequest
    fileNames =
      parts.pages.map(\.fileName) + parts.channels.map(\.fileName)
      + (parts.storyboard == nil ? [] : StoryboardPlan.fileNames)
    totals = parts.totals
    totalNames = parts.totals.map(\.name)
    folder = parts.folder
    checks = parts.manifest.checks
    scores = parts.scores
    channels = parts.channels
    digest = parts.digest
    reads = parts.reads
    fields = FieldPlan.tree(reading: parts.reads, parts.schema)
    findings = parts.findings
    playerPolicy = parts.playerPolicy
    lockPolicy = parts.lockPolicy
    policy = parts.policy(withFilm: true)
    policyWithoutFilm = parts.policy(withFilm: false)
    retainDays = parts.manifest.retainDays
    listening = parts.listening
    suppressions = parts.suppressions
    rules = parts.rules
    ladder = parts.ladder
    counted =
      Self.counted(parts.rules) + Self.counted(parts.ladder) + Self.counted(parts.channels)
    globals = parts.globals
    limits = parts.limits
  }

  /// The text that pages print as values though it is the same in every document, for `Output.startTracing`.
  public func constantTexts() -> ConstantTexts {
    ConstantTexts(
      values: globals.texts, ownedBy: self, translations: languages.map(\.translations))
  }

  /// The language for a record's tag: the same, or its language without region; nil when there is none.
  public func language(for tag: String) -> Language? {
    if let exact = languages.first(where: { $0.tag == tag }) { return exact }
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return languages.first { $0.tag == primary }
  }
}

/// What is gathered while a folder is made ready.
struct CommunicationParts {
  /// The template's folder as it was named.
  var folder = ""
  var manifest = TemplateManifest()
  var schema: RecordSchema?
  var reads = FieldReads()
  var findings = DiagnosticLog()
  /// What could not be read, and so is not known to be missing anything.
  var unread: TemplateChecker.Unread = []
  var languages: [Communication.Language] = []
  var pages: [Communication.Page] = []
  var samples: [SourceFile] = []
  var storyboard: StoryboardPlan?
  /// The texts and scenes of the storyboard, as compiled.
  var storyboardSources: [PlacedSource] = []
  var playerPolicy = (style: "", script: "", pageStyle: "")
  var lockPolicy = ""
  var locksPages = false
  var listening: Listening?
  var listenPolicy = ""

  func policy(withFilm: Bool) -> PagePolicy {
    var policy = PagePolicy(styles: globals.styleHashes, scripts: globals.scriptHashes)
    if withFilm, storyboard != nil {
      policy.styles += [playerPolicy.style, playerPolicy.pageStyle]
      policy.scripts.append(playerPolicy.script)
    }
    if locksPages { policy.scripts.append(lockPolicy) }
    if let listening {
      policy.scripts.append(listenPolicy)
      policy.listener = listening.origin
    }
    return policy
  }
  var suppressions: [Communication.Suppression] = []
  var scores: [ScorePlan] = []
  var channels: [ChannelPlan] = []
  /// The texts of the channels, as compiled.
  var channelSources: [PlacedSource] = []
  var globals: GlobalValues
  /// The names of all variables of the run: the engine's, then those of the rules.
  var globalNames = GlobalValues.names
  var rulesSource: (manifest: RulesManifest, file: SourceFile)?
  var rules: RuleBook?
  var ladderSource: (manifest: LadderManifest, file: SourceFile)?
  var ladder: LadderBook?
  var digest = ""
  var limits = RenderLimits()
  var traces = false
  /// What was parsed of pages, snippets and scenes.
  let syntax = SyntaxCache()
}
