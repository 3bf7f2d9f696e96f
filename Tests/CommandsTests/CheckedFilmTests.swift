import Foundation
import Testing

/// What the check says of numbers and names in storyboards and their scenes.
@Suite struct CheckedFilmTests {
  @Test(arguments: [
    ("duration: 2s", "duration: 9999999999999999s", 10),
    ("duration: 2s", "duration: 1e30s", 10),
    ("duration: 0.4s", "duration: 99999999999999999999s", 10),
    ("poster: amount", "poster: amount\nreading: { speed: 15, least: 99999999999999999999s }", 7),
    ("poster: amount", "poster: amount\nlongest: 86401s", 7),
  ])
  func aTimeOfMoreThanADay(usual: String, huge: String, line: Int) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let film = try scratch.read("film/storyboards/film.yaml")
    let place = try #require(film.firstRange(of: usual))
    try scratch.write("film/storyboards/film.yaml", film.replacingCharacters(in: place, with: huge))
    let check = try await Tool.run("check", template)
    #expect(check.code == 1, "\(check.errors)")
    #expect(
      check.errors.contains("film.yaml:")
        && check.errors.contains("at most a day [storyboard-value]"),
      "\(check.errors)")
  }

  @Test func aLayoutThatTheStoryboardHasNot() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let scene = try scratch.read("film/scenes/amount.svg")
    try scratch.write(
      "film/scenes/amount.svg", scene.replacing("\"9:16\"", with: "\"1:1 9x16\""))
    let check = try await Tool.run("check", template)
    #expect(check.code == 1)
    #expect(
      check.errors.contains(
        "scenes/amount.svg:4:24: error: the storyboard has no layout '9x16' [scene-value]"),
      "\(check.errors)")
    #expect(check.errors.contains("known: 16:9, 1:1, 9:16"))
    let path = scratch.path("film/scenes/amount.svg")
    for (layout, code) in [("9:16", 2), ("nonsense", 2), ("9x16", 0), ("16:9", 0)]
      as [(String, Int32)]
    {
      let still = try await Tool.run(
        "storyboard", "still", path, "--layout", layout, "-o", scratch.url.path)
      #expect(still.code == code, "\(layout): \(still.errors)")
      #expect(code == 0 || still.errors.contains("(16:9, 1:1, 9x16)"))
    }
  }

  /// A run says of a record whose scene is none what `check` says, and where the storyboard names the scene.
  @Test func rejectsSayWhatTheSceneLacks() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    try scratch.write(
      "film/scenes/amount.svg",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\">\n"
        + "<rect width=\"{% if amount > 9 %}wide{% else %}9{% endif %}\" height=\"9\"/></svg>\n")
    let records = try scratch.write(
      "two.ndjson",
      #"{"id": "1", "name": "Ada", "amount": 1}"# + "\n"
        + #"{"id": "2", "name": "Grace", "amount": 10}"# + "\n")
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", "2026-01-31")
    #expect(result.code == 1)
    let reject = try scratch.read("out/rejects.ndjson")
    #expect(reject.contains(#""ordinal":2,"#) && reject.contains(#""code":"scene-value""#))
    #expect(reject.contains(#""field":"storyboards/film.yaml:8:5""#))
    #expect(reject.contains("in the scene 'amount', line 2 as rendered"))
    #expect(!reject.contains("Grace") && reject.split(separator: "\n").count == 1)
  }

  /// A scene for each of a list is there for all of it, or the record has no document.
  @Test func moreRoundsThanAFilmHas() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let storyboard = try scratch.read("film/storyboards/film.yaml")
    try scratch.write(
      "film/storyboards/film.yaml",
      storyboard.replacing("{ id: amount,", with: "{ id: amount, for: i in (1..amount),"))
    func record(_ amount: Int) -> String {
      #"{"id": "\#(amount)", "name": "Ada", "amount": \#(amount)}"# + "\n"
    }
    let records = try scratch.write("two.ndjson", record(50) + record(51))
    let result = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", "2026-01-31", "--frames",
      "none")
    #expect(result.code == 1)
    let reject = try scratch.read("out/rejects.ndjson")
    #expect(reject.contains(#""ordinal":2,"#) && reject.contains(#""code":"render-limit""#))
    #expect(reject.contains("the scene 'amount' would be there more than 50 times"))
    #expect(reject.split(separator: "\n").count == 1)
  }

  /// A record that no scene is for has its pages and no film; `verify` and packs agree.
  @Test(arguments: [[], ["--pack"]])
  func recordsThatNoSceneIsFor(options: [String]) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let storyboard = try scratch.read("film/storyboards/film.yaml")
    try scratch.write(
      "film/storyboards/film.yaml",
      storyboard.replacing("scene: ", with: "when: amount > 9, scene: "))
    try scratch.write(
      "film/pages/page.liquid",
      "<p>{% if storyboard %}film {{ storyboard.player }}{% else %}none{% endif %}</p>\n")
    let records = try scratch.write(
      "two.ndjson",
      #"{"id": "1", "name": "Ada", "amount": 1}"# + "\n"
        + #"{"id": "2", "name": "Grace", "amount": 10}"# + "\n")
    let out = scratch.path("out")
    let result = try await Tool.run(
      ["render", template, records, "-o", out, "--as-of", "2026-01-31"] + options)
    #expect(result.code == 0, "\(result.errors)")
    let lines = try scratch.lines("out/documents.ndjson")
    #expect(lines[0].contains("index.html") && !lines[0].contains("storyboard"))
    #expect(!lines[0].contains("poster") && lines[1].contains("storyboard.html"))
    let verified = try await Tool.run(
      "verify", out, "--template", template, "--input", records, "--re-render", "100%")
    #expect(verified.code == 0, "\(verified.output)")
  }
}
