extension Timeline {
  private var mainScenes: [TimelineScene] { scenes.filter { !$0.isPopup } }

  /// The captions as WebVTT: one cue a scene, named by its identifier, with chapters as notes.
  public var captions: [UInt8] {
    var output = TextOutput()
    output.add("WEBVTT\n")
    for scene in mainScenes where !scene.caption.isEmpty {
      output.add("\n\(scene.id)\n")
      output.add(
        "\(TextOutput.clock(scene.start)) --> \(TextOutput.clock(scene.start + scene.duration))\n")
      output.add(Self.cueText(scene.caption))
      output.add("\n")
    }
    return output.bytes
  }

  /// A caption as a cue's text: WebVTT, 4.2.2: `&`, `<` are escaped, and `-->` cannot stand in a cue.
  package static func cueText(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }

  /// What is said and what can be done, to read instead of watching.
  public var transcript: [UInt8] {
    var output = TextOutput()
    output.add("\(title)\n")
    for scene in scenes {
      output.add("\n")
      if !scene.chapter.isEmpty { output.add("\(scene.chapter)\n") }
      let words = scene.voice.isEmpty ? scene.caption : scene.voice
      if !words.isEmpty { output.add("\(words)\n") }
      for action in scene.actions {
        switch action.kind {
        case .scene, .popup: break
        default: output.add("\(action.label): \(action.target)\n")
        }
      }
    }
    return output.bytes
  }

  /// The words to say as SSML 1.1: one mark and one paragraph a scene, for whatever makes speech.
  public var voiceover: [UInt8] {
    var output = TextOutput()
    output.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    output.add("<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"")
    output.addEscaped(language)
    output.add("\">\n")
    for scene in mainScenes {
      output.add("<mark name=\"")
      output.addEscaped(scene.id)
      output.add("\"/>\n")
      let words = scene.voice.isEmpty ? scene.caption : scene.voice
      if !words.isEmpty {
        output.add("<p>")
        output.addEscaped(words)
        output.add("</p>\n")
      }
    }
    output.add("</speak>\n")
    return output.bytes
  }

  /// Scenes, times, texts and actions as JSON: what players and other tools are told.
  public var description: [UInt8] { description(of: nil) }

  /// As `description`, and which files hold which instants.
  public func description(of pictures: FilmPictures?) -> [UInt8] {
    var output = TextOutput()
    output.add("{\"version\":1,\"title\":")
    output.addJSON(title)
    output.add(",\"language\":")
    output.addJSON(language)
    output.add(",\"rate\":\(rate),\"duration\":")
    output.add(duration)
    output.add(",\"frames\":\(frameCount),\"poster\":")
    output.add(posterTime)
    output.add(",\"fallback\":")
    output.addJSON(fallback)
    output.add(",\"layouts\":[")
    for (index, layout) in layouts.enumerated() {
      output.add("\(index > 0 ? "," : ""){\"name\":")
      output.addJSON(layout.name)
      output.add(",\"width\":\(layout.width),\"height\":\(layout.height)}")
    }
    output.add("]")
    if let pictures { pictures.append(to: &output) }
    output.add(",\"scenes\":[")
    for (index, scene) in scenes.enumerated() {
      output.add(index > 0 ? ",\n" : "\n")
      Self.add(scene, to: &output)
    }
    output.add("\n]}\n")
    return output.bytes
  }

  private static func add(_ scene: TimelineScene, to output: inout TextOutput) {
    output.add("{\"id\":")
    output.addJSON(scene.id)
    if scene.isPopup {
      output.add(",\"popup\":true")
    } else {
      output.add(",\"start\":")
      output.add(scene.start)
    }
    output.add(",\"duration\":")
    output.add(scene.duration)
    if scene.transition.duration > 0 {
      output.add(",\"transition\":{\"kind\":\"\(scene.transition.kind.rawValue)\",\"duration\":")
      output.add(scene.transition.duration)
      output.add("}")
    }
    for (name, text) in [
      ("chapter", scene.chapter), ("caption", scene.caption), ("voice", scene.voice),
    ]
    where !text.isEmpty {
      output.add(",\"\(name)\":")
      output.addJSON(text)
    }
    output.add(",\"actions\":[")
    for (index, action) in scene.actions.enumerated() {
      if index > 0 { output.add(",") }
      add(action, to: &output)
    }
    output.add("]}")
  }

  private static func add(_ action: TimelineAction, to output: inout TextOutput) {
    output.add("{\"id\":")
    output.addJSON(action.id)
    output.add(",\"kind\":\"\(action.kind.rawValue)\",\"label\":")
    output.addJSON(action.label)
    output.add(",\"target\":")
    output.addJSON(action.target)
    output.add(",\"from\":")
    output.add(action.from)
    output.add(",\"to\":")
    output.add(action.to)
    output.add(",\"boxes\":{")
    for (index, box) in action.boxes.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { output.add(",") }
      output.addJSON(box.key)
      output.add(":[\(box.value.map(TextOutput.text).joined(separator: ","))]")
    }
    output.add("}}")
  }
}
