import Communication
import Diagnostics
import Storyboard
import Testing

@testable import Review

/// The small template with a film of three scenes, in memory: its own page, two scenes by rule, one by list.
enum SmallFilm {
  static let storyboard = """
    layouts: { "16:9": 320x180, "1:1": 180x180 }
    rate: 10
    theme: { font: Noto Sans }
    title: "Film of {{ name }}"
    scenes:
      - id: hello
        scene: hello.svg
        duration: 2s
        caption: "Hello {{ name }}{% if amount > 10 %}, it is much{% endif %}"
      - id: large
        when: amount > 10
        scene: large.svg
        duration: 1s
        transition: { kind: crossfade, duration: 0.2s }
        actions:
          - { id: pay, when: kind == 'gas', label: Pay, href: "https://pay.example/{{ id }}", from: 0.2s, box: { "16:9": [10, 20, 100, 30] } }
      - { id: item, for: thing in items, scene: item.svg, duration: 1s }
    """

  static let hello = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect x="20" y="30" width="100" height="60" fill="#06616f"/>\
    <text x="20" y="140" font-size="24">Hello {{ name }}</text></svg>
    """

  static func folder(
    storyboard: String = storyboard, hello: String = hello, onRequest: Bool = true
  ) -> TemplateFolder {
    let base = SmallTemplate.folder(
      page: SmallTemplate.page.replacing(
        "</body>", with: "{% if storyboard %}{{ storyboard.player }}{% endif %}</body>"))
    var files = base.files
    let manifest = String(decoding: files["template.yaml"]?.bytes ?? [], as: UTF8.self).replacing(
      "as: index.html }",
      with:
        "as: index.html }\n  film: { storyboard: storyboards/film.yaml, on_request: \(onRequest) }")
    let texts = [
      "template.yaml": manifest, "storyboards/film.yaml": storyboard, "scenes/hello.svg": hello,
      "scenes/large.svg": """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><circle cx="50" cy="50" r="20" fill="#a3210f">\
      <animate attributeName="cx" from="50" to="90" dur="0.5s" fill="freeze"/></circle></svg>
      """,
      "scenes/item.svg": """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><text x="20" y="90" font-size="24">{{ thing }}</text></svg>
      """,
    ]
    for (path, text) in texts { files[path] = SourceFile(path: "small/" + path, text: text) }
    return TemplateFolder(path: "small", files: files)
  }

  static func template(_ folder: TemplateFolder = folder()) throws -> ReviewTemplate {
    try SmallTemplate.template(folder)
  }

  /// A record with everything: both scenes, an action, two items.
  static let whole = #""amount": 12, "kind": "gas", "items": ["a", "b"]"#
  /// One with nothing.
  static let bare = #""amount": 0, "kind": "heat", "items": []"#

  /// The golden text of a record, and its pictures; every scene pictured.
  static func golden(
    _ folder: TemplateFolder = folder(), _ fields: String = whole
  ) throws -> (text: GoldenText, film: FilmSnapshot) {
    let template = try template(folder)
    let document = try SmallTemplate.render(fields, with: template)
    let stage = try #require(try FilmStage.stage(for: template, isSmall: true))
    let film = FilmSnapshot(
      try #require(document.film), on: stage, .frames(wanted: { _, _ in true }))
    return (GoldenText(document, film: film), film)
  }
}
