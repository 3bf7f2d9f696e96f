/// All that one unit of the input becomes: documents in order, rejects, suppressions, totals.
///
/// A worker fills it, seals it and hands it over; the sink reads it; then it is cleared and filled
/// again. Everything lies in a few growing stores, so a unit after the first of its size
/// allocates nothing per document. All hashing happens here, in the worker.
///
/// ```
/// unit.begin(index: 0, firstOrdinal: 1)
/// unit.beginDocument(ordinal: 1, key: keyBytes)
/// unit.addFile("index.html", page)
/// unit.endDocument()
/// unit.addReject(...)
/// unit.seal()
/// ```
public final class UnitOutput: @unchecked Sendable {
  // One owner at a time: the worker until `seal`, then whoever it was handed to.

  /// How the sink it is for wants it.
  public let form: UnitForm
  /// The unit's number in the run, from 0.
  public private(set) var index = 0
  /// The number of its first record, from 1.
  public private(set) var firstOrdinal = 1
  /// What it covers of the inputs.
  public var ranges: [InputRange] = []
  /// Exact sums, made by the worker.
  public var totals: [ControlTotal] = []
  /// What its records count as, made by the worker.
  public var tallies: [Tally] = []
  /// What became of its records.
  public private(set) var counts = RecordCounts()
  /// Why records were rejected or suppressed.
  public private(set) var reasons: [ReasonCount] = []
  /// The numbers its keys end in.
  public private(set) var numbers = NumberRuns()
  /// The keys of rejected records, which stand in no book.
  public private(set) var rejectedKeys: [KeyMark] = []
  /// Bytes of all files, uncompressed.
  public private(set) var contentSize = 0
  /// Whether nothing may be added any more.
  public private(set) var isSealed = false

  var contents = ByteStore(capacity: 1 << 20)
  var text = ByteStore(capacity: 1 << 16)
  var listing = ByteStore(capacity: 1 << 16)
  var rejects = ByteStore()
  var suppressed = ByteStore()
  var tasks = ByteStore()
  var documents: [UnitDocument] = []
  var files: [UnitFile] = []
  var keys = KeySum()
  var outputs = SHA256Digest.zero
  /// Over `contents`; only for packs, where not all bytes are a file's.
  var stored = SHA256Digest.zero
  private var hasher = SHA256Hasher()
  private var open: OpenDocument?

  /// A document being filled: where to fall back to if its record fails.
  private struct OpenDocument {
    var document: UnitDocument
    var ordinal: Int
    var keyStart: Int
    var keyDigest: SHA256Digest
    var contentSize: Int
    var hasFiles = false
  }

  /// Makes an empty unit for sinks of one form.
  public init(form: UnitForm) { self.form = form }

  /// Clears everything, keeping the memory.
  public func begin(index: Int, firstOrdinal: Int) {
    self.index = index
    self.firstOrdinal = firstOrdinal
    ranges.removeAll(keepingCapacity: true)
    totals.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    counts = RecordCounts()
    reasons.removeAll(keepingCapacity: true)
    numbers.removeAll()
    rejectedKeys.removeAll(keepingCapacity: true)
    contentSize = 0
    isSealed = false
    contents.truncate(to: 0)
    text.truncate(to: 0)
    listing.truncate(to: 0)
    rejects.truncate(to: 0)
    suppressed.truncate(to: 0)
    tasks.truncate(to: 0)
    documents.removeAll(keepingCapacity: true)
    files.removeAll(keepingCapacity: true)
    keys = KeySum()
    outputs = .zero
    stored = .zero
    open = nil
  }

  /// Bytes of what is kept of its files.
  public var storedSize: Int { contents.count }

  /// Makes room for files of so many bytes, so that the unit need not grow into it: touching memory is dear.
  public func reserve(_ size: Int) { contents.reserve(size) }

  /// Takes note of a record's key, whatever becomes of the record; keys come in the order of records.
  public func noteKey(_ key: UnsafeRawBufferPointer) { numbers.add(key) }

  /// Begins a record's document; `key` is UTF-8 and unique in the run.
  ///
  /// With a `token` that is the document's name, and its key stands in no path.
  public func beginDocument(
    ordinal: Int, key: UnsafeRawBufferPointer, token: DocumentToken? = nil
  ) {
    precondition(open == nil && !isSealed, "a document is open, or the unit is sealed")
    var document = UnitDocument()
    document.files = files.count..<files.count
    document.contents = contents.count..<contents.count
    let keyStart = text.count
    var digest = SHA256Digest.zero
    if form != .counted {
      hasher.update(key)
      digest = hasher.finish()
      text.append(key)
      let pathStart = text.count
      if let token {
        text.append(text: token.path)
      } else {
        DocumentPath.append(key, digest: digest, to: &text)
      }
      document.path = pathStart..<text.count
      document.bucket = token?.bucket ?? DocumentPath.bucket(of: digest)
    }
    open = OpenDocument(
      document: document, ordinal: ordinal, keyStart: keyStart, keyDigest: digest,
      contentSize: contentSize)
  }

