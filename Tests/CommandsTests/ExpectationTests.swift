import Foundation
import Testing

/// What was announced must be met, or nothing is published.
@Suite struct ExpectationTests {
  let scratch: Scratch
  let template: String

  init() throws {
    scratch = try Scratch()
    template = try scratch.writeSmallTemplate()
  }

  private func render(
    _ input: String, _ name: String, _ options: String...
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["render", template, input, "-o", scratch.path(name), "--as-of", Tool.asOf] + options)
  }

  /// Nothing that a reader would take for a document or a finished run.
  private func expectUnpublished(_ name: String) throws {
    for entry in ["_SUCCESS", "documents", "packs", "manifest.json", "report.html"] {
      #expect(!scratch.exists("\(name)/\(entry)"), "\(entry)")
    }
  }

  @Test(arguments: [[], ["--pack"]])
  func whatDiffersIsNotPublishedUntilItIsMended(_ form: [String]) async throws {
    // 1.50 + 2.50 + 3.50
    let input = try scratch.writeRecords(3)
    let tail = ["-o", scratch.path("out"), "--as-of", Tool.asOf] + form
    let wrong = try await Tool.run(
      ["render", template, input, "--expect-count", "4", "--expect-total", "amount:=7.51"] + tail)
    #expect(wrong.code == 4)
    #expect(wrong.errors.contains("4 records announced, 3 read [expected-count-differs]"))
    #expect(wrong.errors.contains("amount of 7.51 announced, 7.50 read [expected-total-differs]"))
    try expectUnpublished("out")
    let without = try await Tool.run(["render", template, input] + tail)
    #expect(without.code == 2, "without any announcement it is another run")
    let right = try await Tool.run(
      ["render", template, input, "--expect-count", "3", "--expect-total", "amount:=7.5"] + tail)
    #expect(right.code == 0, "\(right.errors)")
    #expect(right.output.contains("3 of them by an earlier run"))
    #expect(scratch.exists("out/_SUCCESS"))
    #expect(
      try scratch.read("out/manifest.json").contains(
        #""expected":{"records":3,"totals":[{"name":"amount","group":"","read":"7.5"}]}"#))
    let later = try await Tool.run(["render", template, input, "--expect-count", "9"] + tail)
    #expect(later.code == 4)
    #expect(scratch.exists("out/_SUCCESS"))
  }

  @Test func aTrailerIsNoRecordAndMustBeMet() async throws {
    // Also where the trailer stands alone in the last batch, and where it does not.
    for count in [3, 256, 257] {
      _ = try scratch.writeRecords(count, to: "r.ndjson")
      let total = (1...count).reduce(0) { $0 + $1 * 100 + 50 }
      let text = try scratch.read("r.ndjson")
      func trailer(_ count: Int, _ cents: Int) throws -> String {
        try scratch.write(
          "t\(count).ndjson",
          text
            + #"{"trailer":{"count":\#(count),"totals":{"":"\#(cents / 100).\#(cents / 10 % 10)"}}}"#
            + "\n")
      }
      let good = try await render(
        try trailer(count, total), "good\(count)", "--trailer", "--jobs", "3")
      #expect(good.code == 0, "\(good.errors)")
      #expect(good.output.hasPrefix("\(count) records read: \(count) rendered"))
      let bad = try await render(try trailer(count + 1, total), "bad\(count)", "--trailer")
      #expect(bad.code == 4)
      #expect(bad.errors.contains("\(count + 1) records announced, \(count) read"))
      try expectUnpublished("bad\(count)")
    }
  }

  @Test(arguments: [
    (#"{"id":"R-9","name":"A","amount":1}"#, "trailer-missing"),
    (#"{"trailer":{"count":3}} "#, "expected-count-differs"),
    (#"{"trailer":{"count":"1"}}"#, "trailer-format"),
    (#"{"trailer":{"total":1}}"#, "trailer-format"),
    (#"{"trailer":{"count":1},"more":1}"#, "trailer-format"),
    (#"{"trailer":{}}"#, "trailer-format"),
    (#"{"trailer":{"count":1,"totals":{"":"1e3"}}}"#, "trailer-format"),
    (#"{"trailer":{"count":1"#, "trailer-missing"),
  ])
  func aTrailerThatIsNoneIsSaid(_ last: String, _ code: String) async throws {
    let input = try scratch.write(
      "in.ndjson", #"{"id":"R-1","name":"A","amount":1}"# + "\n" + last)
    let result = try await render(input, "out", "--trailer")
    #expect(result.code == 4)
    #expect(result.errors.contains("[\(code)]"), "\(result.errors)")
    try expectUnpublished("out")
  }

  @Test func aDuplicateIsAHardStopAlsoAcrossAResume() async throws {
    // The first of the two is rejected, so only the journal knows its key.
    var lines = (1...700).map { #"{"id": "R-\#($0)", "name": "A", "amount": 1}"# }
    lines[2] = #"{"id": "R-650", "name": 5, "amount": 1}"#
    let input = try scratch.write("in.ndjson", lines.joined(separator: "\n"))
    for _ in 1...2 {
      let result = try await render(input, "out", "--jobs", "1")
      #expect(result.code == 4)
      #expect(result.errors.contains("record 650 has the same key as record 3 [duplicate-key]"))
      #expect(!scratch.exists("out/_SUCCESS"))
    }
    #expect(try scratch.lines("out/journal").count == 3, "the units before it stand")
  }

  @Test(arguments: [
    ["--expect-count", "-1"], ["--expect-total", "EUR"], ["--expect-total", "EUR=1,5"],
    ["--expect-total", "EUR=+1"], ["--expect-total", "EUR=99999999999999999999999999999999"],
    ["--expect-count", "1", "--limit", "1"], ["--trailer", "--only", "R-1"],
    ["--expect-total", "other:EUR=1"],
  ])
  func whatMakesNoSenseIsAUsageError(_ options: [String]) async throws {
    let input = try scratch.writeRecords(1)
    let result = try await Tool.run(
      ["render", template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options)
    #expect(result.code == 2, "\(result.errors)")
    #expect(!scratch.exists("out"))
  }

  @Test(arguments: [("0", 1), ("1", 1), ("2", 0), ("49%", 1), ("50%", 0), ("100%", 0)])
  func rejectsUpToTheLimitAreSuccess(_ limit: String, _ code: Int32) async throws {
    let input = try scratch.write(
      "in.ndjson",
      (1...4).map { #"{"id": "R-\#($0)", "name": \#($0 > 2 ? "5" : "\"A\""), "amount": 1}"# }
        .joined(separator: "\n"))
    let result = try await render(input, "out", "--max-rejects", limit)
    #expect(result.code == code)
    #expect(scratch.exists("out/_SUCCESS"))
    #expect(try Tree(scratch.path("out")).pages.count == 2, "all good documents stand")
    let report = try scratch.read("out/report.html")
    #expect(report.contains(code == 0 ? "every record is accounted for" : "rejected than allowed"))
  }
}
