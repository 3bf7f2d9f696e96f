import Communication
import Diagnostics

@testable import Review

/// A template whose only output is a film of one scene and a pop-up, in memory.
enum FixtureFilm {
  static let good = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
    <rect width="320" height="180" fill="#053640"/>
    <text x="20" y="60" font-size="20" fill="#ffffff" data-width="280" data-lines="3" data-smallest="0.4">{{ name }}</text>
    </svg>
    """

  /// The findings of a film whose scene, pop-up, storyboard keys, schema or sample are what is given.
  static func findings(
    scene: String = good, popup: String = good, storyboard: String = "", extra: String = "",
    schema: String = #""name": {"type": "string", "maxLength": 40}"#, sample: String? = "Ada Byron",
    assets: [String: [UInt8]] = [:], more: String = ""
  ) -> [Diagnostic] {
    var texts = [
      "template.yaml": """
      name: small
      record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
      outputs:
        film: { storyboard: storyboards/film.yaml }

      """,
      "schema.json": #"{"type": "object", "required": ["id", "name"], "properties": {"#
        + #""id": {"type": "string", "maxLength": 10}, "language": {"type": "string", "maxLength": 5}, "#
        + schema + "}}",
      "storyboards/film.yaml": """
      size: 320x180
      rate: 25
      title: Film
      \(storyboard)
      scenes:
        - id: main
          scene: main.svg
          duration: 2s
          caption: "{{ name }}"
          actions:
            - { id: more, kind: popup, scene: help, label: More, from: 1s }
        - { id: help, popup: true, scene: help.svg, duration: 2s }
      \(extra)
      """,
      "scenes/main.svg": scene, "scenes/help.svg": popup, "locales/en.json": "{}",
      "locales/de.json": "{}",
    ]
    if let sample {
      texts["samples/one.json"] = #"{"id": "1", "language": "en", "name": "\#(sample)"\#(more)}"#
    }
    var files: [String: SourceFile] = [:]
    for (path, text) in texts { files[path] = SourceFile(path: "small/" + path, text: text) }
    for (name, bytes) in assets {
      files["assets/" + name] = SourceFile(path: "small/assets/" + name, bytes: bytes)
    }
    return FilmCheck.findings(
      of: TemplateFolder(path: "small", files: files), readers: SmallTemplate.readers
    ).diagnostics
  }

  /// A scene of the given elements on a dark ground.
  static func scene(_ body: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
    <rect width="320" height="180" fill="#053640"/>
    \(body)
    </svg>
    """
  }
}
