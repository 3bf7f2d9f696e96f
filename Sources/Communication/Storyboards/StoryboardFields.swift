import Diagnostics
import Storyboard

/// Reads the parts of a storyboard: times, sizes, texts, scenes and their actions.
struct StoryboardFields {
  let file: SourceFile

  func fault(_ message: String, _ span: SourceSpan, _ log: inout DiagnosticLog, hint: String? = nil)
  {
    log.add(
      Diagnostic(
        code: "storyboard-value", message: message, place: .init(file: file, span: span), hint: hint
      ))
  }

  func text(
    _ key: String, _ reader: inout ConfigReader, _ log: inout DiagnosticLog
  ) -> StoryboardManifest.Text? {
    reader.placedText(key, &log).map { .init(text: $0.text, span: $0.span) }
  }

  /// Seconds of `4s`, `0.4s`, `300ms` or a plain number.
  func time(_ node: ConfigNode, _ key: String, _ log: inout DiagnosticLog) -> Double? {
    if let text = node.text, let seconds = SceneClock.seconds(text), seconds >= 0 { return seconds }
    fault("'\(key)' is a time such as 4s or 300ms, at most a day", node.span, &log)
    return nil
  }

  func number(
    _ node: ConfigNode, _ key: String, _ bounds: ClosedRange<Double>, _ log: inout DiagnosticLog
  ) -> Double? {
    if let text = node.text, let number = Double(text), bounds.contains(number) { return number }
    fault(
      "'\(key)' is a number from \(Int(bounds.lowerBound)) to \(Int(bounds.upperBound))", node.span,
      &log)
    return nil
  }

  func layout(_ node: ConfigNode, named name: String?, _ log: inout DiagnosticLog)
    -> StoryboardLayout
  {
    let parts = (node.text ?? "").split(separator: "x", omittingEmptySubsequences: false)
    let sides = parts.compactMap { Int($0) }
    guard parts.count == 2, sides.count == 2,
      sides.allSatisfy({ (16...4096).contains($0) && $0 % 2 == 0 })
    else {
      fault(
        "a size is WIDTHxHEIGHT, even numbers from 16 to 4096", node.span, &log,
        hint: "for example: 1280x720")
      return StoryboardLayout(name: name ?? "16:9", width: 1280, height: 720)
    }
    var (a, b) = (sides[0], sides[1])
    while b != 0 { (a, b) = (b, a % b) }
    return StoryboardLayout(
      name: name ?? "\(sides[0] / a):\(sides[1] / a)", width: sides[0], height: sides[1])
  }

  /// `sound: bed.m4a`, or a mapping of `file`, `volume` and `fade`.
  func sound(_ node: ConfigNode, _ log: inout DiagnosticLog) -> StoryboardManifest.Sound {
    var sound = StoryboardManifest.Sound(span: node.span)
    if let path = node.text {
      sound.path = path
      return sound
    }
    var reader = ConfigReader(node, in: file, log: &log)
    sound.path = reader.text("file", &log) ?? ""
    if let volume = reader.node("volume") {
      sound.volume = number(volume, "volume", 0...1, &log) ?? sound.volume
    }
    if let fade = reader.node("fade") { sound.fade = time(fade, "fade", &log) ?? sound.fade }
    reader.rejectOthers(&log)
    return sound
  }

  // MARK: Scenes

  func scene(
    _ node: ConfigNode, _ layouts: [StoryboardLayout], _ log: inout DiagnosticLog
  ) -> StoryboardManifest.Scene {
    var reader = ConfigReader(node, in: file, log: &log)
    var scene = StoryboardManifest.Scene()
    scene.span = node.span
    scene.id = reader.text("id", &log) ?? ""
    if !Self.isName(scene.id) {
      fault("a scene's id is lower-case letters, digits and '-'", node.span, &log)
    }
    scene.when = text("when", &reader, &log)
    scene.loop = text("for", &reader, &log)
    if let single = reader.placedText("scene", &log) {
      scene.variants = [.init(when: nil, path: single.text, span: single.span)]
      if let variants = reader.node("variants") {
        fault("a scene has 'scene' or 'variants', not both", variants.span, &log)
      }
    }
    for item in reader.list("variants", &log) {
      var variant = ConfigReader(item, in: file, log: &log)
      let when = text("when", &variant, &log)
      let path = variant.text("scene", &log) ?? ""
      scene.variants.append(.init(when: when, path: path, span: item.span))
      variant.rejectOthers(&log)
    }
    if scene.variants.isEmpty {
      log.add(
        ConfigReader.problem(
          "config-missing", "'scene' or 'variants' is missing here", node.span, file))
    }
    if let duration = reader.node("duration"), duration.text != "auto" {
      scene.duration = time(duration, "duration", &log)
      if scene.duration == 0 { fault("a scene takes time", duration.span, &log) }
    }
    if let transition = reader.node("transition") {
      scene.transition = self.transition(transition, &log)
    }
    scene.isPopup = reader.truth("popup", &log)
    scene.caption = text("caption", &reader, &log)
    scene.voice = text("voice", &reader, &log)
    scene.chapter = text("chapter", &reader, &log)
    for item in reader.list("actions", &log) { scene.actions.append(action(item, layouts, &log)) }
    reader.rejectOthers(&log)
    return scene
  }

