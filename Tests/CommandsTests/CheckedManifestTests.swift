import Foundation
import Testing

/// Names in a manifest that are there twice: whoever comes second is told.
@Suite struct CheckedManifestTests {
  private func check(_ outputs: String, _ more: String = "") async throws -> Tool.Result {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let manifest = try scratch.read("film/template.yaml")
    let page = "  page: { page: pages/page.liquid, as: index.html }\n"
    try #require(manifest.contains(page))
    try scratch.write("film/pages/mail.liquid", "{{ name }} {{ amount }}\n")
    try scratch.write(
      "film/template.yaml", manifest.replacing(page, with: page + outputs) + more)
    return try await Tool.run("check", template)
  }

  @Test(arguments: [
    (
      "  other: { page: pages/page.liquid, as: index.html }\n",
      "'index.html' would be a file of 'page'"
    ),
    (
      "  other: { page: pages/page.liquid, as: Index.HTML }\n",
      "'Index.HTML' would be a file of 'page'"
    ),
    ("  other: { page: pages/page.liquid, as: index.html.gz }\n", "of 'page'"),
    ("  other: { page: pages/page.liquid, as: storyboard.html }\n", "of 'storyboard'"),
    ("  other: { page: pages/page.liquid, as: poster.png }\n", "of 'storyboard'"),
    ("  other: { page: pages/page.liquid, as: storyboard.mp4 }\n", "of 'storyboard'"),
    ("  other: { page: pages/page.liquid, as: frames }\n", "of 'storyboard'"),
    ("  other: { page: pages/page.liquid, as: captions.vtt.gz }\n", "of 'storyboard'"),
    ("  other: { sms: pages/mail.liquid, as: transcript.txt }\n", "of 'storyboard'"),
  ])
  func twoOutputsOfOneFile(outputs: String, message: String) async throws {
    let result = try await check(outputs)
    #expect(result.code == 1)
    #expect(result.errors.contains("template.yaml:5:"), "\(result.errors)")
    #expect(result.errors.contains(message) && result.errors.contains("[config-name-taken]"))
    #expect(result.errors.components(separatedBy: "[config-name-taken]").count == 2)
  }

  @Test func outputsOfDifferentFiles() async throws {
    let result = try await check(
      "  other: { page: pages/page.liquid, as: index.html.txt }\n"
        + "  sms: { sms: pages/mail.liquid, as: poster.txt, segments: 10 }\n")
    #expect(!result.errors.contains("[config-name-taken]"), "\(result.errors)")
  }

  @Test func twoTotalsOfOneName() async throws {
    let totals = """
      totals:
        - { name: due, sum: amount }
        - { name: due, sum: amount }

      """
    let result = try await check("", totals)
    #expect(result.code == 1)
    #expect(
      result.errors.contains("template.yaml:8:13: error: there is a total 'due' already"),
      "\(result.errors)")
  }
}
