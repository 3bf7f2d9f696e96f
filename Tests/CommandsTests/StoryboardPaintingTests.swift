import Foundation
import Imaging
import Testing

/// `billow storyboard`, and what `billow check` sees of a film.
@Suite struct StoryboardPaintingTests {
  private static let scene = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">
    <rect width="320" height="180" fill="#053640"/>
    <text x="20" y="60" font-size="20" fill="COLOR">Hello<animate attributeName="x" to="60" dur="1s" fill="freeze"/></text>
    </svg>

    """

  private func film(_ scratch: Scratch, color: String) throws -> String {
    try scratch.write(
      "film/template.yaml",
      """
      name: film
      record: { key: id, fallback_locale: en }
      outputs:
        film: { storyboard: storyboards/film.yaml, on_request: true }

      """)
    try scratch.write(
      "film/storyboards/film.yaml",
      """
      size: 320x180
      title: Film
      scenes:
        - { id: main, scene: main.svg, duration: 2s }

      """)
    try scratch.write("film/locales/en.json", "{}\n")
    try scratch.write("film/samples/one.json", #"{"id": "1"}"#)
    try scratch.write("film/scenes/main.svg", Self.scene.replacing("COLOR", with: color))
    return scratch.path("film")
  }

  @Test func checkLooksAtFilms() async throws {
    let scratch = try Scratch()
    let good = try await Tool.run("check", try film(scratch, color: "#ffffff"))
    #expect(good.code == 0 && good.errors.isEmpty, "\(good.errors)")
    let bad = try await Tool.run("check", try film(scratch, color: "#406068"))
    #expect(bad.code == 1)
    #expect(
      bad.errors.contains("film/scenes/main.svg:3:1: error: text stands at "), "\(bad.errors)")
    #expect(bad.errors.contains("[storyboard-contrast]"))
    let told = try await Tool.run("explain-error", "storyboard-contrast")
    #expect(told.code == 0 && told.output.contains("4.5:1"))
  }

  /// Width and height of a PNG file.
  private func size(_ path: String) throws -> [Int] {
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    try #require(bytes.count > 33 && bytes[1...3].elementsEqual("PNG".utf8))
    return [16, 20].map { at in bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func aSheetOfEveryScene() async throws {
    let scratch = try Scratch()
    for name in ["one.png", "two.png"] {
      let result = try await Tool.run(
        "storyboard", "sheet", Tool.template, "--record", "household-due", "--layout", "9:16",
        "--width", "800", "-o", scratch.path(name))
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.output.hasSuffix(" scenes in 9:16\n"))
    }
    #expect(try size(scratch.path("one.png"))[0] == 800)
    #expect(try scratch.read("one.png") == scratch.read("two.png"), "the same bytes each time")
  }

  @Test func labelsStayBelowTheirPictures() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      "storyboard", "sheet", Tool.template, "--record", "household-due", "--width", "320", "-o",
      scratch.path("narrow.png"))
    #expect(result.code == 0, "\(result.errors)")
    let picture = try Data(contentsOf: URL(filePath: scratch.path("narrow.png")))
      .withUnsafeBytes { try PNGReader.straightPixels($0) }
    // The margin on the right of the last column is as wide as the gaps.
    for column in (picture.width - 16)..<picture.width {
      let colors = (0..<picture.height).map { row in
        Array(
          picture.pixels[
            (row * picture.width + column) * 4..<(row * picture.width + column) * 4 + 4])
      }
      #expect(Set(colors) == [[0xD3, 0xDC, 0xDC, 0xFF]], "column \(column)")
    }
  }

  @Test func aSheetOfNothing() async throws {
    let scratch = try Scratch()
    func run(_ words: String...) async throws -> Tool.Result {
      let arguments =
        ["storyboard", "sheet", Tool.template] + words + ["-o", scratch.path("x.png")]
      return try await Tool.run(arguments)
    }
    let layout = try await run("--record", "household-due", "--layout", "4:3")
    #expect(layout.code == 2 && layout.errors.contains("16:9, 1:1, 9:16"))
    let record = try await run("--record", "nobody")
    #expect(record.code == 4 && record.errors.contains("[input-not-found]"))
    let closed = try await run("--record", "account-closed")
    #expect(closed.code == 3 && closed.errors.contains("has no film"))
    #expect(!scratch.exists("x.png"))
  }

  @Test func stillsOfPlainScenes() async throws {
    let scratch = try Scratch()
    let good = try scratch.write("good.svg", Self.scene.replacing("COLOR", with: "#fff"))
    let bad = try scratch.write(
      "bad.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n<blink/></svg>")
    let result = try await Tool.run(
      "storyboard", "still", bad, good, "--at", "0,0.5,2", "--size", "320x180", "-o",
      scratch.url.path)
    #expect(result.code == 1)
    #expect(result.errors.contains("bad.svg:2:1: error: <blink> is not part of the scene dialect"))
    #expect(result.output == "\(good): 3 painted\n", "one bad scene does not stop the next")
    let pictures = try ["0", "0.5", "2"].map {
      try Data(contentsOf: URL(filePath: scratch.path("good-\($0).png")))
    }
    #expect(Set(pictures).count == 3, "it moves")
    #expect(try size(scratch.path("good-2.png")) == [320, 180])
    let usage = try await Tool.run(
      "storyboard", "still", good, "--at", "soon", "-o", scratch.url.path)
    #expect(usage.code == 2)
  }
}
