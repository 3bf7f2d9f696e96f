internal import ArgumentParser
internal import Batch
internal import Diagnostics
internal import Records
internal import Sinks

/// Tells why a run ended early, and with which exit code.
struct RunFailure {
  let console: Console
  /// Whether the same command can go on with the run.
  var isResumable = true

  /// Prints the error; what the command ends with.
  func exit(_ error: RunError) -> ExitCode {
    switch error {
    case .source(let problem):
      console.report(problem.diagnostic)
      return BillowExit.input.error
    case .sink(let problem):
      var diagnostic = problem.diagnostic
      if !isResumable { diagnostic.hint = diagnostic.hint.map(Self.startingAnew) }
      console.report(diagnostic)
      return Self.exit(problem.code).error
    case .duplicateKey(let first, let second):
      console.report(
        Diagnostic(
          code: "duplicate-key", message: "record \(second) has the same key as record \(first)",
          hint: "a key must be unique in a run: mend the input and use a new output folder"))
      return BillowExit.input.error
    case .trailer(let code, let message):
      console.report(
        Diagnostic(
          code: code, message: message,
          hint: #"it is the last record: {"trailer":{"count":24,"totals":{"EUR":"5611.44"}}}"#))
      return BillowExit.input.error
    case .total(let name):
      console.report(
        Diagnostic(
          code: "total-bound",
          message: "the control total '\(name)' has over a thousand groups or too large a sum",
          hint: "'by' names a field of few values, such as a currency; sums have up to 20 digits"))
      return BillowExit.input.error
    }
  }

  /// What to do about a run that does not resume.
  private static func startingAnew(_ hint: String) -> String {
    hint.replacing(": it resumes", with: "")
      .replacing("start the same run again", with: "start the run anew in a new folder")
  }

  static func exit(_ code: SinkError.Code) -> BillowExit {
    switch code {
    case .folderNotEmpty, .runDiffers, .runExpired, .runUnfinished: .usage
    case .tasksFormat, .tasksLater: .input
    default: .system
    }
  }
}
