internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Sinks

/// How long a run is kept.
struct RetentionOptions: ParsableArguments {
  @Option(
    help: """
      The last day the documents are kept (YYYY-MM-DD), which billow expire goes by; else \
      retain_days of template.yaml, counted from --as-of.
      """)
  var retainUntil: String?

  init() {}

  func validate() throws {
    if let retainUntil, AsOfDate(retainUntil) == nil {
      throw ValidationError("--retain-until takes a day as YYYY-MM-DD, not '\(retainUntil)'")
    }
  }

  /// What makes the run another one: the last day, where there is one; or a report and an exit with code 2.
  func identity(
    _ communication: Communication, asOf: String?, _ console: Console
  ) throws -> [RunIdentity.Option] {
    if let retainUntil { return [.init(RunExpiry.option, retainUntil)] }
    guard let days = communication.retainDays else { return [] }
    guard let last = asOf.flatMap({ AsOfDate($0) })?.adding(days: days) else {
      console.report(
        Diagnostic(
          code: "retain-no-date",
          message: "template.yaml keeps documents for \(days) days, and nothing says from when",
          hint: "give the run --as-of, or --retain-until"))
      throw BillowExit.usage.error
    }
    return [.init(RunExpiry.option, last.description)]
  }
}
