import Foundation
import Testing

/// Keys of every kind go out of books and report, and take nothing of others with them.
@Suite struct EraseKeyTests {
  private func render(
    _ scratch: Scratch, _ keys: [String], _ options: [String] = []
  ) async throws {
    let template = try scratch.writeSmallTemplate()
    let lines = try keys.enumerated().map { number, key in
      let record: [String: Any] = ["id": key, "name": "Anna \(number)", "amount": 10 + number]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: record, options: .sortedKeys),
        as: UTF8.self)
    }
    let input = try scratch.write("in.ndjson", lines.joined(separator: "\n") + "\n")
    let made = try await Tool.run(
      ["render", template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options)
    #expect(made.code == 0, "\(made.errors)")
  }

  private func erase(_ scratch: Scratch, _ key: String) async throws -> Tool.Result {
    try await Tool.run(
      "erase", scratch.path("out"), "--key", key, "--template", scratch.path("small"), "--input",
      scratch.path("in.ndjson"))
  }

  /// What begins with the erased key is another customer's.
  @Test(arguments: ["A-12345/2", "A-12345_1", "A-12345-2"], [[], ["--pack"]])
  func aLongerKeyIsNoTrace(_ other: String, _ options: [String]) async throws {
    let scratch = try Scratch()
    try await render(scratch, ["A-12345", other], options)
    let result = try await erase(scratch, "A-12345")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  private static func samples(_ report: String) -> [Substring] {
    report.split(separator: "<ul class=\"samples\">")[1].split(separator: "</ul>")[0]
      .split(separator: "<li>").filter { $0.contains("</li>") }
  }

  @Test(
    arguments: [
      "O'Brien \"x\" <y>", "Miller & Sons\nContract 4711-88", "a\nb", "s", "17", "li", "100%-7",
      "e\u{301}", "a\u{2028}b", "Grüße & Co. 2026-118", "index.html", "</section>",
    ], [[], ["--pack"]])
  func theReportLosesTheSampleAndNoMore(_ key: String, _ options: [String]) async throws {
    let scratch = try Scratch()
    // Nine others: their numbers, and an option, read like a short key.
    try await render(
      scratch, [key] + (171...179).map { "INV-\($0)" }, ["--limit", "17"] + options)
    let before = try scratch.read("out/report.html")
    #expect(Self.samples(before).count == 10)
    let erased = try await erase(scratch, key)
    #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    #expect(erased.output.contains("nothing is left"))
    let after = try scratch.read("out/report.html")
    #expect(Self.samples(after) == Array(Self.samples(before).dropFirst()))
    let gone = try #require(Self.samples(before).first)
    #expect(after == before.replacing("<li>" + gone, with: ""))
    let verified = try await Tool.run("verify", scratch.path("out"))
    #expect(verified.code == 0, "\(verified.output)")
    #expect(try await erase(scratch, key).code == 4)
  }

  @Test(arguments: ["4711", "5000", "4003"])
  func aNumberIsNotFoundInHashesAndLengths(_ key: String) async throws {
    let scratch = try Scratch()
    try await render(scratch, (4001...5000).map(String.init))
    let before = try scratch.read("out/report.html")
    let erased = try await erase(scratch, key)
    #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    let after = try scratch.read("out/report.html")
    // The last is an end of the numbering too.
    let lost = before.split(separator: "\n").filter { !after.contains($0) }
    #expect(lost.count <= 2)
    #expect(lost.allSatisfy { $0.contains(">\(key)<") }, "\(lost)")
    #expect(after.contains("<dt>Input</dt>"))
    for name in ["report.html", "manifest.json", "documents.ndjson"] {
      let text = try scratch.read("out/\(name)")
      #expect(!text.contains("\"\(key)\"") && !text.contains(">\(key)<"), "\(name)")
    }
  }

  @Test(arguments: [
    ("17", #"{"key":"17"}"#), ("17", "see /documents/452/17/index.html"),
    ("INV-3387745", "of inv/3387745."), ("O'Brien", #"{"first":"O'Brien"}"#),
  ]) func aKeyThatIsLeftIsFound(_ key: String, _ words: String) async throws {
    let scratch = try Scratch()
    try await render(scratch, [key, "R-1"])
    try scratch.write("out/timings.json", words.replacing("452", with: try folder(scratch)))
    let erased = try await erase(scratch, key)
    #expect(erased.code == 1, "\(erased.output)\(erased.errors)")
    #expect(erased.output.hasPrefix("leaked: timings.json: "))
    #expect(!erased.output.contains(key))
  }

  /// The three digits in which the first document's folder is.
  private func folder(_ scratch: Scratch) throws -> String {
    let line = try #require(try scratch.lines("out/documents.ndjson").first)
    return String(try #require(line.firstMatch(of: /"path":"documents\/(...)\//)).output.1)
  }

  @Test func anInterruptedErasureFindsTheSampleByItsNumber() async throws {
    let scratch = try Scratch()
    try await render(scratch, ["O'Brien", "a\nb", "R-1"])
    let report = try scratch.read("out/report.html")
    #expect(try await erase(scratch, "a\nb").code == 0)
    let whole = try Tree(scratch.path("out"))
    try scratch.write("out/report.html", report)
    try scratch.write("out/.billow.erasing", "2 \(Data("a\nb".utf8).sha256)\n")
    let repeated = try await erase(scratch, "a\nb")
    #expect(repeated.code == 0, "\(repeated.output)\(repeated.errors)")
    #expect(try Tree(scratch.path("out")) == whole)
  }

  @Test func aKeyThatIsAWordOfTheBooksIsNotFoundInThem() async throws {
    let scratch = try Scratch()
    try await render(scratch, ["documents", "rendered"])
    for key in ["documents", "rendered"] {
      let erased = try await Tool.run("erase", scratch.path("out"), "--key", key)
      #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
    }
  }

  @Test func aRunOfOneKeyTellsThatItsOptionIsTheKey() async throws {
    let scratch = try Scratch()
    try await render(scratch, ["17", "18"], ["--only", "17"])
    let erased = try await erase(scratch, "17")
    #expect(erased.code == 1)
    #expect(erased.output.contains("leaked: journal: ") && erased.output.contains("manifest.json"))
    #expect(!erased.output.contains("report.html"))
  }

  @Test func aRunThatHasExpiredHasNobodyToErase() async throws {
    let scratch = try Scratch()
    try await render(scratch, ["R-1", "R-2"], ["--retain-until", "2026-12-31"])
    #expect(
      try await Tool.run("expire", scratch.path("out"), "--on", "2027-01-01").code == 0)
    let result = try await erase(scratch, "R-1")
    #expect(result.code == 2)
    #expect(result.errors.contains("[run-expired]"))
    #expect(result.errors.contains("expired on 2027-01-01: no record is left in it"))
  }

  @Test func aRunThatWasStoppedIsToFinishFirst() async throws {
    let scratch = try Scratch()
    try await render(scratch, ["R-1", "R-2"], ["--retain-until", "2026-12-31"])
    for name in ["_SUCCESS", "manifest.json"] {
      try FileManager.default.removeItem(atPath: scratch.path("out/\(name)"))
    }
    for result in [
      try await erase(scratch, "R-1"),
      try await Tool.run("expire", scratch.path("out"), "--on", "2027-01-01"),
    ] {
      #expect(result.code == 2)
      #expect(result.errors.contains("the run is not finished"))
      #expect(result.errors.contains("[run-unfinished]"))
    }
  }
}
