public import Liquid
public import Storyboard

/// Renders one record after another into pages; one per worker, sharing nothing with others.
public final class DocumentRenderer {
  /// What became of a record.
  public enum Outcome: Sendable {
    /// Its pages stand in `scratch.output`, in the order of `Communication.pages`, each ending at an offset.
    case rendered
    /// No document is wanted; the reason stands in `template.yaml`.
    case suppressed(reason: String)
  }

  /// The template.
  public let communication: Communication
  /// The current document's memory; a decoder puts the record here too.
  public let scratch: Scratch
  /// Where each page ends in the output.
  public private(set) var pageEnds: [Int] = []
  /// What notes the way that a template loaded with `traces` takes.
  public var trace: TraceRecorder? {
    get { scope.trace }
    set { scope.trace = newValue }
  }
  /// Where the next record's document will stand, which pages see as `link.page`; nil in a run without links.
  public var address: String?
  /// Locks the next record's pages; needed where the template was loaded to lock them.
  public var lock: Lock?
  /// The run's name, for pages whose operator listens.
  public var run = ""
  /// Paints the poster of a film, for messages that show it; nil in runs that paint none.
  ///
  /// It may say nothing where painting fails: then the picture of the template stands in the message.
  public var poster: ((Timeline) -> [UInt8]?)?
  /// The current document's messages, in the order of their files; nil for one that it does not have.
  public private(set) var messages: [DocumentMessage?] = []
  /// Whether the storyboard is left out, as in runs that do not ask for one on request.
  public var omitsStoryboard = false {
    didSet { globals[3] = omitsStoryboard ? policies.withoutFilm : policies.withFilm }
  }
  private let policies: (withFilm: Value, withoutFilm: Value)
  private let asOf: AsOfDate?
  private let scope: FilterScope
  private let pages: [Renderer]
  /// What each page keeps locked, if it does.
  private let locked: [Renderer?]
  private let lockScript: (text: Value, hash: Value)
  private let listenScript: Value
  /// By `Communication.counted`: what events carry of it; fewer, as nothing of the ladder is told.
  private let toldGroups: [Value]
  private let suppressions: [(renderer: Renderer, reason: String)]
  private var globals: [Value]
  private let storyboards: StoryboardRenderer?
  /// What the rules say of the current record; nil where the template has none.
  private let rules: RuleEvaluator?
  /// Where the current record's customer stands on the ladder; nil where the template has none.
  private let ladder: LadderEvaluator?
  /// Where the ladder's rows begin in `Communication.counted`.
  private let ladderStart: Int
  /// Where the rows of messages begin there.
  private let messageStart: Int
  private let player: (style: Value, script: Value, styleHash: Value, scriptHash: Value)?
  private let scores: ScoreRenderer?
  let channels: ChannelRenderer?
  /// Files, by their place in `Communication.fileNames`, that the current document does not have.
  public private(set) var absentFiles: Set<Int> = []
  private var storyboardFiles: [[UInt8]] = []
  private var locales: [LocaleChoice] = []
  private let constants: Scratch
  /// The currencies that the record's fields name: the place in the scope's list, and the field.
  private var currencyFields: [(place: Int, field: FieldPath)] = []

  private struct LocaleChoice {
    let tag: [UInt8]
    let language: Communication.Language
    let formats: LocaleFormats
    let value: Value
  }

  /// More tags than this are one customer's mistake, not languages worth remembering.
  private static let mostLocales = 64

