import Diagnostics
import Liquid
import Storyboard

/// Compiles a storyboard's texts and scenes, each within its scene's conditions.
///
/// Every piece is a program of its own: what `prepare` assigns, then the scene's `when` and `for` round it. The pieces
/// of a YAML file keep their places: the rest of the file is blanked, not cut, so that messages point into it.
struct StoryboardCompiler {
  /// The variable that says which round of a scene's `for` is rendered, from 0.
  static let roundName = "scene_round"

  let file: SourceFile
  let folder: TemplateFolder
  let snippets: Snippets
  let environment: Environment
  let manifest: StoryboardManifest
  var log = DiagnosticLog()
  /// The sources compiled, for the check against the schema.
  var sources: [PlacedSource] = []
  /// The same compiled, with what each is for.
  var pieces: [StoryboardPiece] = []
  /// The scene whose texts are being compiled.
  var current = ""

  mutating func plan(
    name: String, policy: (style: String, script: String)
  ) -> StoryboardPlan? {
    if let prepare = manifest.prepare, folder.file("snippets/\(prepare).liquid") == nil {
      log.add(
        Diagnostic(
          code: "storyboard-file", message: "there is no snippet '\(prepare)'",
          place: .init(file: file, span: SourceSpan(0, 0))))
      return nil
    }
    let sound = sound()
    let title = manifest.title.flatMap { text($0, Wrap()) }
    let fallback = manifest.fallback.flatMap { text($0, Wrap()) }
    var labels: [String: Program] = [:]
    for (key, value) in manifest.labels.sorted(by: { $0.key < $1.key }) {
      labels[key] = text(value, Wrap())
    }
    let scenes = manifest.scenes.compactMap { scene($0) }
    guard !log.hasErrors, let title, scenes.count == manifest.scenes.count else { return nil }
    return StoryboardPlan(
      name: name, manifest: manifest, title: title, fallback: fallback, labels: labels,
      scenes: scenes,
      pictures: pictures,
      sound: sound, fontFiles: fontFiles, policy: policy, file: file, pieces: pieces)
  }

  private mutating func sound() -> StoryboardSound? {
    guard let sound = manifest.sound else { return nil }
    let place = Diagnostic.Place(file: file, span: sound.span)
    guard let found = folder.file("assets/\(sound.path)") else {
      log.add(
        Diagnostic(
          code: "storyboard-file", message: "there is no sound 'assets/\(sound.path)'",
          place: place))
      return nil
    }
    return StoryboardSound(file: found, place: place, volume: sound.volume, fade: sound.fade)
  }

  private var pictures: [String: SourceFile] {
    folder.files.filter { $0.key.hasPrefix("assets/") && $0.key.hasSuffix(".png") }
  }

  /// A picture that is not there would be an empty place in every film.
  private mutating func checkPictures(of scene: SourceFile) {
    let known = pictures.keys
    for picture in SceneDialect.pictures(in: scene.bytes) where !known.contains(picture.text) {
      log.add(
        Diagnostic(
          code: "storyboard-file", message: "there is no picture '\(picture.text)'",
          place: .init(file: scene, span: SourceSpan(picture.start, picture.end)),
          hint: Suggestion.nearest(picture.text, in: known.sorted()).map { "did you mean '\($0)'?" }
        ))
    }
  }

  /// What is of a layout that the storyboard has not would be shown in none.
  private mutating func checkLayouts(of scene: SourceFile) {
    let known = manifest.layouts.map(\.name)
    for layout in SceneDialect.layouts(in: scene.bytes) where !known.contains(layout.text) {
      log.add(
        Diagnostic(
          code: "scene-value", message: "the storyboard has no layout '\(layout.text)'",
          place: .init(file: scene, span: SourceSpan(layout.start, layout.end)),
          hint: "known: \(known.joined(separator: ", "))"))
    }
  }

