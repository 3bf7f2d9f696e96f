import Testing

/// One mistake that keeps a part of a template from being read is one finding: nothing is said of what the part would have used.
@Suite struct UnreadPartTests {
  private static let mistakes: [(file: String, text: String, other: String)] = [
    ("storyboards/bill.yaml", "duration: 5s\n", "duration: 5 parsecs\n"),
    ("storyboards/bill.yaml", "transition: wipe", "transition: wiep"),
    ("template.yaml", "page: pages/microsite.liquid", "page: pages/micorsite.liquid"),
    ("template.yaml", "email: pages/email.liquid", "email: pages/emial.liquid"),
    ("snippets/status.liquid", "{% when 'paid' %}", "{% wehn 'paid' %}"),
    ("rules.yaml", "segments:\n", "segments:\n\t"),
    ("rules.yaml", "hit: first", "hit: frist"),
    ("schema.json", "\"minLength\"", "\"minLenght\""),
    ("pages/microsite.liquid", "{% render 'status'", "{% render 'statsu'"),
  ]

  /// What is concluded from something not being there.
  private static let conclusions = [
    "unused-snippet", "translation-unused", "unused-variable", "ladder-clauses", "unknown-variable",
    "unknown-field", "optional-unguarded", "table-overlap", "table-gap",
  ]

  @Test(arguments: mistakes)
  func isToldWithoutWhatFollowsFromIt(file: String, text: String, other: String) async throws {
    let (code, findings) = try await CheckedFieldTests.check(file, text, other)
    #expect(code == 1)
    #expect(!findings.isEmpty)
    for code in Self.conclusions {
      #expect(!findings.contains { $0.hasSuffix("[\(code)]") }, "\(code): \(findings.first ?? "")")
    }
  }

  @Test(arguments: ["{% if %}{{ un }}", nil])
  func whatAnIncludedSnippetMayDo(snippet: String?) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(
      page: "{% assign un = 1 %}{% include 'setup' %}{{ who }}{{ name }} {{ amount }}")
    if let snippet { try scratch.write("small/snippets/setup.liquid", snippet) }
    let result = try await Tool.run("check", template)
    #expect(result.code == 1)
    for code in ["unknown-field", "unused-variable", "unknown-variable"] {
      #expect(!result.errors.contains("[\(code)]"), "\(result.errors)")
    }
  }

  @Test func anEmptyRulesFile() async throws {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    try scratch.write("template/rules.yaml", "")
    let result = try await Tool.run("check", template)
    #expect(result.code == 1)
    #expect(result.errors.contains("[yaml-empty]"))
    #expect(!result.errors.contains("[unknown-field]"), "\(result.errors)")
  }

  @Test func whatIsUnusedInAWholeTemplateIsStillTold() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    try scratch.write("small/snippets/old.liquid", "old")
    let result = try await Tool.run("check", template)
    #expect(result.errors.contains("[unused-snippet]"), "\(result.errors)")
  }
}
