import Foundation
import Testing

/// What stands in the files of a template as bytes: their encoding, and the pictures that scenes name.
@Suite struct CheckedFileTests {
  @Test(arguments: [
    ("snippets/name.liquid", "<p>\n  Citt", "2:7"), ("assets/styles.css", "/* Gr", "1:6"),
    ("pages/other.liquid", "", "1:1"),
  ])
  func textThatIsNotUTF8(name: String, before: String, place: String) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(
      page: "{% render 'name' %}{{ name }} {{ amount }}")
    try scratch.write("small/snippets/name.liquid", "x")
    try scratch.write("small/" + name, Data(before.utf8) + Data([0xE0]) + Data(" */\n".utf8))
    let result = try await Tool.run("check", template)
    #expect(result.code == 1)
    #expect(
      result.errors.contains("\(name):\(place): error: the file is not UTF-8"), "\(result.errors)")
    #expect(result.errors.contains("[template-encoding]"))
    let run = try await Tool.run(
      "render", template, try scratch.writeRecords(1), "-o", scratch.path("out"))
    #expect(run.code != 0 && !scratch.exists("out/documents"), "nothing is sent")
  }

  @Test func whatNoDocumentPrintsMayBeAnything() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    for name in ["assets/fonts/OFL.txt", "docs/manual.html"] {
      try scratch.write("small/" + name, Data([0xA9]))
    }
    #expect(try await !Tool.run("check", template).errors.contains("[template-encoding]"))
  }

  @Test func aPictureThatTheTemplateHasNot() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let scene = try scratch.read("film/scenes/hello.svg")
    let logo = try Data(contentsOf: URL(filePath: Tool.template + "/assets/poster.png"))
    try scratch.write("film/assets/logo.png", logo)
    func check(_ path: String) async throws -> Tool.Result {
      let image = "<image href=\"\(path)\" x=\"0\" y=\"0\" width=\"20\" height=\"20\"/>\n</svg>"
      try scratch.write(
        "film/scenes/hello.svg", scene.replacingOccurrences(of: "</svg>", with: image))
      return try await Tool.run("check", template)
    }
    for path in ["assets/nope.png", "assets/Logo.png"] {
      let result = try await check(path)
      #expect(result.code == 1)
      #expect(
        result.errors.contains(
          "scenes/hello.svg:8:14: error: there is no picture '\(path)' [storyboard-file]"),
        "\(result.errors)")
    }
    #expect(try await check("assets/Logo.png").errors.contains("did you mean 'assets/logo.png'?"))
    #expect(try await check("assets/logo.png").code == 0)
  }
}
