import Foundation
import Testing

/// What `billow verify` makes of the run's template and input, and of a run that they say nothing of.
@Suite struct VerifyOriginTests {
  private let scratch: Scratch
  private let template: String

  init() throws {
    scratch = try Scratch()
    template = try scratch.writeSmallTemplate()
  }

  private func render(
    _ input: String, piped: String? = nil, _ options: String...
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["render", template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options,
      input: piped)
  }

  private func verify(_ options: String...) async throws -> Tool.Result {
    try await Tool.run(["verify", scratch.path("out")] + options)
  }

  private func compare(_ input: String, _ options: String...) async throws -> Tool.Result {
    try await Tool.run(
      ["verify", scratch.path("out"), "--template", template, "--input", input] + options)
  }

  @Test(arguments: [[], ["--pack", "--pack-size", "300"]])
  func ofAnUnfinishedRunWhatIsCommittedIsRenderedAnew(_ options: [String]) async throws {
    _ = try scratch.writeRecords(1000)
    // The 900th record has the key of the 10th: a hard stop, with three units committed.
    let text = try scratch.read("records.ndjson").replacing("\"R-900\"", with: "\"R-10\"")
    let records = try scratch.write("records.ndjson", text)
    let made = try await Tool.run(
      [
        "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--jobs", "1",
      ] + options)
    #expect(made.code == 4)
    let result = try await compare(records, "--re-render", "100%")
    #expect(result.output.contains("\n  768 records rendered anew\n"))
    #expect(result.output.hasSuffix("not verified: 1 unfinished\n"), "\(result.output)")
  }

  /// Units of such a run count no other record, so that their ordinals do not say how far it had come.
  @Test func ofAnUnfinishedRunOfOneKeyWhatIsCommittedIsRenderedAnew() async throws {
    let records = try scratch.writeRecords(1000)
    #expect(try await render(records, "--only", "R-900").code == 0)
    for name in ["_SUCCESS", "manifest.json"] {
      try FileManager.default.removeItem(atPath: scratch.path("out/\(name)"))
    }
    let journal = try scratch.lines("out/journal")
    #expect(journal.count == 5)
    for (units, count) in [(4, "1 record rendered anew"), (3, "0 records rendered anew: ")] {
      try scratch.write("out/journal", journal.prefix(1 + units).joined(separator: "\n") + "\n")
      let result = try await compare(records, "--re-render", "100%")
      #expect(result.output.contains("\n  \(count)"), "\(units): \(result.output)")
      #expect(!result.output.contains("different"))
    }
  }

  @Test func ofAnUnfinishedRunTheCommittedDocumentsAreSearched() async throws {
    let records = try scratch.writeRecords(1000)
    #expect(try await render(records).code == 0)
    for name in ["_SUCCESS", "manifest.json"] {
      try FileManager.default.removeItem(atPath: scratch.path("out/\(name)"))
    }
    let journal = try scratch.lines("out/journal")
    try scratch.write("out/journal", journal.prefix(4).joined(separator: "\n") + "\n")
    let result = try await compare(records, "--leaks")
    #expect(result.output.contains("\n  768 documents searched for "), "\(result.output)")
    #expect(!result.output.contains("missing: documents"))
  }

  @Test func aLongerInputThanWhatWasPipedInIsAnother() async throws {
    let piped = try scratch.writeRecords(10, to: "piped")
    let longer = try scratch.writeRecords(600, to: "longer")
    #expect(try await render("-", piped: piped).code == 0)
    for kind in [["--leaks"], ["--re-render", "100%"]] {
      let origin = ["verify", scratch.path("out"), "--template", template] + kind
      #expect(try await Tool.run(origin + ["--input", piped]).code == 0)
      let other = try await Tool.run(origin + ["--input", longer])
      #expect(other.code == 2, "\(other.output)")
      #expect(other.errors.contains("it read 10 records, and this input has more"))
      #expect(other.errors.contains("[run-differs]"))
    }
  }

  @Test func ofAnUnfinishedRunOfStandardInputTheCommittedRecordsTell() async throws {
    _ = try scratch.writeRecords(1000)
    let text = try scratch.read("records.ndjson").replacing("\"R-900\"", with: "\"R-10\"")
    let piped = try scratch.write("piped", text)
    let other = try scratch.write("other", text.replacing("\"R-700\"", with: "\"Q-700\""))
    #expect(try await render("-", piped: piped, "--jobs", "1").code == 4)
    let same = try await compare(piped, "--re-render", "100%")
    #expect(same.output.contains("\n  768 records rendered anew\n"), "\(same.errors)")
    #expect(same.output.hasSuffix("not verified: 1 unfinished\n"))
    let different = try await compare(other, "--re-render", "100%")
    #expect(different.code == 2, "\(different.output)")
    #expect(different.errors.contains("its record 700 is not record 700 of this input"))
  }

