internal import ArgumentParser
internal import Communication
internal import Diagnostics
internal import Glibc
internal import Records
internal import Review

/// What `golden check` and `golden record` have in common.
struct GoldenOptions: ParsableArguments {
  @Argument(help: "The template folder.")
  var template: String

  @Option(
    help: "More records beside samples/: a file or folder, as render reads it. Repeatable.")
  var fixtures: [String] = []

  @Option(help: "The date samples are rendered for (YYYY-MM-DD); else each record's own.")
  var asOf: String?

  func validate() throws {
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
  }

  /// Loads the template and everything that is rendered.
  func subject(_ console: Console) throws -> (
    template: ReviewTemplate, groups: [(name: String, records: [ReviewRecord])]
  ) {
    let template = try ReviewLoader.load(self.template, console)
    try RenderingDate.ask(date, of: template.communication, console)
    var groups = [(name: "samples", records: template.samples)]
    var paths = fixtures
    let own = self.template + "/fixtures"
    if paths.isEmpty, access(own, R_OK) == 0 { paths = [own] }
    if !paths.isEmpty {
      let records = try ReviewLoader.records(paths, template.communication, console)
      groups.append((name: "fixtures", records: records))
    }
    try askForRecords(groups, console)
    return (template, groups)
  }

  /// Comparing nothing finds no difference, and recording nothing would remove every golden.
  private func askForRecords(
    _ groups: [(name: String, records: [ReviewRecord])], _ console: Console
  ) throws {
    if groups.contains(where: { !$0.records.isEmpty }) { return }
    console.report(
      Diagnostic(
        code: "golden-nothing", message: "'\(template)' has no sample, and there is no fixture",
        hint: "put records into samples/, one JSON file each, or name some with --fixtures"))
    throw BillowExit.overLimit.error
  }

  var date: AsOfDate? { asOf.flatMap { AsOfDate($0) } }
}

/// Reads what the review commands look at, or reports and exits.
enum ReviewLoader {
  static func load(_ path: String, _ console: Console) throws -> ReviewTemplate {
    do throws(DiagnosticsError) {
      return try ReviewTemplate(TemplateFolder(reading: path), readers: TemplateLoader.readers)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }

  /// Does something that finds faults of a template, or reports them and exits with code 3.
  static func reporting<Result>(
    _ console: Console, _ body: () throws(DiagnosticsError) -> Result
  ) throws -> Result {
    do throws(DiagnosticsError) {
      return try body()
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }

  /// What shows a template's films; nil where it has none.
  static func stage(_ template: ReviewTemplate, _ console: Console) throws -> FilmStage? {
    try reporting(console) { () throws(DiagnosticsError) in
      try FilmStage.stage(for: template, isSmall: true)
    }
  }

  static func records(
    _ paths: [String], _ communication: Communication, _ console: Console
  ) throws -> [ReviewRecord] {
    var records: [ReviewRecord] = []
    let isWhole = try forEach(paths, communication, console) { record in
      records.append(record)
      return true
    }
    if !isWhole { throw BillowExit.input.error }
    return records
  }

  /// Hands out every record until `body` says to stop; false, and reported, where some could not be read.
  static func forEach(
    _ paths: [String], _ communication: Communication, _ console: Console,
    _ body: (ReviewRecord) -> Bool
  ) throws -> Bool {
    do throws(SourceError) {
      var input = try ReviewInput(paths, for: communication)
      let unreadable = try input.readAll(body)
      if unreadable == 0 { return true }
      console.report(
        Diagnostic(
          code: "records-unreadable",
          message:
            "\(unreadable.counted("record")) of \(paths.joined(separator: ", ")) cannot be read",
          hint: "billow render says in rejects.ndjson which, and why"))
      return false
    } catch {
      console.report(error.diagnostic)
      throw BillowExit.input.error
    }
  }

  static func write(_ text: String, to path: String, _ console: Console) throws {
    let file = fopen(path, "we")
    guard let file else { throw unwritable(path, console) }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else { throw unwritable(path, console) }
  }

  private static func unwritable(_ path: String, _ console: Console) -> ExitCode {
    console.report(
      Diagnostic(
        code: "golden-unwritable", message: "cannot write '\(path)'",
        hint: "check that you may write there"))
    return BillowExit.system.error
  }
}
