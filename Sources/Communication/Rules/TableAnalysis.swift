import Liquid

/// Divides all records into cells in which every row of a table is decided, as far as types and literals allow.
///
/// A dimension is a field or value that the rows compare with literals: numbers fall into the points and the gaps between
/// their literals and bounds, texts into those named and others, truth values into two; what may be missing has a cell more.
/// What cannot be told so (two fields compared, a text searched) is unknown: nothing is said about what hangs on it.
struct TableAnalysis {
  /// Whether a row holds in a cell.
  enum Answer {
    case yes
    case no
    case unknown

    init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

    var negated: Answer {
      switch self {
      case .yes: .no
      case .no: .yes
      case .unknown: .unknown
      }
    }
  }

  /// One field or value.
  struct Dimension {
    let name: String
    var cells: [TableCell]
  }

  /// A set of cells: for each dimension, which of its cells.
  typealias Box = [Set<Int>]

  private(set) var dimensions: [Dimension] = []
  /// Whether the cells are few enough to be looked through.
  private(set) var isFeasible = true
  /// Whether some row surely holds in each cell.
  private(set) var isTotal = false
  /// Cells in which no row holds.
  private(set) var gaps: [Box] = []
  /// By pair of rows: the cells in which the first is taken although the second holds too.
  private(set) var overlaps: [(first: Int, second: Int, cells: [Box])] = []
  /// Rows that are never taken.
  private(set) var idle: [Int] = []

  /// More cells than this are not looked through.
  static let mostCells = 20_000

  private let rows: [Condition]
  private let segments: [String: Condition]
  private let fact: (Expression) -> Fact
  private var facts: [Fact] = []
  private var literals: [[TableCell.Literal]] = []

  init(
    _ rows: [Condition], segments: [String: Condition], fact: @escaping (Expression) -> Fact
  ) {
    self.rows = rows
    self.segments = segments
    self.fact = fact
  }

  // MARK: Dimensions

  mutating func perform() {
    for row in rows { collect(row, depth: 0) }
    for index in dimensions.indices {
      dimensions[index].cells = TableCell.cells(of: facts[index], literals[index])
    }
    var count = 1
    for dimension in dimensions {
      count *= max(1, dimension.cells.count)
      if count > Self.mostCells {
        isFeasible = false
        return
      }
    }
    search(count)
  }

  /// Segments may use segments; the checker has refused those that use later ones.
  private static let deepestSegment = 32

  private mutating func collect(_ condition: Condition, depth: Int) {
    switch condition {
    case .always: return
    case .and(let left, let right), .or(let left, let right):
      collect(left, depth: depth)
      collect(right, depth: depth)
    case .not(let inner): collect(inner, depth: depth)
    case .truth(let value):
      if let segment = segment(value), depth < Self.deepestSegment {
        collect(segment, depth: depth + 1)
      } else {
        note(value, nil)
      }
    case .comparison(let left, _, let right, _):
      if let literal = TableCell.Literal(right) {
        note(left, literal)
      } else if let literal = TableCell.Literal(left) {
        note(right, literal)
      }
    }
  }

  private mutating func note(_ value: Expression, _ literal: TableCell.Literal?) {
    guard let name = Self.name(value) else { return }
    var index = dimensions.firstIndex { $0.name == name }
    if index == nil {
      dimensions.append(Dimension(name: name, cells: []))
      facts.append(fact(value))
      literals.append([])
      index = dimensions.count - 1
    }
    if let index, let literal { literals[index].append(literal) }
  }

  private func segment(_ value: Expression) -> Condition? {
    guard case .variable("segments", let lookups) = value.kind, lookups.count == 1,
      case .member(let name, _) = lookups[0]
    else { return nil }
    return segments[name]
  }

  /// `bill.reminder_level`; nil for what is no plain path.
  private static func name(_ value: Expression) -> String? {
    guard case .variable(let root, let lookups) = value.kind else { return nil }
    var name = root
    for lookup in lookups {
      guard case .member(let key, _) = lookup else { return nil }
      name += ".\(key)"
    }
    return name
  }

