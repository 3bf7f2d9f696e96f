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
  /// Records left out, because with made-up words something else would become of them.
  public let refused: [Int]
  /// Branches that no choice reaches.
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
    /// The records that a run would refuse.
    public private(set) var rejections = Rejections()

    /// Starts with nothing.
    public init(_ renderer: ReviewRenderer) { self.renderer = renderer }

    /// Looks at a record.
    public mutating func add(_ record: ReviewRecord) {
      count += 1
      let document = renderer.render(record)
      rejections.note(document)
      let arms = Coverage.reached(by: document)
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
    let replacer = WordReplacer(renderer, salt: salt)
    var made: [Int: WordReplacer.Replaced] = [:]
    var refused: Set<Int> = []
    var picked: [Candidate] = []
    var isFound = false
    while !isFound {
      picked = Self.picked(candidates.filter { !refused.contains($0.ordinal) }, covered)
      let known = refused.count
      for candidate in picked where made[candidate.ordinal] == nil {
        made[candidate.ordinal] = replacer.replaced(candidate.record, reaching: candidate.arms)
        if made[candidate.ordinal] == nil { refused.insert(candidate.ordinal) }
      }
      isFound = refused.count == known
    }
    var reached = covered
    choices = picked.compactMap { candidate in
      guard let replaced = made[candidate.ordinal] else { return nil }
      let adds = candidate.arms.subtracting(reached).count
      reached.formUnion(candidate.arms)
      return Choice(
        ordinal: candidate.ordinal, tree: replaced.tree, adds: adds, lost: replaced.lost)
    }
    self.refused = refused.sorted()
    var coverage = Coverage(renderer.template.communication)
    coverage.count(reached)
    self.reached = coverage.branches.reached
    unreached = coverage.unreached
  }

  /// First the one that reaches most of what is missing, and so on.
  private static func picked(
    _ candidates: [Candidate], _ covered: Set<Coverage.Arm>
  ) -> [Candidate] {
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
    return without(superfluous: picked, covered)
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
