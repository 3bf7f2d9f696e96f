/// Commits units: stages, syncs, publishes and journals them, in order.
///
/// A unit takes two syncs: after the first it is published, after the second, which is the first of later units, its
/// journal line is written. That line becomes durable with the sync after; a crash before that redoes the units, to the same
/// bytes. One caller at a time, from any thread; only `write` and `PendingSync.perform` may run beside, on others.
///
/// ```
/// let folder = try RunFolder(at: path, for: identity)
/// let writer = try RunWriter(DirectorySink(in: folder), in: folder)
/// // writer.last: the last unit an earlier process committed; go on after it
/// try writer.stage(units)
/// while let sync = try writer.beginSync() {
///   sync.perform()  // more units may be staged meanwhile
///   let count = try writer.endSync(sync)  // so many of the oldest units may be used again
/// }
/// try writer.finish(RunClosing(totals: totals))
/// ```
public final class RunWriter: @unchecked Sendable {
  // Unsynchronised: the committer is the only caller.

  /// How often a group is written before a failing sync ends the run.
  public static let attempts = 3

  /// How many units are committed, those of earlier processes included.
  public private(set) var unitCount = 0
  /// The last of them.
  public private(set) var last: JournalLine?
  /// Groups that were written anew because a sync failed.
  public private(set) var redoneCount = 0

  let sink: any Sink
  /// Whether units have tasks, which become a book at the end.
  let hasTasks: Bool
  /// The folder it writes into; nil for a sink that keeps none.
  public let folder: RunFolder?
  var keys = KeySum()
  var counts = RecordCounts()
  var chain = JournalChain()
  private var books: Books?
  private var journal: AppendedFile?
  private var hasFailed = false
  /// The journal lines written last: durable with the next sync, written again if it fails.
  private var doubtful = ByteStore()
  /// Units staged since the last sync began; those a sync is under way for, or failed; those published before it began.
  private var staged = Group()
  private var closed = Group()
  private var shown = Group()
  private var isSyncing = false
  /// Syncs that failed since a unit was committed.
  private var failureCount = 0

  private struct Group {
    var units: [UnitOutput] = []
    var lines: [JournalLine] = []

    mutating func removeAll() {
      units.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
    }
  }

  /// Makes a writer that only passes units to a sink which keeps no folder.
  public init(_ sink: any Sink) throws(SinkError) {
    self.sink = sink
    hasTasks = false
    folder = nil
    try sink.prepare(at: nil, uncommitted: [])
  }

  /// Makes a writer for an open folder, dropping what was not committed.
  public init(
    _ sink: any Sink, in folder: RunFolder, hasTasks: Bool = false
  ) throws(SinkError) {
    precondition(!folder.isComplete, "nothing is to be done in a finished folder")
    self.sink = sink
    self.hasTasks = hasTasks
    self.folder = folder
    var opening = JournalChain()
    let length = JournalRecord.opening(of: folder.identity, &opening).count
    chain = folder.journal?.chain ?? opening
    for line in folder.journal?.lines ?? [] { count(line) }
    let lengths = last?.books ?? BookLengths()
    try Books.check(lengths, in: folder, hasTasks: hasTasks)
    if let last {
      // Before the journal's doubtful lines are cut.
      try folder.moveHeld(out: false)
      try sink.check(at: last.pack)
    }
    if let found = folder.journal { try folder.renewJournal(length: found.goodLength) }
    journal = try .resumed(
      RunFolder.journalName, at: folder.journal?.goodLength ?? length, in: folder.root,
      folder.files)
    let uncommitted =
      unitCount == 0 ? [] : try folder.uncommittedPaths(after: lengths.documents)
    if unitCount == 0 {
      try folder.setAsideUncommitted()
      try folder.moveHeld(out: false)
    }
    try sink.prepare(at: last?.pack, uncommitted: uncommitted)
    try sink.sync()
    // Cut only now: until what was withdrawn is gone for certain, the books name it.
    books = try Books(at: lengths, in: folder, hasTasks: hasTasks)
    try syncAll()
  }

  /// Commits units that follow, in order, those given before, and waits until they are journaled.
  public func commit(_ units: [UnitOutput]) throws(SinkError) {
    try stage(units)
    try settle()
  }

  /// Writes of a unit what needs no order, so that `stage` need not.
  ///
  /// Not needed; at most once for a unit, on any thread, beside any other call.
  public func write(_ unit: UnitOutput) throws(SinkError) { try sink.write(unit) }

  /// Writes units that follow, in order, those given before; the caller leaves them alone until `endSync` lets them go.
  public func stage(_ units: [UnitOutput]) throws(SinkError) {
    checkOrder(units)
    guard !units.isEmpty else { return }
    let before = staged.units
    try failing { () throws(SinkError) in
      do throws(SinkError) {
        try stageAll(units)
      } catch {
        // Where each file is synced by itself, that may fail here.
        staged.units = before + units
        try redo(after: error)
      }
    }
  }

  /// Whether units are on their way to the journal.
  public var isSettled: Bool {
    staged.units.isEmpty && closed.units.isEmpty && shown.units.isEmpty
  }

  /// Units staged since the last sync began.
  public var stagedCount: Int { staged.units.count }

  /// What the next step of the units staged so far waits for; nil if there are none, or a sync is under way.
  public func beginSync() -> PendingSync? {
    guard !isSyncing, !hasFailed, !isSettled else { return nil }
    swap(&closed, &staged)
    isSyncing = true
    return PendingSync(of: folder)
  }

