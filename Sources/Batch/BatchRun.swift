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

  /// Takes over what an earlier process committed: its books and its keys.
  ///
  /// - Parameter keys: each committed key and the number of its record, from 1.
  /// - Throws: `RunError.source` when the input ends before the place to go on.
  public func resume(after keys: some Sequence<(key: [UInt8], ordinal: Int)>) throws(RunError) {
    for (key, ordinal) in keys {
      let digest = key.withUnsafeBytes { SHA256Digest(of: $0) }
      _ = state.keys.insert(KeyIndex.Entry(digest, ordinal: ordinal))
    }
    for line in writer.lines {
      state.report.counts += line.counts
      if let name = state.totals.add(line.totals, named: plan.communication.totals) {
        throw .total(name: name)
      }
    }
    state.report.resumedRecords = state.report.counts.read
    state.progress.counts = state.report.counts
    guard let last = writer.lines.last, let end = last.ranges.last else { return }
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
    let workers = (0..<plan.jobs).map { _ in Worker(plan) }
    let first = writer.lines.count
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
    var index = first
    var left = plan.limit.map { $0 - state.report.counts.read } ?? .max
    while left > 0 {
      if let signal = Interruption.signal {
        state.report.stoppedBy = signal
        return
      }
      let used = try scheduler.waitForRoom()
      if let used { plan.source.recycle(used.batch) }
      let next: RecordBatch?
      do throws(RunError) {
        next = try nextBatch(atMost: left)
      } catch {
        // The signal cut standard input off, at a record's middle as likely as not.
        if Interruption.signal != nil { continue }
        throw error
      }
      if Interruption.signal != nil { continue }
      guard let batch = next else { return }
      let task = used ?? UnitTask(UnitOutput(form: form), batch)
      task.batch = batch
      task.index = index
      task.recordCount = batch.records.count
      index += 1
      left -= task.recordCount
      scheduler.submit(task)
    }
  }

  private func nextBatch(atMost left: Int) throws(RunError) -> RecordBatch? {
    do throws(SourceError) {
      return try plan.source.next(
        maximumRecords: min(BatchPlan.unitRecords, left), maximumBytes: BatchPlan.unitBytes)
    } catch {
      throw .source(error)
    }
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
      state.report.rejectCodes.merge(task.rejectCodes) { $0 + $1 }
      state.progress.contentSize += task.output.contentSize
      state.progress.inputOffset = task.output.ranges.last?.bytes.upperBound ?? 0
    }
    state.progress.counts = state.report.counts
    progress(state.progress)
  }
}
