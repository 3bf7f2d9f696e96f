/// The difference of two lists of lines, as few changes as can be (Myers' greedy algorithm).
public struct LineDiff: Sendable {
  /// One line of a difference.
  public enum Line: Sendable, Hashable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// Every line, kept ones too.
  public let lines: [Line]

  /// Whether the two are the same.
  public var isEmpty: Bool {
    lines.allSatisfy { line in
      if case .same = line { return true }
      return false
    }
  }

  /// Beyond this many changes the two are told apart as a whole: nobody reads further.
  private static let mostChanges = 1000

  /// Compares, in O((n + m) d) for d changes.
  public init(_ old: [String], _ new: [String]) {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    let middle = Self.middle(Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
    lines = old[..<start].map(Line.same) + middle + old[oldEnd...].map(Line.same)
  }

  private static func middle(_ old: [String], _ new: [String]) -> [Line] {
    let whole = old.map(Line.removed) + new.map(Line.added)
    if old.isEmpty || new.isEmpty { return whole }
    let limit = min(old.count + new.count, mostChanges)
    var reach = [Int](repeating: 0, count: 2 * limit + 2)
    var history: [[Int]] = []
    for changes in 0...limit {
      history.append(reach)
      for diagonal in stride(from: -changes, through: changes, by: 2) {
        let down =
          diagonal == -changes
          || (diagonal != changes && reach[limit + diagonal - 1] < reach[limit + diagonal + 1])
        var x = down ? reach[limit + diagonal + 1] : reach[limit + diagonal - 1] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[x] == new[y] {
          x += 1
          y += 1
        }
        reach[limit + diagonal] = x
        if x >= old.count, y >= new.count { return path(old, new, history, limit) }
      }
    }
    return whole
  }

  private static func path(
    _ old: [String], _ new: [String], _ history: [[Int]], _ limit: Int
  ) -> [Line] {
    var lines: [Line] = []
    var x = old.count
    var y = new.count
    for changes in history.indices.reversed() {
      let reach = history[changes]
      let diagonal = x - y
      let down =
        diagonal == -changes
        || (diagonal != changes && reach[limit + diagonal - 1] < reach[limit + diagonal + 1])
      let before = down ? diagonal + 1 : diagonal - 1
      let fromX = changes == 0 ? 0 : reach[limit + before]
      let fromY = changes == 0 ? 0 : fromX - before
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        lines.append(.same(old[x]))
      }
      if changes == 0 { break }
      if down {
        y -= 1
        lines.append(.added(new[y]))
      } else {
        x -= 1
        lines.append(.removed(old[x]))
      }
    }
    return lines.reversed()
  }

  /// The changed lines with some lines round them; `…` stands for what is left out.
  public func shortened(context: Int = 2) -> [Line] {
    var isShown = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() {
      if case .same = line { continue }
      for near in max(0, index - context)...min(lines.count - 1, index + context) {
        isShown[near] = true
      }
    }
    var out: [Line] = []
    for (index, line) in lines.enumerated() {
      if isShown[index] {
        out.append(line)
      } else if index > 0, isShown[index - 1] {
        out.append(.same("…"))
      }
    }
    if case .same("…")? = out.last { out.removeLast() }
    return out
  }
}
