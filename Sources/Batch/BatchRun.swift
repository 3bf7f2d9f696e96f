internal import Communication
internal import Liquid
internal import Records
public import Sinks

/// One run: reads units, renders them on all cores, commits them in order.
public final class BatchRun {
  private var plan: BatchPlan
  private let writer: RunWriter
  private let form: UnitForm
  private let progress: (RunProgress) -> Void
  private let state: CommitState

  /// What the committer alone changes while the run goes on.
  private final class CommitState {
    var keys = KeyIndex()
    var totals = ExactTotals()
    var report = RunReport()
    var progress = RunProgress()
    /// Once a unit was abandoned, none after it is committed: a run has no holes.
    var isCut = false

    deinit { keys.deallocate() }
  }

  /// Makes a run over a writer that is ready for its first or next unit.
  ///
  /// `progress` is called after each commit, on another thread.
  public init(
    _ plan: BatchPlan, into writer: RunWriter, form: UnitForm,
    progress: @escaping (RunProgress) -> Void = { _ in }
  ) {
    self.plan = plan
    self.writer = writer
    self.form = form
    self.progress = progress
    state = CommitState()
  }

  /// Takes over what an earlier process committed into `folder`: its books and its keys.
  ///
  /// - Throws: `RunError.source` when the input ends before the place to go on.
  public func resume(in folder: RunFolder) throws(RunError) {
    do throws(SinkError) {
      try folder.forEachCommittedKey { ordinal, key in
        let digest = key.withUnsafeBytes { SHA256Digest(of: $0) }
        _ = state.keys.insert(KeyMark(digest, ordinal: ordinal))
      }
    } catch {
      throw .sink(error)
    }
    for line in folder.journal?.lines ?? [] {
      for key in line.rejectedKeys { _ = state.keys.insert(key) }
      state.report.counts += line.counts
      for entry in line.reasons {
        state.report.reasons.add(entry.outcome, entry.reason, entry.count)
      }
      state.report.numbers.add(line.numbers)
      if let name = state.totals.add(line.totals, named: plan.communication.totals) {
        throw .total(name: name)
      }
    }
    state.report.resumedRecords = state.report.counts.read
    state.progress.counts = state.report.counts
    guard let last = writer.last, let end = last.ranges.last else { return }
    do throws(SourceError) {
      try plan.source.skip(
        toOrdinal: Int64(last.nextOrdinal - 1), atOffset: Int64(end.bytes.upperBound),
        file: end.input)
    } catch {
      throw .source(error)
    }
  }

  /// Renders everything up to the end, the limit or a signal.
  ///
  /// Units are committed as they are ready; the writer is left open for `RunWriter.finish` or `close`.
  public func perform() throws(RunError) -> RunReport {
    DeathNote.listen(writer.folder)
    defer { DeathNote.forgetFolder() }
    let programs =
      form == .packed || plan.addsGzip ? PagePrograms(plan.communication, asOf: plan.asOf) : nil
    let workers = (0..<plan.jobs).map { Worker(plan, number: $0, programs) }
    let first = writer.unitCount
    let scheduler = Scheduler(workers: workers, startingAt: first) {
      [self] tasks throws(RunError) in try commit(tasks)
    }
    do throws(RunError) {
      try readAll(scheduler, from: first)
    } catch {
      // What was read before the fault is still rendered and committed.
      try scheduler.finish()
      throw error
    }
    try scheduler.finish()
    state.report.totals = state.totals.controlTotals(plan.communication.totals)
    state.report.contentSize = state.progress.contentSize
    if state.isCut { state.report.stoppedBy = Interruption.signal }
    return state.report
  }

  private func readAll(_ scheduler: Scheduler, from first: Int) throws(RunError) {
    var reader = UnitReader(plan)
    var index = first
    var left = plan.limit.map { $0 - state.report.counts.read } ?? .max
    while left > 0 {
      if let signal = Interruption.signal {
        state.report.stoppedBy = signal
        return
      }
      let used = try scheduler.waitForRoom()
      if let used { reader.recycle(used.batch) }
      let next: (batch: RecordBatch, count: Int)?
      do throws(RunError) {
        next = try reader.next(atMost: left)
      } catch {
        // The signal cut standard input off, at a record's middle as likely as not.
        if Interruption.signal != nil { continue }
        throw error
      }
      if Interruption.signal != nil { continue }
      guard let (batch, count) = next else { break }
      let task = used ?? UnitTask(UnitOutput(form: form), batch)
      task.batch = batch
      task.index = index
      task.recordCount = count
      index += 1
      left -= count
      scheduler.submit(task)
    }
    state.report.trailer = reader.trailer
  }

  // MARK: Commits

  private func commit(_ tasks: [UnitTask]) throws(RunError) {
    if state.isCut { return }
    if let cut = tasks.firstIndex(where: \.isAbandoned) {
      try commit(Array(tasks[..<cut]))
      state.isCut = true
      return
    }
    for (number, task) in tasks.enumerated() {
      do throws(RunError) {
        try check(task)
      } catch {
        // Units before the bad one are good and stay.
        try write(Array(tasks[..<number]))
        throw error
      }
    }
    try write(tasks)
  }

  private func check(_ task: UnitTask) throws(RunError) {
    for key in task.keys {
      guard let first = state.keys.insert(key) else { continue }
      throw .duplicateKey(first: first, second: Int(key.ordinal))
    }
    let failed =
      task.failedTotal
      ?? state.totals.add(task.output.totals, named: plan.communication.totals)
    if let failed { throw .total(name: failed) }
  }

  private func write(_ tasks: [UnitTask]) throws(RunError) {
    do throws(SinkError) {
      try writer.commit(tasks.map(\.output))
    } catch {
      throw .sink(error)
    }
    for task in tasks {
      state.report.counts += task.output.counts
      for entry in task.output.reasons {
        state.report.reasons.add(entry.outcome, entry.reason, entry.count)
      }
      state.report.numbers.add(task.output.numbers)
      state.progress.contentSize += task.output.contentSize
      state.progress.inputOffset = task.output.ranges.last?.bytes.upperBound ?? 0
    }
    state.progress.counts = state.report.counts
    progress(state.progress)
  }
}