  private func transition(_ node: ConfigNode, _ log: inout DiagnosticLog) -> StoryboardTransition {
    let kinds = StoryboardTransition.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    var word = node.text
    var duration = 0.4
    if word == nil {
      var reader = ConfigReader(node, in: file, log: &log)
      word = reader.text("kind", &log)
      if let at = reader.node("duration") { duration = time(at, "duration", &log) ?? duration }
      reader.rejectOthers(&log)
    }
    guard let kind = StoryboardTransition.Kind(rawValue: word ?? "") else {
      fault("a transition is one of: \(kinds)", node.span, &log)
      return .cut
    }
    return kind == .cut ? .cut : StoryboardTransition(kind: kind, duration: duration)
  }

  private func action(
    _ node: ConfigNode, _ layouts: [StoryboardLayout], _ log: inout DiagnosticLog
  ) -> StoryboardManifest.Action {
    var reader = ConfigReader(node, in: file, log: &log)
    var action = StoryboardManifest.Action()
    action.span = node.span
    action.id = reader.text("id", &log) ?? ""
    if let words = text("label", &reader, &log) {
      action.label = words
    } else if reader.node("label") == nil {
      log.add(ConfigReader.problem("config-missing", "'label' is missing here", node.span, file))
    }
    if let word = reader.optionalText("kind", &log) {
      if let kind = TimelineAction.Kind(rawValue: word) {
        action.kind = kind
      } else {
        let kinds = TimelineAction.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        fault("an action's kind is one of: \(kinds)", node.span, &log)
      }
    }
    action.href = text("href", &reader, &log)
    action.scene = reader.optionalText("scene", &log) ?? ""
    let isInside = action.kind == .scene || action.kind == .popup
    if isInside ? action.scene.isEmpty : action.href == nil {
      log.add(
        ConfigReader.problem(
          "config-missing", "'\(isInside ? "scene" : "href")' is missing here", node.span, file))
    }
    action.when = text("when", &reader, &log)
    if let from = reader.node("from") { action.from = time(from, "from", &log) ?? 0 }
    if let to = reader.node("to") { action.to = time(to, "to", &log) }
    if let box = reader.node("box") { action.boxes = boxes(box, layouts, &log) }
    reader.rejectOthers(&log)
    return action
  }

  private func boxes(
    _ node: ConfigNode, _ layouts: [StoryboardLayout], _ log: inout DiagnosticLog
  ) -> [String: [Double]] {
    func box(_ node: ConfigNode, _ layout: StoryboardLayout) -> [Double]? {
      guard case .sequence(let items) = node.content, items.count == 4 else {
        fault("a box is [x, y, width, height]", node.span, &log)
        return nil
      }
      let numbers = items.compactMap { $0.text.flatMap { Double($0) } }
      if numbers.count == 4, numbers[0] >= 0, numbers[1] >= 0, numbers[2] > 0, numbers[3] > 0,
        numbers[0] + numbers[2] <= Double(layout.width),
        numbers[1] + numbers[3] <= Double(layout.height)
      {
        return numbers
      }
      log.add(
        Diagnostic(
          code: "storyboard-action",
          message: "the box is not within the picture of \(layout.width)x\(layout.height)",
          place: .init(file: file, span: node.span)))
      return nil
    }
    guard case .mapping(let entries) = node.content else {
      return box(node, layouts[0]).map { [layouts[0].name: $0] } ?? [:]
    }
    var result: [String: [Double]] = [:]
    for (key, value) in entries {
      guard let layout = layouts.first(where: { $0.name == key.text }) else {
        fault("there is no layout '\(key.text ?? "")'", key.span, &log)
        continue
      }
      result[layout.name] = box(value, layout)
    }
    return result
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-")
      }
  }
}
