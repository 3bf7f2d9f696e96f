import Foundation
import Testing

/// What `billow verify` says of names that do not belong in a folder, and of things in the places of others.
@Suite struct VerifyNamesTests {
  private let files = FileManager.default

  private func run(_ scratch: Scratch, _ options: String...) async throws {
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(20)
    let result = try await Tool.run(
      ["render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options)
    #expect(result.code == 0, "\(result.errors)")
  }

  private func lines(_ scratch: Scratch) async throws -> [String] {
    let result = try await Tool.run("verify", scratch.path("out"))
    #expect(result.code == 1, "\(result.output)\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  private func makeFolder(_ scratch: Scratch, _ name: String) throws {
    try files.createDirectory(
      atPath: scratch.path("out/\(name)"), withIntermediateDirectories: false)
  }

  @Test func aBookOfTasksIsExtraWhereTheManifestNamesNone() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try scratch.write("out/tasks.ndjson", "{}\n")
    #expect(try await lines(scratch).first == "extra: tasks.ndjson: no run writes this")
  }

  @Test func emptyFoldersAreExtra() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let page = try #require(try Tree(scratch.path("out")).pages.first)
    let document = String(page.dropLast("/index.html".count))
    let extra = ["documents/zzz", "documents/.hid", "documents/0", "\(document)/frames"]
    for name in extra { try makeFolder(scratch, name) }
    let lines = try await lines(scratch)
    for name in extra.dropLast() { #expect(lines.contains("extra: \(name): no book names it")) }
    #expect(lines.contains { $0.hasPrefix("extra: \(document)/frames/, record ") })
    #expect(lines.last == "not verified: 4 extra")
  }

  /// An erased document leaves its folder's folder, which says no more than the book's tombstone.
  @Test func theFolderThatAnErasureEmptiesIsNotExtra() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let erased = try await Tool.run(
      "erase", scratch.path("out"), "--key", "R-7", "--template", scratch.path("small"), "--input",
      scratch.path("records.ndjson"))
    #expect(erased.code == 0, "\(erased.errors)")
    let sound = try await Tool.run("verify", scratch.path("out"))
    #expect(sound.code == 0, "\(sound.output)")
    try makeFolder(scratch, "documents/zzz")
    #expect(try await lines(scratch).last == "not verified: 1 extra")
  }