  // MARK: Cells

  private mutating func search(_ count: Int) {
    var place = dimensions.map { _ in 0 }
    var first = [Bool](repeating: false, count: rows.count)
    var pairs: [[Int]: [Box]] = [:]
    isTotal = true
    for _ in 0..<count {
      let answers = rows.map { answer($0, place, depth: 0) }
      if answers.allSatisfy({ $0 == .no }) { gaps.append(place.map { [$0] }) }
      let winner = answers.firstIndex(of: .yes)
      if winner == nil { isTotal = false }
      for row in 0...(winner ?? rows.count - 1) where answers[row] != .no { first[row] = true }
      if let winner, !answers[..<winner].contains(.unknown) {
        for other in answers.indices where other > winner && answers[other] == .yes {
          pairs[[winner, other], default: []].append(place.map { [$0] })
        }
      }
      advance(&place)
    }
    gaps = merged(gaps)
    idle = rows.indices.filter { !first[$0] }
    overlaps = pairs.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }
      .map { (first: $0.key[0], second: $0.key[1], cells: merged($0.value)) }
  }

  private func advance(_ place: inout [Int]) {
    for index in place.indices.reversed() {
      place[index] += 1
      if place[index] < dimensions[index].cells.count { return }
      place[index] = 0
    }
  }

  private func answer(_ condition: Condition, _ place: [Int], depth: Int) -> Answer {
    switch condition {
    case .always: return .yes
    case .not(let inner): return answer(inner, place, depth: depth).negated
    case .and(let left, let right):
      let (a, b) = (answer(left, place, depth: depth), answer(right, place, depth: depth))
      if a == .no || b == .no { return .no }
      return a == .yes && b == .yes ? .yes : .unknown
    case .or(let left, let right):
      let (a, b) = (answer(left, place, depth: depth), answer(right, place, depth: depth))
      if a == .yes || b == .yes { return .yes }
      return a == .no && b == .no ? .no : .unknown
    case .truth(let value):
      if let segment = segment(value), depth < Self.deepestSegment {
        return answer(segment, place, depth: depth + 1)
      }
      return cell(value, place)?.truth ?? .unknown
    case .comparison(let left, let sign, let right, _):
      if let literal = TableCell.Literal(right) {
        return cell(left, place)?.answer(sign, literal) ?? .unknown
      }
      if sign != .contains, let literal = TableCell.Literal(left) {
        return cell(right, place)?.answer(sign.mirrored, literal) ?? .unknown
      }
      return .unknown
    }
  }

  private func cell(_ value: Expression, _ place: [Int]) -> TableCell? {
    guard let name = Self.name(value),
      let index = dimensions.firstIndex(where: { $0.name == name })
    else { return nil }
    return dimensions[index].cells[place[index]]
  }

  // MARK: Boxes

  /// The same cells in as few boxes as merging one dimension after another makes.
  private func merged(_ boxes: [Box]) -> [Box] {
    var boxes = boxes
    for dimension in dimensions.indices {
      var order: [Box] = []
      var sets: [Box: Set<Int>] = [:]
      for box in boxes {
        var rest = box
        rest[dimension] = []
        if sets[rest] == nil { order.append(rest) }
        sets[rest, default: []].formUnion(box[dimension])
      }
      boxes = order.map { rest in
        var box = rest
        box[dimension] = sets[rest] ?? []
        return box
      }
    }
    return boxes
  }

  /// `bill.days is 15 and bill.status is 'open'`; what takes every value is left out.
  func words(_ box: Box) -> String {
    let parts = box.indices.compactMap { index -> String? in
      let cells = dimensions[index].cells
      if box[index].count == cells.count { return nil }
      return "\(dimensions[index].name) is "
        + TableCell.words(box[index].sorted().map { cells[$0] }, allCells: cells)
    }
    return parts.isEmpty ? "always" : "when " + parts.joined(separator: " and ")
  }
}
