/// Arithmetic between property values: what lies between two, what two add up to, how far apart they are.
///
/// Lists made on the way are appended to `numbers`; who calls cuts them off again.
enum SceneMixing {
  /// The value at `part` of the way; nil where there is no way between.
  static func mix(_ from: SceneValue, _ to: SceneValue, _ part: Double, _ numbers: inout [Double])
    -> SceneValue?
  {
    func between(_ a: Double, _ b: Double) -> Double { a + (b - a) * part }
    switch (from, to) {
    case (.number(let a), .number(let b)): return .number(between(a, b))
    case (.percent(let a), .percent(let b)): return .percent(between(a, b))
    case (.color(let a), .color(let b)):
      func channel(_ x: Float, _ y: Float) -> Float { Float(between(Double(x), Double(y))) }
      // CSS colour interpolation multiplies by alpha first.
      let alpha = channel(a.alpha, b.alpha)
      if a.alpha == b.alpha {
        return .color(
          DisplayColor(
            red: channel(a.red, b.red), green: channel(a.green, b.green),
            blue: channel(a.blue, b.blue), alpha: alpha))
      }
      if alpha <= 0 { return .color(.clear) }
      return .color(
        DisplayColor(
          red: channel(a.red * a.alpha, b.red * b.alpha) / alpha,
          green: channel(a.green * a.alpha, b.green * b.alpha) / alpha,
          blue: channel(a.blue * a.alpha, b.blue * b.alpha) / alpha, alpha: alpha))
    case (.numbers(let a), .numbers(let b)) where a.count == b.count:
      let start = numbers.count
      for index in 0..<a.count {
        numbers.append(between(numbers[Int(a.start) + index], numbers[Int(b.start) + index]))
      }
      return .numbers(DisplayRange(start, numbers.count))
    case (.path(let steps, let a), .path(let other, let b)) where steps.count == other.count:
      return mixPath(steps, a, b, part, &numbers)
    default: return nil
    }
  }

  private static func mixPath(
    _ steps: DisplayRange, _ from: UInt32, _ to: UInt32, _ part: Double, _ numbers: inout [Double]
  ) -> SceneValue {
    // A step takes at most six numbers; whoever reads the path reads only as many as its steps take.
    let start = numbers.count
    let count = min(steps.count * 6, start - Int(max(from, to)))
    for index in 0..<count {
      let a = numbers[Int(from) + index]
      numbers.append(a + (numbers[Int(to) + index] - a) * part)
    }
    return .path(steps, UInt32(start))
  }

  /// What two values add up to; nil where they do not add.
  static func sum(
    _ one: SceneValue, _ other: SceneValue, times: Double = 1, _ numbers: inout [Double]
  ) -> SceneValue? {
    switch (one, other) {
    case (.number(let a), .number(let b)): return .number(a + b * times)
    case (.percent(let a), .percent(let b)): return .percent(a + b * times)
    case (.color(let a), .color(let b)):
      func clip(_ value: Float) -> Float { min(max(value, 0), 1) }
      let factor = Float(times)
      return .color(
        DisplayColor(
          red: clip(a.red + b.red * factor), green: clip(a.green + b.green * factor),
          blue: clip(a.blue + b.blue * factor), alpha: clip(max(a.alpha, b.alpha))))
    case (.numbers(let a), .numbers(let b)) where a.count == b.count:
      let start = numbers.count
      for index in 0..<a.count {
        numbers.append(numbers[Int(a.start) + index] + numbers[Int(b.start) + index] * times)
      }
      return .numbers(DisplayRange(start, numbers.count))
    default: return nil
    }
  }

  /// How far apart two values are, for paced animation; nil where they have no distance.
  static func distance(
    _ from: SceneValue, _ to: SceneValue, _ kind: SceneAnimation.Kind, _ numbers: [Double]
  ) -> Double? {
    switch (from, to) {
    case (.number(let a), .number(let b)), (.percent(let a), .percent(let b)): return abs(a - b)
    case (.color(let a), .color(let b)):
      let (r, g, b) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
      return Double((r * r + g * g + b * b).squareRoot())
    case (.numbers(let a), .numbers(let b)) where a.count == b.count:
      // SVG 1.1, 19.2.15: a turn's pace is its angle's, a list's is Euclid's.
      let count: Int
      if case .transform(.rotate) = kind { count = 1 } else { count = a.count }
      var sum = 0.0
      for index in 0..<count {
        let step = numbers[Int(a.start) + index] - numbers[Int(b.start) + index]
        sum += step * step
      }
      return sum.squareRoot()
    default: return nil
    }
  }
}