  /// Makes a renderer for a date the run believes it is; nil takes each record's own (`record.as_of`).
  public init(_ communication: Communication, asOf: AsOfDate?) {
    self.communication = communication
    self.asOf = asOf
    let scratch = Scratch()
    let scope = FilterScope(
      arena: scratch.arena, limits: communication.limits, now: asOf?.secondsSince1970 ?? 0)
    self.scratch = scratch
    self.scope = scope
    pages = communication.pages.map { Renderer($0.program, scratch: scratch, scope: scope) }
    locked = communication.pages.map { page in
      page.lock.map { Renderer($0.program, scratch: scratch, scope: scope) }
    }
    suppressions = communication.suppressions.map {
      (Renderer($0.program, scratch: scratch, scope: scope), $0.reason)
    }
    let constants = Scratch()
    self.constants = constants
    let date = asOf.map { Value($0.description, in: constants.arena) } ?? .nil
    policies = (
      GlobalValues.policy(communication.policy, of: communication, constants.arena),
      GlobalValues.policy(communication.policyWithoutFilm, of: communication, constants.arena)
    )
    globals = [
      date, .nil, communication.globals.assets,
      policies.withFilm, .nil, .nil, .nil, .nil, .nil, .nil,
    ]
    listenScript = Value(ListenScript.text, in: constants.arena).with(.trustedScript)
    toldGroups = communication.toldGroups.map { Value($0, in: constants.arena) }
    lockScript = (
      Value(LockScript.text, in: constants.arena).with(.trustedScript),
      Value(communication.lockPolicy, in: constants.arena)
    )
    channels =
      communication.channels.isEmpty
      ? nil
      : ChannelRenderer(
        communication.channels, template: communication.digest, scratch: scratch, scope: scope)
    scores =
      communication.scores.isEmpty ? nil : ScoreRenderer(communication.scores, constants.arena)
    rules = communication.rules.map { RuleEvaluator($0, scratch: scratch, scope: scope) }
    globals += rules?.globals ?? []
    ladder = communication.ladder.map { LadderEvaluator($0, scratch: scratch, scope: scope) }
    ladderStart = communication.counted.firstIndex { $0.kind == .ladder } ?? 0
    messageStart = communication.counted.firstIndex { $0.kind == .message } ?? 0
    if let ladder { globals.append(ladder.object) }
    storyboards = communication.storyboard.map {
      StoryboardRenderer($0, scratch: scratch, scope: scope)
    }
    player = communication.storyboard.map { _ in
      (
        Value(PlayerAssets.style, in: constants.arena).with(.trustedCSS),
        Value(PlayerAssets.script, in: constants.arena).with(.trustedScript),
        Value(communication.playerPolicy.style, in: constants.arena),
        Value(communication.playerPolicy.script, in: constants.arena)
      )
    }
    pageEnds.reserveCapacity(communication.fileNames.count)
    for (place, currency) in (communication.schema?.currencies ?? []).enumerated() {
      switch currency {
      case .code(let code): scope.currencies.append(Value(code, in: constants.arena))
      case .field(let field):
        scope.currencies.append(.nil)
        currencyFields.append((place, field))
      }
    }
  }

  /// Renders a record that was decoded into `scratch.arena` after `scratch.reset()`.
  ///
  /// - Throws: why this record has no document; its output must be thrown away.
  public func render(_ record: Value) throws(DocumentFailure) -> Outcome {
    if let schema = communication.schema {
      if let violation = schema.validate(record) { throw .invalid(violation) }
      if schema.trustsTexts { schema.applyTrust(to: record) }
    }
    do throws(BillCheckFailure) {
      for check in communication.checks { try check.check(record) }
    } catch {
      throw .doesNotAddUp(code: error.code, message: error.message, field: error.field)
    }
    let words = try lockWords(record)
    if let scores {
      globals[GlobalValues.scoresIndex] = try scores.scores(of: record, scratch.arena)
    }
    let outcome: Outcome
    do throws(RenderError) {
      outcome = try renderPages(record, words)
    } catch {
      if let failure = storyboardFailure, failure.problem != nil { throw .notPlayable(failure) }
      throw .failed(error)
    }
    guard case .rendered = outcome else { return outcome }
    absentFiles.removeAll()
    if let channels { try renderMessages(record, channels) }
    for file in storyboardFiles {
      file.withUnsafeBytes { scratch.output.append($0) }
      pageEnds.append(scratch.output.count)
    }
    if isWithoutFilm {
      for _ in StoryboardPlan.fileNames {
        absentFiles.insert(pageEnds.count)
        pageEnds.append(scratch.output.count)
      }
    }
    return outcome
  }

  private func renderMessages(
    _ record: Value, _ channels: ChannelRenderer
  ) throws(DocumentFailure) {
    func text(_ value: Value) -> String { String(decoding: value.bytes, as: UTF8.self) }
    messages = []
    // The date was read for the pages.
    guard let date = AsOfDate(text(globals[0])) else { return }
    let key = communication.key.value(in: record).text(in: scratch.arena)
    let painted = timeline.flatMap { timeline in poster.map { paint in { paint(timeline) } } }
    messages = try channels.messages(
      .init(
        record: record, globals: globals, key: text(key), asOf: date, language: text(globals[1]),
        poster: painted))
    communication.addCounted(messages, to: &counted, from: messageStart)
    for message in messages {
      if let message {
        message.bytes.withUnsafeBytes { scratch.output.append($0) }
      } else {
        absentFiles.insert(pageEnds.count)
      }
      pageEnds.append(scratch.output.count)
    }
  }

