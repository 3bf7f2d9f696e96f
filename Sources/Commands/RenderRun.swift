internal import ArgumentParser
internal import Batch
internal import Communication
internal import Diagnostics
internal import Glibc
internal import Links
internal import Records
internal import Review
internal import Sinks

/// What `billow render` does, from the template to the exit code.
struct RenderRun {
  let command: RenderCommand
  private let console: Console
  private let metrics: RunMetrics?
  private let started = ContinuousClock.now

  init(command: RenderCommand) {
    self.command = command
    let console = Console(printsJSON: command.json)
    self.console = console
    metrics = command.metricsFile.map {
      RunMetrics(MetricsFile(path: $0), RunLog.logger(command.logLevel, run: nil, console))
    }
  }

  /// Runs, and says in the metrics how it ended, whatever the end.
  func perform() throws {
    Interruption.listen()
    try refuseMetricsPlace()
    metrics?.update()
    do {
      try render()
      metrics?.end(exitCode: Console.outputFault == nil ? 0 : BillowExit.system.error.rawValue)
    } catch {
      metrics?.end(exitCode: Billow.ending(for: error).rawValue)
      throw error
    }
  }

  /// Says in the metrics that the options were refused.
  func tellRefused() {
    guard metricsObstacle == nil else { return }
    metrics?.end(exitCode: BillowExit.usage.error.rawValue)
  }

  private func render() throws {
    try refuseFile()
    try refuseNothingToResume()
    try ChangedInput.refuse(in: command.output, console)
    let linkKey = try command.links.key(console)
    let communication = try TemplateLoader.load(
      command.template, console, asksForStoryboard: command.storyboard,
      asksForMessages: command.messages, linkKey: linkKey,
      locksPages: command.links.lock, listening: command.listening.listening)
    metrics?.update(isWritten: false) { $0.template = communication.name }
    try refuseUnknownTotal(communication)
    let frames = try frameAssets(communication)
    let previous = try previousTasks(communication)
    try RenderingDate.ask(command.date, of: communication, console)
    let source = try open(communication)
    let identity = try identity(communication, source, linkKey, previous)
    let links = command.links.plan(linkKey, identity)
    do {
      let folder = try RunFolder(
        at: command.output, for: identity, durability: command.durability,
        holdsBack: command.expects)
      try refuseSecond(folder)
      if folder.isComplete { return try tellFinished(folder, communication) }
      let report = try perform(communication, frames, source, folder, links, previous)
      let summary = summary(report)
      console.out(command.json ? summary.json : summary.text)
      try summary.exit(console)
    } catch let error as SinkError {
      throw RunFailure(console: console, isResumable: isResumable).exit(.sink(error))
    } catch let error as RunError {
      if case .source(let fault) = error, fault.code == .changed {
        ChangedInput.note(in: command.output)
      }
      throw RunFailure(console: console, isResumable: isResumable).exit(error)
    }
  }

  private func summary(_ report: RunReport, elapsed: Duration? = nil) -> RunSummary {
    RunSummary(
      report: report, output: command.output, elapsed: elapsed ?? ContinuousClock.now - started,
      maxRejects: command.maxRejects, isResumable: isResumable)
  }

  /// Says that there is nothing to do, with the figures of the run that did it.
  private func tellFinished(_ folder: RunFolder, _ communication: Communication) throws {
    try folder.close()
    console.note("\(command.output) already holds this run, finished\n")
    let report = RunReport(of: folder.journal?.lines ?? [], communication)
    let summary = summary(report, elapsed: .zero)
    if command.json { console.out(summary.json) }
    metrics?.take(report, isFinished: false, jobs: jobs)
    try refuseDifferences(expectation(report), report, communication, isPublished: true)
    metrics?.take(report, isFinished: true, jobs: jobs)
    try summary.exit(console)
  }

  private func perform(
    _ communication: Communication, _ frames: FrameAssets?, _ source: any RecordSource,
    _ folder: RunFolder, _ links: LinkPlan?, _ previous: PreviousTasks?
  ) throws -> RunReport {
    let sink: any Sink =
      command.pack
      ? PackSink(in: folder, limit: (command.packSize ?? .standard).limit)
      : DirectorySink(in: folder)
    let writer = try RunWriter(sink, in: folder, hasTasks: communication.ladder != nil)
    var plan = plan(communication, source, folder)
    plan.links = links
    plan.runName = RunGroups.name(of: folder.identity)
    plan.frames = frames
    let watcher = RunWatcher(
      console: console, logger: RunLog.logger(command.logLevel, run: folder.runName, console),
      inputs: source.inputs, metrics: metrics, started: started)
    let run = BatchRun(plan, into: writer, form: sink.form, observer: watcher)
    do {
      if writer.unitCount > 0 { try run.resume(in: folder) }
      var report = try run.perform()
      watcher.clear()
      metrics?.take(report, isFinished: false, jobs: jobs)
      if report.stoppedBy != nil {
        try writer.close()
        return report
      }
      try refuseMissingKey(report)
      let expectation = expectation(report)
      try refuseDifferences(expectation, report, communication, isPublished: false)
      report.tasks = try writer.writeTasks(previous: previous)
      var closing = try closing(report, communication, expectation, folder, writer)
      if let links {
        closing.sections.append(try LinkList.write(links, folder, writer, folder.identity))
      }
      try writer.finish(closing)
      metrics?.take(report, isFinished: true, jobs: jobs)
      return report
    } catch {
      watcher.clear()
      // The first error is the one to tell; the folder stays resumable either way.
      try? writer.close()
      throw error
    }
  }

