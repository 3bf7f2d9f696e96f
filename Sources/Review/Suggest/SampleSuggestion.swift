import Communication

/// Chooses few real records that together reach every branch that any record reaches, with made-up words in them.
///
/// Few, not provably fewest (that is a set cover): the record that reaches most of what is missing comes first, and in
/// the end none can be left out. Memory grows with the different ways through the template, not with the input.
public struct SampleSuggestion {
  /// One chosen record.
  public struct Choice {
    /// The record's number in the input, from 1.
    public let ordinal: Int
    /// The record with made-up words; it reaches what the real one reaches, but for `lost`.
    public let tree: JSONTree
    /// What it reaches that no earlier choice does.
    public let adds: Int
    /// Arms the made-up words no longer reach.
    public let lost: Int
  }

  /// The choices, best first.
  public let choices: [Choice]
  /// How many branches they reach.
  public let reached: Int
  /// Branches that no record of the input reaches.
  public let unreached: [(arm: Coverage.Arm, fact: Coverage.Fact)]

  private struct Candidate {
    let ordinal: Int
    let record: ReviewRecord
    let arms: Set<Coverage.Arm>
  }

  /// More different ways than this are not kept: later ones can only add what earlier ones lack.
  private static let mostCandidates = 4000

  /// Gathers candidates; feed it every record, then ask for the suggestion.
  public struct Gatherer {
    private let renderer: ReviewRenderer
    private var candidates: [Candidate] = []
    private var known: Set<Set<Coverage.Arm>> = []
    private var union: Set<Coverage.Arm> = []
    private var count = 0

    /// Starts with nothing.
    public init(_ renderer: ReviewRenderer) { self.renderer = renderer }

    /// Looks at a record.
    public mutating func add(_ record: ReviewRecord) {
      count += 1
      let arms = Coverage.reached(by: renderer.render(record))
      let isNew = !arms.isSubset(of: union)
      guard isNew || candidates.count < SampleSuggestion.mostCandidates else { return }
      guard known.insert(arms).inserted else { return }
      union.formUnion(arms)
      candidates.append(Candidate(ordinal: count, record: record, arms: arms))
    }

    /// Chooses; `covered` is what samples reach already.
    public func suggestion(salt: String, covered: Set<Coverage.Arm> = []) -> SampleSuggestion {
      SampleSuggestion(candidates, renderer, salt: salt, covered: covered)
    }
  }

  private init(
    _ candidates: [Candidate], _ renderer: ReviewRenderer, salt: String,
    covered: Set<Coverage.Arm>
  ) {
    var missing = candidates.reduce(into: Set<Coverage.Arm>()) { $0.formUnion($1.arms) }
      .subtracting(covered)
    var picked: [Candidate] = []
    while !missing.isEmpty {
      let best = candidates.max { left, right in
        let (a, b) = (
          left.arms.intersection(missing).count, right.arms.intersection(missing).count
        )
        return a == b ? left.ordinal > right.ordinal : a < b
      }
      guard let best else { break }
      missing.subtract(best.arms)
      picked.append(best)
    }
    picked = Self.without(superfluous: picked, covered)
    let replacer = WordReplacer(renderer, salt: salt)
    var reached = covered
    choices = picked.map { candidate in
      let adds = candidate.arms.subtracting(reached).count
      reached.formUnion(candidate.arms)
      let (tree, lost) = replacer.replaced(candidate.record, reaching: candidate.arms)
      return Choice(ordinal: candidate.ordinal, tree: tree, adds: adds, lost: lost)
    }
    var coverage = Coverage(renderer.template.communication)
    coverage.count(reached)
    self.reached = coverage.branches.reached
    unreached = coverage.unreached
  }

  /// Leaves out, last first, each choice whose arms the others reach.
  private static func without(
    superfluous picked: [Candidate], _ covered: Set<Coverage.Arm>
  ) -> [Candidate] {
    var kept = picked
    for index in picked.indices.reversed() {
      var others = covered
      for (at, other) in kept.enumerated() where at != index { others.formUnion(other.arms) }
      if kept[index].arms.isSubset(of: others) { kept.remove(at: index) }
    }
    return kept
  }
}

/// Replaces words, and takes back the replacement of those fields that a decision turns out to stand on.
private struct WordReplacer {
  let renderer: ReviewRenderer
  let salt: String
  let guide: SchemaGuide?

  init(_ renderer: ReviewRenderer, salt: String) {
    self.renderer = renderer
    self.salt = salt
    guide = SchemaGuide(of: renderer.template)
  }

  /// Names of fields that identify a person whatever decision asks for them: never given back.
  private static let identifying = [
    "name", "street", "city", "postal", "postcode", "address", "email", "mail", "phone", "iban",
    "bic", "number", "reference", "mandate", "url", "vat", "tax", "holder",
  ]

  func replaced(
    _ record: ReviewRecord, reaching arms: Set<Coverage.Arm>
  ) -> (tree: JSONTree, lost: Int) {
    var kept: Set<String> = []
    func attempt(_ kept: Set<String>) -> (tree: JSONTree, lost: Int) {
      let tree = Pseudonyms(salt: salt, guide: guide, kept: kept).applied(to: record.tree)
      let document = renderer.render(ReviewRecord(name: record.name, key: "", tree: tree))
      return (tree, arms.subtracting(Coverage.reached(by: document)).count)
    }
    var best = attempt(kept)
    guard best.lost > 0 else { return best }
    var paths: Set<String> = []
    Self.collect(record.tree, "", into: &paths)
    for path in paths.sorted() where best.lost > 0 && !Self.identifies(path) {
      let tried = attempt(kept.union([path]))
      if tried.lost < best.lost {
        kept.insert(path)
        best = tried
      }
    }
    return best
  }

  private static func identifies(_ path: String) -> Bool {
    let last = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return identifying.contains {
      last == $0 || last.hasSuffix("_" + $0) || last.hasPrefix($0 + "_")
    }
  }

  private static func collect(_ tree: JSONTree, _ path: String, into paths: inout Set<String>) {
    switch tree {
    case .object(let members):
      for member in members {
        collect(member.value, path.isEmpty ? member.key : "\(path).\(member.key)", into: &paths)
      }
    case .array(let elements): for element in elements { collect(element, path, into: &paths) }
    case .string: paths.insert(path)
    case .null, .boolean, .number: break
    }
  }
}