  private var fontFiles: [String] {
    folder.files.filter { path, _ in
      path.hasPrefix("assets/fonts/") && (path.hasSuffix(".ttf") || path.hasSuffix(".otf"))
    }.map(\.value.path).sorted()
  }

  /// What stands round a piece.
  private struct Wrap {
    var conditions: [StoryboardManifest.Text] = []
    var loop: StoryboardManifest.Text?
    var countsRounds = false
    /// Whether a condition is wrong, which was said where it is asked.
    var isRefused = false
  }

  private mutating func scene(_ scene: StoryboardManifest.Scene) -> StoryboardPlan.Scene? {
    current = scene.id
    defer { current = "" }
    var wrap = Wrap()
    if let when = scene.when { wrap.conditions = [when] }
    if let loop = scene.loop {
      // Which round it is, is asked with a limit and an offset behind the list: what the user writes there would be lost.
      let words = loop.text.split(whereSeparator: \.isWhitespace)
      guard words.count == 3, words[1] == "in", !words[2].contains(where: { ",:".contains($0) })
      else {
        log.add(
          Diagnostic(
            code: "storyboard-value", message: "'for' is written NAME in LIST",
            place: .init(file: file, span: loop.span),
            hint: words.count > 3 ? "let prepare assign the list as it should be" : nil))
        return nil
      }
      wrap.loop = loop
    }
    var counting = wrap
    counting.countsRounds = true
    let asked = scene.when ?? scene.loop
    let presence = asked.flatMap { dot(counting, scene.span, .scene, asking: $0) }
    wrap.isRefused = asked != nil && presence == nil
    var variants: [StoryboardPlan.Variant] = []
    for variant in scene.variants {
      guard let source = folder.file("scenes/\(variant.path)") else {
        log.add(
          Diagnostic(
            code: "storyboard-file", message: "there is no scene 'scenes/\(variant.path)'",
            place: .init(file: file, span: variant.span)))
        continue
      }
      var inner = wrap
      if let when = variant.when { inner.conditions.append(when) }
      let isMeant = variant.when.flatMap {
        dot(inner, variant.span, .variant(variant.path), asking: $0)
      }
      if variant.when != nil, isMeant == nil { inner.isRefused = true }
      if let svg = svg(source, inner) { variants.append(.init(presence: isMeant, svg: svg)) }
    }
    let actions = scene.actions.compactMap { action($0, wrap) }
    guard variants.count == scene.variants.count, actions.count == scene.actions.count else {
      return nil
    }
    return StoryboardPlan.Scene(
      manifest: scene, presence: presence, variants: variants,
      caption: scene.caption.flatMap { text($0, wrap) },
      voice: scene.voice.flatMap { text($0, wrap) },
      chapter: scene.chapter.flatMap { text($0, wrap) }, actions: actions)
  }

  private mutating func action(_ action: StoryboardManifest.Action, _ wrap: Wrap) -> StoryboardPlan
    .Action?
  {
    var inner = wrap
    if let when = action.when { inner.conditions.append(when) }
    let presence = action.when.flatMap { dot(inner, action.span, .action(action.id), asking: $0) }
    if action.when != nil, presence == nil { inner.isRefused = true }
    guard let label = text(action.label, inner) else { return nil }
    let href = action.href.flatMap { text($0, inner) }
    if action.href != nil, href == nil { return nil }
    return StoryboardPlan.Action(manifest: action, presence: presence, label: label, href: href)
  }

  // MARK: Pieces

  /// What stands round a piece; `asks` for the one that decides whether its innermost condition holds.
  private func wrapping(_ wrap: Wrap, asks role: StoryboardPiece.Role = .text) -> Wrapping {
    var wrapping = Wrapping()
    if let prepare = manifest.prepare { wrapping.include(prepare) }
    for (index, condition) in wrap.conditions.enumerated() {
      let isInnermost = index == wrap.conditions.count - 1
      wrapping.condition(condition, of: file, isOwn: isInnermost && role != .text)
    }
    if let loop = wrap.loop {
      wrapping.loop(
        loop, wrap.countsRounds ? "" : " limit: 1 offset: \(Self.roundName)", of: file,
        isOwn: role == .scene)
    }
    return wrapping
  }

