extension SceneReader {
  func readValues(
    _ animation: inout SceneAnimation, _ text: (String) -> UnsafeRawBufferPointer?,
    _ element: SceneElement
  ) -> Bool {
    let start = tree.animationValues.count
    defer { animation.values = DisplayRange(start, tree.animationValues.count) }
    func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
      guard let value = animated(animation, bytes) else {
        problem(.value, "'\(animation.property.name)' cannot have an animated value like this")
        return false
      }
      tree.animationValues.append(value)
      return true
    }
    if element == .set {
      guard let to = text("to") else {
        problem(.attribute, "<set> needs 'to'")
        return false
      }
      return add(to)
    }
    if element == .animateMotion, let path = text("path") {
      guard let value = PathReader.read(path, into: tree) else {
        problem(.value, "path is not path data")
        return false
      }
      tree.animationValues.append(value)
      return true
    }
    if let values = text("values") {
      for part in values.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: true) {
        let range = StyleSheet.trimmed(values, part.startIndex..<part.endIndex)
        if range.isEmpty { continue }
        if !add(UnsafeRawBufferPointer(rebasing: values[range])) { return false }
      }
      if tree.animationValues.count == start {
        problem(.value, "values holds no value")
        return false
      }
    } else if let to = text("to") {
      if let from = text("from") {
        if !add(from) { return false }
      } else {
        animation.isTo = true
        if case .value = animation.kind {
        } else {
          problem(.attribute, "<\(element.name)> with 'to' needs 'from'")
          return false
        }
      }
      return add(to) && areAlike(animation, start)
    } else if let by = text("by") {
      guard addBy(animation, text("from"), by, add), areAlike(animation, start) else {
        return false
      }
      // SMIL 3.0, 12.5.2: by alone is an addition to what lies below.
      if text("from") == nil { animation.isAdditive = true }
      return true
    } else {
      problem(.attribute, "<\(element.name)> needs values, or from and to")
      return false
    }
    return areAlike(animation, start)
  }

  /// From-by and by: an addition, as SMIL 3.0, 12.5.2 has it.
  private func addBy(
    _ animation: SceneAnimation, _ from: UnsafeRawBufferPointer?, _ by: UnsafeRawBufferPointer,
    _ add: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    if let from {
      guard add(from), add(by) else { return false }
    } else {
      guard add(by), let last = tree.animationValues.last, let zero = zero(like: last, animation)
      else { return false }
      tree.animationValues.insert(zero, at: tree.animationValues.count - 1)
      return true
    }
    let count = tree.animationValues.count
    guard
      let sum = SceneMixing.sum(
        tree.animationValues[count - 2], tree.animationValues[count - 1], &tree.numbers)
    else {
      problem(.value, "'by' needs numbers or colours")
      return false
    }
    tree.animationValues[count - 1] = sum
    return true
  }

  private func zero(like value: SceneValue, _ animation: SceneAnimation) -> SceneValue? {
    switch value {
    case .number: return .number(0)
    case .color: return .color(.black)
    case .numbers(let range):
      let start = tree.numbers.count
      tree.numbers += [Double](repeating: 0, count: range.count)
      return .numbers(DisplayRange(start, tree.numbers.count))
    default:
      problem(.value, "'by' needs numbers or colours")
      return nil
    }
  }

  /// One value of an animation: lists of a transform's numbers are brought to full length.
  private func animated(_ animation: SceneAnimation, _ bytes: UnsafeRawBufferPointer) -> SceneValue?
  {
    switch animation.kind {
    case .value, .set: return value(animation.property, bytes)
    case .motion:
      var scanner = NumberScanner(bytes)
      guard let range = numbers(&scanner), range.count == 2 else { return nil }
      return .numbers(range)
    case .transform(let kind):
      var scanner = NumberScanner(bytes)
      guard let range = numbers(&scanner) else { return nil }
      switch (kind, range.count) {
      case (.translate, 1): tree.numbers.append(0)
      case (.scale, 1): tree.numbers.append(tree.numbers[Int(range.start)])
      case (.rotate, 1): tree.numbers += [0, 0]
      case (.translate, 2), (.scale, 2), (.rotate, 3), (.skewX, 1), (.skewY, 1): break
      default: return nil
      }
      return .numbers(DisplayRange(Int(range.start), tree.numbers.count))
    }
  }

  /// Values between which there is no way are no error for words, but are for shapes: a browser would jump.
  private func areAlike(_ animation: SceneAnimation, _ start: Int) -> Bool {
    if animation.calcMode == .discrete { return true }
    let values = tree.animationValues[start...]
    guard let first = values.first, canMix(animation, values) else { return values.isEmpty }
    for value in values.dropFirst() {
      let isAlike: Bool
      switch (first, value) {
      case (.numbers(let a), .numbers(let b)): isAlike = a.count == b.count
      case (.path(let a, _), .path(let b, _)):
        isAlike = tree.steps[a.indices].elementsEqual(tree.steps[b.indices])
      default: isAlike = true
      }
      if !isAlike {
        problem(
          .value, "the values of '\(animation.property.name)' differ in how many parts they have",
          hint: "give all the same parts, or use calcMode=\"discrete\"")
        return false
      }
    }
    return true
  }

  /// Reports values between which browsers jump or have a way of their own.
  private func canMix(_ animation: SceneAnimation, _ values: ArraySlice<SceneValue>) -> Bool {
    guard values.count > 1 || animation.isTo else { return true }
    var hasNumber = false
    var hasPercent = false
    var isJump = false
    var alphas: Set<Float> = []
    for value in values {
      switch value {
      case .number: hasNumber = true
      case .percent: hasPercent = true
      case .reference, .currentColor: isJump = true
      case .none: isJump = isJump || animation.property == .strokeDasharray
      case .color(let color): alphas.insert(color.alpha)
      default: break
      }
    }
    let fault: String
    if hasNumber, hasPercent {
      fault = "the values of '\(animation.property.name)' are partly percentages"
    } else if alphas.count > 1 {
      fault = "the colours of '\(animation.property.name)' differ in how opaque they are"
    } else if isJump {
      fault = "there is no way between these values of '\(animation.property.name)'"
    } else {
      return true
    }
    problem(
      .value, fault,
      hint: alphas.count > 1
        ? "animate fill-opacity, stroke-opacity or opacity beside one colour"
        : "write all of them in one unit or as colours, or use calcMode=\"discrete\"")
    return false
  }

  // MARK: Keys

  func readKeys(
    _ animation: inout SceneAnimation, _ text: (String) -> UnsafeRawBufferPointer?
  ) {
    let hasPath: Bool
    if animation.values.count == 1, case .path = tree.animationValues[Int(animation.values.start)],
      case .motion = animation.kind
    {
      hasPath = true
    } else {
      hasPath = false
    }
    let points = text("keyPoints").flatMap { list($0, "keyPoints", 0...1) }
    if let points { animation.keyPoints = points }
    let count = points.map(\.count) ?? (hasPath || animation.isTo ? 2 : animation.values.count)
    if let times = text("keyTimes"), let range = list(times, "keyTimes", 0...1) {
      let numbers = tree.numbers[range.indices]
      let isSorted = zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }
      let needsEnd = animation.calcMode != .discrete
      if !isSorted || numbers.first != 0 || (needsEnd && numbers.last != 1) || range.count != count
      {
        problem(
          .value, "keyTimes are \(count) numbers, not falling, from 0\(needsEnd ? " to 1" : "")")
      } else if animation.calcMode != .paced {
        animation.keyTimes = range
      }
    }
    if !animation.keyPoints.isEmpty, animation.keyTimes.isEmpty, animation.calcMode != .paced {
      problem(.value, "keyPoints need keyTimes")
    }
    if animation.calcMode == .spline {
      guard let splines = text("keySplines"),
        let range = list(splines, "keySplines", -.infinity ... .infinity)
      else {
        problem(.attribute, "calcMode spline needs keySplines")
        return
      }
      let numbers = Array(tree.numbers[range.indices])
      // Browsers leave out an animation whose spline leaves the square.
      let areInside = numbers.allSatisfy { (0...1).contains($0) }
      if numbers.count != 4 * (count - 1) || !areInside {
        problem(
          .value,
          "keySplines are \(max(count - 1, 0)) times four numbers from 0 to 1")
      } else {
        animation.keySplines = range
      }
    }
  }

  private func list(
    _ bytes: UnsafeRawBufferPointer, _ name: String, _ bounds: ClosedRange<Double>
  ) -> DisplayRange? {
    var scanner = NumberScanner(bytes)
    let start = tree.numbers.count
    scanner.skipSpaces()
    while let number = scanner.number(), bounds.contains(number) {
      tree.numbers.append(number)
      scanner.skipComma()
      if scanner.take(byte: ";") { scanner.skipSpaces() }
    }
    if scanner.isAtEnd, tree.numbers.count > start {
      return DisplayRange(start, tree.numbers.count)
    }
    problem(.value, "\(name) is not a list of numbers in its bounds")
    return nil
  }
}
