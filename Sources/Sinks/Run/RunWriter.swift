/// Commits units: stages, syncs, publishes and journals them, in order.
///
/// After `commit` returns, the units' documents are durable and published and the journal names
/// them. The journal's last lines become durable with the next group; a crash before that redoes
/// that one group, to the same bytes. One caller at a time, from any thread.
///
/// ```
/// let folder = try RunFolder(at: path, for: identity)
/// let writer = try RunWriter(DirectorySink(in: folder), in: folder)
/// // writer.last: the last unit an earlier process committed; go on after it
/// try writer.commit(units)
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
  /// The journal lines of the last group: durable with the next sync, written again if it fails.
  private var doubtful = ByteStore()

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
    if let found = folder.journal { try folder.renewJournal(length: found.goodLength) }
    journal = try .resumed(
      RunFolder.journalName, at: folder.journal?.goodLength ?? length, in: folder.root,
      folder.files)
    let lengths = last?.books ?? BookLengths()
    let uncommitted =
      unitCount == 0 ? [] : try folder.uncommittedPaths(after: lengths.documents)
    if unitCount == 0 { try folder.setAsideUncommitted() }
    try folder.moveHeld(out: false)
    try sink.prepare(at: last?.pack, uncommitted: uncommitted)
    try sink.sync()
    // Cut only now: until what was withdrawn is gone for certain, the books name it.
    books = try Books(at: lengths, in: folder, hasTasks: hasTasks)
    try syncAll()
  }

  /// Commits units that follow, in order, those committed before.
  public func commit(_ units: [UnitOutput]) throws(SinkError) {
    checkOrder(units)
    guard !units.isEmpty else { return }
    try failing { () throws(SinkError) in
      try redoing { () throws(SinkError) in try attempt(units) }
    }
  }

  /// Publishes what is held open, writes the manifest and at last `_SUCCESS`, and unlocks.
  public func finish(_ closing: RunClosing) throws(SinkError) {
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
  private func attempt(_ units: [UnitOutput]) throws(SinkError) {
    var staged: [JournalLine] = []
    for unit in units {
      var line = JournalLine(of: unit)
      line.pack = try sink.stage(unit)
      try books?.append(unit)
      line.books = books?.lengths ?? BookLengths()
      staged.append(line)
    }
    try syncAll()
    journal?.accept()
    try sink.publish()
    try syncAll()
    try append(staged)
    sink.accept()
    books?.accept()
    for line in staged { count(line) }
  }

  private func append(_ staged: [JournalLine]) throws(SinkError) {
    doubtful.truncate(to: 0)
    for line in staged { chain.append(to: &doubtful) { line.append(to: &$0) } }
    try naming(RunFolder.journalName) { () throws(SystemFault) in
      try journal?.append(doubtful.bytes)
    }
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

  /// Runs a step whose sync may fail; then everything since is thrown away and written anew.
  ///
  /// A sync that fails may have dropped what it should have written, and a second one would
  /// report success (LWN 752063, "PostgreSQL's fsync() surprise").
  private func redoing(_ step: () throws(SinkError) -> Void) throws(SinkError) {
    for attempt in 1... {
      do throws(SinkError) {
        return try step()
      } catch {
        guard error.code == .syncFailed, attempt < Self.attempts else { throw error }
        redoneCount += 1
        try sink.discard()
        try books?.rewind()
        try rewriteJournal()
      }
    }
  }

  /// After a failure nothing more is taken: only a new process knows what is on the disk.
  private func failing(_ step: () throws(SinkError) -> Void) throws(SinkError) {
    guard !hasFailed else {
      throw SinkError(
        .writerFailed, "an earlier step failed and nothing more is written",
        hint: "start the same run again: it resumes")
    }
    hasFailed = true
    try step()
    hasFailed = false
  }

  private func checkOrder(_ units: [UnitOutput]) {
    for (number, unit) in units.enumerated() {
      precondition(unit.isSealed, "a unit must be sealed")
      precondition(unit.index == unitCount + number, "units come in order")
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
