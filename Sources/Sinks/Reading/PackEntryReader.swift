/// Reads, checks and hashes entries of packs; one a worker, with buffers of its own.
public final class PackEntryReader {
  /// Turns a raw deflate stream (RFC 1951) into its contents, piece by piece.
  ///
  /// False when it is damaged, or does not end exactly where the bytes do.
  public typealias Unpack = (
    _ stream: UnsafeRawBufferPointer, _ piece: (UnsafeRawBufferPointer) -> Void
  ) -> Bool

  /// What an entry came to.
  public enum Outcome {
    /// Its contents, of this length, are those that its header promises; the hash is over them or their gzip member.
    case sound(size: Int, digest: SHA256Digest)
    /// It is not as this engine wrote it: why, in words that follow its path.
    case altered(String)
  }

  private static let stretchSize = 4 << 20
  private let folder: OutputFolder
  private let unpack: Unpack
  private var hasher = SHA256Hasher()
  private var stored = ByteStore(capacity: 1 << 16)
  private var whole = ByteStore(capacity: 1 << 16)
  private var open: (name: String, file: Descriptor)?

  /// Makes a reader of the packs of one folder.
  public init(_ folder: OutputFolder, unpack: @escaping Unpack) {
    self.folder = folder
    self.unpack = unpack
  }

  deinit { if let open { try? folder.files.close(open.file) } }

  /// Reads an entry of the pack `pack` (`packs/...`); `path` is what the books call it.
  ///
  /// The hash is over the contents or, with `hashesGzip` and where it is deflated, over them as a gzip member
  /// (`DocumentEntry.File.isOverGzip`). `visit` is given the whole contents, uncompressed.
  public func read(
    _ entry: PackDirectory.Entry, of pack: String, path: String, hashesGzip: Bool = false,
    visit: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(SinkError) -> Outcome {
    try fill(from: pack, at: entry.offset, count: entry.end - entry.offset)
    guard stored.count == entry.end - entry.offset else { return .altered("reaches over the end") }
    guard isHeader(of: entry, path: path) else {
      return .altered("its local header is not what the directory says")
    }
    var check: UInt32 = 0
    var size = 0
    whole.truncate(to: 0)
    let contents = stored[(entry.start - entry.offset)..<stored.count]
    let hashesText = !(hashesGzip && entry.isDeflated)
    func take(_ piece: UnsafeRawBufferPointer) {
      if hashesText { hasher.update(piece) }
      check = CyclicCheck.zip.value(of: piece, after: check)
      size += piece.count
      if visit != nil { whole.append(piece) }
    }
    var isSound = true
    if entry.isDeflated { isSound = unpack(contents, take) } else { take(contents) }
    let digest =
      hashesText
      ? hasher.finish()
      : GzipFrame.digest(of: contents, check: check, size: size, &hasher)
    guard isSound else { return .altered("its compressed contents are damaged") }
    guard size == entry.size, check == entry.check else {
      return .altered("its contents have not the length or CRC-32 that the pack says")
    }
    visit?(whole.bytes)
    return .sound(size: size, digest: digest)
  }

  /// The path that an entry's local header gives; nil when it cannot be read.
  public func path(
    of entry: PackDirectory.Entry, in pack: String
  ) throws(SinkError) -> String? {
    try fill(from: pack, at: entry.offset, count: entry.start - entry.offset)
    guard stored.count == entry.start - entry.offset else { return nil }
    return String(decoding: stored[30..<stored.count], as: UTF8.self)
  }

  /// The hash of stretches of packs, one after the other; nil when one of them is not there.
  public func digest(
    of stretches: [(pack: String, bytes: Range<Int>)]
  ) throws(SinkError) -> SHA256Digest? {
    for (pack, bytes) in stretches {
      var at = bytes.lowerBound
      while at < bytes.upperBound {
        let count = min(Self.stretchSize, bytes.upperBound - at)
        try fill(from: pack, at: at, count: count)
        guard stored.count == count else {
          _ = hasher.finish()
          return nil
        }
        hasher.update(stored.bytes)
        at += count
      }
    }
    return hasher.finish()
  }

  private func fill(from pack: String, at offset: Int, count: Int) throws(SinkError) {
    stored.truncate(to: 0)
    if open?.name != pack {
      if let open { try? folder.files.close(open.file) }
      open = nil
      let file = try folder.optional(pack) { () throws(SystemFault) -> Descriptor in
        try folder.files.openFile(pack, in: folder.root, .reading)
      }
      guard let file else { return }
      open = (pack, file)
    }
    guard let open else { return }
    try reading(pack) { () throws(SystemFault) in
      try folder.files.fill(&stored, from: open.file, at: offset, atMost: count)
    }
  }

  /// Whether the local header is the one this engine writes for the entry.
  private func isHeader(of entry: PackDirectory.Entry, path: String) -> Bool {
    let bytes = stored.bytes
    guard bytes.count >= 30 + entry.nameLength,
      bytes.number(0, UInt32.self) == Int(ZIPRecord.localHeader),
      bytes.number(28, UInt16.self) == 0,
      let said = PackDirectory.Entry(
        UnsafeRawBufferPointer(rebasing: bytes[4..<28]), version: ZIPRecord.version)
    else { return false }
    return said.storedSize == entry.storedSize && said.size == entry.size
      && said.check == entry.check && said.isDeflated == entry.isDeflated
      && said.nameLength == entry.nameLength
      && stored[30..<30 + entry.nameLength].elementsEqual(path.utf8)
  }
}
