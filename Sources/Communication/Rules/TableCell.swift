import Liquid

/// A piece of what one field may be, in which every comparison with the literals of a table has one answer.
enum TableCell: Hashable {
  case missing
  case boolean(Bool)
  case text(String)
  /// Any text that no row names.
  case otherText
  case number(SchemaNumber)
  /// Between two neighbouring literals or bounds; nil for no end.
  case between(SchemaNumber?, SchemaNumber?)
  /// Something that is there, of which no more is known.
  case present(mayBeFalse: Bool)
  /// Nothing is known.
  case anything

  /// What rows compare with.
  enum Literal: Hashable {
    case `nil`
    case boolean(Bool)
    case text(String)
    case number(SchemaNumber)
    /// `empty`, `blank`, and whatever is no single value.
    case other

    init?(_ expression: Expression) {
      switch expression.kind {
      case .nil: self = .nil
      case .boolean(let boolean): self = .boolean(boolean)
      case .string(let text): self = .text(text)
      case .number(let text):
        guard let number = SchemaNumber(literal: text) else { return nil }
        self = .number(number)
      case .empty, .blank: self = .other
      case .variable, .dynamicVariable, .range: return nil
      }
    }
  }

  // MARK: Making

  /// The cells of a value of which the checker knows `fact`, cut at the literals that rows compare it with.
  static func cells(of fact: Fact, _ literals: [Literal]) -> [TableCell] {
    let present = fact.kinds.present
    if fact.isUnknown { return [.anything] }
    var cells: [TableCell]
    switch present {
    case []: cells = []
    case .boolean: cells = [.boolean(true), .boolean(false)]
    case .number: cells = numbers(fact, literals)
    case .text: cells = texts(fact, literals)
    default: cells = [.present(mayBeFalse: present.contains(.boolean))]
    }
    if !fact.kinds.isDisjoint(with: .absent) || cells.isEmpty { cells.append(.missing) }
    return cells
  }

  private static func texts(_ fact: Fact, _ literals: [Literal]) -> [TableCell] {
    if let text = fact.text, let values = text.values, text.source == .schema {
      return values.map { .text($0) }
    }
    var named: [String] = []
    for case .text(let text) in literals where !named.contains(text) { named.append(text) }
    return named.map { .text($0) } + [.otherText]
  }

  private static func numbers(_ fact: Fact, _ literals: [Literal]) -> [TableCell] {
    var marks: [SchemaNumber] = []
    for case .number(let number) in literals { marks.append(number) }
    let ends = [fact.numbers?.least?.number, fact.numbers?.most?.number].compactMap { $0 }
    marks = (marks + ends).sorted { $0.order($1) < 0 }
    marks = marks.enumerated().filter { $0.offset == 0 || marks[$0.offset - 1] != $0.element }
      .map(\.element)
    var cells: [TableCell] = []
    var before: SchemaNumber?
    for mark in marks {
      cells.append(.between(before, mark))
      cells.append(.number(mark))
      before = mark
    }
    cells.append(.between(before, nil))
    return cells.filter { $0.isPossible(fact.numbers, isWhole: fact.isWhole) }
  }

  /// Whether the bounds leave a number of the cell.
  private func isPossible(_ span: NumberSpan?, isWhole: Bool) -> Bool {
    switch self {
    case .number(let number):
      if isWhole, !number.isWhole { return false }
      if let least = span?.least {
        let order = number.order(least.number)
        if order < 0 || (order == 0 && !least.isIncluded) { return false }
      }
      if let most = span?.most {
        let order = number.order(most.number)
        if order > 0 || (order == 0 && !most.isIncluded) { return false }
      }
      return true
    case .between(let low, let high):
      if let least = span?.least, high.map({ $0.order(least.number) <= 0 }) ?? false {
        return false
      }
      if let most = span?.most, low.map({ $0.order(most.number) >= 0 }) ?? false { return false }
      guard isWhole, let low, let high else { return true }
      return low.approximate.rounded(.down) + 1 < high.approximate
    default: return true
    }
  }

