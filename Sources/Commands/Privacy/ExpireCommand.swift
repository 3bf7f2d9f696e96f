internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Sinks

/// `billow expire RUN --on DAY`: the end of a run whose time is over.
struct ExpireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire",
    abstract: "Removes a run's documents and books once its retention date has passed.",
    discussion: """
      What stays is manifest.json - counts, control totals, hashes, nothing of any customer - and \
      _SUCCESS, so that billow verify still proves that there was such a run. The day is an argument, \
      never the clock: a scheduler writes --on "$(date -I)". Exit codes: 0 it is gone; 1 it is to be \
      kept longer; 2 bad usage: the folder holds no run, or one that is not finished, or nothing says how long it is \
      kept; 5 the system failed, or the folder is damaged.
      """)

  @Argument(help: "The output folder of a finished run.")
  var folder: String

  @Option(help: "The day it is (YYYY-MM-DD).")
  var on: String

  func validate() throws {
    if AsOfDate(on) == nil { throw ValidationError("--on takes a day as YYYY-MM-DD, not '\(on)'") }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    try RunFolders.refuseOther(folder, console)
    let outcome: RunExpiry.Outcome
    do throws(SinkError) {
      outcome = try RunExpiry.expire(at: folder, on: on)
    } catch {
      console.report(error.diagnostic)
      throw RunFailure.exit(error.code).error
    }
    switch outcome {
    case .expired(let entries):
      console.out(
        entries == 0
          ? "the run had expired already\n"
          : "the run has expired: \(entries) entries removed, the manifest stays\n")
    case .early(let until):
      console.report(
        Diagnostic(
          code: "expire-early", message: "the run is to be kept through \(until)",
          hint: "billow erase takes out single customers before that"))
      throw BillowExit.overLimit.error
    case .undated:
      console.report(
        Diagnostic(
          code: "expire-undated", message: "the run has no retention date",
          hint: "render with --retain-until, or give template.yaml retain_days"))
      throw BillowExit.usage.error
    }
  }
}
