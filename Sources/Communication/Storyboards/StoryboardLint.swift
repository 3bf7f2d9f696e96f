import Diagnostics
import Storyboard

/// What can be said of a storyboard before any customer: where actions lead, which scenes nothing shows, how long it is.
enum StoryboardLint {
  static func check(_ manifest: StoryboardManifest, in file: SourceFile, _ log: inout DiagnosticLog)
  {
    func add(
      _ code: String, _ message: String, _ span: SourceSpan,
      _ severity: Diagnostic.Severity = .error,
      hint: String? = nil
    ) {
      log.add(
        Diagnostic(
          code: code, severity: severity, message: message, place: .init(file: file, span: span),
          hint: hint))
    }
    func scene(_ id: String) -> StoryboardManifest.Scene? { manifest.scenes.first { $0.id == id } }
    for from in manifest.scenes {
      if let duration = from.duration, from.transition.duration > duration {
        add(
          "storyboard-value", "the transition takes longer than its scene's \(duration) s",
          from.span)
      }
      for action in from.actions {
        if let duration = from.duration, action.from >= duration || (action.to ?? 0) > duration {
          add(
            "storyboard-action", "the action '\(action.id)' is outside its scene's \(duration) s",
            action.span)
        }
        if let to = action.to, to <= action.from {
          add("storyboard-action", "the action '\(action.id)' ends before it begins", action.span)
        }
        guard action.kind == .scene || action.kind == .popup else { continue }
        guard let target = scene(action.scene) else {
          add("storyboard-target", "there is no scene '\(action.scene)'", action.span)
          continue
        }
        if target.isPopup != (action.kind == .popup) {
          add(
            "storyboard-target",
            target.isPopup
              ? "'\(target.id)' is a pop-up: going to it would have no way back"
              : "'\(target.id)' is no pop-up", action.span,
            hint: target.isPopup ? "use kind: popup" : "use kind: scene, or popup: true there")
        }
        if let when = target.when, when.text != from.when?.text, when.text != action.when?.text {
          add(
            "storyboard-target", "the scene '\(target.id)' may be absent", action.span,
            hint: "give the action the same when")
        }
        if target.loop != nil, target.when == nil {
          add(
            "storyboard-target", "the scene '\(target.id)' may be absent: its list may be empty",
            action.span)
        }
      }
      if from.isPopup,
        !manifest.scenes.contains(where: {
          $0.actions.contains { $0.kind == .popup && $0.scene == from.id }
        })
      {
        add(
          "storyboard-unreachable", "no action opens the pop-up '\(from.id)'", from.span, .warning)
      }
    }
    if !manifest.posterScene.isEmpty, scene(manifest.posterScene) == nil {
      add(
        "storyboard-target", "there is no scene '\(manifest.posterScene)' for the poster",
        manifest.posterSpan)
    }
    if let poster = scene(manifest.posterScene), poster.isPopup {
      add(
        "storyboard-target", "the poster's scene '\(poster.id)' is a pop-up, and not in the film",
        manifest.posterSpan)
    }
    if let first = manifest.scenes.first, manifest.scenes.allSatisfy(\.isPopup) {
      add(
        "storyboard-length", "all scenes are pop-ups, so there is no film", first.span,
        hint: "leave popup out of those that the film is made of")
    }
    checkNames(manifest) { add($0, $1, $2, $3, hint: $4) }
    let shortest = manifest.scenes.filter { !$0.isPopup && $0.when == nil && $0.loop == nil }
      .reduce(0) { $0 + ($1.duration ?? manifest.reading.least) }
    if shortest > manifest.longest {
      add(
        "storyboard-length",
        "the scenes take at least \(Int(shortest)) s, and \(Int(manifest.longest)) s is the longest allowed",
        SourceSpan(0, 0), .warning)
    }
  }

  /// Names that would stand for two things.
  private static func checkNames(
    _ manifest: StoryboardManifest,
    _ add: (String, String, SourceSpan, Diagnostic.Severity, String?) -> Void
  ) {
    for scene in manifest.scenes {
      for (index, action) in scene.actions.enumerated()
      where scene.actions[..<index].contains(where: { $0.id == action.id }) {
        add(
          "storyboard-value", "the action '\(action.id)' stands in its scene twice", action.span,
          .error, nil)
      }
      guard let dash = scene.id.lastIndex(of: "-"),
        let round = Int(scene.id[scene.id.index(after: dash)...]), round > 1,
        let loop = manifest.scenes.first(where: { $0.loop != nil && $0.id == scene.id[..<dash] })
      else { continue }
      add(
        "storyboard-value", "'\(scene.id)' is also what round \(round) of '\(loop.id)' is called",
        scene.span, .error, "rounds of a for are named after their scene, from -2 on")
    }
    for (index, layout) in manifest.layouts.enumerated()
    where manifest.layouts[..<index].contains(where: { $0.name == layout.name }) {
      add(
        "storyboard-value", "the layout '\(layout.name)' stands here twice", SourceSpan(0, 0),
        .error, "size gives one named after its ratio")
    }
  }
}
