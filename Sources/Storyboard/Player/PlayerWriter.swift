/// Writes a timeline as a player: scenes as inline animated SVG, actions as links and buttons, a transcript.
///
/// Without the script the poster's scene plays by itself to its last picture, and the transcript is open below.
public final class PlayerWriter {
  /// What the player's own controls say, in the customer's language.
  public struct Labels: Sendable {
    /// The button that starts.
    public var play = "Play"
    /// The button that stops.
    public var pause = "Pause"
    /// The button that shows or hides captions.
    public var captions = "Captions"
    /// The name of the seek bar.
    public var seek = "Position"
    /// The heading of the transcript.
    public var transcript = "Transcript"
    /// The button that closes a pop-up scene.
    public var close = "Close"
    /// The name of the list of chapters.
    public var chapters = "Chapters"

    /// The English labels.
    public init() {}
  }

  private let reader = SceneReader()

  /// Makes a writer; one a worker.
  public init() {}

  /// The player as one element, to stand in a page that carries `PlayerAssets`.
  ///
  /// - Parameters:
  ///   - timeline: what is played.
  ///   - labels: what the controls say.
  ///   - pictures: the scenes' pictures as `data:` addresses, by path.
  ///   - prefix: put before every identifier, so that two players may share a page.
  /// - Returns: HTML, one `section`.
  /// - Throws: the first problem of a scene.
  public func player(
    _ timeline: Timeline, labels: Labels, pictures: [String: String], prefix: String = "bp"
  ) throws(SceneProblem) -> [UInt8] {
    guard let layout = timeline.layouts.first else { return [] }
    var output = TextOutput()
    output.add("<section class=\"bp\" aria-label=\"")
    output.addEscaped(timeline.title)
    output.add("\" lang=\"")
    output.addEscaped(timeline.language)
    output.add("\">\n<div class=\"bp-stage\">\n")
    let poster = timeline.scene(at: timeline.posterTime) ?? 0
    for (index, scene) in timeline.scenes.enumerated() {
      try write(
        scene, index, layout, pictures, "\(prefix)\(index)-", isPoster: index == poster, &output)
    }
    for (index, scene) in timeline.scenes.enumerated() {
      for (at, action) in scene.actions.enumerated() where action.boxes[layout.name] != nil {
        write(action, index, at, isBox: true, &output)
      }
    }
    control(&output, "bp-x", labels.close)
    output.add("<button type=\"button\" class=\"bp-big\" data-needs-script hidden aria-label=\"")
    output.addEscaped("\(labels.play): \(timeline.title)")
    output.add(
      "\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M6 3l15 9-15 9z\" fill=\"currentColor\"/></svg></button>\n</div>\n"
    )
    writeControls(timeline, labels, layout, &output)
    writeTranscript(timeline, labels, &output)
    writeData(timeline, labels, layout, &output)
    output.add("</section>\n")
    return output.bytes
  }

  private func write(
    _ scene: TimelineScene, _ index: Int, _ layout: StoryboardLayout, _ pictures: [String: String],
    _ prefix: String, isPoster: Bool, _ output: inout TextOutput
  ) throws(SceneProblem) {
    scene.svg.withUnsafeBytes { reader.read($0, layout: layout.name, isPersonal: scene.isPersonal) }
    if let problem = reader.problems.first { throw problem }
    var markup = SceneMarkup(tree: reader.tree, prefix: prefix, pictures: pictures)
    let hidden = isPoster ? "" : " hidden"
    markup.write(to: &output, attributes: "aria-hidden=\"true\" font-size=\"16\"\(hidden)")
    output.add("\n")
  }

  private func control(
    _ output: inout TextOutput, _ name: String, _ label: String, _ more: String = ""
  ) {
    output.add("<button type=\"button\" class=\"\(name)\"\(more) hidden>")
    output.addEscaped(label)
    output.add("</button>\n")
  }

  private func write(
    _ action: TimelineAction, _ scene: Int, _ index: Int, isBox: Bool, _ output: inout TextOutput
  ) {
    let isButton = action.kind == .scene || action.kind == .popup
    output.add(isButton ? "<button type=\"button\"" : "<a href=\"")
    if !isButton {
      output.addEscaped(action.target)
      output.add("\"")
    }
    if isBox { output.add(" class=\"bp-a\"") }
    output.add(
      " data-scene=\"\(scene)\" data-action=\"\(index)\" data-kind=\"\(action.kind.rawValue)\" hidden><span>"
    )
    output.addEscaped(action.label)
    output.add("</span></\(isButton ? "button" : "a")>\n")
  }