  /// Adds a file to the open document, stored as it is.
  ///
  /// `name` follows `DocumentPath.isSafeFileName` and is new in the document.
  public func addFile(_ name: String, _ bytes: UnsafeRawBufferPointer) {
    guard var file = beginFile(name, size: bytes.count) else { return }
    hasher.update(bytes)
    file.digest = hasher.finish()
    if form == .packed {
      file.check = CyclicCheck.zip.value(of: bytes)
      appendLocalHeader(file, storedSize: bytes.count)
    }
    let start = contents.count
    contents.append(bytes)
    file.contents = start..<contents.count
    files.append(file)
  }

  /// How many files the open document has, further names included; 0 where nothing is kept of them.
  public var fileCount: Int { open.map { files.count - $0.document.files.lowerBound } ?? 0 }

  /// Adds another name for a file of the open document, counted from its first: for a film, a frame that stays.
  ///
  /// In a tree it is a hard link. A pack has no links, and would hold the bytes again.
  public func addName(_ name: String, ofFile number: Int) {
    guard let document = open?.document else { preconditionFailure("no document is open") }
    // What is only counted keeps no files.
    guard form != .counted else { return }
    precondition(form == .plain, "only a tree holds a file under two names")
    let target = document.files.lowerBound + number
    precondition(files.indices.contains(target), "no such file in the document")
    var file = files[target]
    file.target = file.target ?? target
    contentSize += file.size
    let start = text.count
    text.append(copyOf: document.path)
    text.append(0x2F)
    file.nameStart = text.count
    text.append(text: name)
    file.path = start..<text.count
    precondition(DocumentPath.isSafeFileName(text[file.name]), "not a safe file name")
    text.append(0)
    files.append(file)
  }

  /// Adds a file of which only the raw deflate stream (RFC 1951) is there, with its length and CRC-32 uncompressed.
  ///
  /// For packs only. Its text need not exist: the hash is over the stream, the CRC-32 and the length (`GzipFrame`).
  public func addFile(
    _ name: String, size: Int, check: UInt32, stream: UnsafeRawBufferPointer
  ) {
    precondition(form != .plain, "only a pack holds compressed files")
    guard var file = beginFile(name, size: size) else { return }
    file.isDeflated = true
    file.check = check
    file.digest = GzipFrame.digest(of: stream, check: check, size: size, &hasher)
    appendLocalHeader(file, storedSize: stream.count)
    let start = contents.count
    contents.append(stream)
    file.contents = start..<contents.count
    files.append(file)
  }

  /// Ends the open document, which has at least one file.
  public func endDocument() {
    guard var closing = open else { preconditionFailure("no document is open") }
    precondition(closing.hasFiles, "a document has no file")
    open = nil
    counts.rendered += 1
    guard form != .counted else { return }
    keys.add(closing.keyDigest)
    closing.document.files = closing.document.files.lowerBound..<files.count
    closing.document.contents = closing.document.contents.lowerBound..<contents.count
    documents.append(closing.document)
    appendListing(
      closing.document, ordinal: closing.ordinal,
      key: closing.keyStart..<closing.document.path.lowerBound)
  }

  /// Drops all of the open document: its record failed, and a reject follows.
  public func abandonDocument() {
    guard let dropped = open else { preconditionFailure("no document is open") }
    open = nil
    contentSize = dropped.contentSize
    contents.truncate(to: dropped.document.contents.lowerBound)
    text.truncate(to: dropped.keyStart)
    files.removeLast(files.count - dropped.document.files.lowerBound)
  }

  /// Notes a record without document, and why; `key` marks its key where it has one.
  public func addReject(_ reject: Reject, key: KeyMark? = nil) {
    precondition(open == nil && !isSealed, "a document is open, or the unit is sealed")
    reject.append(to: &rejects)
    counts.rejected += 1
    reasons.add(.rejected, reject.code)
    if let key { rejectedKeys.append(key) }
  }

  /// Notes a record that by a rule gets no document; `key` is UTF-8.
  public func addSuppressed(ordinal: Int, key: UnsafeRawBufferPointer, reason: String) {
    precondition(open == nil && !isSealed, "a document is open, or the unit is sealed")
    suppressed.append("{\"ordinal\":")
    suppressed.append(decimal: ordinal)
    suppressed.append(",\"key\":")
    suppressed.append(json: key)
    suppressed.append(",\"reason\":")
    suppressed.append(json: reason)
    suppressed.append("}\n")
    counts.suppressed += 1
    reasons.add(.suppressed, reason)
  }

  /// Ends the unit and hashes what it made.
  public func seal() {
    precondition(open == nil && !isSealed, "a document is open, or the unit is sealed")
    isSealed = true
    numbers.seal()
    if form != .counted { outputs = outputDigest(&hasher) }
    guard form == .packed else { return }
    hasher.update(contents.bytes)
    stored = hasher.finish()
  }
}

extension UnitOutput {
  /// Checks and names a file; nil if nothing is to be kept.
  private func beginFile(_ name: String, size: Int) -> UnitFile? {
    precondition(open != nil, "no document is open")
    precondition(size < Int(UInt32.max), "a file must be under 4 GiB")
    open?.hasFiles = true
    contentSize += size
    guard form != .counted, let document = open?.document else { return nil }
    var file = UnitFile()
    file.size = size
    let start = text.count
    text.append(copyOf: document.path)
    text.append(0x2F)
    file.nameStart = text.count
    text.append(text: name)
    file.path = start..<text.count
    precondition(DocumentPath.isSafeFileName(text[file.name]), "not a safe file name")
    text.append(0)
    return file
  }
}
