/// What a pack says of itself: its entries in the order of its directory.
///
/// Reads only packs as this engine writes them (PKWARE APPNOTE 6.3.10 in one fixed form), so that
/// each byte of a pack is either checked here, by `PackEntryReader`, or is content.
public struct PackDirectory {
  /// One entry: 24 bytes, because a run's entries are all held at once.
  public struct Entry: Sendable, BitwiseCopyable {
    /// Where its local header stands in the pack.
    public internal(set) var offset: Int
    private let stored: UInt32
    private let unpacked: UInt32
    /// CRC-32 of its contents uncompressed.
    public let check: UInt32
    private let name: UInt16
    /// Whether its contents are a raw deflate stream.
    public let isDeflated: Bool

    /// Reads the fields that both kinds of record share, from "version needed" to "name length".
    ///
    /// Nil when one of the fixed ones is not as this engine writes it.
    init?(_ bytes: UnsafeRawBufferPointer, version: UInt16) {
      let method = bytes.number(4, UInt16.self)
      guard bytes.number(0, UInt16.self) == Int(version), bytes.number(2, UInt16.self) == 0,
        method == 0 || method == 8, bytes.number(6, UInt16.self) == 0,
        bytes.number(8, UInt16.self) == Int(ZIPRecord.fixedDate)
      else { return nil }
      offset = 0
      check = UInt32(bytes.number(10, UInt32.self))
      stored = UInt32(bytes.number(14, UInt32.self))
      unpacked = UInt32(bytes.number(18, UInt32.self))
      name = UInt16(bytes.number(22, UInt16.self))
      isDeflated = method == 8
    }

    /// Bytes of its contents as they are stored.
    public var storedSize: Int { Int(stored) }
    /// Bytes of its contents uncompressed.
    public var size: Int { Int(unpacked) }
    /// The bytes of its name.
    var nameLength: Int { Int(name) }
    /// Where its contents begin.
    public var start: Int { offset + 30 + nameLength }
    /// Where the next entry begins.
    public var end: Int { start + storedSize }
  }

  /// Something that is not as this engine writes it, in words that follow the pack's name.
  public typealias Problem = String

  /// What is wrong; none in a sound pack.
  public private(set) var problems: [Problem] = []
  /// The pack's length.
  public let length: Int
  /// Where the entries end and the directory begins; nil when it has no sound end.
  public private(set) var directoryOffset: Int?

  private static let chunkSize = 1 << 20
  /// No pack is that long: sums of lesser numbers cannot overflow.
  private static let mostBytes = 1 << 56

  /// Reads the directory of the pack `name` (`packs/...`), calling `body` with each path and entry.
  ///
  /// A pack without a sound end is walked entry by entry from its start, so that what is still
  /// whole is found. Returns nil when there is no such file.
  public static func read(
    _ name: String, of folder: OutputFolder, _ body: (UnsafeRawBufferPointer, Entry) -> Void
  ) throws(SinkError) -> PackDirectory? {
    try folder.optional(name) { () throws(SystemFault) -> PackDirectory in
      let file = try folder.files.openFile(name, in: folder.root, .reading)
      defer { try? folder.files.close(file) }
      var directory = PackDirectory(length: try folder.files.length(of: file))
      if let end = try directory.readEnd(file, folder.files) {
        try directory.readRecords(end, file, folder.files, body)
      } else {
        try walk(file, length: directory.length, folder.files) { header, entry in
          body(UnsafeRawBufferPointer(rebasing: header[30...]), entry)
        }
      }
      return directory
    }
  }

  /// Whether a pack ends with the records that this engine writes, where its directory ends.
  static func hasSoundEnd(
    _ file: Descriptor, _ files: any FileSystem
  ) throws(SystemFault) -> Bool {
    var directory = PackDirectory(length: try files.length(of: file))
    return try directory.readEnd(file, files) != nil
  }

  private init(length: Int) { self.length = length }

  private struct End {
    var entries: Int
    var size: Int
    var offset: Int
  }

  /// Reads the end records; nil when they are not those this engine writes.
  private mutating func readEnd(
    _ file: Descriptor, _ files: any FileSystem
  ) throws(SystemFault) -> End? {
    var tail = ByteStore()
    let start = max(0, length - ZIPRecord.endSize)
    try files.fill(&tail, from: file, at: start, atMost: length - start)
    guard let end = Self.end(in: tail.bytes) else {
      problems.append("it has no sound end: it is cut or altered there")
      return nil
    }
    var expected = ByteStore()
    ZIPRecord.appendEnd(
      entries: end.entries, directorySize: end.size, directoryOffset: end.offset, to: &expected)
    let isSound =
      end.offset + end.size + expected.count == length
      && tail.bytes.suffix(expected.count).elementsEqual(expected.bytes)
    guard isSound else {
      problems.append("its end is not where its directory ends")
      return nil
    }
    directoryOffset = end.offset
    return end
  }