  @Test func anInputWithoutTheLastRejectsOfWhatWasPipedInIsAnother() async throws {
    let good = try scratch.writeRecords(10, to: "good")
    let piped = try scratch.write("piped", try scratch.read("good") + "1\n2\n")
    #expect(try await render("-", piped: piped, "--max-rejects", "2").code == 0)
    #expect(try await compare(piped, "--re-render", "100%").code == 0)
    let other = try await compare(good, "--re-render", "100%")
    #expect(other.code == 2, "\(other.output)")
    #expect(other.errors.contains("its record 11 is not record 11 of this input"))
  }

  @Test func aRunThatStoppedAtItsLimitReadNoMoreOfWhatWasPipedIn() async throws {
    let piped = try scratch.writeRecords(600, to: "piped")
    #expect(try await render("-", piped: piped, "--limit", "10").code == 0)
    let result = try await compare(piped, "--re-render", "100%")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("  10 records rendered anew\n"))
  }

  @Test func theTrailerOfWhatWasPipedInIsNoRecordMore() async throws {
    let records = try scratch.writeRecords(10)
    let piped = try scratch.write(
      "piped", try scratch.read("records.ndjson") + "{\"trailer\":{\"count\":10}}\n")
    #expect(try await render("-", piped: piped, "--trailer").code == 0)
    let whole = try await compare(piped, "--re-render", "100%")
    #expect(whole.code == 0, "\(whole.output)\(whole.errors)")
    let shorter = try await compare(records, "--leaks")
    #expect(shorter.code == 2)
  }

  @Test func ofAnExpiredRunNothingIsLeftToCompare() async throws {
    let records = try scratch.writeRecords(20)
    #expect(try await render(records, "--retain-until", "2036-12-31").code == 0)
    let expired = try await Tool.run("expire", scratch.path("out"), "--on", "2037-01-01")
    #expect(expired.code == 0, "\(expired.errors)")
    for kind in [["--leaks"], ["--re-render", "5%"]] {
      let result = try await Tool.run(
        ["verify", scratch.path("out"), "--template", template, "--input", records] + kind)
      #expect(result.output.contains("\n  nothing is left to compare: "), "\(result.output)")
      #expect(
        result.output.hasSuffix("verified: the manifest is whole, and nothing else is there\n"))
    }
    let json = try await verify("--json").json
    #expect(json["expired"] as? String == "2037-01-01")
    #expect(!(try await verify().output.contains("compare")))
  }

  @Test func programsAreToldOfWhatWasSearchedFor() async throws {
    let records = try scratch.writeRecords(20)
    #expect(try await render(records).code == 0)
    let json = try await compare(records, "--leaks", "--json").json
    #expect(json["searched"] as? Int == 20)
    #expect(json["distinctiveValues"] as? Int != nil)
    #expect(json["expired"] is NSNull)
  }

  @Test(
    arguments: [
      (["--leak-sample", "10%"], "--leak-sample goes with --leaks"),
      (["--template", "x"], "go with --re-render or --leaks"),
      (["--input", "x"], "go with --re-render or --leaks"),
      (["--format", "csv"], "go with --re-render or --leaks"),
      (
        ["--re-render", "0%", "--template", "x", "--input", "x"],
        "--re-render takes a share above 0%"
      ),
      (
        ["--leaks", "--leak-sample", "0%", "--template", "x", "--input", "x"],
        "--leak-sample takes a share above 0%"
      ),
    ])
  func refusesOptionsThatWouldDoNothing(_ options: [String], _ words: String) async throws {
    let records = try scratch.writeRecords(2)
    #expect(try await render(records).code == 0)
    let result = try await Tool.run(["verify", scratch.path("out")] + options)
    #expect(result.code == 2, "\(result.output)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func saysWhenAShareComesToNothing() async throws {
    let records = try scratch.writeRecords(2)
    #expect(try await render(records).code == 0)
    let result = try await compare(
      records, "--re-render", "0.01%", "--leaks", "--leak-sample", "0.01%")
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.contains("\n  0 records rendered anew: the share came to none\n"))
    #expect(result.output.contains("\n  0 documents searched for "))
    #expect(result.output.contains(" of others: the share came to none\n"))
  }
}