  private mutating func text(_ text: StoryboardManifest.Text, _ wrap: Wrap) -> Program? {
    checkRounds(Array(text.text.utf8), wrap, .init(file: file, span: text.span))
    let placed = PlacedText(file: file, wrapping: wrapping(wrap)).source(text.text, at: text.span)
    return compile(
      placed, wrap, as: .text, .text, of: file, ownStart: placed.start,
      shift: placed.start - text.span.start)
  }

  /// A program that prints a dot for every round; the condition asked is the innermost of `wrap`.
  private mutating func dot(
    _ wrap: Wrap, _ span: SourceSpan, _ role: StoryboardPiece.Role,
    asking asked: StoryboardManifest.Text
  ) -> Program? {
    let placed = PlacedText(file: file, wrapping: wrapping(wrap, asks: role))
      .source(".", at: SourceSpan(span.start, span.start))
    // What is asked opens with a tag of its own, and a loop stands inside it.
    let start = placed.parts.first { $0.isOwn }?.start ?? placed.start
    let tag = wrap.conditions.isEmpty ? Wrapping.loopTag : Wrapping.conditionTag
    return compile(
      placed, wrap, as: .text, role, of: file, ownStart: start - tag.utf8.count,
      shift: start - asked.span.start)
  }

  private mutating func svg(_ source: SourceFile, _ wrap: Wrap) -> Program? {
    for finding in SceneDialect.check(source.bytes) {
      log.add(
        Diagnostic(
          code: finding.problem.code.rawValue, message: finding.problem.message,
          place: .init(file: source, span: SourceSpan(finding.start, finding.end)),
          hint: finding.problem.hint))
    }
    checkPictures(of: source)
    checkLayouts(of: source)
    checkRounds(source.bytes, wrap, .init(file: source, span: SourceSpan(0, 0)))
    let placed = PlacedSource(source, within: wrapping(wrap))
    return compile(
      placed, wrap, as: .svg, .text, of: source, ownStart: placed.start, shift: placed.start)
  }

  /// Each round of a scene's `for` is rendered alone, so that its `forloop` would always be the first and last of one.
  private mutating func checkRounds(_ text: [UInt8], _ wrap: Wrap, _ place: Diagnostic.Place) {
    guard wrap.loop != nil else { return }
    let words = text.split { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == UInt8(ascii: "_")) }
    func has(_ word: String) -> Bool { words.contains { $0.elementsEqual(word.utf8) } }
    guard has("forloop"), !has("for"), !has("tablerow"), !has("render") else { return }
    log.add(
      Diagnostic(
        code: "storyboard-value", message: "a scene's 'for' has no 'forloop'", place: place,
        hint: "\(Self.roundName) counts its rounds from 0"))
  }

  private mutating func compile(
    _ placed: PlacedSource, _ wrap: Wrap, as type: ContentType, _ role: StoryboardPiece.Role,
    of file: SourceFile, ownStart: Int, shift: Int
  ) -> Program? {
    sources.append(placed)
    var environment = environment
    // What of a scene is the template's own need not be painted again for another customer.
    environment.notesConstants = type == .svg
    do throws(DiagnosticsError) {
      let program = try Program.compile(
        placed.source, as: type, snippets: snippets, environment: environment)
      pieces.append(
        StoryboardPiece(
          scene: current, role: role, program: program, file: file, ownStart: ownStart,
          shift: shift))
      return program
    } catch {
      for finding in error.log.diagnostics {
        if let told = placed.placed(finding, keepsOthers: !wrap.isRefused) { log.add(told) }
      }
      return nil
    }
  }
}