  @Test(arguments: ["link", "folder", "pipe"])
  func aReportIsAPlainFile(_ kind: String) async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let size = try size(scratch)
    try replace(scratch, "report.html", by: kind)
    #expect(
      try await lines(scratch) == [
        "altered: report.html: it is no plain file",
        "20 records = 20 rendered + 0 rejected + 0 suppressed",
        "  20 documents, 20 files, \(size) bytes read back in \(scratch.path("out"))",
        "not verified: 1 altered",
      ])
  }

  /// A pipe without a writer is not waited for.
  @Test(
    arguments: ["rejects.ndjson", "documents.ndjson", "journal", "manifest.json"],
    ["link", "folder", "pipe"])
  func aBookIsAPlainFile(_ name: String, _ kind: String) async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try replace(scratch, name, by: kind)
    #expect(try await lines(scratch).contains { $0.hasPrefix("missing: \(name): ") })
  }

  /// Moves the file aside and puts something else that leads to it in its place.
  private func replace(_ scratch: Scratch, _ name: String, by kind: String) throws {
    let path = scratch.path("out/\(name)")
    try files.moveItem(atPath: path, toPath: scratch.path("aside"))
    switch kind {
    case "link":
      try files.createSymbolicLink(atPath: path, withDestinationPath: scratch.path("aside"))
    case "folder": try makeFolder(scratch, name)
    default: #expect(mkfifo(path, 0o600) == 0)
    }
  }

  private func size(_ scratch: Scratch) throws -> Int {
    try Tree(scratch.path("out")).pages.reduce(0) { try $0 + scratch.read("out/\($1)").utf8.count }
  }

  @Test func aRunThatDiedBeforeItsFirstUnitIsOnlyUnfinished() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(20)
    let died = try await Tool.run(
      ["render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf],
      environment: ["BILLOW_CRASH_DRILL": "1:abort"])
    #expect(died.code == 128 + SIGABRT)
    #expect(scratch.exists("out/.billow.deaths") && scratch.exists("out/.billow.lock"))
    #expect(try await lines(scratch).last == "not verified: 1 unfinished")
    for book in ["documents", "rejects", "suppressed"] {
      try files.removeItem(atPath: scratch.path("out/\(book).ndjson"))
    }
    #expect(try await lines(scratch).last == "not verified: 1 unfinished")
  }

  @Test func aRunThatDiedBeforeItsLastFileIsOnlyUnfinished() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try files.removeItem(atPath: scratch.path("out/_SUCCESS"))
    try makeFolder(scratch, ".billow")
    for name in [".billow.lock", ".billow.deaths", ".billow.tasks"] {
      try scratch.write("out/\(name)", "")
    }
    #expect(try await lines(scratch).last == "not verified: 1 unfinished")
  }

  @Test func whatADeadProcessLeftInAFinishedRunIsToldAsThat() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try makeFolder(scratch, ".billow")
    try scratch.write("out/.billow.lock", "")
    let lines = try await lines(scratch)
    #expect(lines.last == "not verified: 2 extra")
    #expect(lines[0].hasPrefix("extra: .billow: a process that was killed left it"))
    try await run(scratch)
    #expect(try await Tool.run("verify", scratch.path("out")).code == 0)
  }

  @Test func anInterruptedErasureIsToBeRepeated() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try scratch.write("out/.billow.erasing", "3 \(Data("R-3".utf8).sha256)\n")
    try makeFolder(scratch, ".billow")
    let lines = try await lines(scratch)
    #expect(
      lines.contains(
        "unfinished: .billow.erasing, record 3: an erasure was interrupted: repeat billow erase "
          + "with the record's key"))
    #expect(
      lines.contains(
        "extra: .billow: a process that was killed left it: the same erasure repeated takes it away"
      ))
    #expect(lines.last == "not verified: 1 extra, 1 unfinished")
    let repeated = try await Tool.run("erase", scratch.path("out"), "--key", "R-3")
    #expect(repeated.code == 0, "\(repeated.errors)")
    #expect(try await Tool.run("verify", scratch.path("out")).code == 0)
  }

  @Test func theMarkOfAChangedInputIsNotTakenAway() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    try scratch.write("out/.billow.changed", "")
    let lines = try await lines(scratch)
    #expect(
      lines.first?.hasPrefix("extra: .billow.changed: it says that the input changed") == true)
    #expect(lines.first?.hasSuffix("is refused; start anew in a new folder") == true)
  }

  @Test func anEmptyOrAlteredJournalIsNotOfAnOlderVersion() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let text = try scratch.read("out/journal")
    let kinds = [
      ("", "it is empty"), ("x" + text, "its first line is altered: "),
      (text.replacing("{\"journal\":2,", with: "{\"journal\":1,"), "it is of an older version: "),
    ]
    for (journal, words) in kinds {
      try scratch.write("out/journal", journal)
      let lines = try await lines(scratch)
      #expect(lines.contains { $0.hasPrefix("altered: journal: \(words)") }, "\(lines)")
    }
  }

  /// What is told to do about a run that has not ended is what can be done.
  @Test func saysWhichRunsCanBeResumed() async throws {
    let template: String
    let scratch = try Scratch()
    template = try scratch.writeSmallTemplate()
    let records = try scratch.writeRecords(1000)
    let words = "unfinished: .: no _SUCCESS: the run has not ended; "
    let kinds = [
      ([records], nil, "start it again to resume it, unless its input is what stopped it"),
      (["-"], records, "a run of standard input cannot be resumed: start anew in a new folder"),
      (
        [records, "--only", "R-900"], nil,
        "a run of one key cannot be resumed: start anew in a new folder"
      ),
    ]
    for (number, (options, piped, what)) in kinds.enumerated() {
      let out = scratch.path("out\(number)")
      let made = try await Tool.run(
        ["render", template, "-o", out, "--as-of", Tool.asOf] + options, input: piped)
      #expect(made.code == 0, "\(made.errors)")
      // As a death leaves it that comes before the last unit is committed.
      for name in ["_SUCCESS", "manifest.json"] {
        try FileManager.default.removeItem(atPath: "\(out)/\(name)")
      }
      let journal = try scratch.lines("out\(number)/journal")
      try scratch.write(
        "out\(number)/journal", journal.dropLast().joined(separator: "\n") + "\n")
      let found = try await Tool.run("verify", out)
      #expect(found.output.hasPrefix(words + what + "\n"), "\(found.output)")
    }
  }

  /// Of a folder that may not be looked into it is not known whether it holds a run.
  @Test func aFolderThatMayNotBeReadIsNotPermitted() async throws {
    let scratch = try Scratch()
    try await run(scratch)
    let options = [
      "--reuid", "65534", "--regid", "65534", "--clear-groups", Tool.executable.path,
    ]
    let asAnother = getuid() == 0 ? ("/usr/bin/setpriv", options) : (Tool.executable.path, [])
    func tool(_ arguments: String...) async throws -> Tool.Result {
      try await Tool.run(program: asAnother.0, asAnother.1 + arguments)
    }
    // Where another user may not even start the tool there is nothing to be seen.
    guard try await tool("--help").code == 0 else { return }
    for (path, mode) in [("out", 0o000), ("out", 0o400), ("", 0o600)] {
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: scratch.path(path))
      let result = try await tool("verify", scratch.path("out"))
      #expect(result.code == 5, "\(mode): \(result.errors)")
      #expect(result.errors.contains("[not-permitted]"), "\(result.errors)")
      try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path(path))
    }
  }
}
