import Communication
import Diagnostics
import Imaging
import Liquid
import Storyboard

/// Looks at one film after another: legible, fitting, calm, and slow enough to read.
final class FilmInspector {
  /// Whose film it is.
  enum Origin {
    case sample(String)
    case longest(language: String)

    var isSample: Bool {
      if case .sample = self { true } else { false }
    }

    var severity: Diagnostic.Severity { isSample ? .error : .warning }

    /// To end a message with.
    var words: String {
      switch self {
      case .sample(let name): "in the sample '\(name)'"
      case .longest(let language): "with every text as long as the schema allows, in '\(language)'"
      }
    }
  }

  /// WCAG 2.2, success criterion 1.4.3.
  static let leastContrast = 4.5
  /// Characters a second that people still read.
  static let fastestCaption = 20.0
  /// A text this near to its most opaque is meant to be read.
  private static let nearlyOpaque = 0.95
  /// At which parts of a scene texts are looked at in the first layout, besides its last frame.
  private static let instants = [0.25, 0.5, 0.75]
  /// Pixels of a row of the pictures that flashes are looked for in.
  private static let flashWidth = 96

  var findings = FilmFindings()
  let plan: StoryboardPlan
  private let marks: SceneMarks
  private let materials: FilmMaterials
  private var probes: [StoryboardLayout: PictureProbe] = [:]
  private var flashProbe: PictureProbe?
  /// Pictures that were looked at, by layout: many customers have a scene in common.
  private var known: [StoryboardLayout: Set<DisplayHash>] = [:]
  /// Scenes that were watched for flashes.
  private var watched: Set<String> = []

  init(_ plan: StoryboardPlan, _ marks: SceneMarks, _ materials: FilmMaterials) {
    self.plan = plan
    self.marks = marks
    self.materials = materials
  }

  func inspect(_ timeline: Timeline, as origin: Origin) {
    checkTimes(timeline, origin)
    for layout in timeline.layouts {
      let probe = probe(layout)
      let resolver = TimelineResolver(measuring: probe.fonts)
      do throws(SceneProblem) {
        try resolver.load(timeline, layout: layout)
        for index in timeline.scenes.indices {
          try look(index, of: timeline, layout, resolver, probe, origin)
        }
        if origin.isSample, layout == timeline.layouts[0] { try watch(timeline, layout) }
      } catch {
        // The player reads the same scenes in the first layout; only another layout's can be new.
        findings.add(
          error.code.rawValue, .error,
          "\(error.message), in the layout \(layout.name) \(origin.words)",
          marks.place(error.line) ?? Diagnostic.Place(file: plan.file, span: SourceSpan(0, 0)),
          hint: error.hint ?? "see Docs/scene-dialect.md")
      }
    }
  }

  /// Takes note of a film that cannot be made; `place` is where the template fails, if that is known.
  func report(_ failure: StoryboardFailure, _ origin: Origin, at place: Diagnostic.Place?) {
    let scene = plan.place(ofScene: failure.scene)
    if let problem = failure.problem {
      let place = marks.place(problem.line)
      let behind = problem.code == .syntax && place != nil ? " behind this element" : ""
      findings.add(
        problem.code.rawValue, origin.severity,
        "\(problem.message)\(behind), \(origin.words): a run would refuse the record",
        place ?? scene, hint: problem.hint ?? "see Docs/scene-dialect.md")
    } else {
      findings.add(
        failure.error.failure.code.rawValue, origin.severity,
        "\(failure.error.failure.message), \(origin.words): a run would refuse the record",
        place ?? scene, hint: "let the scene ask first (when), or change what it is given")
    }
  }

  private func probe(_ layout: StoryboardLayout) -> PictureProbe {
    if let known = probes[layout] { return known }
    let made = PictureProbe(
      width: layout.width, height: layout.height, fonts: materials.fonts,
      pictures: materials.pictures)
    probes[layout] = made
    return made
  }

  // MARK: Texts

  private func look(
    _ index: Int, of timeline: Timeline, _ layout: StoryboardLayout, _ resolver: TimelineResolver,
    _ probe: PictureProbe, _ origin: Origin
  ) throws(SceneProblem) {
    let scene = timeline.scenes[index]
    let last = max(0, scene.duration - 1 / Double(timeline.rate))
    var list = resolver.makeList()
    var seen: [TextLook] = []
    // How long texts are says nothing of colours, and what moves, moves alike in every layout. The last frame comes
    // first: a still scene is looked at once.
    let isMoving = origin.isSample && layout == timeline.layouts[0]
    let instants = [last] + (isMoving ? Self.instants.map { $0 * scene.duration } : [])
    for time in instants {
      try resolver.displayList(scene: index, at: time, into: &list)
      guard known[layout, default: []].insert(list.hash).inserted else { continue }
      let looks = probe.texts(of: list)
      seen += looks
      if time == last { checkEdges(looks, scene.id, layout, origin) }
    }
    checkLegibility(seen, scene.id, layout, origin)
    for line in resolver.overflows(scene: index) {
      findings.add(
        "storyboard-overflow", origin.severity,
        "text does not fit even at its smallest, in \(layout.name) \(origin.words)",
        marks.place(line) ?? plan.place(ofScene: scene.id),
        hint: "allow more lines (data-lines), a smaller size (data-smallest) or more width")
    }
  }

  private func checkEdges(
    _ looks: [TextLook], _ scene: String, _ layout: StoryboardLayout, _ origin: Origin
  ) {
    for look in looks where look.isCut && look.opacity > 0 {
      findings.add(
        "storyboard-overflow", origin.severity,
        "text runs out of the picture, in \(layout.name) \(origin.words)",
        marks.place(look.line) ?? plan.place(ofScene: scene),
        hint: "give it a data-width, or move it")
    }
  }

