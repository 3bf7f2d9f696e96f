/// Takes one customer out of a finished run, and leaves books that balance.
///
/// The record still counts: its lines become tombstones of the same length, and journal, manifest and `_SUCCESS` are
/// written anew over what is left. It is not one step: an erasure that is interrupted is noted in the folder, is a
/// finding of `verify` until it is repeated, and when repeated ends as if it had not been interrupted.
public final class RunEraser {
  /// What was erased.
  public struct Outcome: Sendable {
    /// The record's number, from 1; nil when the key has no place in the books, and stood in lists of tasks alone.
    public let ordinal: Int?
    /// Where its document stood; nil for a suppressed record, or when an earlier erasure had removed it.
    public let path: String?
    /// Files of it that are gone.
    public let files: Int
    /// Lines of it that are gone from books in which no record has its place.
    public let lines: Int
  }

  /// Notes an erasure on its way: `<ordinal> <SHA-256 of the key>`, the ordinal 0 where the key has no place in the books.
  static let noteName = ".billow.erasing"

  let folder: RunFolder
  let output: OutputFolder
  let files: any FileSystem
  private var lines: [JournalLine]

  /// Opens and locks a finished run.
  ///
  /// Throws what `RunFolder` does, `run-unfinished` and `run-expired`.
  public init(at path: String) throws(SinkError) {
    output = try OutputFolder(reading: path)
    try Self.refuseOther(output)
    guard let journal = try output.journal()?.record, journal.tornLength == 0 else {
      throw SinkError(
        .outputDamaged, "the journal cannot be read to its end", path: RunFolder.journalName,
        hint: "billow verify says what is wrong with the folder")
    }
    lines = journal.lines
    folder = try RunFolder(at: path, for: journal.identity)
    files = folder.files
  }

  /// Runs that cannot be erased from, though nothing is wrong with them.
  private static func refuseOther(_ output: OutputFolder) throws(SinkError) {
    let manifest = try output.contents(of: RunFolder.manifestName)?.withUnsafeBytes {
      ManifestRecord($0)
    }
    if let day = manifest?.expired {
      throw SinkError(
        .runExpired, "the run expired on \(day): no record is left in it",
        path: RunFolder.manifestName,
        hint: "billow verify proves that; if it finds something left, repeat billow expire")
    }
    if try output.length(of: RunFolder.successName) == nil { throw .unfinished }
  }

  /// Erases the record with `key`; nil when the run has none.
  ///
  /// `numbers` makes the manifest's section of numbers anew from the journal that is left; `report` takes what it says of
  /// a record out of the page `named`.
  public func erase(
    _ key: [UInt8], numbers: ([JournalLine]) -> String,
    report: (named: String, leavingOut: (_ ordinal: Int, _ page: [UInt8]) -> [UInt8])
  ) throws(SinkError) -> Outcome? {
    let digest = key.withUnsafeBytes { SHA256Digest(of: $0) }
    let note = try readNote()
    if let note, note.key != digest {
      throw SinkError(
        .outputDamaged,
        "the erasure of \(note.ordinal > 0 ? "record \(note.ordinal)" : "a key") was interrupted",
        path: Self.noteName, hint: "repeat it with its key first")
    }
    let found = try find(key)
    let named = note.flatMap { $0.ordinal > 0 ? $0.ordinal : nil }
    guard let ordinal = found?.ordinal ?? named else {
      return try eraseTasks(
        of: key, digest, numbers(lines), isRepeated: note != nil, report: report)
    }
    try write("\(ordinal) \(digest.hex)\n", to: Self.noteName)
    var gone = 0
    if let entry = found?.entry { gone = try removeFiles(of: entry) }
    try blankBooks(ordinal)
    try sealAnew(ordinal, without: key)
    let dropped = try dropLines(naming: key)
    if let page = try output.contents(of: report.named) {
      try write(report.leavingOut(ordinal, page), to: report.named)
    }
    try concludeAnew(ordinal, numbers(lines))
    try removeNote()
    return Outcome(ordinal: ordinal, path: found?.entry?.path, files: gone, lines: dropped)
  }

