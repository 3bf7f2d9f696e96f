import Foundation
import Testing

/// What a run does when it is told to stop, when it dies, and when others want its folder.
@Suite struct RunSafetyTests {
  /// A run of the small template, long enough that a signal at its first record stops it in its middle.
  private struct Long {
    let scratch: Scratch
    let arguments: [String]
    let whole: Tree

    init(_ options: [String] = []) async throws {
      scratch = try Scratch()
      let template = try scratch.writeSmallTemplate()
      // Nine units, of which one worker has at most six in flight.
      let records = try scratch.writeRecords(2300)
      arguments =
        ["render", template, records, "--as-of", Tool.asOf, "--jobs", "1", "--durability", "none"]
        + options
      let result = try await Tool.run(arguments + ["-o", scratch.path("whole")])
      #expect(result.code == 0, "\(result.errors)")
      whole = try Tree(scratch.path("whole"))
    }

    /// Renders into `name` and sends the process a signal at its first record.
    func stopped(_ name: String, by kind: String) async throws -> Tool.Result {
      try await Tool.run(
        arguments + ["-o", scratch.path(name)], environment: ["BILLOW_CRASH_DRILL": "1:\(kind)"])
    }
  }

  @Test(arguments: [[], ["--pack", "--pack-size", "1000"]])
  func aSignalEndsARunThatResumes(_ options: [String]) async throws {
    let long = try await Long(options)
    for (kind, signal) in [("terminate", SIGTERM), ("interrupt", SIGINT)] {
      let result = try await long.stopped(kind, by: kind)
      #expect(result.code == 128 + signal, "\(result.errors)")
      #expect(result.output.contains("stopped by signal \(signal); the same command goes on"))
      #expect(result.errors.contains("notice stopping run="))
      #expect(!long.scratch.exists(kind + "/_SUCCESS"))
      // What was in flight is committed; on a machine too busy to finish a unit in time, nothing is.
      let committed = try long.scratch.lines(kind + "/journal").count - 1
      #expect(committed < 9)
      let resumed = try await Tool.run(
        long.arguments + ["-o", long.scratch.path(kind), "--resume"])
      #expect(resumed.code == 0, "\(resumed.errors)")
      #expect(resumed.output.contains("of them by an earlier run") == (committed > 0))
      #expect(try Tree(long.scratch.path(kind)) == long.whole)
    }
  }

  @Test func aSecondSignalEndsItAtOnce() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let input = Pipe()
    let running = try Tool.start(
      ["render", template, "-", "-o", scratch.path("out"), "--as-of", Tool.asOf], input: input)
    input.fileHandleForWriting.write(Data(#"{"id":"R-1","name":"A","amount":1}"#.utf8))
    for _ in 0..<2000 where !scratch.exists("out/journal") {
      try await Task.sleep(for: .milliseconds(5))
    }
    running.signal(SIGTERM)
    running.signal(SIGTERM)
    #expect(try await running.result().code == 128 + SIGTERM)
    try input.fileHandleForWriting.close()
  }

  @Test(arguments: ["segv", "trap", "abort", "overflow"])
  func aCrashNamesItsRecordAndTheSecondQuarantinesIt(_ kind: String) async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(600)
    let arguments = [
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf,
    ]
    for death in 1...2 {
      let result = try await Tool.run(
        arguments, environment: ["BILLOW_CRASH_DRILL": "300:\(kind)"])
      #expect(result.code > 128)
      #expect(result.errors.contains("fatal: record 300 crashed a worker"))
      #expect(try scratch.lines("out/.billow.deaths").count == death)
    }
    let result = try await Tool.run(arguments)
    #expect(result.code == 1)
    #expect(result.output.hasPrefix("600 records read: 599 rendered, 1 rejected"))
    #expect(result.output.contains("rejected poison: 1\n"))
    #expect(result.errors.contains("warning quarantined code=poison ordinal=300 run="))
    #expect(try scratch.read("out/rejects.ndjson").contains(#""ordinal":300,"#))
    #expect(!scratch.exists("out/.billow.deaths"))
  }

