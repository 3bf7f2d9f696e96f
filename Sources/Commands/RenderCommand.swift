internal import ArgumentParser
internal import Batch
internal import Communication
internal import Logging
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
      The same command on the same folder resumes a run that was stopped, but for one of standard \
      input or of one key (--only).
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

  @Flag(help: "Write ZIP files, packs/pack-00000.zip and on, instead of a tree.")
  var pack = false

  @Option(
    help: "When a pack is full: documents, bytes (500MB, 2GiB), or both. Default: 100000,2GiB.")
  var packSize: PackSize?

  @Flag(help: "Put a gzip file beside each page (index.html.gz), for servers that send those.")
  var gzip = false

  @Flag(help: "Make the storyboard of each document too, where template.yaml says on_request.")
  var storyboard = false

  @Flag(help: "Make the e-mails and text messages too that template.yaml has on_request.")
  var messages = false

  @OptionGroup(title: "Pictures of storyboards")
  var pictures: FrameOptions

  @Option(help: "Rejects that still count as success: a number, or a percentage such as 0.5%.")
  var maxRejects = RejectLimit.count(0)

  @Option(help: "Records that must be read; else nothing is published.")
  var expectCount: Int?

  @Option(
    help: ArgumentHelp(
      "What a control total must come to over all records read, as EUR=5611.44 or "
        + "billed:EUR=5611.44; else nothing is published. Once for each.",
      valueName: "[total:]group=amount"),
    transform: RenderCommand.expectedTotal)
  var expectTotal: [Expectation.Total] = []

  @Flag(
    help: """
      The last record is a trailer, {"trailer":{"count":24,"totals":{"EUR":"5611.44"}}}; if it is \
      missing or the others do not come to what it says, nothing is published.
      """)
  var trailer = false

  @Option(
    help: ArgumentHelp(
      "tasks.ndjson of the run before: the new one says what was done since and what was not.",
      valueName: "file"))
  var previousTasks: String?

  @Flag(help: "Only go on with a run that the folder holds; without this, that or a new one.")
  var resume = false

  @OptionGroup var links: LinkOptions

  @OptionGroup var retention: RetentionOptions

  @OptionGroup var listening: ListenOptions

  @Option(help: "A file to keep the run's figures in, as OpenMetrics text.")
  var metricsFile: String?

  @Option(
    help: "What is logged to standard error: debug, info, notice, warning or error.",
    transform: RenderCommand.level)
  var logLevel = Logger.Level.info

  @Option(help: .hidden, transform: RenderCommand.durability)
  var durability = Durability.grouped

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  /// The day of `--as-of`, which is a date once it is validated.
  var date: AsOfDate? { asOf.flatMap { AsOfDate($0) } }

  func validate() throws {
    do {
      try refuseWrongOptions()
    } catch {
      RenderRun(command: self).tellRefused()
      throw error
    }
  }

  private func refuseWrongOptions() throws {
    if output.isEmpty { throw ValidationError("--output names no folder: it is empty") }
    if let asOf, AsOfDate(asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not '\(asOf)'")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
    if pack, pictures.frames == .sequence {
      throw ValidationError("--frames sequence is made of hard links, which packs do not have")
    }
    if storyboard, links.lock {
      throw ValidationError("--lock makes locked pages only: a film's files would stand open")
    }
    if messages, links.lock {
      throw ValidationError("--lock makes locked pages only: a message would stand open")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
    if packSize != nil, !pack { throw ValidationError("--pack-size goes with --pack") }
    if gzip, pack {
      throw ValidationError("--gzip is for trees: what is in packs is compressed already")
    }
    if let expectCount, expectCount < 0 {
      throw ValidationError("--expect-count takes a number from 0")
    }
    if expects, limit != nil || only != nil {
      throw ValidationError("what is announced is of the whole input: not with --limit or --only")
    }
    if inputs.isEmpty { throw ValidationError("name at least one input, or - for standard input") }
  }

  func run() throws { try RenderRun(command: self).perform() }

  /// Whether figures were announced, so that nothing is published before they are compared.
  var expects: Bool { trailer || expectCount != nil || !expectTotal.isEmpty }
}

extension RenderCommand {
  static func inputFormat(_ text: String) throws -> InputFormat {
    guard let format = InputFormat(rawValue: text) else {
      throw ValidationError("--format takes ndjson, ubl or csv, not '\(text)'")
    }
    return format
  }

  private static func expectedTotal(_ text: String) throws -> Expectation.Total {
    guard let total = Expectation.Total(text) else {
      throw ValidationError("--expect-total takes EUR=5611.44 or billed:EUR=5611.44, not '\(text)'")
    }
    return total
  }

  private static func level(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text) else {
      throw ValidationError(
        "--log-level takes debug, info, notice, warning or error, not '\(text)'")
    }
    return level
  }

  /// For measuring what syncing costs.
  private static func durability(_ text: String) throws -> Durability {
    switch text {
    case "grouped": .grouped
    case "each": .each
    case "none": .none
    default: throw ValidationError("--durability takes grouped, each or none, not '\(text)'")
    }
  }
}