  /// Erases a key that stands in lists of tasks alone: of a customer that this run rejected, or did not read.
  private func eraseTasks(
    of key: [UInt8], _ digest: SHA256Digest, _ numbers: String, isRepeated: Bool,
    report: (named: String, leavingOut: (_ ordinal: Int, _ page: [UInt8]) -> [UInt8])
  ) throws(SinkError) -> Outcome? {
    let count = try forEachTaskList(without: key) { _, _ in }
    guard count > 0 || isRepeated else { return nil }
    try write("0 \(digest.hex)\n", to: Self.noteName)
    try dropLines(naming: key)
    if let page = try output.contents(of: report.named) {
      try write(report.leavingOut(0, page), to: report.named)
    }
    try concludeAnew(nil, numbers)
    try removeNote()
    return Outcome(ordinal: nil, path: nil, files: 0, lines: count)
  }

  private func removeNote() throws(SinkError) {
    try naming(Self.noteName) { () throws(SystemFault) in
      try files.remove(Self.noteName, isFolder: false, in: folder.root)
    }
  }

  /// Unlocks the folder.
  public func close() throws(SinkError) { try folder.close() }

  private func readNote() throws(SinkError) -> (ordinal: Int, key: SHA256Digest)? {
    guard let bytes = try output.contents(of: Self.noteName) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 2, let ordinal = Int(words[0]),
      let key = SHA256Digest(hex: String(words[1]))
    else { return nil }
    return (ordinal, key)
  }

  func write(_ text: String, to name: String) throws(SinkError) {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String, isPrivate: Bool = false) throws(SinkError) {
    var store = ByteStore(capacity: bytes.count)
    bytes.withUnsafeBytes { store.append($0) }
    try folder.write(store.bytes, to: name, isPrivate: isPrivate)
  }
}

// MARK: Books and journal

extension RunEraser {
  /// The record of a key, in the documents or among the suppressed.
  private func find(_ key: [UInt8]) throws(SinkError) -> (ordinal: Int, entry: DocumentEntry?)? {
    if let reader = try BookReader(Books.documentsName, of: output) {
      while let line = try reader.next() {
        if let entry = DocumentEntry(line: line.bytes), entry.key == key {
          return (entry.ordinal, entry)
        }
      }
    }
    guard let reader = try BookReader(Books.suppressedName, of: output) else { return nil }
    while let line = try reader.next() {
      var scanner = LineScanner(line.bytes)
      if let (ordinal, found) = try? scanner.ordinalAndKey(), found == key { return (ordinal, nil) }
    }
    return nil
  }

  /// Puts tombstones where the record's lines stand.
  private func blankBooks(_ ordinal: Int) throws(SinkError) {
    try overwrite(Books.documentsName, ordinal) { line in
      guard let entry = DocumentEntry(line: line) else { return nil }
      let lengths = lines.last?.pack == nil ? [] : entry.files.map { Self.pathLength(entry, $0) }
      return Tombstone(ordinal: ordinal, nameLengths: lengths).line(length: line.count)
    }
    // The reason of a suppression is the template's word, and stays.
    try overwrite(Books.suppressedName, ordinal) { Tombstone.blanked($0, keepingLast: 1) }
    try overwrite(RunFolder.linksName, ordinal) { Tombstone.blanked($0) }
  }

  static func pathLength(_ entry: DocumentEntry, _ file: DocumentEntry.File) -> Int {
    entry.path.utf8.count + 1 + file.name.utf8.count
  }

  private func overwrite(
    _ name: String, _ ordinal: Int, _ make: (UnsafeRawBufferPointer) -> [UInt8]?
  ) throws(SinkError) {
    guard let reader = try BookReader(name, of: output) else { return }
    while let line = try reader.next() {
      guard line.ordinal == ordinal, let bytes = make(line.bytes) else { continue }
      precondition(bytes.count == line.bytes.count, "a tombstone is as long as what it stands for")
      try overwrite(name, at: line.range.lowerBound, with: bytes)
    }
  }

  func overwrite(_ name: String, at offset: Int, with bytes: [UInt8]) throws(SinkError) {
    var store = ByteStore(capacity: bytes.count)
    bytes.withUnsafeBytes { store.append($0) }
    try naming(name) { () throws(SystemFault) in
      let file = try files.openFile(name, in: folder.root, .updating)
      defer { try? files.close(file) }
      try files.write(store.bytes, to: file, at: offset)
      try files.sync(file)
    }
  }

  /// Leaves the customer's lines out of books in which no record has its place, such as lists of tasks.
  @discardableResult
  private func dropLines(naming key: [UInt8]) throws(SinkError) -> Int {
    try forEachTaskList(without: key) { name, bytes throws(SinkError) in
      try write(bytes, to: name, isPrivate: folder.keepsKeysPrivate)
    }
  }

