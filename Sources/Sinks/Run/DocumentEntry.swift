/// A line of `documents.ndjson`: a document and its files as they were rendered.
public struct DocumentEntry: Hashable, Sendable {
  /// One file of it.
  public struct File: Hashable, Sendable {
    /// Its name within the document.
    public let name: String
    /// Its length, uncompressed.
    public let size: Int
    /// Its SHA-256: of the file as it is, or as a gzip member.
    public let digest: SHA256Digest
    /// Whether the digest is over the file as a gzip member (`gzipSha256`): so for deflated entries of packs.
    public let isOverGzip: Bool
    /// How networks bill it; nil for what is no text message.
    public let sms: SMSSize?
  }

  /// The record's number in the run, from 1.
  public let ordinal: Int
  /// The record's key, UTF-8.
  public let key: [UInt8]
  /// Where it stands: `documents/<3 hex>/<name>`, in the tree or in a pack.
  public let path: String
  /// Its files, in the order they were made.
  public let files: [File]

  /// Reads a line without its newline; nil if this room did not write it.
  public init?(line: UnsafeRawBufferPointer) {
    var scanner = LineScanner(line)
    do throws(LineScanner.Malformed) {
      (ordinal, key) = try scanner.ordinalAndKey()
      try scanner.expect(",\"path\":")
      path = try scanner.string()
      try scanner.expect(",\"files\":")
      files = try scanner.list { scanner throws(LineScanner.Malformed) in
        try scanner.expect("{\"name\":")
        let name = try scanner.string()
        try scanner.expect(",\"bytes\":")
        let size = try scanner.integer()
        let isOverGzip = scanner.isNext(",\"gzipSha256\":")
        try scanner.expect(isOverGzip ? ",\"gzipSha256\":" : ",\"sha256\":")
        let digest = try scanner.digest()
        var sms: SMSSize?
        if scanner.isNext(",\"sms\":") {
          try scanner.expect(",\"sms\":")
          sms = try scanner.textMessage()
        }
        try scanner.expect("}")
        return File(
          name: name, size: size, digest: digest, isOverGzip: isOverGzip, sms: sms)
      }
      try scanner.expect("}")
    } catch {
      return nil
    }
    guard scanner.isAtEnd else { return nil }
  }
}

extension LineScanner {
  /// How lines of `documents.ndjson` and `suppressed.ndjson` both begin.
  mutating func ordinalAndKey() throws(Malformed) -> (Int, [UInt8]) {
    try expect("{\"ordinal\":")
    let ordinal = try integer()
    try expect(",\"key\":")
    return (ordinal, try stringBytes())
  }
}
