public import Communication
public import Diagnostics
public import Liquid

/// Which arms of a template's decisions some records reach, and which texts they need.
public struct Coverage {
  /// One arm of one decision.
  public struct Arm: Sendable, Hashable {
    /// What kind of decision it belongs to.
    public let kind: TracePoint.Kind
    /// The file, as the template's path and its own.
    public let path: String
    /// The tag or condition.
    public let span: SourceSpan
    /// Which arm, from 0.
    public let arm: Int
    /// Whether it decides if a scene, a variant or an action is there.
    public let isScene: Bool
  }

  /// What is known of an arm.
  public struct Fact: Sendable {
    /// The place to show.
    public let place: Diagnostic.Place
    /// What the author wrote there, or `no arm of …` for one that nobody wrote.
    public let words: String
    /// How often it was taken.
    public var count = 0
  }

  /// Every arm that counts.
  public private(set) var arms: [Arm: Fact] = [:]
  /// Every text of every language, and whether a record needed it.
  public private(set) var texts: [TraceRecorder.Text: Bool] = [:]

  /// Starts with everything unreached.
  public init(_ communication: Communication) {
    for page in communication.pages { add(page.program) }
    if let rules = communication.rules { add(rules.program) }
    if let ladder = communication.ladder { add(ladder.program) }
    for rule in communication.suppressions { add(rule.program) }
    for piece in communication.storyboard?.pieces ?? [] { add(piece.program, piece) }
    for piece in communication.messagePieces { add(piece.program, piece) }
    for language in communication.languages {
      for key in language.translations.keys {
        texts[TraceRecorder.Text(language: language.formats.tag, key: key)] = false
      }
    }
  }

  private mutating func add(_ program: Program, _ piece: StoryboardPiece? = nil) {
    for point in program.tracePoints {
      guard let arm = Self.arm(point, program, piece), arms[arm] == nil,
        !Self.hangsOnOption(point, program)
      else { continue }
      arms[arm] = Fact(
        place: piece.flatMap { point.file == 0 ? $0.place(point.span) : nil }
          ?? program.place(of: point), words: Self.words(point, program, piece))
    }
  }

  /// The arm of a point; nil for what is no arm, or stands round a piece and counts elsewhere.
  static func arm(_ point: TracePoint, _ program: Program, _ piece: StoryboardPiece?) -> Arm? {
    guard point.isBranch else { return nil }
    guard let piece, point.file == 0 else {
      return Arm(
        kind: point.kind, path: program.files[point.file].path, span: point.span, arm: point.arm,
        isScene: false)
    }
    guard piece.isOwn(point) else { return nil }
    return Arm(
      kind: point.kind, path: piece.file.path, span: piece.place(point.span).span, arm: point.arm,
      isScene: piece.role != .text)
  }

  /// Whether an arm is taken for an option of a run, which no record can give.
  private static func hangsOnOption(_ point: TracePoint, _ program: Program) -> Bool {
    let span = point.isImplied ? point.group : point.span
    let text = program.source(span, of: point.file).filter { !"{}%- ".contains($0) }
    return GlobalValues.optionNames.contains { text == "if\($0)" }
  }

  /// What stands at a point, on one line.
  static func words(
    _ point: TracePoint, _ program: Program, _ piece: StoryboardPiece?
  ) -> String {
    if let piece, piece.role != .text, point.file == 0 {
      return "\(piece.subject) \(point.isImplied ? "is left out" : "is shown")"
    }
    let group = program.source(point.isImplied ? point.group : point.span, of: point.file)
    let line = HTMLScanner.collapsed(Array(group.utf8)[...]).prefix(80)
    if point.isImplied { return "no arm of \(line)" }
    if point.kind == .pass { return "inside \(line)" }
    if point.kind == .empty { return "else of \(line)" }
    return String(line)
  }

  /// The arms that a document reached.
  public static func reached(by document: ReviewedDocument) -> Set<Arm> {
    var reached: Set<Arm> = []
    for (piece, pass) in document.passes {
      for event in pass.events where event.kind == .enter {
        let point = pass.program.tracePoints[event.point]
        if let arm = arm(point, pass.program, piece) { reached.insert(arm) }
      }
    }
    return reached
  }

  /// Counts a document in.
  public mutating func add(_ document: ReviewedDocument) {
    for arm in Self.reached(by: document) { arms[arm]?.count += 1 }
    for text in document.texts where texts[text] != nil { texts[text] = true }
  }

  /// Counts arms in that are known to be reached.
  public mutating func count(_ reached: Set<Arm>) {
    for arm in reached { arms[arm]?.count += 1 }
  }

  /// One line of the table.
  public struct Row: Sendable {
    /// What is counted.
    public let name: String
    /// How many some record reaches.
    public let reached: Int
    /// How many there are.
    public let total: Int

    /// Reached of a hundred; all of nothing is all.
    public var percent: Double { total == 0 ? 100 : Double(reached) * 100 / Double(total) }
  }

  /// The table: branches, whens, loops, suppressions, scenes, translations.
  public var rows: [Row] {
    [
      row("branches", [.branch]), row("whens", [.when]), row("loops", [.pass, .empty]),
      row("suppressions", [.condition]), row("scenes", Set(Self.kinds), ofScenes: true),
    ] + (rules.total == 0 ? [] : [rules]) + [
      Row(
        name: "translations", reached: texts.values.filter { $0 }.count, total: texts.count)
    ]
  }

  /// Segments, rows of tables and groups of variants that some record is in.
  private var rules: Row { row("rules", [.rule]) }

  /// Everything but translations as one figure: what `--fail-under` is about.
  public var branches: Row { row("all branches", Set(Self.kinds), ofScenes: nil) }

  private static let kinds: [TracePoint.Kind] = [
    .branch, .when, .pass, .empty, .condition, .rule,
  ]

  /// Counts arms of some kinds; of scenes, of everything else, or (nil) of both.
  private func row(
    _ name: String, _ kinds: Set<TracePoint.Kind>, ofScenes: Bool? = false
  ) -> Row {
    let facts = arms.filter {
      kinds.contains($0.key.kind) && (ofScenes == nil || ofScenes == $0.key.isScene)
    }
    return Row(
      name: name, reached: facts.values.filter { $0.count > 0 }.count, total: facts.count)
  }

  /// The arms that nothing reached, by place.
  public var unreached: [(arm: Arm, fact: Fact)] {
    arms.filter { $0.value.count == 0 }.map { ($0.key, $0.value) }.sorted {
      ($0.0.path, $0.0.span.start, $0.0.arm) < ($1.0.path, $1.0.span.start, $1.0.arm)
    }
  }

  /// The texts that nothing needed, by language.
  public var unneeded: [TraceRecorder.Text] {
    texts.filter { !$0.value }.keys.sorted { ($0.language, $0.key) < ($1.language, $1.key) }
  }
}
