import Foundation
import Testing

/// Segments, decisions and variants say which scenes a film has, and whether there is a document at all.
@Suite struct RulesInFilmTests {
  private static let rules = """
    segments:
      large: amount >= 10
    decisions:
      tone:
        rows:
          - { when: amount < 5, then: { level: soft } }
          - { when: amount >= 5, then: { level: firm } }
    variants:
      ending:
        groups:
          - { when: segments.large, split: { thanks: 50, offer: 50 } }
        show: none
      trial:
        split: { told: 70, silent: 30 }

    """

  private static let scenes = """
      - { id: large, when: segments.large, scene: hello.svg, duration: 1s }
      - { id: firm, when: decisions.tone.level == 'firm', scene: hello.svg, duration: 1s }
      - { id: offer, when: variants.ending == 'offer', scene: hello.svg, duration: 1s }
      - id: told
        duration: 1s
        variants:
          - { when: variants.trial == 'told' and segments.large, scene: amount.svg }
          - { scene: hello.svg }

    """

  private func write(_ scratch: Scratch) throws -> String {
    let template = try scratch.writeFilmTemplate()
    try scratch.write("film/rules.yaml", Self.rules)
    try scratch.write(
      "film/storyboards/film.yaml", try scratch.read("film/storyboards/film.yaml") + Self.scenes)
    try scratch.write(
      "film/template.yaml",
      try scratch.read("film/template.yaml")
        + "suppress:\n  - { when: variants.trial == 'silent', reason: not-in-the-trial }\n")
    try scratch.write(
      "film/pages/page.liquid",
      "<p>{% if segments.large %}large {% endif %}{% if decisions.tone.level == 'firm' %}firm {% endif %}"
        + "{{ variants.ending }} {{ variants.trial }}</p>\n")
    return template
  }

  /// The ids of a film's scenes, in its order, as `storyboard.json` tells them.
  private func scenes(_ file: URL) throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    return try #require(json?["scenes"] as? [[String: Any]]).compactMap { $0["id"] as? String }
  }

  /// The cells of each row of a section's table.
  private func rows(of section: String, in report: String) -> [[String]] {
    guard let start = report.range(of: "<h2 id=\"\(section)\">"),
      let body = report.range(of: "<tbody>", range: start.upperBound..<report.endIndex),
      let end = report.range(of: "</tbody>", range: body.upperBound..<report.endIndex)
    else { return [] }
    return report[body.upperBound..<end.lowerBound].split(separator: "<tr>").map { row in
      row.matches(of: /<t[hd][^>]*>([^<]*)</).map { String($0.output.1) }
    }.filter { !$0.isEmpty }
  }

  @Test func scenesAndSuppressionsReadRules() async throws {
    let scratch = try Scratch()
    let template = try write(scratch)
    let check = try await Tool.run("check", template)
    #expect(!check.errors.contains("error:"), "\(check.errors)")
    let records = try scratch.writeRecords(40)
    let run = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--frames",
      "none")
    #expect(run.code == 0, "\(run.errors)")
    var seen: [String: Int] = [:]
    for line in try scratch.lines("out/documents.ndjson") {
      let path = line.split(separator: "\"path\":\"")[1].prefix { $0 != "\"" }
      let page = try scratch.read("out/\(path)/index.html")
      let words = page.dropFirst(3).prefix { $0 != "<" }.split(separator: " ").map(String.init)
      let expected =
        ["hello", "amount"] + ["large", "firm", "offer"].filter { words.contains($0) } + ["told"]
      #expect(try scenes(scratch.url.appending(path: "out/\(path)/storyboard.json")) == expected)
      #expect(words.last == "told")
      for word in words { seen[word, default: 0] += 1 }
    }
    // Every way was taken, and not by all.
    let told = seen["told"] ?? 0
    for word in ["large", "firm", "offer", "thanks", "none"] {
      #expect((1..<told).contains(seen[word] ?? 0), "\(word): \(seen)")
    }
    let silent = try scratch.lines("out/suppressed.ndjson")
    #expect(silent.count == 40 - told && silent.count > 4)
    #expect(silent.allSatisfy { $0.contains("\"reason\":\"not-in-the-trial\"") })
    // The report has a table of each, with the same counts.
    let report = try scratch.read("out/report.html")
    #expect(
      rows(of: "segments", in: report).map { Array($0.prefix(2)) } == [
        ["large", "\(seen["large"] ?? 0)"]
      ])
    let variants = rows(of: "variants", in: report)
    #expect(
      variants.map { Array($0.prefix(3)) } == [
        ["ending", "thanks", "\(seen["thanks"] ?? 0)"],
        ["ending", "offer", "\(seen["offer"] ?? 0)"],
        ["ending", "none", "\(seen["none"] ?? 0)"], ["trial", "told", "\(told)"],
        ["trial", "silent", "0"],
      ])
    #expect(variants.last?.last == "\(silent.count)")
  }

  @Test func aSceneWhoseSegmentIsNoneIsToldOf() async throws {
    let scratch = try Scratch()
    let template = try write(scratch)
    try scratch.write(
      "film/storyboards/film.yaml",
      try scratch.read("film/storyboards/film.yaml")
        .replacing("decisions.tone.level == 'firm'", with: "decisions.tone.level == 'frim'")
        .replacing("when: segments.large,", with: "when: segments.largest,"))
    let check = try await Tool.run("check", template)
    #expect(check.code == 1)
    #expect(check.errors.contains("film/storyboards/film.yaml:"), "\(check.errors)")
    #expect(check.errors.contains("largest") && check.errors.contains("frim"))
  }
}