  /// The word of each page, nothing where it is not locked.
  private func lockWords(_ record: Value) throws(DocumentFailure) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for page in communication.pages {
      guard let field = page.lock?.word else {
        words.append([])
        continue
      }
      guard let word = LockWord.word(field.value(in: record), in: scratch.arena) else {
        throw .noWord(field: field.description)
      }
      words.append(word)
    }
    return words
  }

  private func renderPages(
    _ record: Value, _ words: [[UInt8]]
  ) throws(RenderError) -> Outcome {
    let locale = choose(communication.locale?.value(in: record) ?? .nil)
    scope.locale = locale.formats
    scope.translations = locale.language.translations
    globals[1] = locale.value
    globals[6] =
      address.map {
        GlobalValues.object([("page", Value($0, in: scratch.arena))], scratch.arena)
      } ?? .nil
    for (place, field) in currencyFields { scope.currencies[place] = field.value(in: record) }
    if asOf == nil { try takeDate(of: record) }
    scope.resetSteps()
    pageEnds.removeAll(keepingCapacity: true)
    storyboardFailure = nil
    try applyRules(to: record)
    for (renderer, reason) in suppressions {
      try renderer.render(record, globals: globals)
      if scratch.output.count > 0 {
        scratch.output.truncate(to: 0)
        return .suppressed(reason: reason)
      }
    }
    if var listening = communication.listening {
      listening.run = run
      let groups = counted.compactMap { $0 < toldGroups.count ? toldGroups[$0] : nil }
      globals[8] = listening.value(groups: groups, script: listenScript, scratch.arena)
    }
    storyboardFiles = try renderStoryboard(record)
    for (number, page) in pages.enumerated() {
      if let inner = locked[number] {
        globals[7] = try renderLocked(
          inner, of: communication.pages[number], words[number], record, globals, lockScript)
      }
      try page.render(record, globals: globals)
      pageEnds.append(scratch.output.count)
    }
    return .rendered
  }

  /// The current record's storyboard, resolved; nil where the template has none, or none of its scenes for the record.
  public private(set) var timeline: Timeline?
  private var isWithoutFilm = false

  /// Why the current record has no storyboard, and so no document; nil where it has one or the template has none.
  public private(set) var storyboardFailure: StoryboardFailure?

  /// What the current record counts as: indices into `Communication.counted`.
  public private(set) var counted: [Int] = []

  /// What the rules said of the current record, for explanations; none where the template has no rules.
  public var ruleAnswers: [RuleAnswer] {
    (rules?.answers ?? []) + (ladder.map { [$0.answer] } ?? [])
  }

  /// What the collection desk has to do about the current record's customer; nil where the template has no ladder.
  public var ladderOutcome: LadderOutcome? { ladder?.outcome }

  private func applyRules(to record: Value) throws(RenderError) {
    counted.removeAll(keepingCapacity: true)
    if let rules {
      try rules.evaluate(record, key: communication.key.value(in: record), globals: globals)
      rules.addCounted(to: &counted)
    }
    if let ladder {
      try ladder.evaluate(record, globals: globals)
      ladder.addCounted(to: &counted, from: ladderStart)
    }
  }

  /// Resolves the storyboard, shows it to the pages, and makes its files.
  private func renderStoryboard(_ record: Value) throws(RenderError) -> [[UInt8]] {
    globals[4] = .nil
    timeline = nil
    isWithoutFilm = false
    guard let storyboards, let player, !omitsStoryboard else { return [] }
    let language = String(decoding: globals[1].bytes, as: UTF8.self)
    defer { storyboardFailure = storyboards.failure }
    let film = try storyboards.render(record, globals: globals, language: language)
    isWithoutFilm = film == nil
    guard let (timeline, markup) = film else { return [] }
    self.timeline = timeline
    let arena = scratch.arena
    do throws(RenderFailure) {
      try scope.charge(bytes: markup.count)
    } catch {
      throw RenderError(failure: error, place: nil)
    }
    globals[4] = GlobalValues.object(
      [
        ("player", Value(String(decoding: markup, as: UTF8.self), in: arena).with(.markup)),
        ("style", player.style), ("script", player.script), ("style_hash", player.styleHash),
        ("script_hash", player.scriptHash),
      ], arena)
    return storyboards.files(timeline, player: markup)
  }

  /// Makes the record's own date the date it is rendered for.
  private func takeDate(of record: Value) throws(RenderError) {
    let value = communication.asOf?.value(in: record) ?? .nil
    guard let date = AsOfDate(String(decoding: value.bytes, as: UTF8.self)) else {
      let message =
        communication.asOf.map {
          "'\($0.description)' is no date YYYY-MM-DD, and the run has no --as-of"
        } ?? "there is no as-of date: neither --as-of nor record.as_of of template.yaml is there"
      throw RenderError(failure: RenderFailure(.argument, message), place: nil)
    }
    globals[0] = value
    scope.now = date.secondsSince1970
  }

  /// The language of a record's tag, remembered; the template's fallback where it is none of ours.
  private func choose(_ tag: Value) -> LocaleChoice {
    let bytes = tag.bytes
    if let known = locales.first(where: {
      $0.tag.count == bytes.count && $0.tag.elementsEqual(bytes)
    }) {
      return known
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let language = communication.language(for: text)
    let chosen = language ?? communication.fallback
    // A regional tag (de-AT) takes the language's texts and its own region's formats.
    let regional = language == nil ? nil : LocaleFormats.named(text)
    let choice = LocaleChoice(
      tag: Array(bytes), language: chosen, formats: regional ?? chosen.formats,
      value: Value(chosen.tag, in: constants.arena))
    if locales.count < Self.mostLocales { locales.append(choice) }
    return choice
  }
}
