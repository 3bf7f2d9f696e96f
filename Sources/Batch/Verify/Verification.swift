public import Communication
public import Links
public import Records
public import Sinks
internal import Synchronization

/// Proves a run from its output's own bytes, or says what keeps it from being proved.
///
/// Reads everything once: the journal's chain, the books, each document or pack entry, the
/// manifest and `_SUCCESS`. Documents are read and hashed on all cores. Memory is 16 bytes a
/// document, 40 more for each entry of a pack, and a few buffers.
public final class Verification {
  let folder: OutputFolder
  let jobs: Int
  /// The key of the run's links, where it has some and the key is at hand.
  let linkKey: LinkKey?
  var manifest: ManifestRecord?
  var lines: [JournalLine] = []
  /// The hash of the journal's last good line.
  var chain = SHA256Digest.zero
  var shelf: PackShelf?
  var altered: [UnitCheck.Altered] = []
  var paths = PathIndex()
  /// Files and folders that no book names, to be told apart from copies.
  var extras: [String] = []
  /// Units whose bytes in packs are not where the journal says.
  var doubtful: [UnitCheck.Doubtful] = []
  /// Whether the run has come to its end, or says so.
  private var isFinished = true

  /// Makes a verification of a folder that nobody writes to.
  ///
  /// With the key of the run's links it is known whose each name is; without, only that it is one.
  public init(of folder: OutputFolder, jobs: Int, linkKey: LinkKey? = nil) {
    self.folder = folder
    self.linkKey = linkKey
    self.jobs = max(1, jobs)
  }

  /// The run, as its journal says, or else its manifest.
  public private(set) var identity: RunIdentity?
  /// What was found so far, sorted.
  public internal(set) var report = VerifyReport()

  /// Reads everything; throws only when the system refuses to.
  public func perform() throws(SinkError) {
    isFinished = try readHead()
    if let manifest, manifest.expired != nil { return try checkExpired(manifest) }
    if try isPacked {
      let read = try PackShelf(folder, isFinished: isFinished)
      report.add(read.findings)
      shelf = read
    }
    var audit = BookAudit(
      folder, lines: lines, isSparse: identity?.isSparse ?? false, ends: committedBooks)
    try audit.perform()
    report.counts = audit.counts
    report.add(audit.findings)
    checkUnits(audit)
    // Documents that are held back until figures are known to be as announced are not there yet.
    var isHeldBack = false
    if !isFinished { isHeldBack = try folder.entries(of: ".billow/held") != nil }
    if !isHeldBack {
      let found = try checkPieces(audit)
      try checkPacks(found.packs)
    }
    if isFinished {
      try findExtras()
      try checkManifest(audit)
      report.erased += try countErasedSuppressions()
      try checkLinks()
      try checkHeaders()
    }
    try classify()
    report.sort()
  }

  /// Renders a sample of the records anew, and holds the outcome against the books.
  ///
  /// `plan` is the run's own: template, input, date and whatever else decides a byte.
  public func renderAnew(_ sample: RecordSample, by plan: BatchPlan) throws(RunError) {
    var rendering = RenderingAnew(
      folder, plan, sample, isPacked: identity?.isPacked ?? false,
      committed: isFinished ? nil : lines, erased: Set(manifest?.erased ?? []))
    try rendering.perform()
    report.renderedAnew = rendering.count
    add(rendering.findings)
  }

  /// Searches the documents of a sample for values of other customers.
  ///
  /// `open` opens the run's input anew; `template` are the texts of the template's files, `key` is where records have theirs.
  public func searchLeaks(
    _ sample: RecordSample, template: [String], key: FieldPath,
    open: @escaping () throws -> any RecordSource
  ) throws {
    var words = WordScanner()
    for text in template {
      text.utf8.withContiguousStorageIfAvailable { words.add(document: UnsafeRawBufferPointer($0)) }
    }
    var search = LeakSearch(
      folder: folder, shelf: shelf, jobs: jobs, sample: sample, open: open, template: words,
      key: .field(key))
    if let committedBooks { search.listed = 0..<committedBooks.documents }
    try search.perform(into: &report)
    report.sort()
  }

  func add(_ findings: [Finding]) {
    report.add(findings)
    report.sort()
  }
}

extension Verification {
  /// Whether documents are in packs: as the run says, or else by what is there.
  var isPacked: Bool {
    get throws(SinkError) {
      if let identity { return identity.isPacked }
      return try folder.entries(of: "packs") != nil
    }
  }

  /// How far the books are to be believed; nil to their ends.
  private var committedBooks: BookLengths? {
    isFinished ? nil : lines.last?.books ?? BookLengths()
  }

  /// Reads what stands in the folder itself; whether the run is finished.
  private func readHead() throws(SinkError) -> Bool {
    let names = try folder.entries() ?? []
    let isFinished = names.contains { ["_SUCCESS", "manifest.json"].contains($0.name) }
    let journal = try folder.journal()
    if let journal { try take(journal) }
    if isFinished { try readManifest() }
    // Of a run that has expired the manifest is all there is.
    if manifest?.expired != nil { return true }
    if journal == nil {
      report.add([Finding(.missing, "journal", "the journal is not there")])
    }
    identity = identity ?? manifest?.identity
    if !isFinished {
      report.add([
        Finding(
          .unfinished, ".",
          unfinishedWords(isChanged: names.contains { $0.name == RunFolder.changedName }))
      ])
    }
    try checkNames(names)
    return isFinished
  }

