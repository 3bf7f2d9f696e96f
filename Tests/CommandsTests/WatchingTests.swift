import Foundation
import Testing

/// What those see who watch a run: metrics, logs, the report.
@Suite struct WatchingTests {
  /// Records of which one is suppressed by nothing, one rejected with a secret value in it.
  private func run(_ scratch: Scratch, _ options: String...) async throws -> Tool.Result {
    let template = try scratch.writeSmallTemplate()
    let input = try scratch.write(
      "in.ndjson",
      """
      {"id":"R-1","name":"Hildegard","amount":1.10}
      {"id":"R-2","name":["Secretname"],"amount":2.20}
      {"id":"R-5","name":"Hildegard","amount":3.30}

      """)
    return try await Tool.run(
      ["render", template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf]
        + ["--max-rejects", "1"] + options)
  }

  @Test func metricsAreOpenMetrics() async throws {
    let scratch = try Scratch()
    let result = try await run(scratch, "--metrics-file", scratch.path("billow.prom"))
    #expect(result.code == 0, "\(result.errors)")
    let lines = try scratch.lines("billow.prom")
    #expect(lines.last == "# EOF")
    #expect(!scratch.exists("billow.prom.partial"))
    #expect(lines.contains(#"billow_records_total{outcome="rendered"} 2"#))
    #expect(lines.contains(#"billow_rejects_total{code="schema-type"} 1"#))
    #expect(lines.contains("billow_run_finished 1"))
    #expect(lines.contains("billow_run_exit_code 0"))
    // Each sample belongs to the family announced last, and each family is announced once.
    var family = ""
    var types: [String: String] = [:]
    for line in lines.dropLast() {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "#" {
        if words[1] == "TYPE" {
          family = words[2]
          #expect(types.updateValue(words[3], forKey: family) == nil)
        }
        #expect(words[2] == family)
        continue
      }
      let name = String(words[0].prefix { $0 != "{" })
      let suffix = ["counter": "_total", "info": "_info"][types[family] ?? ""] ?? ""
      #expect(name == family + suffix, "\(line)")
      #expect(Double(words.last ?? "") != nil, "\(line)")
    }
  }

