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
}
