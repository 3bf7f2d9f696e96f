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
    for rule in communication.suppressions { add(rule.program) }
    for language in communication.languages {
      for key in language.translations.keys {
        texts[TraceRecorder.Text(language: language.formats.tag, key: key)] = false
      }
    }
  }

  private mutating func add(_ program: Program) {
    for point in program.tracePoints where point.isBranch {
      let arm = Self.arm(point, program)
      if arms[arm] == nil {
        arms[arm] = Fact(place: program.place(of: point), words: Self.words(point, program))
      }
    }
  }

  static func arm(_ point: TracePoint, _ program: Program) -> Arm {
    Arm(
      kind: point.kind, path: program.files[point.file].path, span: point.span, arm: point.arm)
  }

  /// What stands at a point, on one line.
  static func words(_ point: TracePoint, _ program: Program) -> String {
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
    for pass in document.passes {
      for event in pass.events where event.kind == .enter {
        let point = pass.program.tracePoints[event.point]
        if point.isBranch { reached.insert(arm(point, pass.program)) }
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

  /// The table: branches, whens, loops, suppressions, translations.
  public var rows: [Row] {
    [
      row("branches", [.branch]), row("whens", [.when]), row("loops", [.pass, .empty]),
      row("suppressions", [.condition]),
      Row(
        name: "translations", reached: texts.values.filter { $0 }.count, total: texts.count),
    ]
  }

  /// Everything but translations as one figure: what `--fail-under` is about.
  public var branches: Row { row("all branches", [.branch, .when, .pass, .empty, .condition]) }

  private func row(_ name: String, _ kinds: Set<TracePoint.Kind>) -> Row {
    let facts = arms.filter { kinds.contains($0.key.kind) }
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
