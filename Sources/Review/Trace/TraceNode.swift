public import Liquid

/// A trace as a tree: what stood round what, which bytes it made, which values decided it.
public struct TraceNode: Sendable {
  /// A value that a decision asked for.
  public struct Asked: Sendable {
    /// The point of the expression.
    public let point: Int
    /// What it was, shortened.
    public let text: String
  }

  /// The point; -1 for the whole.
  public let point: Int
  /// Where its output starts; -1 where a capture collected it.
  public let start: Int
  /// Where its output ends.
  public internal(set) var end: Int
  /// The values asked for directly in it.
  public internal(set) var asked: [Asked] = []
  /// What happened in it, in order.
  public internal(set) var children: [TraceNode] = []

  /// Builds the tree of one rendering.
  ///
  /// An arm left by `break` or `continue` has no end of its own: it ends where something outside it goes on.
  public init(of pass: TraceRecorder.Pass) {
    let points = pass.program.tracePoints
    var open = [TraceNode(point: -1, start: 0)]
    func close(_ offset: Int) {
      guard var done = open.popLast() else { return }
      done.end = max(done.start, offset)
      open[open.count - 1].children.append(done)
    }
    func isHome(of point: TracePoint) -> Bool {
      let top = open[open.count - 1].point
      if top < 0 { return true }
      if point.parent >= 0 { return top == point.parent }
      let home = points[top]
      guard home.kind == .partial else { return false }
      return home.name == "*" || home.name == pass.program.snippetName(of: point.file)
    }
    for event in pass.events {
      let point = points[event.point]
      switch event.kind {
      case .enter:
        while !isHome(of: point) { close(event.offset) }
        open.append(TraceNode(point: event.point, start: event.offset))
      case .leave:
        while open.count > 1, open[open.count - 1].point != event.point { close(event.offset) }
        if open.count > 1 { close(event.offset) }
      case .value:
        while !isHome(of: point) { close(event.offset) }
        open[open.count - 1].asked.append(Asked(point: event.point, text: event.text))
      }
    }
    while open.count > 1 { close(open[open.count - 1].start) }
    self = open[0]
    end = children.last?.end ?? 0
  }

  /// The same with every place within a range: what was cut off at a text's ends is nowhere.
  func clipped(to range: ClosedRange<Int>) -> TraceNode {
    func inside(_ offset: Int) -> Int {
      offset < 0 ? offset : min(max(offset, range.lowerBound), range.upperBound)
    }
    var node = TraceNode(point: point, start: inside(start))
    node.end = inside(end)
    node.asked = asked
    node.children = children.map { $0.clipped(to: range) }
    return node
  }

  private init(point: Int, start: Int) {
    self.point = point
    self.start = start
    end = start
  }

  /// Every point that was passed in it.
  public func visit(_ body: (TraceNode) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}
