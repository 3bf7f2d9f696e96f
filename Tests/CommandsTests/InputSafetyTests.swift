import Foundation
import Testing

/// That a run reads its input whole, once, and as it was - or says so and is no success.
@Suite struct InputSafetyTests {
  let scratch: Scratch
  let template: String

  init() throws {
    scratch = try Scratch()
    template = try scratch.writeSmallTemplate()
  }

  private func render(
    _ input: String, _ name: String, _ options: [String] = [], piped: String? = nil
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["render", template, input, "-o", scratch.path(name), "--as-of", Tool.asOf] + options,
      input: piped)
  }

  // MARK: Standard input

  @Test func aSecondRunOfStandardInputNeedsANewFolder() async throws {
    let tonight = try scratch.writeRecords(3, to: "tonight")
    let tomorrow = try scratch.writeRecords(5, to: "tomorrow")
    let first = try await render("-", "out", piped: tonight)
    #expect(first.code == 0, "\(first.errors)")
    let before = try Tree(scratch.path("out"))
    for input in [tonight, tomorrow] {
      let second = try await render("-", "out", piped: input)
      #expect(second.code == 2, "\(second.output)")
      #expect(second.output == "")
      #expect(second.errors.contains("holds a finished run of standard input"))
      #expect(second.errors.contains("[run-differs]\n  help: give each run a new folder"))
    }
    #expect(try Tree(scratch.path("out")) == before)
  }

  @Test func anotherInputThanWhatWasPipedInProvesNothing() async throws {
    let piped = try scratch.writeRecords(300, to: "piped")
    let shorter = try scratch.writeRecords(299, to: "shorter")
    let other = try scratch.write(
      "other", try scratch.read("piped").replacing("R-200\"", with: "Q-200\""))
    #expect(try await render("-", "out", piped: piped).code == 0)
    let longer = try scratch.write(
      "longer", try scratch.read("piped").replacing("Customer 7\"", with: "Customer Seven\""))
    let kinds = [["--leaks"], ["--re-render", "100%"]]
    for kind in kinds {
      let verify = ["verify", scratch.path("out"), "--template", template] + kind
      let good = try await Tool.run(verify + ["--input", piped])
      #expect(good.code == 0, "\(good.output) \(good.errors)")
      for (input, record) in [(shorter, 300), (other, 200), (longer, 256)] {
        let bad = try await Tool.run(verify + ["--input", input])
        #expect(bad.code == 2)
        #expect(bad.errors.contains("its record \(record) is not record \(record) of this input"))
        #expect(bad.errors.contains("[run-differs]"))
        #expect(!bad.output.contains("verified"))
      }
    }
  }

  @Test func whatARunDoesNotReadOfStandardInputIsNoMatterLater() async throws {
    let lines = [#""\ud800""#, "1e999", #"{"a":1,"a":2}"#].enumerated()
      .map { #"{"id":"R-\#($0)","name":"A","amount":1,"zz":\#($1)}"# + "\n" }
    let piped = try scratch.write("piped", lines.joined())
    #expect(try await render("-", "out", piped: piped).code == 0)
    let result = try await Tool.run(
      "verify", scratch.path("out"), "--template", template, "--input", piped, "--re-render", "100%"
    )
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func whatIsPipedInIsNotToldToResume() async throws {
    let piped = try scratch.writeRecords(3)
    let result = try await render("-", "out", ["--expect-count", "4"], piped: piped)
    #expect(result.code == 4)
    #expect(result.errors.contains("mend the input or what is announced, and use a new folder"))
    #expect(!result.errors.contains("same command"))
    let limited = try await Tool.run(
      program: "/bin/sh",
      [
        "-c",
        #"ulimit -f 8; exec "$0" render "$1" - -o "$2" --pack --as-of 2026-03-31 < "$3""#,
        Tool.executable.path, template, scratch.path("limited"), try scratch.writeRecords(2000),
      ])
    #expect(limited.code == 5)
    #expect(!limited.errors.contains("resumes"), "\(limited.errors)")
  }

  @Test func aPipeWithANameIsRefused() async throws {
    let records = try scratch.writeRecords(600)
    let result = try await Tool.run(
      program: "/bin/sh",
      [
        "-c", #"cat "$3" | "$0" render "$1" /dev/stdin -o "$2" --as-of 2026-03-31"#,
        Tool.executable.path, template,
        scratch.path("out"), records,
      ])
    #expect(result.code == 4)
    #expect(result.errors.contains("/dev/stdin: is a pipe or a device"))
    #expect(result.errors.contains("[input-not-file]\n  help: give - to read from a pipe"))
    #expect(!scratch.exists("out"))
  }

  // MARK: Inputs that change

  @Test(arguments: [false, true])
  func anInputThatChangesMeanwhileIsNoSuccess(isStopped: Bool) async throws {
    // More than is read ahead of the first record, at which the process stops.
    let records = try scratch.writeRecords(4000)
    let before = try Data(contentsOf: URL(filePath: records))
    let running = try Tool.Running(
      [
        "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--jobs", "1",
      ], input: nil, in: nil, environment: ["BILLOW_CRASH_DRILL": "1:stop"], umask: nil)
    while running.isRunning, !scratch.exists("out/journal") {
      try await Task.sleep(for: .milliseconds(5))
    }
    let file = try FileHandle(forWritingTo: URL(filePath: records))
    try file.seekToEnd()
    try file.write(contentsOf: Data(#"{"id":"R-0","name":"A","amount":1}"#.utf8))
    try file.close()
    // What is committed may be of two inputs, also where the run was stopped before the end.
    if isStopped { running.signal(SIGTERM) }
    while running.isRunning {
      running.signal(SIGCONT)
      try await Task.sleep(for: .milliseconds(20))
    }
    let result = try await running.result()
    #expect(result.code == 4)
    #expect(result.errors.contains("records.ndjson: the input changed while it was read"))
    #expect(result.errors.contains("[input-changed]"))
    for name in ["_SUCCESS", "manifest.json"] { #expect(!scratch.exists("out/\(name)")) }
    // What is committed may be of another input, so the old one back does not make it good.
    try before.write(to: URL(filePath: records))
    let again = try await render(records, "out", ["--jobs", "1"])
    #expect(again.code == 4)
    #expect(again.errors.contains("cannot go on [input-changed]\n  help: choose a new folder"))
  }

  // MARK: CSV

  @Test func anOpenQuoteIsNotOneReject() async throws {
    let rows = (1...700).map { "R-\($0),\($0 == 300 ? "\"" : "")Customer,1" }
    let input = try scratch.write(
      "in.csv", "id,name,amount\n" + rows.joined(separator: "\n") + "\n")
    let result = try await render(input, "out", ["--max-rejects", "0.5%"])
    #expect(result.code == 4)
    #expect(result.errors.contains("in.csv: record 300: the quotation mark in line 301 opens a"))
    #expect(result.errors.contains("[input-csv-quote]"))
    #expect(!scratch.exists("out/_SUCCESS"))
    let piped = try await render("-", "piped", piped: input)
    #expect(piped.code == 4)
    #expect(piped.errors.contains("-: record 300: the quotation mark at byte "))
  }

  // MARK: The command line

  @Test func anEmptyFolderNameIsASlip() async throws {
    let input = try scratch.writeRecords(1)
    let result = try await Tool.run("render", template, input, "-o", "")
    #expect(result.code == 2)
    #expect(result.errors.contains("--output names no folder"))
  }

  @Test func aKeyThatIsInNoRecordIsNoSuccess() async throws {
    let input = try scratch.writeRecords(3)
    let result = try await render(input, "out", ["--only", "R-4"])
    #expect(result.code == 4)
    #expect(result.errors.contains("[only-no-record]"))
    #expect(!scratch.exists("out/_SUCCESS"))
    #expect(try await render(input, "one", ["--only", "R-3"]).code == 0)
  }

  @Test(arguments: [
    "5.-1%", "100.99%", "100.01%", "+5%", "5.+1%", "-1", "+1", "5.%", "1.234%", "%", "101%", "٣%",
  ])
  func limitsThatAreNone(_ limit: String) async throws {
    let input = try scratch.writeRecords(1)
    let result = try await render(input, "out", ["--max-rejects=\(limit)"])
    #expect(result.code == 2, "\(result.errors)")
    #expect(!scratch.exists("out"))
  }

  @Test func aResultThatCannotBeWrittenIsAFailure() async throws {
    let input = try scratch.writeRecords(3)
    #expect(try await render(input, "out").code == 0)
    let commands = [
      #""$0" render "$1" "$2" -o "$3" --as-of "$4" --json"#, #""$0" verify "$3""#,
      #""$0" explain-error run-differs"#,
    ]
    for command in commands {
      let result = try await Tool.run(
        program: "/bin/sh",
        [
          "-c", command + " > /dev/full", Tool.executable.path, template, input,
          scratch.path("out"), Tool.asOf,
        ])
      #expect(result.code == 5, "\(command)")
      #expect(result.errors.contains("cannot write to standard output: No space left on device"))
    }
  }
}