  private func plan(
    _ communication: Communication, _ source: any RecordSource, _ folder: RunFolder
  ) -> BatchPlan {
    var plan = BatchPlan(
      communication: communication, source: source, asOf: command.date,
      jobs: jobs, limit: command.limit, onlyKey: command.only, addsGzip: command.gzip)
    plan.hasTrailer = command.trailer
    plan.mergesTasks = command.previousTasks != nil
    plan.poisoned = Set(folder.deaths.filter { $0.value > 1 }.keys)
    return plan
  }

  private var jobs: Int { command.jobs ?? Machine.cores }
  private var readsStandardInput: Bool { command.inputs == ["-"] }
  private var isResumable: Bool { command.only == nil && !readsStandardInput }
}

// MARK: The end of a run

extension RenderRun {
  /// Documents that the report links to.
  private static let samples = 12

  private func closing(
    _ report: RunReport, _ communication: Communication, _ expectation: Expectation,
    _ folder: RunFolder, _ writer: RunWriter
  ) throws -> RunClosing {
    let timings = RunTimings(
      report: report, elapsed: ContinuousClock.now - started, jobs: jobs,
      redoneGroups: writer.redoneCount)
    let page = ReportPage(
      report: report, identity: folder.identity, expectation: expectation,
      isWithinLimit: command.maxRejects.allows(report.counts.rejected, of: report.counts.read),
      isPacked: command.pack,
      // A report is passed on; with links it would pass on whose they are.
      samples: command.links.linkKey == nil
        ? try folder.sampleDocuments(Self.samples, length: writer.last?.books.documents ?? 0) : [],
      pace: timings.pace)
    let headers = SecurityHeaders(communication.policy, messages: communication.messageNames)
    return RunClosing(
      totals: report.totals, sections: report.sections(expectation) + [headers.section],
      reports: headers.files + [
        (ReportPage.fileName, page.bytes), ("timings.json", Array(timings.json.utf8)),
      ])
  }

  /// What the command line announced, and the trailer.
  private func expectation(_ report: RunReport) -> Expectation {
    var expectation = Expectation(count: command.expectCount, totals: command.expectTotal)
    if let trailer = report.trailer {
      expectation.count = expectation.count ?? trailer.count
      expectation.totals += trailer.totals
    }
    return expectation
  }

  /// Ends the command if the run is not what was announced; its folder stays resumable.
  private func refuseDifferences(
    _ expectation: Expectation, _ report: RunReport, _ communication: Communication,
    isPublished: Bool
  ) throws {
    var found = expectation.differences(from: report, communication)
    if let own = command.expectCount, let other = report.trailer?.count, own != other {
      found.append(
        Expectation.Difference(
          code: "expected-count-differs", message: "\(own) announced, \(other) in the trailer"))
    }
    if found.isEmpty { return }
    for difference in found {
      console.report(
        Diagnostic(
          code: difference.code, message: difference.message,
          hint: isPublished ? "the run in the folder is published already" : mending))
    }
    throw BillowExit.input.error
  }

  /// What to do about a run that is not what was announced.
  private var mending: String {
    isResumable
      ? "nothing is published; mend the input and use a new folder, or mend what is announced "
        + "and give the same command again"
      : "nothing is published; mend the input or what is announced, and use a new folder"
  }

  /// A key that is in no record is a slip of the pen, and no run of nothing.
  private func refuseMissingKey(_ report: RunReport) throws {
    guard command.only != nil, report.counts.read == 0 else { return }
    console.report(
      Diagnostic(
        code: "only-no-record", message: "no record of the input has the key of --only",
        hint: "give the key as it stands in the record; a record that cannot be read has none"))
    throw BillowExit.input.error
  }
}

// MARK: The beginning of a run

extension RenderRun {
  /// A file's name in the place of the folder's is a slip of the pen, not a fault of the disk.
  private func refuseFile() throws {
    var status = stat()
    guard stat(command.output, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return }
    console.report(
      Diagnostic(
        code: "output-not-folder", message: "the output '\(command.output)' is not a folder",
        hint: "choose a folder that is new or empty"))
    throw BillowExit.usage.error
  }

  private func refuseMetricsPlace() throws {
    guard let path = command.metricsFile, let obstacle = metricsObstacle else { return }
    console.report(
      Diagnostic(
        code: "metrics-not-file", message: "the metrics file '\(path)' \(obstacle)",
        hint: "name a file of its own, outside of the output folder: one of metrics, or none yet"))
    throw BillowExit.usage.error
  }