  private func writeControls(
    _ timeline: Timeline, _ labels: Labels, _ layout: StoryboardLayout, _ output: inout TextOutput
  ) {
    output.add(
      "<p class=\"bp-cap\" data-needs-script hidden></p>\n<div class=\"bp-bar\" data-needs-script hidden>\n"
    )
    output.add("<button type=\"button\" class=\"bp-play\">")
    output.addEscaped(labels.play)
    output.add(
      "</button>\n<input type=\"range\" class=\"bp-seek\" min=\"0\" max=\"1\" step=\"1\" value=\"0\" aria-label=\""
    )
    output.addEscaped(labels.seek)
    output.add(
      "\">\n<span class=\"bp-t\"></span>\n<button type=\"button\" class=\"bp-cc\" aria-pressed=\"true\">"
    )
    output.addEscaped(labels.captions)
    output.add("</button>\n</div>\n<div class=\"bp-more\" hidden>\n")
    for (index, scene) in timeline.scenes.enumerated() {
      for (at, action) in scene.actions.enumerated() where action.boxes[layout.name] == nil {
        write(action, index, at, isBox: false, &output)
      }
    }
    output.add("</div>\n")
    let chapters = timeline.scenes.filter { !$0.chapter.isEmpty && !$0.isPopup }
    output.add("<ol class=\"bp-ch\" data-needs-script hidden aria-label=\"")
    output.addEscaped(labels.chapters)
    output.add("\">\n")
    for scene in chapters {
      output.add("<li><button type=\"button\" data-go=\"")
      output.addEscaped(scene.id)
      output.add("\">")
      output.addEscaped(scene.chapter)
      output.add("</button></li>\n")
    }
    output.add("</ol>\n")
  }

  private func writeTranscript(_ timeline: Timeline, _ labels: Labels, _ output: inout TextOutput) {
    output.add("<details class=\"bp-tr\" open><summary>")
    output.addEscaped(labels.transcript)
    output.add("</summary>\n")
    for scene in timeline.scenes {
      if !scene.chapter.isEmpty {
        output.add("<h3>")
        output.addEscaped(scene.chapter)
        output.add("</h3>\n")
      }
      let words = scene.voice.isEmpty ? scene.caption : scene.voice
      if !words.isEmpty {
        output.add("<p>")
        output.addEscaped(words)
        output.add("</p>\n")
      }
      for action in scene.actions where action.kind != .scene && action.kind != .popup {
        output.add("<p><a href=\"")
        output.addEscaped(action.target)
        output.add("\">")
        output.addEscaped(action.label)
        output.add("</a></p>\n")
      }
    }
    output.add("</details>\n")
  }

  /// What the script needs to know; `<` is written as an escape, so that no text can end the element.
  private func writeData(
    _ timeline: Timeline, _ labels: Labels, _ layout: StoryboardLayout, _ output: inout TextOutput
  ) {
    var json = TextOutput()
    json.add("{\"layout\":")
    json.addJSON(layout.name)
    json.add(",\"width\":\(layout.width),\"height\":\(layout.height),\"labels\":{\"play\":")
    json.addJSON(labels.play)
    json.add(",\"pause\":")
    json.addJSON(labels.pause)
    json.add("},")
    json.bytes += timeline.description.dropFirst()
    output.add("<script type=\"application/json\">")
    for byte in json.bytes {
      if byte == UInt8(ascii: "<") { output.add("\\u003c") } else { output.bytes.append(byte) }
    }
    output.add("</script>\n")
  }

  /// The player as a page of its own.
  ///
  /// - Parameters:
  ///   - player: what `player` wrote.
  ///   - timeline: what is played.
  ///   - policy: the hashes of `PlayerAssets.style` and `.script`, as a policy names them.
  /// - Returns: HTML, a whole page.
  public func page(_ player: [UInt8], _ timeline: Timeline, policy: (style: String, script: String))
    -> [UInt8]
  {
    var output = TextOutput()
    let isRightToLeft = ["ar", "he", "fa", "ur"].contains(String(timeline.language.prefix(2)))
    output.add("<!doctype html>\n<html lang=\"")
    output.addEscaped(timeline.language)
    output.add("\"\(isRightToLeft ? " dir=\"rtl\"" : "")>\n<head>\n<meta charset=\"utf-8\">\n")
    output.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src \(policy.style); script-src \(policy.script); base-uri 'none'; form-action 'none'\">\n"
    )
    output.add(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
    )
    output.addEscaped(timeline.title)
    output.add(
      "</title>\n<style>\(PlayerAssets.pageStyle)\(PlayerAssets.style)</style>\n</head>\n<body>\n<main>\n<h1>"
    )
    output.addEscaped(timeline.title)
    output.add("</h1>\n")
    output.bytes += player
    output.add("</main>\n<script>\(PlayerAssets.script)</script>\n</body>\n</html>\n")
    return output.bytes
  }
}

extension PlayerAssets {
  /// The sheet of a page that holds nothing but a player; stands before `style`.
  public static let pageStyle = """
    body{margin:0;background:#fff;color:#0b2239;font:1rem/1.5 "Noto Sans",system-ui,sans-serif}
    main{max-width:60rem;margin:0 auto;padding:1rem}
    h1{font-size:1.4rem;margin:.2em 0 .6em}
    a{color:#0b5fa5}

    """
}