  // MARK: Asking

  /// Whether a condition takes it as it is.
  var truth: TableAnalysis.Answer {
    switch self {
    case .missing: .no
    case .boolean(let boolean): TableAnalysis.Answer(boolean)
    case .present(let mayBeFalse): mayBeFalse ? .unknown : .yes
    case .anything: .unknown
    case .text, .otherText, .number, .between: .yes
    }
  }

  func answer(_ sign: Comparison, _ literal: Literal) -> TableAnalysis.Answer {
    switch (self, literal) {
    case (_, .other), (.anything, _): return .unknown
    case (.missing, .nil): return Self.equality(sign, true)
    case (_, .nil): return Self.equality(sign, false)
    case (.missing, _): return TableAnalysis.Answer(sign == .notEqual)
    case (.boolean(let own), .boolean(let other)): return Self.equality(sign, own == other)
    case (.text(let own), .text(let other)):
      if sign == .contains { return TableAnalysis.Answer(Self.contains(own, other)) }
      return Self.equality(sign, own == other)
    case (.otherText, .text): return sign == .contains ? .unknown : Self.equality(sign, false)
    case (.number(let own), .number(let other)): return Self.order(sign, own.order(other))
    case (.between(let low, let high), .number(let other)):
      if let low, low.order(other) >= 0 { return Self.order(sign, 1) }
      if let high, high.order(other) <= 0 { return Self.order(sign, -1) }
      return .unknown
    default: return .unknown
    }
  }

  private static func equality(_ sign: Comparison, _ isEqual: Bool) -> TableAnalysis.Answer {
    switch sign {
    case .equal: TableAnalysis.Answer(isEqual)
    case .notEqual: TableAnalysis.Answer(!isEqual)
    default: .unknown
    }
  }

  private static func order(_ sign: Comparison, _ order: Int) -> TableAnalysis.Answer {
    switch sign {
    case .equal: TableAnalysis.Answer(order == 0)
    case .notEqual: TableAnalysis.Answer(order != 0)
    case .less: TableAnalysis.Answer(order < 0)
    case .lessOrEqual: TableAnalysis.Answer(order <= 0)
    case .greater: TableAnalysis.Answer(order > 0)
    case .greaterOrEqual: TableAnalysis.Answer(order >= 0)
    case .contains: .no
    }
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    if part.isEmpty { return true }
    return text.utf8.firstRange(of: part.utf8) != nil
  }

  // MARK: Words

  /// Some cells of one dimension, neighbours joined: `15`, `more than 15 and less than 40`, `'open' or missing`.
  static func words(_ cells: [TableCell], allCells: [TableCell]) -> String {
    var parts: [String] = []
    var run: [TableCell] = []
    func flush() {
      if let words = span(run) { parts.append(words) }
      run = []
    }
    for cell in cells {
      switch cell {
      case .number, .between:
        if let last = run.last, let at = allCells.firstIndex(of: last), at + 1 < allCells.count,
          allCells[at + 1] != cell
        {
          flush()
        }
        run.append(cell)
      default:
        flush()
        parts.append(cell.words)
      }
    }
    flush()
    return parts.joined(separator: " or ")
  }

  /// A run of neighbouring cells of numbers.
  private static func span(_ run: [TableCell]) -> String? {
    guard let first = run.first, let last = run.last else { return nil }
    if run.count == 1, case .number(let number) = first { return number.words }
    var parts: [String] = []
    switch first {
    case .number(let number): parts.append("at least \(number.words)")
    case .between(let low?, _): parts.append("more than \(low.words)")
    default: break
    }
    switch last {
    case .number(let number): parts.append("at most \(number.words)")
    case .between(_, let high?): parts.append("less than \(high.words)")
    default: break
    }
    return parts.isEmpty ? "any number" : parts.joined(separator: " and ")
  }

  private var words: String {
    switch self {
    case .missing: "missing"
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): "'\(text)'"
    case .otherText: "any other text"
    case .present, .anything: "there"
    case .number, .between: ""
    }
  }
}