  private func take(_ journal: (record: JournalRecord?, length: Int)) throws(SinkError) {
    guard let record = journal.record else {
      let isOlder = JournalRecord.isOfOlderShape(try folder.contents(of: "journal") ?? [])
      return report.add([
        Finding(
          .altered, "journal",
          journal.length == 0
            ? "it is empty"
            : isOlder
              ? "it is of an older version: Billow up to 0.2.1 verifies what it wrote"
              : "its first line is altered: whose run it is cannot be known")
      ])
    }
    identity = record.identity
    lines = record.lines
    chain = record.chainDigest
    guard record.tornLength > 0 else { return }
    report.add([
      Finding(
        .altered, "journal",
        "line \(lines.count + 2) is altered or not the next: \(record.tornLength) of "
          + "\(journal.length) bytes cannot be trusted")
    ])
  }

  private func readManifest() throws(SinkError) {
    let success = try folder.contents(of: "_SUCCESS")
    guard let text = try folder.contents(of: "manifest.json") else {
      return report.add([Finding(.missing, "manifest.json", "the manifest is not there")])
    }
    manifest = text.withUnsafeBytes { ManifestRecord($0) }
    if manifest == nil {
      report.add([Finding(.altered, "manifest.json", "it is none that this engine writes")])
    }
    guard let success else {
      return report.add([
        Finding(.unfinished, "_SUCCESS", "it is not there: the run did not end, or lost its proof")
      ])
    }
    let digest = text.withUnsafeBytes { SHA256Digest(of: $0) }
    if success != Array("\(digest.hex)\n".utf8) {
      report.add([
        Finding(.altered, "manifest.json", "_SUCCESS holds another hash than the manifest's")
      ])
    }
  }

  /// Holds the books' counts against the journal's, unit by unit.
  private func checkUnits(_ audit: BookAudit) {
    for (unit, tally) in zip(lines, audit.tallies) where tally.isClean {
      guard tally.counts != unit.counts else { continue }
      report.add([
        Finding(
          .unbalanced, "unit \(unit.unit)",
          "the books hold \(Self.words(tally.counts)), the journal says \(Self.words(unit.counts))")
      ])
    }
  }

  static func words(_ counts: RecordCounts) -> String {
    "\(counts.rendered) rendered + \(counts.rejected) rejected + \(counts.suppressed) suppressed"
  }

  /// Has the workers check every piece.
  private func checkPieces(_ audit: BookAudit) throws(SinkError) -> UnitCheck.Result {
    let pieces = audit.pieces
    let gathered = Mutex((result: UnitCheck.Result(), failure: SinkError?.none))
    let next = Atomic(0)
    let (folder, shelf, lines, tallies) = (folder, shelf, lines, audit.tallies)
    let rule = PathRule(identity, LinkPlan(identity, key: linkKey))
    Scheduler.perform(jobs: jobs) { _ in
      let worker = UnitCheck(folder, shelf: shelf, rule: rule)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieces.count, gathered.withLock({ $0.failure == nil }) else { return }
        let piece = pieces[index]
        let isWhole = piece.unit.map { tallies[$0].isClean && tallies[$0].pieces == 1 } ?? false
        do throws(SinkError) {
          let result = try worker.check(
            piece, unit: isWhole ? piece.unit.map { lines[$0] } : nil,
            after: piece.unit.flatMap { $0 > 0 ? lines[$0 - 1].pack : nil })
          gathered.withLock { $0.result.add(result) }
        } catch {
          let failure = error
          gathered.withLock { $0.failure = $0.failure ?? failure }
        }
      }
    }
    let (result, failure) = gathered.withLock { ($0.result, $0.failure) }
    if let failure { throw failure }
    report.add(result.findings)
    report.documents = result.documents
    report.files = result.files
    report.contentSize = result.contentSize
    report.erased = result.erased
    altered = result.altered
    doubtful = result.doubtful
    self.shelf?.markNamed(result.named)
    paths.append(result.paths)
    for pair in paths.sort() {
      report.add([
        Finding(
          .doubled, BookReader.names[0], ordinal: pair.second,
          "it has the key of record \(pair.first)")
      ])
    }
    return result
  }
}

extension Verification {
  /// Records that were suppressed, and then erased: the manifest says which, and their lines are dashes.
  private func countErasedSuppressions() throws(SinkError) -> Int {
    guard let erased = manifest.map({ Set($0.erased) }), !erased.isEmpty,
      let reader = try BookReader(BookReader.names[2], of: folder)
    else { return 0 }
    var count = 0
    while let line = try reader.next() {
      guard let ordinal = line.ordinal, erased.contains(ordinal) else { continue }
      if Tombstone.isBlanked(line.bytes, ordinal: ordinal, keepingLast: 1) { count += 1 }
    }
    return count
  }
}
