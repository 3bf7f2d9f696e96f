internal import Communication
internal import Liquid
internal import Records
public import Sinks
internal import Synchronization

/// One run: reads units, renders them on all cores, commits them in order.
public final class BatchRun: UnitCommitter {
  private var plan: BatchPlan
  private let writer: RunWriter
  private let form: UnitForm
  private let observer: (any RunObserver)?
  /// Written by the committer, read by the ticker.
  private let progress = Mutex(RunProgress())
  private let state: CommitState

  /// What the committer alone changes while the run goes on.
  private final class CommitState {
    var keys: KeyIndex
    var totals = ExactTotals()
    var report = RunReport()
    /// Once a unit was abandoned, none after it is committed: a run has no holes.
    var isCut = false
    /// What ends the run when the units before the bad one are committed.
    var failure: RunError?
    /// Units that the writer has and that are not committed, the oldest first.
    var pending: [UnitTask] = []

    init(_ inputs: [InputDescription]) {
      let sizes = inputs.compactMap { $0.isCompressed ? nil : $0.size }
      keys = KeyIndex(inputSize: sizes.count == inputs.count ? Int(sizes.reduce(0, +)) : nil)
    }

    deinit { keys.deallocate() }
  }

  /// Makes a run over a writer that is ready for its first or next unit.
  ///
  /// `observer` is told of it from other threads.
  public init(
    _ plan: BatchPlan, into writer: RunWriter, form: UnitForm,
    observer: (any RunObserver)? = nil
  ) {
    self.plan = plan
    self.writer = writer
    self.form = form
    self.observer = observer
    state = CommitState(plan.source.inputs)
    state.report.tallies = TallyTable(plan.communication)
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
      state.report.tallies.add(line.tallies)
      if let name = state.totals.add(line.totals, named: plan.communication.totalNames) {
        throw .total(name: name)
      }
    }
    state.report.resumedRecords = state.report.counts.read
    observer?.note(
      .resumed(records: state.report.resumedRecords, units: writer.unitCount))
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
      form == .packed || plan.addsGzip
      ? PagePrograms(plan.communication, asOf: plan.asOf, plan.links, jobs: plan.jobs) : nil
    let workers = (0..<plan.jobs).map { Worker(plan, number: $0, programs) }
    let first = writer.unitCount
    for ordinal in plan.poisoned.sorted() { observer?.note(.quarantined(ordinal: ordinal)) }
    show()
    let scheduler = Scheduler(
      workers: workers, startingAt: first, areUnitsLarge: plan.areUnitsLarge,
      tick: { [self] busy in tick(busy) },
      into: self)
    // However it ends, the last figures are those of what is committed.
    defer { tick(0) }
    do throws(RunError) {
      try readAll(scheduler, from: first)
    } catch {
      // What was read before the fault is still rendered and committed.
      try scheduler.finish()
      throw error
    }
    try scheduler.finish()
    state.report.totals = state.totals.controlTotals(plan.communication.totalNames)
    state.report.unitCount = writer.unitCount
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
        observer?.note(.stopping(signal: signal))
        return try reader.requireUnchanged()
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
      // A unit is of the input that was hashed, however the run ends: what is committed is not read again by one that goes on.
      try reader.requireUnchanged()
      scheduler.submit(task)
    }
    try reader.requireUnchanged()
    state.report.trailer = reader.trailer
  }

  // MARK: Commits

  func prepare(_ task: UnitTask) {
    if task.isAbandoned { return }
    do throws(SinkError) {
      try writer.write(task.output)
    } catch {
      // What a sync has failed for is written anew when the unit's turn comes.
      if error.code != .syncFailed { task.fault = error }
    }
  }

  func take(_ tasks: [UnitTask]) throws(RunError) -> [UnitTask] {
    var good: [UnitTask] = []
    for task in tasks where !state.isCut {
      if task.isAbandoned {
        state.isCut = true
        break
      }
      do throws(RunError) {
        if let fault = task.fault { throw .sink(fault) }
        try check(task)
        good.append(task)
      } catch {
        // Units before the bad one are good and stay.
        state.isCut = true
        state.failure = error
      }
    }
    state.pending += good
    do throws(SinkError) {
      try writer.stage(good.map(\.output))
    } catch {
      throw .sink(error)
    }
    return Array(tasks[good.count...])
  }

  func beginSync() throws(RunError) -> PendingSync? {
    if let failure = state.failure, writer.isSettled { throw failure }
    return writer.beginSync()
  }

  func endSync(_ sync: PendingSync) throws(RunError) -> [UnitTask] {
    let redone = writer.redoneCount
    let count: Int
    do throws(SinkError) {
      count = try writer.endSync(sync)
    } catch {
      throw .sink(error)
    }
    if let observer, writer.redoneCount > redone {
      observer.note(.redone(groups: writer.redoneCount))
    }
    let tasks = Array(state.pending.prefix(count))
    state.pending.removeFirst(count)
    tell(of: tasks)
    return tasks
  }

  private func check(_ task: UnitTask) throws(RunError) {
    for key in task.keys {
      guard let first = state.keys.insert(key) else { continue }
      throw .duplicateKey(first: first, second: Int(key.ordinal))
    }
    let failed =
      task.failedTotal
      ?? state.totals.add(task.output.totals, named: plan.communication.totalNames)
    if let failed { throw .total(name: failed) }
  }

  /// Counts units that are committed, and tells the observer.
  private func tell(of tasks: [UnitTask]) {
    for task in tasks {
      let unit = task.output
      state.report.counts += unit.counts
      for entry in unit.reasons {
        state.report.reasons.add(entry.outcome, entry.reason, entry.count)
      }
      state.report.numbers.add(unit.numbers)
      state.report.tallies.add(unit.tallies)
      state.report.contentSize += unit.contentSize
    }
    show()
    guard let observer else { return }
    for task in tasks {
      let unit = task.output
      for reject in task.rejects {
        observer.note(.rejected(unit: unit.index, ordinal: reject.ordinal, code: reject.code))
      }
      observer.note(
        .committed(unit: unit.index, firstOrdinal: unit.firstOrdinal, counts: unit.counts))
    }
  }

  // MARK: Progress

  /// Lays out what the ticker shows.
  private func show() {
    let report = state.report
    let end = writer.last?.ranges.last
    let units = writer.unitCount
    progress.withLock { progress in
      progress.counts = report.counts
      progress.resumedRecords = report.resumedRecords
      progress.reasons = report.reasons
      progress.contentSize = report.contentSize
      progress.unitCount = units
      progress.input = end?.input ?? 0
      progress.inputOffset = end?.bytes.upperBound ?? 0
    }
  }

  private func tick(_ busy: Int) {
    guard let observer else { return }
    var now = progress.withLock { $0 }
    now.busyWorkers = busy
    now.jobs = plan.jobs
    observer.tick(now)
  }
}
