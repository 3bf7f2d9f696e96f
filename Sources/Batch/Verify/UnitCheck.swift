import Records
import Sinks

/// One worker's share of verifying: reads documents back and holds them against the books.
final class UnitCheck {
  /// A file that is not what the books say.
  struct Altered: Sendable {
    var path: String
    var ordinal: Int
    var line: Int
    var listed: DocumentEntry.File
    var found: DocumentReader.Found
  }

  /// A unit of which the packs hold something else than it wrote, or hold it elsewhere.
  struct Doubtful: Sendable {
    var unit: JournalLine
    var earlier: PackPosition?
  }

  /// What came of a piece.
  struct Result: Sendable {
    var findings: [Finding] = []
    var altered: [Altered] = []
    var paths: [PathIndex.Entry] = []
    /// Entries of packs that the books name.
    var named: [Int] = []
    var documents = 0
    var files = 0
    var contentSize = 0
    /// Tombstones.
    var erased = 0
    var doubtful: [Doubtful] = []
    /// The first and the last record with an entry in each pack, by the pack's place on the shelf.
    var packs: [Int32: ClosedRange<Int>] = [:]
  }

  private let folder: OutputFolder
  let shelf: PackShelf?
  private let rule: PathRule
  private let documents: DocumentReader
  let entries: PackEntryReader
  var result = Result()
  private var keys = KeySum()
  private var listed = OutputDigest()
  private var found = OutputDigest()

  init(_ folder: OutputFolder, shelf: PackShelf?, rule: PathRule) {
    self.folder = folder
    self.shelf = shelf
    self.rule = rule
    documents = DocumentReader(folder)
    let inflater = MemoryInflater()
    entries = PackEntryReader(folder) { stream, piece in inflater.unpack(stream, piece) }
  }

  /// Checks the lines of a piece; a `unit` is checked as a whole too, when the piece is all of it.
  func check(
    _ piece: BookAudit.Piece, unit: JournalLine?, after earlier: PackPosition?
  ) throws(SinkError) -> Result {
    result = Result()
    keys = KeySum()
    listed = OutputDigest()
    found = OutputDigest()
    if let reader = try BookReader(BookReader.names[0], of: folder, in: piece.range) {
      while let line = try reader.next() {
        try check(line, number: piece.firstLine + line.number - 1)
      }
    }
    if let unit { try check(unit, after: earlier) }
    return result
  }

  private func check(_ line: BookReader.Line, number: Int) throws(SinkError) {
    // A line without an ordinal was told of by the audit.
    guard let ordinal = line.ordinal else { return }
    if let tombstone = Tombstone(line: line.bytes) { return try check(tombstone) }
    guard let entry = DocumentEntry(line: line.bytes) else {
      return tell(
        .altered, BookReader.names[0], ordinal, "line \(number) is none that this engine writes")
    }
    let digest = entry.key.withUnsafeBytes { SHA256Digest(of: $0) }
    keys.add(digest)
    guard rule.allows(entry) else {
      return tell(
        .altered, BookReader.names[0], ordinal, "in line \(number) the path is not the key's")
    }
    result.paths.append(
      PathIndex.Entry(fingerprint: PathIndex.fingerprint(entry.path), ordinal: ordinal))
    result.documents += 1
    if shelf == nil {
      try checkFolder(entry, number)
    } else {
      try checkEntries(entry, number)
    }
  }

  func tell(_ kind: Finding.Kind, _ place: String, _ ordinal: Int?, _ message: String) {
    result.findings.append(Finding(kind, place, ordinal: ordinal, message))
  }
}

extension UnitCheck {
  /// Holds a document's folder against its line.
  private func checkFolder(_ entry: DocumentEntry, _ number: Int) throws(SinkError) {
    guard let files = try documents.read(entry.path) else {
      return tell(.missing, entry.path, entry.ordinal, "the document is not there")
    }
    var rest = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for file in entry.files {
      guard let there = rest.removeValue(forKey: file.name) else {
        tell(.missing, "\(entry.path)/\(file.name)", entry.ordinal, "the file is not there")
        continue
      }
      compare(file, there, entry, number)
    }
    for name in rest.keys.sorted() {
      tell(
        .extra, "\(entry.path)/\(name)", entry.ordinal, "documents.ndjson does not name the file")
    }
  }

  /// Holds a document's entries in packs against its line.
  private func checkEntries(_ entry: DocumentEntry, _ number: Int) throws(SinkError) {
    guard let shelf else { return }
    for file in entry.files {
      let path = "\(entry.path)/\(file.name)"
      let slots = shelf.find(path)
      result.named += slots
      guard let first = slots.first else {
        tell(.missing, path, entry.ordinal, "no pack holds it")
        continue
      }
      for index in slots.dropFirst() {
        tell(
          .doubled, path, entry.ordinal,
          "\(shelf.pack(of: shelf[first]).name) holds it, and \(shelf.pack(of: shelf[index]).name)"
            + " at byte \(shelf[index].entry.offset) again")
      }
      let slot = shelf[first]
      result.note(entry.ordinal, in: slot.pack)
      let pack = shelf.pack(of: slot).name
      switch try entries.read(slot.entry, of: pack, path: path, hashesGzip: file.isOverGzip) {
      case .sound(let size, let digest):
        compare(
          file, DocumentReader.Found(name: file.name, size: size, digest: digest), entry, number)
      case .altered(let why):
        tell(.altered, path, entry.ordinal, "in \(pack) \(why)")
      }
    }
  }

  private func compare(
    _ file: DocumentEntry.File, _ there: DocumentReader.Found, _ entry: DocumentEntry,
    _ number: Int
  ) {
    let path = "\(entry.path)/\(file.name)"
    result.files += 1
    result.contentSize += there.size
    listed.add(path: path, size: file.size, digest: file.digest)
    guard let digest = there.digest else {
      return tell(.altered, path, entry.ordinal, "it is no plain file")
    }
    found.add(path: path, size: there.size, digest: digest)
    guard digest != file.digest || there.size != file.size else { return }
    result.altered.append(
      Altered(path: path, ordinal: entry.ordinal, line: number, listed: file, found: there))
  }

  // MARK: The unit as a whole

  private func check(_ unit: JournalLine, after earlier: PackPosition?) throws(SinkError) {
    guard result.findings.isEmpty else { return }
    let place = "unit \(unit.unit)"
    let records = "records \(unit.firstOrdinal) to \(unit.nextOrdinal - 1)"
    if listed.finish() != unit.outputs {
      if found.finish() == unit.outputs {
        // The files are those that were journalled: it is the book that changed.
        for altered in result.altered {
          tell(
            .altered, BookReader.names[0], altered.ordinal,
            "line \(altered.line) gives \(altered.listed.name) another hash or length than the "
              + "journal vouches for")
        }
        result.altered = []
      } else if result.altered.isEmpty {
        tell(.unbalanced, place, nil, "\(records): the files are not those of the journal")
      }
    }
    if keys != unit.keys {
      tell(.unbalanced, place, nil, "\(records): the keys are not those of the journal")
    }
    guard result.findings.isEmpty, result.altered.isEmpty, let shelf, let position = unit.pack
    else { return }
    if let stretches = shelf.stretches(from: earlier, to: position),
      try entries.digest(of: stretches) == unit.stored
    {
      return
    }
    // Packs in each other's places are known when all of them are read.
    result.doubtful.append(Doubtful(unit: unit, earlier: earlier))
  }
}
