import Glibc

/// One run's output folder, locked for this process.
///
/// Opening it makes it, or finds that it holds this very run, or refuses. What it holds:
///
/// | entry | what |
/// |---|---|
/// | `journal` | which units are committed; there from the first moment on |
/// | `documents/` or `packs/` | what was published |
/// | `documents.ndjson`, `rejects.ndjson`, `suppressed.ndjson` | the books |
/// | `manifest.json`, `timings.json`, `_SUCCESS` and reports | at the end |
/// | `.billow/`, `.billow.lock` | what is staged, and the lock; gone at the end |
/// | `.billow.deaths` | records that crashed a process; gone at the end |
/// | `.billow.tasks` | tasks in the order of records; at the end they are `tasks.ndjson` |
public final class RunFolder: @unchecked Sendable {
  // Constant after `init`, but for what `RunWriter` changes, one call at a time.

  /// Its path, as given.
  public let path: String
  /// Whose it is.
  public let identity: RunIdentity
  /// The journal found; nil for a run that begins, or had committed nothing.
  public let journal: JournalRecord?
  /// Whether the run is finished: `_SUCCESS` is there, nothing is left to do.
  public let isComplete: Bool
  /// How often each record, from 1, crashed an earlier process.
  public let deaths: [Int: Int]
  /// How much is asked of the disk.
  public let durability: Durability

  let files: any FileSystem
  let root: Descriptor
  let staging: Descriptor
  /// Where documents and packs are published: `root`, or a folder that is emptied into it last.
  let output: Descriptor
  let holdsBack: Bool
  private let lock: Descriptor
  private var isOpen = true
  private var isFinished: Bool

  static let lockName = ".billow.lock"
  /// The list of deaths: a line `<ordinal> <signal>` for each crash.
  ///
  /// Written by a signal handler, and so not staged.
  public static let deathsName = ".billow.deaths"
  /// A mark: the input changed while the run read it, so that the run must not go on.
  public static let changedName = ".billow.changed"
  /// A note of an erasure on its way; gone when it is done.
  public static var erasingName: String { RunEraser.noteName }
  static let stagingName = ".billow"
  static let heldName = "held"
  static let journalName = "journal"
  static let successName = "_SUCCESS"

  /// Opens the folder at `path` for the run `identity`.
  ///
  /// With `holdsBack`, nothing appears in `documents/` or `packs/` before the run is finished.
  /// Throws `folder-in-use`, `folder-not-empty`, `run-differs`, `journal-damaged` or what the
  /// system says.
  public init(
    at path: String, for identity: RunIdentity, durability: Durability = .grouped,
    holdsBack: Bool = false, fileSystem files: any FileSystem = RealFileSystem()
  ) throws(SinkError) {
    self.path = path
    self.identity = identity
    self.holdsBack = holdsBack
    self.files = files
    self.durability =
      durability == .grouped && !files.reportsLostBytes ? .each : durability
    let root = try naming(path) { () throws(SystemFault) in try files.openRoot(path) }
    self.root = root
    var opened = [root]
    do throws(SinkError) {
      try Self.refuseForeign(root, files)
      lock = try Self.takeLock(root, files)
      opened.append(lock)
      let names = try Self.refuseForeign(root, files)
      isComplete = names.contains(Self.successName)
      isFinished = isComplete
      deaths = names.contains(Self.deathsName) ? try Self.readDeaths(root, files) : [:]
      let found = names.contains(Self.journalName) ? try Self.readJournal(root, files) : nil
      let differences = found.map { identity.differences(from: $0.identity) } ?? []
      guard differences.isEmpty else { throw Self.differs(differences) }
      // A run that committed nothing begins again: an earlier process may have left after a sync
      // that failed, and then what is seen of its files need not be on the disk.
      let begins = !isComplete && (found?.lines.isEmpty ?? true)
      staging = try Self.openStaging(isNew: begins, in: root, files)
      opened.append(staging)
      if isComplete, names.contains(Self.stagingName) {
        try Self.renewSuccess(root, staging, self.durability, files)
      }
      journal = begins ? nil : found
      if begins { try Self.begin(identity, root, staging, self.durability, files) }
      output =
        holdsBack && !isComplete
        ? try Self.openOrMake(Self.heldName, in: staging, files) : root
    } catch {
      // The first error is the one to tell; the system closes what closing here cannot. A refused run leaves no lock behind: one that
      // stands there finished would be told to hold a file that no run writes.
      if opened.count > 1 { try? files.remove(Self.lockName, isFolder: false, in: root) }
      for descriptor in opened.reversed() { try? files.close(descriptor) }
      throw error
    }
  }

  /// A short name of the run for logs: the same whenever it is taken up, another for another run.
  public var runName: String { String(identity.digest.hex.prefix(8)) }

  /// The system's number of the open folder, for a signal handler.
  public var rootNumber: Int32 { root.number }

  /// From now on, closing removes what is staged.
  func markFinished() { isFinished = true }

