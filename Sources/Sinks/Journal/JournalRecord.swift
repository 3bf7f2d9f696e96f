/// A journal as read back: the run it belongs to and the units that are certain.
public struct JournalRecord: Sendable {
  /// The run.
  public let identity: RunIdentity
  /// Its committed units in order.
  public let lines: [JournalLine]
  /// Bytes after the last good line, which a crash left behind and which are cut.
  public let tornLength: Int
  /// Bytes up to the end of the last good line.
  let goodLength: Int
  let chain: JournalChain

  /// The hash of the last good line.
  public var chainDigest: SHA256Digest { chain.last }

  /// Reads a journal's bytes; nil if its first line is not a journal's.
  ///
  /// Reading stops at the first line that is incomplete, altered, or not the next unit: nothing
  /// after it can be trusted, and redoing a unit gives the same bytes.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    var chain = JournalChain()
    var lines: [JournalLine] = []
    var identity: RunIdentity?
    var good = 0
    while let end = bytes[good...].firstIndex(of: 0x0A) {
      let line = UnsafeRawBufferPointer(rebasing: bytes[good...end])
      if identity == nil {
        identity = chain.read(line) { scanner throws(LineScanner.Malformed) in
          try scanner.expect("\"journal\":2,")
          return try RunIdentity(&scanner)
        }
        if identity == nil { return nil }
      } else {
        let read = chain.read(line) { scanner throws(LineScanner.Malformed) in
          try JournalLine(&scanner)
        }
        // Not always the very next record: a run of one key counts no other.
        guard let read, read.unit == lines.count,
          read.firstOrdinal >= lines.last?.nextOrdinal ?? read.firstOrdinal
        else { break }
        lines.append(read)
      }
      good = end + 1
    }
    guard let identity else { return nil }
    self.identity = identity
    self.lines = lines
    self.chain = chain
    goodLength = good
    tornLength = bytes.count - good
  }

  /// Whether a journal begins as those of Billow up to 0.2.1 do.
  public static func isOfOlderShape(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("{\"journal\":1,".utf8))
  }

  /// The bytes of a new journal, which say only whose it is.
  static func opening(of identity: RunIdentity, _ chain: inout JournalChain) -> ByteStore {
    var text = ByteStore()
    chain.append(to: &text) { text in
      text.append("\"journal\":2,")
      identity.append(to: &text)
    }
    return text
  }
}
