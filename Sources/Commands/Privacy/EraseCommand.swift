internal import ArgumentParser
internal import Batch
internal import Diagnostics
internal import Records
internal import Review
internal import Sinks

/// `billow erase RUN --key K`: one customer out of a finished run.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Takes one customer out of a finished run; the books still balance.",
    discussion: """
      Removes the document, or blanks it in its pack, puts a tombstone in its place in the books, \
      writes journal and manifest anew, and searches what is left for the key. With the run's \
      template and input it also searches every file for all values that only this customer has. \
      Exit codes: 0 nothing is left; 1 something is; 2 bad usage: the folder holds no run, or one that is not \
      finished or has expired, or template or input are not the run's; 3 the template is at fault; 4 the run has \
      no such key, or the input \
      cannot be read; 5 the system failed, the folder is damaged, or an erasure of another record was interrupted.
      """)

  @Argument(help: "The output folder of a finished run.")
  var folder: String

  @Option(help: "The key of the customer's record, such as the bill's number.")
  var key: String

  @Option(help: "The run's template folder, to search for all of the customer's values.")
  var template: String?

  @Option(
    name: .customLong("input"), parsing: .upToNextOption,
    help: "The run's inputs, as they were with the customer in them.")
  var inputs: [String] = []

  @Option(
    help: "The inputs' format: ndjson, ubl or csv; else told from their content.",
    transform: RenderCommand.inputFormat)
  var format: InputFormat?

  func validate() throws {
    if (template == nil) != inputs.isEmpty {
      throw ValidationError("--template and --input go together")
    }
    if inputs.contains("-") {
      throw ValidationError("--input takes files: they are read more than once")
    }
  }

  func run() throws {
    let console = Console(printsJSON: false)
    try RunFolders.refuseOther(folder, console)
    let texts = try template.map { try TemplateLoader.texts($0, console) }
    let options = try template.map {
      RecordOptions(format: format, for: try TemplateLoader.load($0, console))
    }
    do {
      // Once the record is gone, nothing tells which of the input it was: what is to be searched for must be there first.
      if !inputs.isEmpty { _ = try open(options) }
      let eraser = try RunEraser(at: folder)
      let outcome: RunEraser.Outcome?
      do {
        if let template { try refuseDifferent(template, console) }
        let key = Array(key.utf8)
        outcome = try eraser.erase(
          key, numbers: ManifestSections.numbers,
          report: (
            ReportPage.fileName, { ReportPage.leavingOut(key, ofRecord: $0, from: $1) }
          ))
        try eraser.close()
      } catch {
        // The first error is the one to tell.
        try? eraser.close()
        throw error
      }
      guard let outcome else {
        console.report(
          Diagnostic(
            code: "erase-no-record",
            message: "the run has no document, suppression or task of this key",
            hint: "a rejected record has neither; rejects.ndjson holds no keys"))
        throw BillowExit.input.error
      }
      try search(outcome, texts, options, console)
    } catch let error as SinkError {
      console.report(error.diagnostic)
      throw RunFailure.exit(error.code).error
    } catch let error as SourceError {
      console.report(error.diagnostic)
      throw BillowExit.input.error
    }
  }

  /// A search for what stands in another input would find nothing, whatever is left.
  private func refuseDifferent(_ template: String, _ console: Console) throws {
    let output = try OutputFolder(reading: folder)
    guard let identity = try output.journal()?.record?.identity else { return }
    let origin = RunOrigin(
      identity: identity,
      communication: try RunOrigin.template(template, of: identity, linkKey: nil, console),
      inputs: inputs, format: format, console: console)
    try origin.refuseDifferent()
    if identity.readsStandardInput { try origin.refuseStranger(output) }
  }

  private func open(_ options: RecordOptions?) throws -> any RecordSource {
    try RecordInputs.open(inputs, options: options ?? RecordOptions(format: format))
  }

  private func search(
    _ outcome: RunEraser.Outcome, _ template: [String]?, _ options: RecordOptions?,
    _ console: Console
  ) throws {
    let search = RemainsSearch(try OutputFolder(reading: folder), jobs: Machine.cores)
    var findings = try search.findKey(Array(key.utf8), path: outcome.path)
    var searched = "searched all books for its key"
    if let template, let ordinal = outcome.ordinal {
      let report = try search.findValues(
        of: ordinal, key: Array(key.utf8), template: template
      ) { [self] in try open(options) }
      findings += report.findings
      searched = "searched all books and \(report.searched) documents for its values"
    }
    console.out(findings.map(\.text).joined())
    // Of a customer without a place in the books it is not known which record is theirs, if any.
    if template != nil, outcome.ordinal == nil { searched += ", and no document" }
    let gone =
      outcome.ordinal.map { "record \($0) erased: \(outcome.files) files gone" }
      ?? "no document or suppression; \(outcome.lines.counted("line")) of tasks gone"
    console.out(
      "\(gone); \(searched): "
        + (findings.isEmpty ? "nothing is left\n" : "\(findings.count) remain\n"))
    if !findings.isEmpty { throw BillowExit.overLimit.error }
  }
}