  /// Unlocks the folder; the run stays resumable.
  ///
  /// Does nothing the second time.
  public func close() throws(SinkError) {
    guard isOpen else { return }
    isOpen = false
    let files = files
    try naming(Self.lockName) { () throws(SystemFault) in
      if output != root { try files.close(output) }
      try files.close(staging)
      if isFinished { try files.removeTree(Self.stagingName, in: root) }
      if isFinished, !deaths.isEmpty { try files.removeTree(Self.deathsName, in: root) }
      if isFinished { try files.removeTree(TaskSpool.name, in: root) }
      try files.remove(Self.lockName, isFolder: false, in: root)
      try files.close(lock)
      if isFinished, durability != .none { try files.sync(root) }
      try files.close(root)
    }
  }
}

extension RunFolder {
  /// Lists the folder, which must be empty but for ours, or hold a journal.
  @discardableResult
  private static func refuseForeign(
    _ root: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> Set<String> {
    let entries = try naming(".") { () throws(SystemFault) in try files.entries(of: root) }
    let names = Set(entries.map(\.name))
    let foreign = names.subtracting([lockName, stagingName, deathsName]).min()
    if let foreign, !names.contains(journalName) {
      throw SinkError(
        .folderNotEmpty, "the output folder holds \(foreign) and no journal of a run",
        path: foreign, hint: "choose a folder that is new or empty")
    }
    return names
  }

  private static func takeLock(
    _ root: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> Descriptor {
    let outcome = try naming(lockName) { () throws(SystemFault) in
      try files.lock(lockName, in: root)
    }
    switch outcome {
    case .held(let descriptor): return descriptor
    case .taken(let owner):
      throw SinkError(
        .folderInUse, "the output folder is in use by \(owner)", path: lockName,
        hint: "wait for that run, or choose another folder")
    }
  }

  /// Opens the staging folder, an empty one if the run begins.
  private static func openStaging(
    isNew: Bool, in root: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> Descriptor {
    try naming(stagingName) { () throws(SystemFault) in
      guard isNew, try files.holds(stagingName, in: root) else { return }
      // What was moved there must not come back in part.
      try files.syncAll(root)
      try files.removeTree(stagingName, in: root)
    }
    return try openOrMake(stagingName, in: root, files)
  }

  /// Writes `_SUCCESS` anew where a finished run's process left before it had tidied up.
  ///
  /// The sync of its name may be what failed there: then it is seen and yet not on the disk, and what a resume would need
  /// must not be removed.
  private static func renewSuccess(
    _ root: Descriptor, _ staging: Descriptor, _ durability: Durability, _ files: any FileSystem
  ) throws(SinkError) {
    var text = ByteStore()
    try naming(successName) { () throws(SystemFault) in
      let file = try files.openFile(successName, in: root, .reading)
      defer { try? files.close(file) }
      try files.fill(&text, from: file, at: 0, atMost: 1 << 10)
      try files.writeWhole(
        text.bytes, to: successName, staged: staging, in: root, isSynced: durability != .none)
    }
  }

  static func openOrMake(
    _ name: String, in folder: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> Descriptor {
    try naming(name) { () throws(SystemFault) in
      do throws(SystemFault) {
        try files.makeFolder(name, in: folder)
      } catch {
        if error.number != EEXIST { throw error }
      }
      return try files.openFolder(name, in: folder)
    }
  }

  private static func readJournal(
    _ root: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> JournalRecord {
    var text = ByteStore()
    try naming(journalName) { () throws(SystemFault) in
      let file = try files.openFile(journalName, in: root, .reading)
      let length = try files.length(of: file)
      try files.fill(&text, from: file, at: 0, atMost: length)
      try files.close(file)
    }
    guard let record = JournalRecord(text.bytes) else {
      throw SinkError(
        .journalDamaged, "the journal's first line is damaged or of another version",
        path: journalName, hint: "choose a new folder; what is in this one cannot be resumed")
    }
    return record
  }

  /// Counts the deaths that signal handlers have noted; a torn line is none.
  private static func readDeaths(
    _ root: Descriptor, _ files: any FileSystem
  ) throws(SinkError) -> [Int: Int] {
    var text = ByteStore()
    try naming(deathsName) { () throws(SystemFault) in
      let file = try files.openFile(deathsName, in: root, .reading)
      defer { try? files.close(file) }
      try files.fill(&text, from: file, at: 0, atMost: 1 << 20)
    }
    var deaths: [Int: Int] = [:]
    for line in text.bytes.split(separator: 0x0A) {
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      if words.count == 2, let ordinal = Int(words[0]) { deaths[ordinal, default: 0] += 1 }
    }
    return deaths
  }

  /// Writes the journal's first line aside and moves it in whole, so that it is never torn.
  private static func begin(
    _ identity: RunIdentity, _ root: Descriptor, _ staging: Descriptor,
    _ durability: Durability, _ files: any FileSystem
  ) throws(SinkError) {
    var chain = JournalChain()
    let text = JournalRecord.opening(of: identity, &chain)
    try naming(journalName) { () throws(SystemFault) in
      try files.writeWhole(
        text.bytes, to: journalName, staged: staging, in: root, isSynced: durability != .none)
    }
  }

  private static func differs(_ differences: [String]) -> SinkError {
    SinkError(
      .runDiffers, "the output folder holds another run: " + differences.joined(separator: "; "),
      path: journalName, hint: "give the same input, template and options, or a new folder")
  }
}