  private static func end(in tail: UnsafeRawBufferPointer) -> End? {
    let at = tail.count - 22
    guard at >= 0, tail.number(at, UInt32.self) == Int(ZIPRecord.directoryEnd) else { return nil }
    var end = End(
      entries: tail.number(at + 10, UInt16.self), size: tail.number(at + 12, UInt32.self),
      offset: tail.number(at + 16, UInt32.self))
    let far = at - 76
    if far >= 0, tail.number(far, UInt32.self) == Int(ZIPRecord.directoryEnd64) {
      end.entries = tail.number(far + 32, UInt64.self)
      end.size = tail.number(far + 40, UInt64.self)
      end.offset = tail.number(far + 48, UInt64.self)
    }
    let sane = 0..<mostBytes
    guard sane ~= end.entries, sane ~= end.size, sane ~= end.offset else { return nil }
    return end
  }

  private mutating func readRecords(
    _ end: End, _ file: Descriptor, _ files: any FileSystem,
    _ body: (UnsafeRawBufferPointer, Entry) -> Void
  ) throws(SystemFault) {
    var chunk = ByteStore(capacity: Self.chunkSize)
    var readTo = end.offset
    var at = 0
    var next = 0
    for number in 1...max(1, end.entries) where number <= end.entries {
      // The longest record: 46 bytes, a path of at most 414, a ZIP64 field.
      if chunk.count - at < 1024, readTo < end.offset + end.size {
        chunk.removeFirst(at)
        at = 0
        let wanted = min(Self.chunkSize, end.offset + end.size - readTo)
        let before = chunk.count
        try files.fill(&chunk, from: file, at: readTo, atMost: wanted)
        readTo += chunk.count - before
      }
      let rest = UnsafeRawBufferPointer(rebasing: chunk.bytes[at...])
      guard let (entry, size) = Self.entry(in: rest) else {
        problems.append("record \(number) of its directory is altered")
        return
      }
      if entry.offset != next {
        problems.append(
          "record \(number) of its directory names byte \(entry.offset), and its turn is \(next)")
      }
      next = entry.end
      body(UnsafeRawBufferPointer(rebasing: rest[46..<46 + entry.nameLength]), entry)
      at += size
    }
    if at != chunk.count || readTo != end.offset + end.size || next != end.offset {
      problems.append("its directory does not list all bytes before it")
    }
  }

  /// Reads a record of the directory; nil when any fixed field is not as this engine writes it.
  private static func entry(in bytes: UnsafeRawBufferPointer) -> (Entry, size: Int)? {
    guard bytes.count >= 46, bytes.number(0, UInt32.self) == Int(ZIPRecord.directoryRecord),
      bytes.number(4, UInt16.self) == Int(ZIPRecord.madeBy),
      bytes.number(32, UInt32.self) == 0, bytes.number(36, UInt16.self) == 0,
      bytes.number(38, UInt32.self) == Int(ZIPRecord.regularFile)
    else { return nil }
    let farSize = bytes.number(30, UInt16.self)
    let isFar = farSize == ZIPRecord.farFieldSize
    guard farSize == 0 || isFar,
      var entry = Entry(
        UnsafeRawBufferPointer(rebasing: bytes[6..<30]),
        version: isFar ? ZIPRecord.versionWithZIP64 : ZIPRecord.version)
    else { return nil }
    let size = 46 + entry.nameLength + farSize
    guard bytes.count >= size else { return nil }
    entry.offset = bytes.number(42, UInt32.self)
    if isFar {
      let far = 46 + entry.nameLength
      guard entry.offset == Int(UInt32.max), bytes.number(far, UInt16.self) == 1,
        bytes.number(far + 2, UInt16.self) == 8
      else { return nil }
      entry.offset = bytes.number(far + 4, UInt64.self)
      guard entry.offset >= Int(UInt32.max), entry.offset < mostBytes else { return nil }
    }
    return (entry, size)
  }

  /// Finds entries by their local headers, one behind the other, as far as they are whole within `length` bytes.
  ///
  /// `body` is given each header with the name that ends it.
  static func walk(
    _ file: Descriptor, length: Int, _ files: any FileSystem,
    _ body: (UnsafeRawBufferPointer, Entry) throws(SystemFault) -> Void
  ) throws(SystemFault) {
    var header = ByteStore()
    var at = 0
    while at + 30 <= length {
      header.truncate(to: 0)
      try files.fill(&header, from: file, at: at, atMost: 1024)
      guard header.count >= 30, header.bytes.number(0, UInt32.self) == Int(ZIPRecord.localHeader),
        var entry = Entry(header[4..<28], version: ZIPRecord.version),
        header.count >= 30 + entry.nameLength
      else { return }
      entry.offset = at
      guard entry.end <= length else { return }
      try body(header[0..<30 + entry.nameLength], entry)
      at = entry.end
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A little-endian number that stands within the bytes.
  func number<Number: FixedWidthInteger>(_ at: Int, _: Number.Type) -> Int {
    Int(truncatingIfNeeded: loadUnaligned(fromByteOffset: at, as: Number.self).littleEndian)
  }
}
