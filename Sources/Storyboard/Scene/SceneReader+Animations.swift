extension SceneReader {
  /// Reads an animation element; its target may be named later in the scene and is looked up in `finish`.
  func readAnimation(
    _ own: [(name: String, value: UnsafeRawBufferPointer)], _ element: SceneElement, _ node: Int
  ) {
    var animation = SceneAnimation(kind: .value, node: Int32(node))
    animation.line = tree.nodes[node].line
    animation.target = tree.nodes[node].parent
    func text(_ name: String) -> UnsafeRawBufferPointer? { own.first { $0.name == name }?.value }
    switch element {
    case .set: animation.kind = .set
    case .animateMotion:
      animation.kind = .motion
      animation.calcMode = .paced
    case .animateTransform:
      guard let kind = transformKind(text("type")) else { return }
      animation.kind = .transform(kind)
    default: break
    }
    guard readTarget(&animation, text("attributeName"), text("href"), element) else { return }
    readTiming(&animation, text, element)
    readMode(&animation, text, element)
    guard readValues(&animation, text, element) else { return }
    readKeys(&animation, text)
    tree.animations.append(animation)
  }

  private func transformKind(_ text: UnsafeRawBufferPointer?) -> SceneAnimation.TransformKind? {
    switch text.map({ String(decoding: $0, as: UTF8.self) }) ?? "translate" {
    case "translate": return .translate
    case "scale": return .scale
    case "rotate": return .rotate
    case "skewX": return .skewX
    case "skewY": return .skewY
    default:
      problem(.value, "type is translate, scale, rotate, skewX or skewY")
      return nil
    }
  }

  private func readTarget(
    _ animation: inout SceneAnimation, _ attribute: UnsafeRawBufferPointer?,
    _ href: UnsafeRawBufferPointer?,
    _ element: SceneElement
  ) -> Bool {
    if let href {
      guard href.first == UInt8(ascii: "#"), href.count > 1 else {
        problem(.reference, "an animation's href names an element of the scene: #id")
        return false
      }
      // Looked up when the whole scene is read: -2 and below are names.
      animation.target = -2 - Int32(name(String(decoding: href.dropFirst(), as: UTF8.self)))
    }
    if element == .animateMotion { return true }
    let word = attribute.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if element == .animateTransform {
      if word == "transform" || word == "gradientTransform" {
        animation.property = word == "transform" ? .transform : .gradientTransform
        return true
      }
      problem(.value, "animateTransform changes transform or gradientTransform")
      return false
    }
    guard let property = SceneProperty.byName[word], property.isAnimatable else {
      problem(
        .attribute,
        word.isEmpty ? "<\(element.name)> needs attributeName" : "'\(word)' cannot be animated",
        quoting: word.isEmpty ? nil : word, hint: word == "transform" ? "use animateTransform" : nil
      )
      return false
    }
    animation.property = property
    return true
  }

  // MARK: Timing

  /// A microsecond: what is shorter than any frame by far is a slip, and would repeat beyond counting.
  private static let shortestAnimation = 1e-6

  private func readTiming(
    _ animation: inout SceneAnimation, _ text: (String) -> UnsafeRawBufferPointer?,
    _ element: SceneElement
  ) {
    animation.begins = instants(text("begin"), "begin")
    if animation.begins.isEmpty {
      let start = instants.count
      instants.append(SceneInstant(base: -1, isEnd: false, offset: 0))
      animation.begins = DisplayRange(start, instants.count)
    }
    animation.ends = instants(text("end"), "end")
    if let duration = text("dur"), !duration.elementsEqual("indefinite".utf8) {
      var scanner = NumberScanner(duration)
      if let value = scanner.clock(), scanner.isAtEnd, value >= Self.shortestAnimation {
        animation.duration = value
      } else {
        problem(.timing, "dur is a time above 0 such as 0.8s, at most a day, or indefinite")
      }
    }
    if let count = text("repeatCount") {
      var scanner = NumberScanner(count)
      if count.elementsEqual("indefinite".utf8) {
        animation.repeatCount = .infinity
      } else if let value = scanner.number(), scanner.isAtEnd, value > 0 {
        animation.repeatCount = value
      } else {
        problem(.timing, "repeatCount is a number above 0, or indefinite")
      }
    }
    if animation.activeDuration.isFinite, animation.activeDuration > NumberScanner.longestTime {
      problem(
        .timing, "an animation is repeated for more than a day",
        hint: "let it repeat fewer times, or indefinitely")
    }
    animation.isFrozen = choose("fill", text("fill"), ["remove", "freeze"]) == 1
    switch choose("restart", text("restart"), ["always", "whenNotActive", "never"]) {
    case 1: animation.restart = .whenNotActive
    case 2: animation.restart = .never
    default: break
    }
  }

  private func instants(_ bytes: UnsafeRawBufferPointer?, _ what: String) -> DisplayRange {
    guard let bytes else { return .empty }
    let start = instants.count
    for part in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let range = StyleSheet.trimmed(bytes, part.startIndex..<part.endIndex)
      guard let instant = instant(UnsafeRawBufferPointer(rebasing: bytes[range])) else {
        problem(
          .timing, "\(what) is a list of times and of id.begin or id.end with an offset",
          hint: "for example: 0.5s; title.end+0.3s; at most a day; scenes have no events")
        return .empty
      }
      instants.append(instant)
    }
    return DisplayRange(start, instants.count)
  }

  private func instant(_ text: UnsafeRawBufferPointer) -> SceneInstant? {
    var scanner = NumberScanner(text)
    guard let first = text.first else { return nil }
    if first &- 0x30 < 10 || first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: ".")
    {
      guard let offset = scanner.clock(), scanner.isAtEnd else { return nil }
      return SceneInstant(base: -1, isEnd: false, offset: offset)
    }
    var end = 0
    while end < text.count, Self.isIdentifier(text[end]) { end += 1 }
    scanner.index = end
    guard end > 0, scanner.take(byte: ".") else { return nil }
    let isEnd = scanner.take(word: "end")
    guard isEnd || scanner.take(word: "begin") else { return nil }
    scanner.skipSpaces()
    var offset = 0.0
    if !scanner.isAtEnd {
      let isMinus = scanner.take(byte: "-")
      guard isMinus || scanner.take(byte: "+") else { return nil }
      scanner.skipSpaces()
      guard let value = scanner.clock(), scanner.isAtEnd else { return nil }
      offset = isMinus ? -value : value
    } else if text[0..<end].contains(UInt8(ascii: "-")) {
      problem(
        .timing, "browsers do not find an animation whose id has a '-' where no offset follows",
        hint: "write the id with '_', or an offset behind: my-id.end+0s")
      return SceneInstant(base: -1, isEnd: false, offset: 0)
    }
    return SceneInstant(
      base: Int32(name(String(decoding: text[0..<end], as: UTF8.self))), isEnd: isEnd,
      offset: offset)
  }

  private func choose(_ name: String, _ text: UnsafeRawBufferPointer?, _ words: [String]) -> Int {
    guard let text else { return -1 }
    if let index = words.firstIndex(where: { text.elementsEqual($0.utf8) }) { return index }
    problem(.value, "\(name) is one of: \(words.joined(separator: ", "))")
    return -1
  }

  private func readMode(
    _ animation: inout SceneAnimation, _ text: (String) -> UnsafeRawBufferPointer?,
    _ element: SceneElement
  ) {
    switch choose("calcMode", text("calcMode"), ["linear", "discrete", "paced", "spline"]) {
    case 0: animation.calcMode = .linear
    case 1: animation.calcMode = .discrete
    case 2: animation.calcMode = .paced
    case 3: animation.calcMode = .spline
    default: break
    }
    if case .transform = animation.kind, animation.calcMode == .paced {
      problem(
        .value, "browsers do not pace transforms alike", hint: "use linear with keyTimes instead")
    }
    animation.isAdditive = choose("additive", text("additive"), ["replace", "sum"]) == 1
    animation.isCumulative = choose("accumulate", text("accumulate"), ["none", "sum"]) == 1
    if let rotate = text("rotate") {
      var scanner = NumberScanner(rotate)
      if rotate.elementsEqual("auto".utf8) {
        animation.rotation = .auto
      } else if rotate.elementsEqual("auto-reverse".utf8) {
        animation.rotation = .autoReverse
      } else if let angle = scanner.number(), scanner.isAtEnd, angle == 0 {
        animation.rotation = .angle(0)
      } else {
        problem(.value, "rotate is auto, auto-reverse or 0: browsers leave other angles out")
      }
    }
  }
}