  /// Why the metrics may not be where they are asked for.
  private var metricsObstacle: String? {
    guard let path = command.metricsFile else { return nil }
    let file = MetricsFile(path: path)
    return file.isWithin(command.output)
      ? "lies in the output folder, which holds what the run makes" : file.obstacle
  }

  private func refuseUnknownTotal(_ communication: Communication) throws {
    let announced = Expectation(totals: command.expectTotal)
    guard let total = announced.unknownTotal(in: communication) else { return }
    let names = communication.totals.map(\.name).joined(separator: ", ")
    console.report(
      Diagnostic(
        code: "expected-total-differs",
        message: "the template has no control total '\(total.name ?? "")'",
        hint: names.isEmpty ? "it has none: add totals to template.yaml" : "it has \(names)"))
    throw BillowExit.usage.error
  }

  /// What pictures are made with; nil where none are.
  private func frameAssets(_ communication: Communication) throws -> FrameAssets? {
    if command.pictures.isGiven, communication.storyboard == nil {
      console.report(
        Diagnostic(
          code: "frames-no-storyboard",
          message: "pictures are asked for, and this run has no storyboard",
          hint: "add --storyboard, for a template that has one"))
      throw BillowExit.usage.error
    }
    do {
      return try FrameAssets(
        communication, command.pictures.plan, asOf: command.date)
    } catch {
      console.report(error.log)
      throw BillowExit.template.error
    }
  }

  /// The tasks of the run before, read through.
  private func previousTasks(_ communication: Communication) throws -> PreviousTasks? {
    guard let path = command.previousTasks else { return nil }
    guard communication.ladder != nil else {
      console.report(
        Diagnostic(
          code: "tasks-no-ladder", message: "the template has no ladder.yaml, and so no tasks",
          hint: "leave --previous-tasks out"))
      throw BillowExit.usage.error
    }
    do {
      return try PreviousTasks(reading: path, before: command.asOf)
    } catch {
      console.report(error.diagnostic)
      throw BillowExit.input.error
    }
  }

  /// What comes through standard input cannot be known to be what came the last time; nor does the journal tell
  /// how far a run of one key had read.
  private func refuseSecond(_ folder: RunFolder) throws {
    let message: String
    if folder.isComplete {
      guard readsStandardInput else { return }
      message =
        "the output folder holds a finished run of standard input, and this input was not read"
    } else {
      guard folder.journal?.lines.isEmpty == false, !isResumable else { return }
      message = "a run of standard input or of one key cannot be resumed"
    }
    try folder.close()
    throw SinkError(
      .runDiffers, message, path: command.output, hint: "give each run a new folder")
  }

  private func refuseNothingToResume() throws {
    guard command.resume, access("\(command.output)/journal", F_OK) != 0 else { return }
    console.report(
      Diagnostic(
        code: "nothing-to-resume", message: "'\(command.output)' holds no run",
        hint: "leave --resume out to begin one"))
    throw BillowExit.usage.error
  }

  private func open(_ communication: Communication) throws -> any RecordSource {
    do {
      return try RecordInputs.open(
        command.inputs, options: RecordOptions(format: command.format, for: communication))
    } catch {
      try leaveIfStopped()
      console.report(error.diagnostic)
      throw BillowExit.input.error
    }
  }

  /// What makes this run this run: engine, template, inputs, date and every option that changes the output.
  private func identity(
    _ communication: Communication, _ source: any RecordSource, _ linkKey: LinkKey?,
    _ previous: PreviousTasks?
  ) throws -> RunIdentity {
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
      asOf: command.asOf ?? "each record's own",
      options: try options(communication, previous) + command.links.identity(linkKey)
        + command.listening.identity
        + command.retention.identity(communication, asOf: command.asOf, console),
      inputs: inputs)
  }

  /// The options that change the output, or where it stands until the run is finished.
  private func options(
    _ communication: Communication, _ previous: PreviousTasks?
  ) -> [RunIdentity.Option] {
    var options: [RunIdentity.Option] = []
    if let limit = command.limit { options.append(.init("limit", String(limit))) }
    if let only = command.only { options.append(.init(RunIdentity.onlyOption, only)) }
    if command.pack {
      let size = command.packSize ?? .standard
      options.append(
        .init(
          RunIdentity.packSizeOption, "\(size.documents) documents, \(size.bytes) bytes"))
    }
    if command.gzip { options.append(.init("gzip", "yes")) }
    if command.storyboard { options.append(.init("storyboard", "yes")) }
    if command.messages { options.append(.init("messages", "yes")) }
    if communication.storyboard != nil { options += command.pictures.plan.identity }
    if let previous { options.append(.init("previous-tasks", previous.digest.hex)) }
    if command.trailer { options.append(.init("trailer", "yes")) }
    // What is announced may be mended and the run go on; that something was, decides where documents wait.
    if command.expects { options.append(.init("expect", "yes")) }
    return options
  }

  /// Ends the command when a signal came before the run began.
  private func leaveIfStopped() throws {
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
  }
}
