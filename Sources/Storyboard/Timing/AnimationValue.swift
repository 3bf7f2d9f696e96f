/// What one animation does at an instant.
struct AnimationEffect {
  /// Index into `SceneTree.animations`.
  var animation: Int
  /// When the interval in force began: later ones outdo earlier ones.
  var begin: Double
  /// 0 to 1 within the simple duration.
  var part: Double
  /// Which repetition it is, from 0.
  var iteration: Int
}

extension SceneTree {
  /// Rounding must not turn the end of one repetition into the start of none.
  private static let sliver = 1e-9

  /// What an animation does at `time`; nil where it does nothing.
  func effect(of index: Int, at time: Double) -> AnimationEffect? {
    let animation = animations[index]
    var current: SceneInterval?
    for at in animation.intervals.indices {
      if intervals[at].begin > time + Self.sliver { break }
      current = intervals[at]
    }
    guard let interval = current else { return nil }
    let isActive = time < interval.end - Self.sliver
    if !isActive, !animation.isFrozen { return nil }
    let elapsed = max(0, min(time, interval.end) - interval.begin)
    guard animation.duration.isFinite else {
      return AnimationEffect(animation: index, begin: interval.begin, part: 0, iteration: 0)
    }
    var iteration = Int((elapsed / animation.duration + Self.sliver).rounded(.down))
    var part = elapsed / animation.duration - Double(iteration)
    if !isActive, iteration > 0, part < 1e-6 {
      // Frozen at the end of a repetition: its last value, not the next one's first.
      iteration -= 1
      part = 1
    }
    return AnimationEffect(
      animation: index, begin: interval.begin, part: min(max(part, 0), 1), iteration: iteration)
  }
}

/// Values of animations at a part of their simple duration.
struct AnimationValues {
  let tree: SceneTree

  /// The value, before additions; `base` is what lies below, for animations that only say where to.
  func value(
    _ effect: AnimationEffect, base: SceneValue?, _ numbers: inout [Double]
  ) -> SceneValue? {
    let animation = tree.animations[effect.animation]
    let first = Int(animation.values.start)
    let count = animation.values.count
    if animation.isTo {
      let to = tree.animationValues[first]
      guard let base, animation.calcMode != .discrete else { return to }
      let part = eased(animation, segment: 0, effect.part)
      // Without a way between, the change comes at half time.
      return SceneMixing.mix(base, to, part, &numbers) ?? (part < 0.5 ? base : to)
    }
    if count == 1 { return tree.animationValues[first] }
    if case .set = animation.kind { return tree.animationValues[first] }
    var result: SceneValue?
    if animation.calcMode != .discrete {
      let (segment, part) = place(animation, effect.part, numbers)
      result = SceneMixing.mix(
        tree.animationValues[first + segment], tree.animationValues[first + segment + 1],
        eased(animation, segment: segment, part), &numbers)
    }
    let value = result ?? tree.animationValues[first + discreteIndex(animation, effect.part, count)]
    guard animation.isCumulative, effect.iteration > 0 else { return value }
    return SceneMixing.sum(
      value, tree.animationValues[first + count - 1], times: Double(effect.iteration), &numbers)
      ?? value
  }

  private func discreteIndex(_ animation: SceneAnimation, _ part: Double, _ count: Int) -> Int {
    if animation.keyTimes.isEmpty { return min(Int(part * Double(count) + 1e-9), count - 1) }
    var index = 0
    for (at, time) in tree.numbers[animation.keyTimes.indices].enumerated()
    where time <= part + 1e-9 { index = at }
    return min(index, count - 1)
  }

  /// Which two values, and how far between them.
  private func place(_ animation: SceneAnimation, _ part: Double, _ numbers: [Double]) -> (
    Int, Double
  ) {
    let count = animation.values.count
    if animation.calcMode == .paced, let found = paced(animation, part, numbers) { return found }
    if animation.keyTimes.isEmpty {
      let scaled = part * Double(count - 1)
      let segment = min(Int(scaled), count - 2)
      return (segment, scaled - Double(segment))
    }
    return keyed(animation.keyTimes, part, count)
  }

