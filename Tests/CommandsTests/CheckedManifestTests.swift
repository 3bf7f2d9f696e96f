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

  /// The ending of a page's name says how values are escaped: one that says nothing is refused.
  @Test(arguments: ["index.HTML", "index.xhtml", "feed.xml", "data.json", "page", "style.css"])
  func endingsThatSayNothingOfEscaping(name: String) async throws {
    let result = try await check("  other: { page: pages/page.liquid, as: \(name) }\n")
    #expect(result.code == 1)
    #expect(
      result.errors.contains(
        "template.yaml:5:41: error: the ending of '\(name)' does not say how values are escaped [config-file-name]"
      ), "\(result.errors)")
  }

  /// YAML takes `{{ }}` and `[ ]` without quotes for a mapping and a list: what they say is never dropped.
  @Test(arguments: [
    "  sms: { sms: pages/mail.liquid, as: sms.txt, when: [name] }\n",
    "  sms:\n    sms: pages/mail.liquid\n    as: sms.txt\n    when: {{ name }}\n",
    "  mail:\n    email: pages/mail.liquid\n    text: pages/mail.liquid\n    as: mail.eml\n    from: a@b.example\n"
      + "    to: a@b.example\n    subject: Hello\n    unsubscribe: {{ name }}\n",
    "  mail:\n    email: pages/mail.liquid\n    text: pages/mail.liquid\n    as: mail.eml\n    from: a@b.example\n"
      + "    to: a@b.example\n    subject: {{ name }}\n",
  ])
  func textsWithoutQuotes(outputs: String) async throws {
    let result = try await check(outputs)
    #expect(result.code == 1)
    #expect(result.errors.contains("must be a text [config-text]"), "\(result.errors)")
    #expect(result.errors.contains("help: put what begins with `{` or `[` in quotes"))
  }

  @Test(arguments: [
    ("film/template.yaml", "storyboards/film.yaml }", "storyboards/film.yaml, on_request: yes }"),
    ("film/storyboards/film.yaml", "{ id: amount,", "{ id: amount, popup: True,"),
  ])
  func truthIsTrueOrFalse(file: String, from: String, to: String) async throws {
    let result = try await check(file, from, to)
    #expect(result.code == 1 && result.errors.contains("is true or false [config-truth]"))
  }

  @Test(arguments: [
    ("{ id: amount,", "{ id: amount, when: [amount],", "'when' must be a text"),
    ("{ id: amount,", "{ id: amount, caption: {{ name }},", "'caption' must be a text"),
    ("{ id: amount,", "{ id: amount, voice: [x],", "'voice' must be a text"),
    ("{ id: amount,", "{ id: amount, for: [x],", "'for' must be a text"),
    ("title: \"{{ name }}\"", "title: {{ name }}", "'title' must be a text"),
    ("rate: 25", "rate: 24.5", "'rate' is a whole number of frames a second"),
    (
      "{ id: amount,", "{ id: amount, variants: [{ scene: hello.svg }],",
      "a scene has 'scene' or 'variants', not both"
    ),
  ])
  func whatStoryboardsDroppedOrChanged(from: String, to: String, message: String) async throws {
    let result = try await check("film/storyboards/film.yaml", from, to)
    #expect(result.code == 1 && result.errors.contains(message), "\(result.errors)")
  }

  @Test func tolerancesAreNotNegative() async throws {
    let result = try await check(
      "", "checks:\n  - { name: sum, rule: amount = amount, within: -1 }\n")
    #expect(result.code == 1)
    #expect(result.errors.contains("'within' is not a decimal, 0 or more [config-check]"))
  }

  /// The film template with one text of one file replaced.
  private func check(_ file: String, _ from: String, _ to: String) async throws -> Tool.Result {
    let scratch = try Scratch()
    let template = try scratch.writeFilmTemplate()
    let text = try scratch.read(file)
    try #require(text.contains(from))
    try scratch.write(file, text.replacing(from, with: to))
    return try await Tool.run("check", template)
  }
}
