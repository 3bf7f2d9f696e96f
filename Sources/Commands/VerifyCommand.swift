internal import ArgumentParser
internal import Batch
internal import Communication
internal import Diagnostics
internal import Links
internal import Records
internal import Review
internal import Sinks

/// `billow verify DIR`: proves a run from its output's own bytes.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Proves a run from its output's own bytes, or says what is wrong.",
    discussion: """
      Reads everything back - documents or packs, the books, the journal, the manifest, _SUCCESS -
      and prints a line for each thing that is missing, extra, altered, doubled or swapped. Nothing
      is changed. With the run's template and input it also renders a sample anew (--re-render), and
      searches documents for values that only another customer has (--leaks).
      Exit codes: 0 all is proved; 1 something is not; 2 bad usage: the folder holds no run, or template, input or \
      key are not the run's; 3 the template is at fault; 4 the input is; 5 the system refused to read.
      """)

  @Argument(help: "The output folder of a run.")
  var folder: String

  @Option(help: "Render this share of the records anew and compare, such as 1%.")
  var reRender: Share?

  @Flag(help: "Search documents for distinctive values of other customers.")
  var leaks = false

  @Option(help: "Search only this share of the documents for such values. Default: all.")
  var leakSample: Share?

  @Option(help: "The run's template folder, for --re-render and --leaks.")
  var template: String?

  @Option(
    name: .customLong("input"), parsing: .upToNextOption,
    help: "The run's inputs in their order, for --re-render and --leaks.")
  var inputs: [String] = []

  @Option(
    help: "The inputs' format: ndjson, ubl or csv; else told from their content.",
    transform: RenderCommand.inputFormat)
  var format: InputFormat?

  @Option(help: "The key of the run's links, where it has some: then whose each is is proved too.")
  var linkKey: String?

  @Option(help: "Workers. Default: one a core.")
  var jobs: Int?

  @Flag(help: "Print findings and the result as JSON lines.")
  var json = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
    if leakSample != nil, !leaks { throw ValidationError("--leak-sample goes with --leaks") }
    for (name, share) in [("--re-render", reRender), ("--leak-sample", leakSample)]
    where share?.sample.basisPoints == 0 {
      throw ValidationError("\(name) takes a share above 0%, and at least 0.01%")
    }
    if looksBehind, template == nil || inputs.isEmpty {
      throw ValidationError("--re-render and --leaks need the run's --template and --input")
    }
    if !looksBehind, template != nil || !inputs.isEmpty || format != nil {
      throw ValidationError("--template, --input and --format go with --re-render or --leaks")
    }
    if inputs.contains("-") {
      throw ValidationError("--input takes files: they are read more than once")
    }
  }

  /// Whether template and input are asked for, too.
  private var looksBehind: Bool { reRender != nil || leaks }

  func run() throws {
    let console = Console(printsJSON: json)
    try RunFolders.refuseOther(folder, console)
    let key = try linkKey.map { try LinkOptions.key($0, console) }
    do {
      let output = try OutputFolder(reading: folder)
      try refuseOtherKey(key, output, console)
      let verification = Verification(of: output, jobs: jobs ?? Machine.cores, linkKey: key)
      try verification.perform()
      if looksBehind { try lookBehind(verification, output, key, console) }
      // Of a run that is not known nothing can be compared, and it is told that it is not known.
      let report = verification.report
      let compares = verification.identity != nil || report.expired != nil
      let summary = VerifySummary(
        report: report, folder: folder, rendersAnew: compares && reRender != nil,
        searchesLeaks: compares && leaks)
      console.out(json ? summary.json : summary.text)
      if verification.report.findingCount > 0 { throw BillowExit.overLimit.error }
    } catch let error as SinkError {
      console.report(error.diagnostic)
      throw BillowExit.system.error
    } catch let error as SourceError {
      console.report(error.diagnostic)
      throw BillowExit.input.error
    } catch RunError.sink(let error) {
      console.report(error.diagnostic)
      throw BillowExit.system.error
    } catch RunError.source(let error) {
      console.report(error.diagnostic)
      throw BillowExit.input.error
    } catch let error as RunError {
      throw RunFailure(console: console).exit(error)
    }
  }

  /// Goes back to template and input: renders anew, searches for leaks.
  private func lookBehind(
    _ verification: Verification, _ output: OutputFolder, _ key: LinkKey?, _ console: Console
  ) throws {
    guard let template, let identity = verification.identity else { return }
    let files = try TemplateLoader.texts(template, console)
    let communication = try RunOrigin.template(template, of: identity, linkKey: key, console)
    let origin = RunOrigin(
      identity: identity, communication: communication, inputs: inputs, format: format,
      console: console)
    try origin.refuseDifferent(engine: Engine.name)
    // Damaged books are told of already, and say nothing of the input.
    let isSound = verification.report.findingCounts.keys.allSatisfy { $0 == .unfinished }
    if identity.readsStandardInput, isSound { try origin.refuseStranger(output) }
    if let reRender {
      if key == nil, identity.option(RunIdentity.linkKeyOption) != nil {
        console.report(
          Diagnostic(
            code: "link-key-needed", message: "the run's documents have names made with a link key",
            hint: "to render them anew, give it with --link-key"))
        throw BillowExit.usage.error
      }
      try verification.renderAnew(
        reRender.sample, by: try plan(identity, communication, key, console))
    }
    guard leaks else { return }
    let (inputs, options) = (inputs, RecordOptions(format: format, for: communication))
    try verification.searchLeaks(
      (leakSample ?? .all).sample, template: files, key: communication.key
    ) {
      try RecordInputs.open(inputs, options: options)
    }
  }

  /// What the run was, from its own journal.
  private func plan(
    _ identity: RunIdentity, _ communication: Communication, _ key: LinkKey?, _ console: Console
  ) throws -> BatchPlan {
    func option(_ name: String) -> String? { identity.option(name) }
    var plan = BatchPlan(
      communication: communication,
      source: try RecordInputs.open(
        inputs, options: RecordOptions(format: format, for: communication)),
      asOf: AsOfDate(identity.asOf), jobs: jobs ?? Machine.cores,
      limit: option("limit").flatMap { Int($0) }, onlyKey: option("only"),
      addsGzip: option("gzip") != nil)
    plan.links = LinkPlan(identity, key: key)
    plan.runName = RunGroups.name(of: identity)
    plan.hasTrailer = option("trailer") != nil
    do {
      plan.frames = try FrameAssets(
        communication, FramePlan(of: identity), asOf: AsOfDate(identity.asOf))
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
    return plan
  }

  /// A key that is not the run's proves nothing.
  private func refuseOtherKey(
    _ key: LinkKey?, _ output: OutputFolder, _ console: Console
  ) throws {
    guard let key, let identity = try output.journal()?.record?.identity else { return }
    guard identity.option(RunIdentity.linkKeyOption) != key.id else { return }
    console.report(
      Diagnostic(
        code: "link-key-differs",
        message: "the key is '\(key.id)', and the run's "
          + (identity.option(RunIdentity.linkKeyOption).map { "is '\($0)'" } ?? "has none"),
        hint: "give the key that the run was made with"))
    throw BillowExit.usage.error
  }
}

/// A share of all records, such as `0.5%`.
struct Share: ExpressibleByArgument {
  let sample: RecordSample

  static let all = Share(sample: .all)

  private init(sample: RecordSample) { self.sample = sample }

  init?(argument: String) {
    guard case .basisPoints(let points) = RejectLimit(argument: argument), points <= 10_000 else {
      return nil
    }
    sample = RecordSample(basisPoints: points)
  }
}