  private func keyed(_ keyTimes: DisplayRange, _ part: Double, _ count: Int) -> (Int, Double) {
    let start = Int(keyTimes.start)
    var segment = 0
    for index in 0..<count - 1 where tree.numbers[start + index] <= part { segment = index }
    let from = tree.numbers[start + segment]
    let to = tree.numbers[start + segment + 1]
    return (segment, to > from ? min(1, (part - from) / (to - from)) : 1)
  }

  private func paced(_ animation: SceneAnimation, _ part: Double, _ numbers: [Double]) -> (
    Int, Double
  )? {
    var total = 0.0
    let first = Int(animation.values.start)
    var lengths: [Double] = []
    for index in 0..<animation.values.count - 1 {
      guard
        let length = SceneMixing.distance(
          tree.animationValues[first + index], tree.animationValues[first + index + 1],
          animation.kind, numbers)
      else { return nil }
      lengths.append(length)
      total += length
    }
    if total <= 0 { return (0, 0) }
    var left = part * total
    for (index, length) in lengths.enumerated() {
      if left <= length, length > 0 { return (index, left / length) }
      left -= length
    }
    return (lengths.count - 1, 1)
  }

  private func eased(_ animation: SceneAnimation, segment: Int, _ part: Double) -> Double {
    if animation.calcMode != .spline || animation.keySplines.isEmpty { return part }
    let at = Int(animation.keySplines.start) + segment * 4
    return KeySpline.value(
      tree.numbers[at], tree.numbers[at + 1], tree.numbers[at + 2], tree.numbers[at + 3], at: part)
  }

  // MARK: Motion

  /// Where an `animateMotion` puts its node.
  func motion(_ effect: AnimationEffect, _ numbers: inout [Double]) -> PlaneTransform {
    let animation = tree.animations[effect.animation]
    let first = Int(animation.values.start)
    var x = 0.0
    var y = 0.0
    var direction = (1.0, 0.0)
    if case .path(let steps, let start) = tree.animationValues[first] {
      let walk = PathWalk(steps: tree.steps[steps.indices], numbers: tree.numbers, from: Int(start))
      let place = walk.place(at: pathPart(animation, effect.part))
      (x, y) = (place.x, place.y)
      direction = (place.dx, place.dy)
      if animation.isCumulative, effect.iteration > 0 {
        let end = walk.place(at: 1)
        x += end.x * Double(effect.iteration)
        y += end.y * Double(effect.iteration)
      }
    } else if case .numbers(let range)? = value(effect, base: nil, &numbers) {
      x = numbers[Int(range.start)]
      y = numbers[Int(range.start) + 1]
      if animation.values.count > 1 {
        let segment = place(animation, effect.part, numbers).0
        if case .numbers(let a) = tree.animationValues[first + segment],
          case .numbers(let b) = tree.animationValues[first + segment + 1]
        {
          direction = (
            numbers[Int(b.start)] - numbers[Int(a.start)],
            numbers[Int(b.start) + 1] - numbers[Int(a.start) + 1]
          )
        }
      }
    }
    let moved = PlaneTransform.translation(x, y)
    switch animation.rotation {
    case .angle(let degrees):
      return degrees == 0 ? moved : moved.concatenating(TransformReader.rotation(degrees, 0, 0))
    case .auto: return moved.concatenating(Self.turn(direction.0, direction.1))
    case .autoReverse: return moved.concatenating(Self.turn(-direction.0, -direction.1))
    }
  }

  private func pathPart(_ animation: SceneAnimation, _ part: Double) -> Double {
    if animation.keyPoints.isEmpty || animation.keyTimes.isEmpty { return part }
    let points = tree.numbers[animation.keyPoints.indices]
    if animation.calcMode == .discrete {
      return points[points.startIndex + discreteIndex(animation, part, points.count)]
    }
    let (segment, share) = keyed(animation.keyTimes, part, points.count)
    let from = points[points.startIndex + segment]
    let to = points[points.startIndex + segment + 1]
    return from + (to - from) * eased(animation, segment: segment, share)
  }

  private static func turn(_ dx: Double, _ dy: Double) -> PlaneTransform {
    let length = (dx * dx + dy * dy).squareRoot()
    if length == 0 { return .identity }
    return PlaneTransform(
      a: dx / length, b: dy / length, c: -dy / length, d: dx / length, e: 0, f: 0)
  }
}
