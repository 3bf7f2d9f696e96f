/// When every animation of a scene is active, settled once when the scene is read.
///
/// The dialect has no events, so all begins and ends follow from offsets and from other animations: SMIL 3.0's
/// timing model (5.4) then has one answer, worked out here in the order of dependence.
enum SceneTiming {
  /// More begins than this of one animation is no film any more.
  static let mostIntervals = 1000

  /// Fills in the intervals of all animations.
  static func settle(
    _ tree: SceneTree, instants: [SceneInstant], problems: inout [SceneProblem]
  ) {
    var state = [UInt8](repeating: 0, count: tree.animations.count)
    var byNode: [Int32: Int] = [:]
    for (index, animation) in tree.animations.enumerated() { byNode[animation.node] = index }
    tree.intervals.removeAll(keepingCapacity: true)
    for index in tree.animations.indices {
      visit(index, tree, instants, byNode, &state, &problems)
    }
    tree.settledAfter = 0
    tree.lastChange = 0
    for animation in tree.animations {
      for index in animation.intervals.indices {
        let interval = tree.intervals[index]
        tree.settledAfter = max(tree.settledAfter, interval.end)
        tree.lastChange = max(
          tree.lastChange, interval.end.isFinite ? interval.end : interval.begin)
      }
    }
  }

  private static func visit(
    _ index: Int, _ tree: SceneTree, _ instants: [SceneInstant], _ byNode: [Int32: Int],
    _ state: inout [UInt8], _ problems: inout [SceneProblem]
  ) {
    if state[index] == 2 { return }
    if state[index] == 1 {
      problems.append(
        SceneProblem(
          .timing, "animations wait for each other in a circle",
          line: Int(tree.animations[index].line)))
      return
    }
    state[index] = 1
    let animation = tree.animations[index]
    let begins = times(animation.begins, index, tree, instants, byNode, &state, &problems)
    let ends = times(animation.ends, index, tree, instants, byNode, &state, &problems)
    let start = tree.intervals.count
    intervals(of: animation, begins, animation.ends.isEmpty ? nil : ends, into: &tree.intervals)
    tree.animations[index].intervals = DisplayRange(start, tree.intervals.count)
    if tree.intervals.count - start >= mostIntervals {
      problems.append(
        SceneProblem(
          .limit, "an animation begins more than \(mostIntervals) times", line: Int(animation.line))
      )
    }
    state[index] = 2
  }

  /// The instants of a list in seconds, sorted.
  private static func times(
    _ range: DisplayRange, _ index: Int, _ tree: SceneTree, _ instants: [SceneInstant],
    _ byNode: [Int32: Int], _ state: inout [UInt8], _ problems: inout [SceneProblem]
  ) -> [Double] {
    var result: [Double] = []
    for instant in instants[range.indices] {
      if instant.base < 0 {
        result.append(instant.offset)
        continue
      }
      let name = tree.names[Int(instant.base)]
      guard let node = tree.identifiers[name], let other = byNode[node] else {
        problems.append(
          SceneProblem(
            .reference, "'\(name)' in begin or end names no animation",
            quoting: name, line: Int(tree.animations[index].line)))
        continue
      }
      visit(other, tree, instants, byNode, &state, &problems)
      for at in tree.animations[other].intervals.indices {
        let time = instant.isEnd ? tree.intervals[at].end : tree.intervals[at].begin
        if time.isFinite { result.append(time + instant.offset) }
      }
    }
    return result.sorted()
  }

  /// SMIL 3.0, 5.4.5: from begin and end lists to intervals.
  static func intervals(
    of animation: SceneAnimation, _ begins: [Double], _ ends: [Double]?,
    into list: inout [SceneInterval]
  ) {
    var after = -Double.infinity
    var isFirst = true
    var wasEmpty = false
    var count = 0
    while count < mostIntervals {
      // A begin at the end of an interval of no length would give the same interval again.
      guard let begin = begins.first(where: { wasEmpty ? $0 > after : $0 >= after }) else { return }
      var end = begin + animation.activeDuration
      if let ends {
        guard let limit = ends.first(where: { $0 > begin || ($0 == begin && isFirst) }) else {
          // Every end has gone by: there is no interval any more.
          return
        }
        end = min(end, limit)
      }
      if animation.restart == .always, let next = begins.first(where: { $0 > begin && $0 < end }) {
        end = next
      }
      after = end
      wasEmpty = end == begin
      // What is over before the scene starts has never been.
      if end <= 0, begin < 0 { continue }
      list.append(SceneInterval(begin: begin, end: end))
      count += 1
      if animation.restart == .never || end == .infinity { return }
      isFirst = false
    }
  }
}