  /// Calls `body` with each such book that names the key, and what is left without it; how many lines are not.
  private func forEachTaskList(
    without key: [UInt8], _ body: (String, [UInt8]) throws(SinkError) -> Void
  ) throws(SinkError) -> Int {
    var count = 0
    for name in try manifest().books.map(\.name) where !Books.names.contains(name) {
      guard let bytes = try output.contents(of: name) else { continue }
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let kept = lines.filter { line in
        line.withUnsafeBytes { TaskEntry(line: $0)?.key != key }
      }
      if kept.count < lines.count {
        try body(name, Array(kept.joined(separator: CollectionOfOne(UInt8(0x0A)))))
        count += lines.count - kept.count
      }
    }
    return count
  }

  private func manifest() throws(SinkError) -> ManifestRecord {
    guard let bytes = try output.contents(of: RunFolder.manifestName),
      let record = bytes.withUnsafeBytes({ ManifestRecord($0) })
    else {
      throw SinkError(
        .outputDamaged, "the manifest cannot be read", path: RunFolder.manifestName,
        hint: "billow verify says what is wrong with the folder")
    }
    return record
  }

  /// Writes the journal anew: the record's unit as it is now, and all lines chained again.
  private func sealAnew(_ ordinal: Int, without key: [UInt8]) throws(SinkError) {
    guard
      let at = lines.lastIndex(where: { $0.firstOrdinal <= ordinal })
    else { return }
    let earlier = at > 0 ? lines[at - 1] : nil
    let range = (earlier?.books.documents ?? 0)..<lines[at].books.documents
    var outputs = OutputDigest()
    var keys = KeySum()
    if let reader = try BookReader(Books.documentsName, of: output, in: range) {
      while let line = try reader.next() {
        guard let entry = DocumentEntry(line: line.bytes) else { continue }
        keys.add(entry.key.withUnsafeBytes { SHA256Digest(of: $0) })
        for file in entry.files {
          outputs.add(path: "\(entry.path)/\(file.name)", size: file.size, digest: file.digest)
        }
      }
    }
    lines[at].outputs = outputs.finish()
    lines[at].keys = keys
    lines[at].numbers.remove(key)
    if let pack = lines[at].pack {
      lines[at].stored = try storedDigest(from: earlier?.pack, to: pack)
    }
    var chain = JournalChain()
    var text = JournalRecord.opening(of: folder.identity, &chain)
    for line in lines { chain.append(to: &text) { line.append(to: &$0) } }
    try folder.write(text.bytes, to: RunFolder.journalName)
  }

  /// Writes manifest and `_SUCCESS` over what is there now.
  private func concludeAnew(_ ordinal: Int?, _ numbers: String) throws(SinkError) {
    let record = try manifest()
    guard let bytes = try output.contents(of: RunFolder.manifestName),
      let journal = try output.journal()?.record
    else {
      throw SinkError(
        .outputDamaged, "the journal cannot be read", path: RunFolder.journalName,
        hint: "billow verify says what is wrong with the folder")
    }
    var sections = bytes.withUnsafeBytes { ManifestRecord.sections(of: $0) }
    sections.set("numbers", to: numbers)
    // Without a record, too, the list is there: it says that the numbering tells no gaps.
    let erased = Set(sections.integers("erased") + (ordinal.map { [$0] } ?? [])).sorted()
    sections.set("erased", to: "[\(erased.map(String.init).joined(separator: ","))]")
    if folder.keepsKeysPrivate, try output.length(of: RunFolder.linksName) != nil {
      sections.setDigest("links", to: try folder.digest(of: RunFolder.linksName).digest)
    }
    var keys = KeySum()
    for line in lines { keys.add(line.keys) }
    var books: [Manifest.Book] = []
    for book in record.books {
      let (digest, length) = try folder.digest(of: book.name)
      books.append(Manifest.Book(name: book.name, length: length, digest: digest))
    }
    let manifest = Manifest(
      identity: folder.identity, counts: record.counts, units: record.units, keys: keys,
      chain: journal.chainDigest, books: books,
      packs: record.packs.map { Manifest.Pack(name: $0.name, length: $0.length) },
      closing: RunClosing(totals: record.totals, sections: sections.list))
    try folder.conclude(manifest, [])
  }
}