  private func checkLegibility(
    _ looks: [TextLook], _ scene: String, _ layout: StoryboardLayout, _ origin: Origin
  ) {
    var mostOpaque: [Int: Double] = [:]
    for look in looks { mostOpaque[look.line] = max(mostOpaque[look.line] ?? 0, look.opacity) }
    for look in looks {
      let place = marks.place(look.line) ?? plan.place(ofScene: scene)
      if look.missingGlyphs > 0 {
        let count = look.missingGlyphs
        findings.add(
          "storyboard-glyph", origin.severity,
          "\(count) character\(count == 1 ? " is" : "s are") in no font, \(origin.words)", place,
          hint: "put a font that has \(count == 1 ? "it" : "them") into assets/fonts",
          badness: Double(count))
      }
      guard let contrast = look.contrast, contrast < Self.leastContrast,
        look.opacity >= Self.nearlyOpaque * (mostOpaque[look.line] ?? 1)
      else { continue }
      findings.add(
        "storyboard-contrast", .error,
        "text stands at \(Self.tenths(contrast)):1 against what is behind it, in \(layout.name) \(origin.words); 4.5:1 is the least",
        place, hint: "make one of them darker or lighter", badness: -contrast)
    }
  }

  /// Cut, not rounded: 4.49 is not 4.5.
  private static func tenths(_ number: Double) -> String {
    let tenths = Int(number * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}

// MARK: Times

extension FilmInspector {
  private func checkTimes(_ timeline: Timeline, _ origin: Origin) {
    let frame = 1 / Double(timeline.rate)
    for scene in timeline.scenes {
      let speed = Double(scene.caption.count) / max(scene.duration, frame)
      if speed > Self.fastestCaption {
        findings.add(
          "storyboard-caption", origin.severity,
          "the caption of '\(scene.id)' passes at \(Int(speed.rounded(.up))) characters a second, \(origin.words); \(Int(Self.fastestCaption)) is the most",
          plan.place(ofScene: scene.id),
          hint: "write duration: auto, lengthen the scene or shorten the caption", badness: speed)
      }
      for action in scene.actions where action.to - action.from < frame {
        findings.add(
          "storyboard-action", origin.severity,
          "the action '\(action.id)' of '\(scene.id)' is never there: the scene lasts \(Self.seconds(scene.duration)) s, \(origin.words)",
          plan.place(ofScene: scene.id), hint: "let it begin earlier, or lengthen the scene")
      }
    }
    if timeline.duration > plan.longest {
      findings.add(
        "storyboard-length", .warning,
        "the film takes \(Self.seconds(timeline.duration)) s \(origin.words), and \(Self.seconds(plan.longest)) s is the longest allowed",
        Diagnostic.Place(file: plan.file, span: SourceSpan(0, 0)),
        hint: "leave scenes out by when, or raise longest", badness: timeline.duration)
    }
  }

  private static func seconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Watches scenes that no film before had, frame by frame, for flashes.
  private func watch(_ timeline: Timeline, _ layout: StoryboardLayout) throws(SceneProblem) {
    let fresh = timeline.scenes.indices.filter {
      !watched.contains(plan.scene(of: timeline.scenes[$0].id))
    }
    if fresh.isEmpty { return }
    let height = max(3, Self.flashWidth * layout.height / layout.width)
    let probe =
      flashProbe
      ?? PictureProbe(
        width: Self.flashWidth, height: height, fonts: materials.fonts,
        pictures: materials.pictures)
    flashProbe = probe
    let resolver = TimelineResolver(measuring: probe.fonts)
    try resolver.load(timeline, layout: layout)
    var list = resolver.makeList()
    var colors: [SIMD3<Float>] = []
    var meter = FlashMeter(width: Self.flashWidth, height: height)
    var before = -1
    for index in fresh {
      let scene = timeline.scenes[index]
      watched.insert(plan.scene(of: scene.id))
      if before != index - 1 || scene.isPopup {
        meter = FlashMeter(width: Self.flashWidth, height: height)
      }
      before = index
      var last: DisplayHash?
      for frame in 0..<Int((scene.duration * Double(timeline.rate)).rounded()) {
        let own = Double(frame) / Double(timeline.rate)
        let time = scene.start + own
        if own > max(resolver.settledAfter(scene: index), scene.transition.duration), last != nil {
          break
        }
        if scene.isPopup {
          try resolver.displayList(scene: index, at: own, into: &list)
        } else {
          try resolver.displayList(at: time, into: &list)
        }
        if list.hash == last { continue }
        last = list.hash
        probe.colors(of: list, into: &colors)
        if let kind = meter.show(colors, at: time) {
          report(kind, scene.id)
          break
        }
      }
    }
  }

  private func report(_ kind: FlashMeter.Kind, _ scene: String) {
    switch kind {
    case .general:
      findings.add(
        "storyboard-flash", .error,
        "the scene '\(scene)' flashes more than 3 times a second over a large part of the picture",
        plan.place(ofScene: scene),
        hint: "change brightness at most 3 times a second, or by less than a tenth")
    case .red:
      findings.add(
        "storyboard-red-flash", .error,
        "the scene '\(scene)' flashes in saturated red more than 3 times a second over a large part of the picture",
        plan.place(ofScene: scene),
        hint: "change to and from the red at most 3 times a second, or take a paler red")
    }
  }
}