  @Test func oneDeathIsForgivenAndLeavesNoTrace() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(600)
    func render(_ name: String, _ environment: [String: String] = [:]) async throws -> Int32 {
      try await Tool.run(
        ["render", template, records, "-o", scratch.path(name), "--as-of", Tool.asOf],
        environment: environment
      ).code
    }
    #expect(try await render("out", ["BILLOW_CRASH_DRILL": "500:segv"]) == 128 + SIGSEGV)
    #expect(try await render("out") == 0)
    #expect(try await render("whole") == 0)
    #expect(try Tree(scratch.path("out")) == Tree(scratch.path("whole")))
  }

  @Test func ofFiftyStartsOneProceeds() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(600)
    let arguments = [
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--jobs", "1",
    ]
    let starts = try (0..<50).map { _ in try Tool.start(arguments) }
    var proceeded = 0
    for start in starts {
      let result = try await start.result()
      switch result.code {
      case 0 where result.output.hasPrefix("600 records read: 600 rendered"): proceeded += 1
      case 0: #expect(result.errors.contains("already holds this run, finished"))
      default:
        #expect(result.code == 5)
        #expect(result.errors.contains("is in use by "), "\(result.errors)")
        #expect(result.errors.contains("[folder-in-use]"))
      }
    }
    #expect(proceeded == 1)
    let tree = try Tree(scratch.path("out"))
    #expect(tree.pages.count == 600 && !tree.names.contains { $0.hasPrefix(".") })
  }

  @Test func aReaderThatLeavesIsNoFaultOfTheRun() async throws {
    let scratch = try Scratch()
    let result = try await Tool.run(
      program: "/bin/sh",
      [
        "-c", #""$0" render "$1" "$2" -o "$3" 2>&1 | true; echo "${PIPESTATUS:-}"; sleep 0"#,
        Tool.executable.path, Tool.template, Tool.fixtures, scratch.path("out"),
      ])
    #expect(result.code == 0)
    for _ in 0..<1000 where !scratch.exists("out/_SUCCESS") {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(scratch.exists("out/_SUCCESS"))
  }

  @Test func aFileThatMayNotGrowIsAnErrorAndResumes() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(2000)
    let arguments = [
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf, "--pack",
    ]
    let limited = try await Tool.run(
      program: "/bin/sh",
      ["-c", #"ulimit -f 100; exec "$0" "$@""#, Tool.executable.path] + arguments)
    #expect(limited.code == 5)
    #expect(limited.errors.contains("[file-too-large]"))
    #expect(try await Tool.run(arguments).code == 0)
    #expect(
      try await Tool.run(
        ["render", template, records, "-o", scratch.path("whole"), "--as-of", Tool.asOf, "--pack"]
      ).code == 0)
    #expect(try Tree(scratch.path("out")) == Tree(scratch.path("whole")))
  }

  @Test func aLinkInTheFolderIsNotFollowed() async throws {
    let long = try await Long()
    let out = long.scratch.path("out")
    #expect(try await long.stopped("out", by: "terminate").code == 128 + SIGTERM)
    let elsewhere = long.scratch.url.appending(path: "elsewhere")
    try FileManager.default.moveItem(
      at: long.scratch.url.appending(path: "out/documents"), to: elsewhere)
    let before = try Tree(elsewhere.path)
    try FileManager.default.createSymbolicLink(
      atPath: out + "/documents", withDestinationPath: elsewhere.path)
    let result = try await Tool.run(long.arguments + ["-o", out])
    #expect(result.code == 5)
    #expect(result.errors.contains("[unsafe-path]"))
    #expect(try Tree(elsewhere.path) == before)
  }

  @Test func anotherInputIsRefusedByName() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let first = try scratch.writeRecords(3, to: "first.ndjson")
    let second = try scratch.writeRecords(4, to: "second.ndjson")
    let tail = ["-o", scratch.path("out"), "--as-of", Tool.asOf]
    #expect(try await Tool.run(["render", template, first] + tail).code == 0)
    let result = try await Tool.run(["render", template, second] + tail)
    #expect(result.code == 2)
    #expect(result.errors.contains("input 1's name was first.ndjson and is second.ndjson"))
    #expect(result.errors.contains("[run-differs]"))
    let nothing = try await Tool.run(
      ["render", template, first, "-o", scratch.path("new"), "--resume"])
    #expect(nothing.code == 2)
    #expect(nothing.errors.contains("[nothing-to-resume]"))
    #expect(!scratch.exists("new"))
  }
}
