internal import ArgumentParser
internal import Batch
internal import Diagnostics
internal import Glibc
internal import Listening
internal import Sinks

/// `billow outcomes RUN EVENTS`: what was done with a run's pages.
struct OutcomesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Counts what was done with a run's pages, by segment and variant.",
    discussion: """
      Opens are counted against documents, everything else against visits that opened a page, with \
      95 % confidence intervals (Wilson): for all, for each segment, for each option of a variant. \
      --columns writes the same as CSV, which rules.yaml of the next run reads (outcomes: FILE).
      Exit codes: 0 counted; 2 bad usage: the folder holds no finished run; 4 a file of events is not there, is no \
      plain file or pipe, or cannot be read; 5 the system failed.
      """)

  @Argument(help: "The output folder of a finished run.")
  var folder: String

  @Argument(help: "Files of events, a JSON object a line.")
  var events: [String]

  @Option(help: "A CSV file to write, a line for each group.")
  var columns: String?

  func run() throws {
    let console = Console(printsJSON: false)
    try RunFolders.refuseOther(folder, console)
    let found: (run: String, groups: [Outcomes.Group])?
    do throws(SinkError) {
      found = try RunGroups.read(folder)
    } catch {
      console.report(error.diagnostic)
      throw BillowExit.system.error
    }
    guard let found else {
      console.report(
        Diagnostic(
          code: "outcomes-unfinished", message: "'\(folder)' holds no finished run",
          hint: "finish it: its groups are counted at its end"))
      throw BillowExit.usage.error
    }
    var outcomes = Outcomes(run: found.run, groups: found.groups)
    for path in events { try read(path, into: &outcomes, console) }
    outcomes.count()
    console.out(outcomes.text)
    if let columns { try write(outcomes.columns, to: columns, console) }
  }

  /// Takes a file line by line, in memory that does not grow with it but for its visits.
  private func read(_ path: String, into outcomes: inout Outcomes, _ console: Console) throws {
    func refuse(_ code: String, _ message: String) -> any Error {
      console.report(
        Diagnostic(
          code: code, message: message, hint: "name the file that billow listen was given with -o"))
      return BillowExit.input.error
    }
    guard let file = fopen(path, "r") else {
      throw errno == ENOENT
        ? refuse("input-not-found", "there are no events '\(path)'")
        : refuse("input-not-readable", "the events '\(path)' may not be read")
    }
    defer { fclose(file) }
    var status = stat()
    guard fstat(fileno(file), &status) == 0,
      [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT)
    else { throw refuse("outcomes-events", "the events '\(path)' are no plain file and no pipe") }
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while true {
      let length = getline(&line, &room, file)
      guard length > 0, let line else {
        guard ferror(file) == 0 else {
          throw refuse("input-read-failed", "the events '\(path)' cannot be read to their end")
        }
        return
      }
      var bytes = [UInt8](UnsafeRawBufferPointer(start: line, count: length))
      if bytes.last == 0x0A { bytes.removeLast() }
      if !bytes.isEmpty { outcomes.add(bytes) }
    }
  }

  private func write(_ text: String, to path: String, _ console: Console) throws {
    let file = fopen(path, "w")
    let bytes = Array(text.utf8)
    let isWritten = file.map { fwrite(bytes, 1, bytes.count, $0) == bytes.count } ?? false
    let isClosed = file.map { fclose($0) == 0 } ?? false
    guard isWritten, isClosed else {
      console.report(
        Diagnostic(
          code: "listen-file", message: "cannot write to '\(path)'",
          hint: "name a file in a folder that you may write"))
      throw BillowExit.system.error
    }
  }
}

/// What a finished run says of itself that events are counted against.
enum RunGroups {
  /// The run's name in events, and its documents: all, then by segment and variant; nil for a run that is not finished.
  static func read(
    _ folder: String
  ) throws(SinkError) -> (run: String, groups: [Outcomes.Group])? {
    let output = try OutputFolder(reading: folder)
    guard try output.contents(of: "_SUCCESS") != nil,
      let bytes = try output.contents(of: "manifest.json"),
      let manifest = bytes.withUnsafeBytes({ ManifestRecord($0) })
    else { return nil }
    let all = Outcomes.Group(name: "all", documents: manifest.counts.rendered)
    let groups = manifest.tallies.enumerated().map { place, tally in
      Outcomes.Group(
        name: tally.option.isEmpty ? tally.name : "\(tally.name)=\(tally.option)",
        code: String(place), documents: tally.rendered)
    }
    return (name(of: manifest.identity), [all] + groups)
  }

  /// Sixteen digits of all that makes the run this one; they say nothing of a customer.
  static func name(of identity: RunIdentity) -> String { String(identity.digest.hex.prefix(16)) }
}
