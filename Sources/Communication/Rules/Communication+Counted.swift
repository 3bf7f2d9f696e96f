extension Communication {
  /// What the books count customers by.
  public struct Counted: Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: String, Sendable {
      /// A segment of `rules.yaml`.
      case segment
      /// An option of a variant.
      case variant
      /// A step of the ladder and how customers stand before it; or a state without a step.
      case ladder
      /// A message, and of a text message how many segments it takes.
      case message
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// The name of the segment, variant, step or message; `held`, `none` or `finished`.
    public let name: String
    /// The variant's option, the step's state, the reason customers are held for, the number of segments; else empty.
    public let option: String
  }

  /// What an event carries of each segment and each option of a variant: its place in `counted`, and in the manifest.
  ///
  /// Not its name: what a house calls its customers among itself has no place in a page that they may read.
  public var toldGroups: [String] {
    counted.prefix { $0.kind == .segment || $0.kind == .variant }.indices.map { String($0) }
  }

  /// Segments and variants that a run may have whose pages tell of them: an event carries no more groups.
  static let mostToldGroups = 64

  static func counted(_ rules: RuleBook?) -> [Counted] {
    guard let manifest = rules?.manifest else { return [] }
    return manifest.segments.map { Counted(kind: .segment, name: $0.name, option: "") }
      + manifest.variants.flatMap { variant in
        variant.options.map { Counted(kind: .variant, name: variant.name, option: $0) }
      }
  }

  /// Steps by state, then suppressions, then those without a step.
  static func counted(_ ladder: LadderBook?) -> [Counted] {
    guard let manifest = ladder?.manifest else { return [] }
    func row(_ name: String, _ option: String) -> Counted {
      Counted(kind: .ladder, name: name, option: option)
    }
    return manifest.steps.flatMap { step in
      LadderEvaluator.countedStates.map { row(step.id, $0.rawValue) }
    } + manifest.suppressions.map { row("held", $0.reason) }
      + [row("none", ""), row("finished", "")]
  }
}

extension LadderEvaluator {
  /// The states in which a step is next.
  static let countedStates: [LadderPosition.State] = [.overdue, .due, .blocked, .waiting]

  /// Adds what the current record counts as; `start` is the index of the ladder's first row.
  func addCounted(to list: inout [Int], from start: Int) {
    let states = Self.countedStates.count
    let steps = book.manifest.steps.count
    let held = start + steps * states
    let bare = held + book.manifest.suppressions.count
    switch position.state {
    case .none: list.append(bare)
    case .finished: list.append(bare + 1)
    case .held: list.append(held + (position.suppression ?? 0))
    case .waiting, .due, .overdue, .blocked:
      let state = Self.countedStates.firstIndex(of: position.state) ?? 0
      list.append(start + (position.pending ?? 0) * states + state)
    }
  }
}

extension RuleEvaluator {
  /// Adds what the current record counts as, as indices into `Communication.counted`.
  func addCounted(to list: inout [Int]) {
    let segments = book.manifest.segments.count
    for index in 0..<segments where isIn(index) { list.append(index) }
    var start = segments
    for (index, variant) in book.manifest.variants.enumerated() {
      if let option = chosen[index] { list.append(start + option) }
      start += variant.options.count
    }
  }
}