  /// Publishes and journals what a sync has made durable, or stages it again where it failed.
  ///
  /// - Returns: how many units, the oldest, are committed and may be used again.
  @discardableResult
  public func endSync(_ sync: PendingSync) throws(SinkError) -> Int {
    precondition(isSyncing, "no sync is under way")
    isSyncing = false
    return try failing { () throws(SinkError) -> Int in
      do throws(SinkError) {
        try sync.check()
        if folder?.durability == .each { try syncAll() }
      } catch {
        try redo(after: error)
        return 0
      }
      journal?.accept()
      try sink.publish(closed.units.count)
      var count = try journalShown()
      swap(&shown, &closed)
      // Without syncs there is nothing to wait for.
      if !isSynced { count += try journalShown() }
      return count
    }
  }

  private var isSynced: Bool {
    guard let folder else { return false }
    return folder.durability != .none
  }

  private func settle() throws(SinkError) {
    while let sync = beginSync() {
      sync.perform()
      try endSync(sync)
    }
  }

  /// Publishes what is held open, writes the manifest and at last `_SUCCESS`, and unlocks.
  public func finish(_ closing: RunClosing) throws(SinkError) {
    precondition(!isSyncing, "a sync is under way")
    try settle()
    try failing { () throws(SinkError) in
      try redoing { () throws(SinkError) in
        // The sink may now remove what only a resume before the last lines would need.
        try syncAll()
        journal?.accept()
        // Syncs what it publishes; nothing else has changed.
        try sink.finish()
      }
      guard let folder else { return }
      if folder.holdsBack {
        try folder.moveHeld(out: true)
        try syncAll()
      }
      try folder.conclude(try manifest(closing, folder), closing.reports)
      try closeFiles()
      try folder.close()
    }
  }

  /// Unlocks without finishing: the run stays resumable.
  public func close() throws(SinkError) {
    try closeFiles()
    try folder?.close()
  }
}

extension RunWriter {
  private func stageAll(_ units: [UnitOutput]) throws(SinkError) {
    for unit in units {
      var line = JournalLine(of: unit)
      line.pack = try sink.stage(unit)
      try books?.append(unit)
      line.books = books?.lengths ?? BookLengths()
      staged.units.append(unit)
      staged.lines.append(line)
    }
  }

  /// Journals the units that are published for certain; how many.
  private func journalShown() throws(SinkError) -> Int {
    let count = shown.units.count
    guard let last = shown.lines.last else { return 0 }
    doubtful.truncate(to: 0)
    for line in shown.lines { chain.append(to: &doubtful) { line.append(to: &$0) } }
    try naming(RunFolder.journalName) { () throws(SystemFault) in
      try journal?.append(doubtful.bytes)
    }
    sink.accept(count)
    books?.accept(last.books)
    for line in shown.lines { self.count(line) }
    shown.removeAll()
    failureCount = 0
    return count
  }

  private func rewriteJournal() throws(SinkError) {
    guard journal?.isCertain == false else { return }
    try naming(RunFolder.journalName) { () throws(SystemFault) in
      try journal?.rewind()
      try journal?.append(doubtful.bytes)
    }
  }

  private func syncAll() throws(SinkError) {
    try sink.sync()
    // Where the whole file system is synced, the sink has done so.
    guard let folder, folder.durability == .each else { return }
    try naming(".") { () throws(SystemFault) in
      try books?.sync()
      try journal?.sync()
      try folder.files.sync(folder.root)
    }
  }

  /// Throws away all that is not committed and writes it anew, after a sync that failed.
  ///
  /// Such a sync may have dropped what it should have written, and a second one would
  /// report success (LWN 752063, "PostgreSQL's fsync() surprise").
  private func redo(after error: SinkError) throws(SinkError) {
    let units = shown.units + closed.units + staged.units
    var failure = error
    while true {
      failureCount += 1
      guard failure.code == .syncFailed, failureCount < Self.attempts else { throw failure }
      try discard()
      shown.removeAll()
      closed.removeAll()
      staged.removeAll()
      do throws(SinkError) {
        return try stageAll(units)
      } catch {
        failure = error
      }
    }
  }

  private func discard() throws(SinkError) {
    redoneCount += 1
    try sink.discard()
    try books?.rewind()
    try rewriteJournal()
  }

  /// Runs a last step, whose sync may fail, until it succeeds.
  private func redoing(_ step: () throws(SinkError) -> Void) throws(SinkError) {
    for attempt in 1... {
      do throws(SinkError) {
        return try step()
      } catch {
        guard error.code == .syncFailed, attempt < Self.attempts else { throw error }
        try discard()
      }
    }
  }

  /// After a failure nothing more is taken: only a new process knows what is on the disk.
  private func failing<Value>(_ step: () throws(SinkError) -> Value) throws(SinkError) -> Value {
    guard !hasFailed else {
      throw SinkError(
        .writerFailed, "an earlier step failed and nothing more is written",
        hint: "start the same run again: it resumes")
    }
    hasFailed = true
    let value = try step()
    hasFailed = false
    return value
  }

  private func checkOrder(_ units: [UnitOutput]) {
    let next = unitCount + shown.units.count + closed.units.count + staged.units.count
    for (number, unit) in units.enumerated() {
      precondition(unit.isSealed, "a unit must be sealed")
      precondition(unit.index == next + number, "units come in order")
      precondition(
        unit.form == sink.form || sink is NullSink, "the unit was made for another sink")
    }
  }

  private func count(_ line: JournalLine) {
    counts += line.counts
    keys.add(line.keys)
    unitCount += 1
    last = line
  }

  private func closeFiles() throws(SinkError) {
    try books?.close()
    books = nil
    try naming(RunFolder.journalName) { () throws(SystemFault) in try journal?.close() }
    journal = nil
  }
}
