import Diagnostics
import Storyboard

/// What a file of `storyboards/` says, read and checked, its Liquid not yet compiled.
struct StoryboardManifest: Sendable {
  /// A text of the file that is Liquid.
  struct Text: Sendable {
    let text: String
    let span: SourceSpan
  }

  /// What sounds under films.
  struct Sound: Sendable {
    /// Within `assets/`.
    var path = ""
    var span = SourceSpan(0, 0)
    var volume = 1.0
    /// Seconds that it takes to fade out.
    var fade = 2.0
  }

  struct Variant: Sendable {
    let when: Text?
    let path: String
    let span: SourceSpan
  }

  struct Action: Sendable {
    var id = ""
    var kind = TimelineAction.Kind.link
    var label = Text(text: "", span: SourceSpan(0, 0))
    /// The address; nil for actions that go to a scene.
    var href: Text?
    var scene = ""
    var when: Text?
    var from = 0.0
    /// Nil for the scene's end.
    var to: Double?
    var boxes: [String: [Double]] = [:]
    var span = SourceSpan(0, 0)
  }

  struct Scene: Sendable {
    var id = ""
    var span = SourceSpan(0, 0)
    var when: Text?
    /// `for: NAME in LIST`.
    var loop: Text?
    var variants: [Variant] = []
    /// Nil for `auto`.
    var duration: Double?
    var transition = StoryboardTransition.cut
    var isPopup = false
    var caption: Text?
    var voice: Text?
    var chapter: Text?
    var actions: [Action] = []
  }

  var layouts: [StoryboardLayout] = []
  var rate = 25
  var families = ["Noto Sans"]
  /// Packages of fonts that pictures may be drawn with beside the template's own; nil for all that are known.
  var packages: [(name: String, span: SourceSpan)]?
  var background = DisplayColor.white
  var reading = ReadingTime()
  var longest = 180.0
  /// A snippet whose assignments every text, condition and scene sees.
  var prepare: String?
  var title: Text?
  var fallback: Text?
  var sound: Sound?
  var posterScene = ""
  var posterSpan = SourceSpan(0, 0)
  var posterTime: Double?
  var labels: [String: Text] = [:]
  var scenes: [Scene] = []
}

extension StoryboardManifest {
  /// Reads the tree of a storyboard, reporting every problem.
  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    var reader = ConfigReader(node, in: file, log: &log)
    let fields = StoryboardFields(file: file)
    if let size = reader.node("size") { layouts.append(fields.layout(size, named: nil, &log)) }
    for (key, value) in reader.mapping("layouts", &log) {
      layouts.append(fields.layout(value, named: key.text ?? "", &log))
    }
    if layouts.isEmpty { layouts = [StoryboardLayout(name: "16:9", width: 1280, height: 720)] }
    if let node = reader.node("rate") {
      let number = fields.number(node, "rate", 1...60, &log) ?? 25
      rate = Int(number)
      if number != Double(rate) {
        fields.fault("'rate' is a whole number of frames a second", node.span, &log)
      }
    }
    if let theme = reader.node("theme") { readTheme(theme, fields, &log) }
    if let node = reader.node("reading") { readPace(node, fields, &log) }
    if let node = reader.node("longest") { longest = fields.time(node, "longest", &log) ?? 180 }
    prepare = reader.optionalText("prepare", &log)
    title = fields.text("title", &reader, &log)
    fallback = fields.text("fallback", &reader, &log)
    if reader.node("title") == nil {
      log.add(ConfigReader.problem("config-missing", "'title' is missing here", node.span, file))
    }
    if let node = reader.node("sound") { sound = fields.sound(node, &log) }
    if let node = reader.node("poster") { readPoster(node, fields, &log) }
    if let node = reader.node("labels") {
      var words = ConfigReader(node, in: file, log: &log)
      for name in ["play", "pause", "captions", "seek", "transcript", "close", "chapters"] {
        if let text = fields.text(name, &words, &log) { labels[name] = text }
      }
      words.rejectOthers(&log)
    }
    for item in reader.list("scenes", &log) { scenes.append(fields.scene(item, layouts, &log)) }
    if scenes.isEmpty {
      log.add(ConfigReader.problem("config-missing", "'scenes' is missing here", node.span, file))
    }
    for (index, scene) in scenes.enumerated()
    where scenes[..<index].contains(where: { $0.id == scene.id }) {
      fields.fault("the scene '\(scene.id)' stands here twice", scene.span, &log)
    }
    reader.rejectOthers(&log)
  }

  private mutating func readTheme(
    _ node: ConfigNode, _ fields: StoryboardFields, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(node, in: fields.file, log: &log)
    if let font = reader.optionalText("font", &log) {
      families = font.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
    let packages = reader.list("packages", &log)
    if !packages.isEmpty {
      self.packages = packages.compactMap { node in
        if node.text == nil { fields.fault("a package is a name", node.span, &log) }
        return node.text.map { ($0, node.span) }
      }
    }
    if let color = reader.optionalText("background", &log) {
      if let found = DisplayColor(css: color) {
        background = found
      } else {
        fields.fault("background is a colour such as \"#0b2239\"", node.span, &log)
      }
    }
    reader.rejectOthers(&log)
  }

  private mutating func readPace(
    _ node: ConfigNode, _ fields: StoryboardFields, _ log: inout DiagnosticLog
  ) {
    var reader = ConfigReader(node, in: fields.file, log: &log)
    if let speed = reader.node("speed") {
      reading.speed = fields.number(speed, "speed", 5...20, &log) ?? 15
    }
    if let least = reader.node("least") { reading.least = fields.time(least, "least", &log) ?? 2 }
    reader.rejectOthers(&log)
  }

  private mutating func readPoster(
    _ node: ConfigNode, _ fields: StoryboardFields, _ log: inout DiagnosticLog
  ) {
    posterSpan = node.span
    if let text = node.text {
      posterScene = text
      return
    }
    var reader = ConfigReader(node, in: fields.file, log: &log)
    posterScene = reader.text("scene", &log) ?? ""
    if let scene = reader.node("scene") { posterSpan = scene.span }
    if let at = reader.node("at") { posterTime = fields.time(at, "at", &log) }
    reader.rejectOthers(&log)
  }
}