  @Test func logsNameUnitsOrdinalsAndCodesAndNoValue() async throws {
    let scratch = try Scratch()
    let result = try await run(scratch, "--log-level", "debug")
    #expect(result.code == 0)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains(" debug rejected code=schema-type ordinal=2 run="))
    #expect(lines[0].hasSuffix(" unit=0"))
    #expect(lines[1].contains(" debug committed ordinal=1 records=3 rejected=1 run="))
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path("out"))
    where !["documents", "headers"].contains(name) {
      let text = try scratch.read("out/\(name)")
      #expect(!text.contains("Secretname") && !text.contains("Hildegard"), "\(name)")
    }
    #expect(!result.errors.contains("Secretname") && !result.output.contains("Secretname"))
  }

  @Test func aMetricsFileThatCannotBeWrittenStopsNothing() async throws {
    let scratch = try Scratch()
    let result = try await run(scratch, "--metrics-file", scratch.path("none/billow.prom"))
    #expect(result.code == 0)
    #expect(result.errors.contains("warning the metrics file cannot be written fault="))
  }

  /// The samples of a metrics file that a collector alerts on.
  private func state(_ scratch: Scratch) throws -> [String] {
    try scratch.lines("billow.prom").filter {
      $0.hasPrefix("billow_run_finished") || $0.hasPrefix("billow_run_exit_code")
        || $0.contains("rendered\"}")
    }
  }

  private func samples(finished: Int, exitCode: Int, rendered: Int) -> [String] {
    [
      "billow_run_finished \(finished)", "billow_run_exit_code \(exitCode)",
      #"billow_records_total{outcome="rendered"} \#(rendered)"#,
    ]
  }

  @Test func noFigureOutlivesItsRun() async throws {
    let scratch = try Scratch()
    let metrics = ["--metrics-file", scratch.path("billow.prom")]
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(300)
    func render(_ input: String, _ out: String, _ more: String...) async throws -> Int32 {
      let arguments = ["render", template, input, "-o", scratch.path(out), "--as-of", Tool.asOf]
      return try await Tool.run(arguments + metrics + more).code
    }
    let good = samples(finished: 1, exitCode: 0, rendered: 300)
    #expect(try await render(records, "good") == 0)
    #expect(try state(scratch) == good)

    #expect(try await render(scratch.path("none.ndjson"), "a") == 4)
    #expect(try state(scratch) == samples(finished: 0, exitCode: 4, rendered: 0))
    // The folder holds the run, finished.
    #expect(try await render(records, "good") == 0)
    #expect(try state(scratch) == good)
    #expect(try await render(records, "good", "--expect-count", "299") == 2, "it differs")
    #expect(try state(scratch) == samples(finished: 0, exitCode: 2, rendered: 0))
    #expect(try await render(records, "b", "--expect-count", "299") == 4)
    #expect(try state(scratch) == samples(finished: 0, exitCode: 4, rendered: 300))

    let doubled = try scratch.read("records.ndjson").replacing("\"R-290\"", with: "\"R-1\"")
    let double = try scratch.write("double.ndjson", doubled)
    #expect(try await render(double, "c") == 4)
    #expect(try state(scratch) == samples(finished: 0, exitCode: 4, rendered: 256))
    // Over its limit of rejects a run is finished.
    let rejected = try scratch.write("rejected.ndjson", "{}\n" + scratch.read("records.ndjson"))
    #expect(try await render(rejected, "d") == 1)
    #expect(try state(scratch) == samples(finished: 1, exitCode: 1, rendered: 300))
  }

  @Test(arguments: ["link", "folder", "pipe"])
  func aMetricsFileThatIsNoPlainFileIsRefused(_ kind: String) async throws {
    let scratch = try Scratch()
    let path = scratch.path("billow.prom")
    let files = FileManager.default
    switch kind {
    case "link":
      try scratch.write("target", "mine")
      try files.createSymbolicLink(atPath: path, withDestinationPath: scratch.path("target"))
    case "folder": try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    default: #expect(mkfifo(path, 0o600) == 0)
    }
    let before = try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    let result = try await run(scratch, "--metrics-file", path)
    #expect(result.code == 2)
    #expect(result.errors.contains("[metrics-not-file]"))
    #expect(!scratch.exists("out"))
    let after = try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    #expect(after == before)
    if kind == "link" { #expect(try scratch.read("target") == "mine") }
  }

  /// A slip of the pen takes nothing away, and nothing comes into the folder that no run writes.
  @Test(arguments: [
    "in.ndjson", "small/template.yaml", "before/manifest.json", "out/billow.prom", "new/../out/m",
    "none/./../out/m",
  ])
  func metricsTakeNoOtherFilesPlace(_ name: String) async throws {
    let scratch = try Scratch()
    _ = try await run(scratch)
    try FileManager.default.moveItem(atPath: scratch.path("out"), toPath: scratch.path("before"))
    try FileManager.default.createDirectory(
      atPath: scratch.path("new"), withIntermediateDirectories: false)
    let isThere = scratch.exists(name)
    let before = isThere ? try scratch.read(name) : ""
    let result = try await run(scratch, "--metrics-file", scratch.path(name))
    #expect(result.code == 2)
    #expect(result.errors.contains("[metrics-not-file]"), "\(result.errors)")
    #expect(!scratch.exists("out"))
    #expect(isThere == scratch.exists(name))
    if isThere { #expect(try scratch.read(name) == before) }
  }

  @Test func aRunWithoutADateIsRefused() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(2)
    let result = try await Tool.run(["render", template, records, "-o", scratch.path("out")])
    #expect(result.code == 2)
    #expect(result.errors.contains("[as-of-missing]"))
    #expect(!scratch.exists("out"))
  }

  @Test func programsAreToldAllThatPeopleAre() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let input = try scratch.write("some.ndjson", "{}\n")
    let result = try await Tool.run(
      ["render", template, input, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--json"])
    #expect(result.code == 1)
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == 2)
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    let reasons = try #require(summary["reasons"] as? [[String: Any]])
    #expect(reasons.count == 1 && reasons[0]["outcome"] as? String == "rejected")
    #expect(reasons[0]["records"] as? Int == 1)
    #expect(summary["signal"] is NSNull && summary["tasks"] is NSNull)
    #expect((summary["segments"] as? [Any])?.isEmpty == true)
    #expect(lines[1].contains("over-reject-limit"))
  }

  @Test func theManifestHasTheNumbering() async throws {
    let scratch = try Scratch()
    #expect(try await run(scratch).code == 0)
    let manifest = try scratch.read("out/manifest.json")
    #expect(
      manifest.contains(
        #"{"first":"R-1","last":"R-5","records":3,"outOfOrder":0,"missing":2,"gaps":[["R-3","R-4"]]}"#
      ))
    #expect(
      manifest.contains(
        #"{"name":"amount","group":"","read":"6.60","rendered":"4.40","rejected":"2.20","suppressed":"0.00"}"#
      ))
    #expect(manifest.contains(#"{"outcome":"rejected","reason":"schema-type","records":1}"#))
    let json = try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any]
    #expect(json?["unnumbered"] as? Int == 0)
    let timings = try JSONSerialization.jsonObject(
      with: Data(contentsOf: scratch.url.appending(path: "out/timings.json")))
    #expect((timings as? [String: Any])?["records"] as? Int == 3)
  }

  @Test func theReportIsOnePageWithWorkingLinks() async throws {
    let scratch = try Scratch()
    #expect(try await run(scratch).code == 0)
    let report = try scratch.read("out/report.html")
    #expect(report.contains("3 read = 2 rendered + 1 rejected + 0 suppressed."))
    #expect(report.contains("<code>schema-type</code>"))
    #expect(report.contains("A value is of another type than the schema says."))
    #expect(!report.contains("<script") && !report.contains("http:") && !report.contains("src=\""))
    var links = 0
    for part in report.components(separatedBy: "href=\"").dropFirst() {
      let link = String(part.prefix { $0 != "\"" })
      let path = try #require(link.removingPercentEncoding)
      #expect(scratch.exists("out/\(path)"), "\(link)")
      links += 1
    }
    #expect(links == 7, "two samples, one list of rejects, four books")
  }
}
