internal import ArgumentParser
internal import Batch
internal import Communication
internal import Diagnostics
internal import Glibc
internal import Records
internal import Sinks

/// `billow render TEMPLATE INPUT... -o DIR`: a run.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders every record of the inputs into an output folder.",
    discussion: """
      Inputs are NDJSON (plain or gzip), UBL invoices or CSV, files or folders, or - for standard
      input. A record that cannot be rendered becomes a line in rejects.ndjson and the run goes on.
      The same command on the same folder resumes a run that was stopped.
      """)

  @Argument(help: "The template folder.")
  var template: String

  @Argument(help: "Files or folders of records; - is standard input.")
  var inputs: [String]

  @Option(name: [.customShort("o"), .long], help: "The output folder: new, empty, or this run's.")
  var output: String

  @Option(help: "The date the run believes it is (YYYY-MM-DD); else each record's own.")
  var asOf: String?

  @Option(
    help: "The inputs' format: ndjson, ubl or csv; else told from their content.",
    transform: RenderCommand.inputFormat)
  var format: InputFormat?

  @Option(help: "Workers; changes no byte of output. Default: one a core.")
  var jobs: Int?

  @Option(help: "Stop after this many records.")
  var limit: Int?

  @Option(help: "Render only the record with this key.")
  var only: String?

  @Option(help: "Rejects that still count as success: a number, or a percentage such as 0.5%.")
  var maxRejects = RejectLimit.count(0)

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  func validate() throws {
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
    if inputs.isEmpty { throw ValidationError("name at least one input, or - for standard input") }
  }

  func run() throws {
    let console = Console(printsJSON: json)
    Interruption.listen()
    try refuseFile(console)
    let communication = try TemplateLoader.load(template, console)
    let source = try open(console)
    let identity = try identity(communication, source, console)
    let started = ContinuousClock.now
    do {
      let folder = try RunFolder(at: output, for: identity)
      if folder.isComplete { return try tellFinished(folder, communication, console) }
      let report = try perform(communication, source, folder, console)
      let summary = RunSummary(
        report: report, output: output, elapsed: ContinuousClock.now - started,
        maxRejects: maxRejects, isResumable: isResumable)
      console.out(json ? summary.json : summary.text)
      try summary.exit(console)
    } catch let error as SinkError {
      throw fail(.sink(error), console)
    } catch let error as RunError {
      throw fail(error, console)
    }
  }

  /// Says that there is nothing to do, with the figures of the run that did it.
  private func tellFinished(
    _ folder: RunFolder, _ communication: Communication, _ console: Console
  ) throws {
    try folder.close()
    console.note("\(output) already holds this run, finished\n")
    let report = RunReport(of: folder.journal?.lines ?? [], communication)
    let summary = RunSummary(
      report: report, output: output, elapsed: .zero, maxRejects: maxRejects)
    if json { console.out(summary.json) }
    try summary.exit(console)
  }

  /// A file's name in the place of the folder's is a slip of the pen, not a fault of the disk.
  private func refuseFile(_ console: Console) throws {
    var status = stat()
    guard stat(output, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return }
    console.report(
      Diagnostic(
        code: "output-not-folder", message: "the output '\(output)' is not a folder",
        hint: "choose a folder that is new or empty"))
    throw BillowExit.usage.error
  }

  private func perform(
    _ communication: Communication, _ source: any RecordSource, _ folder: RunFolder,
    _ console: Console
  ) throws -> RunReport {
    if folder.journal?.lines.isEmpty == false, !isResumable {
      try folder.close()
      throw SinkError(
        .runDiffers, "a run of standard input or of one key cannot be resumed", path: output,
        hint: "choose a new folder")
    }
    let sink = DirectorySink(in: folder)
    let writer = try RunWriter(sink, in: folder)
    let plan = BatchPlan(
      communication: communication, source: source, asOf: asOf.flatMap { AsOfDate($0) },
      jobs: jobs ?? Machine.cores, limit: limit, onlyKey: only)
    let line = ProgressLine(console: console, inputs: source.inputs)
    let run = BatchRun(plan, into: writer, form: sink.form) { line.show($0) }
    do {
      if !writer.lines.isEmpty { try run.resume(after: try CommittedKeys.read(in: output)) }
      let report = try run.perform()
      line.clear()
      if report.stoppedBy != nil {
        try writer.close()
      } else {
        try writer.finish(RunClosing(totals: report.totals))
      }
      return report
    } catch {
      line.clear()
      // The first error is the one to tell; the folder stays resumable either way.
      try? writer.close()
      throw error
    }
  }

  private func open(_ console: Console) throws -> any RecordSource {
    do {
      return try RecordInputs.open(inputs, options: RecordOptions(format: format))
    } catch {
      try leaveIfStopped()
      console.report(error.diagnostic)
      throw BillowExit.input.error
    }
  }

  private var isResumable: Bool { only == nil && inputs != ["-"] }

  /// What makes this run this run: engine, template, inputs, date and every option that changes the output.
  private func identity(
    _ communication: Communication, _ source: any RecordSource, _ console: Console
  ) throws -> RunIdentity {
    var options: [RunIdentity.Option] = []
    if let limit { options.append(.init("limit", String(limit))) }
    if let only { options.append(.init("only", only)) }
    var inputs: [RunIdentity.Input] = []
    for input in source.inputs {
      do {
        inputs.append(try InputDigest.read(input))
      } catch {
        try leaveIfStopped()
        console.report(error.diagnostic)
        throw BillowExit.input.error
      }
    }
    try leaveIfStopped()
    return RunIdentity(
      engine: Engine.name, template: communication.name,
      templateDigest: SHA256Digest(hex: communication.digest) ?? .zero,
      asOf: asOf ?? "each record's own", options: options, inputs: inputs)
  }

  /// Ends the command when a signal came before the run began.
  private func leaveIfStopped() throws {
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
  }

  private func fail(_ error: RunError, _ console: Console) -> ExitCode {
    switch error {
    case .source(let problem):
      console.report(problem.diagnostic)
      return BillowExit.input.error
    case .sink(let problem):
      console.report(problem.diagnostic)
      let isUsage = problem.code == .folderNotEmpty || problem.code == .runDiffers
      return (isUsage ? BillowExit.usage : BillowExit.system).error
    case .duplicateKey(let first, let second):
      console.report(
        Diagnostic(
          code: "duplicate-key", message: "record \(second) has the same key as record \(first)",
          hint: "a key must be unique in a run: mend the input and use a new output folder"))
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
}

extension RenderCommand {
  private static func inputFormat(_ text: String) throws -> InputFormat {
    guard let format = InputFormat(rawValue: text) else {
      throw ValidationError("--format takes ndjson, ubl or csv, not '\(text)'")
    }
    return format
  }
}
