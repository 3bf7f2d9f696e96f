/// A manifest read back, field by field.
public struct ManifestRecord: Sendable {
  /// A file that the manifest names.
  public struct File: Hashable, Sendable {
    /// Its name in the folder.
    public let name: String
    /// Its length.
    public let length: Int
    /// Its SHA-256; nil where the manifest gives none.
    public let digest: SHA256Digest?
  }

  /// The run.
  public let identity: RunIdentity
  /// Records read, and what became of them.
  public let read: Int
  /// What became of the records.
  public let counts: RecordCounts
  /// Committed units.
  public let units: Int
  /// Sums over the run.
  public let totals: [ControlTotal]
  /// Over all keys of documents.
  public let keys: KeySum
  /// The hash of the journal's last line.
  public let chain: SHA256Digest
  /// The books.
  public let books: [File]
  /// The packs.
  public let packs: [File]
  /// The files for a server, by their names in the folder.
  public let headers: [File]
  /// How many customers are in each segment and were shown each option, in the order in which the template counts them.
  public let tallies: [Tally]
  /// The day the run expired on; nil while it is kept.
  public let expired: String?
  /// All sections after the packs.
  private let sections: ManifestText

  /// Whether records were erased from the run.
  public var hasErased: Bool { section("erased") != nil }

  /// The numbers of records that were erased.
  public var erased: [Int] { sections.integers("erased") }

  /// A section after the packs as it is written; nil where there is none.
  public func section(_ name: String) -> String? {
    sections.list.first { $0.name == name }?.json
  }

  /// Reads a manifest; nil when this engine did not write it so.
  ///
  /// Of the sections after the packs, which the batch adds, a few are looked at: `_SUCCESS` covers them all.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    var scanner = LineScanner(bytes)
    do throws(LineScanner.Malformed) {
      try scanner.expect("{\"manifest\":1,\n")
      identity = try RunIdentity(&scanner)
      try scanner.expect(",\n\"counts\":{\"read\":")
      read = try scanner.integer()
      var counts = RecordCounts()
      try scanner.expect(",\"rendered\":")
      counts.rendered = try scanner.integer()
      try scanner.expect(",\"rejected\":")
      counts.rejected = try scanner.integer()
      try scanner.expect(",\"suppressed\":")
      counts.suppressed = try scanner.integer()
      self.counts = counts
      try scanner.expect("},\n\"units\":")
      units = try scanner.integer()
      try scanner.expect(",\n\"totals\":")
      totals = try scanner.totals()
      try scanner.expect(",\n\"keys\":")
      keys = KeySum(value: try scanner.digest())
      try scanner.expect(",\n\"journal\":")
      chain = try scanner.digest()
      try scanner.expect(",\n\"books\":")
      books = try scanner.files { scanner throws(LineScanner.Malformed) in
        try scanner.expect(",\"sha256\":")
        return try scanner.digest()
      }
      try scanner.expect(",\n\"packs\":")
      packs = try scanner.files { _ in nil }
      headers =
        try Self.section("headers", of: bytes) { scanner throws(LineScanner.Malformed) in
          try scanner.files { scanner throws(LineScanner.Malformed) in
            try scanner.expect(",\"sha256\":")
            return try scanner.digest()
          }
        } ?? []
      tallies =
        try (Self.section("segments", of: bytes, Self.segments) ?? [])
        + (Self.section("variants", of: bytes, Self.variants) ?? [])
      expired = try Self.section(RunExpiry.section, of: bytes) {
        scanner throws(LineScanner.Malformed) in try scanner.string()
      }
    } catch {
      return nil
    }
    guard bytes.suffix(2).elementsEqual([0x7D, 0x0A]) else { return nil }
    sections = Self.sections(of: bytes)
  }
}

extension ManifestRecord {
  private static func segments(_ scanner: inout LineScanner) throws(LineScanner.Malformed)
    -> [Tally]
  {
    try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.expect("\n{\"name\":")
      return try counts("segment", scanner.string(), "", &scanner)
    }
  }

  private static func variants(_ scanner: inout LineScanner) throws(LineScanner.Malformed)
    -> [Tally]
  {
    try scanner.list { scanner throws(LineScanner.Malformed) in
      try scanner.expect("\n{\"name\":")
      let name = try scanner.string()
      try scanner.expect(",\"option\":")
      return try counts("variant", name, scanner.string(), &scanner)
    }
  }

  private static func counts(
    _ kind: String, _ name: String, _ option: String, _ scanner: inout LineScanner
  ) throws(LineScanner.Malformed) -> Tally {
    try scanner.expect(",\"rendered\":")
    let rendered = try scanner.integer()
    try scanner.expect(",\"suppressed\":")
    let suppressed = try scanner.integer()
    try scanner.expect("}")
    return Tally(
      kind: kind, name: name, option: option, rendered: rendered, suppressed: suppressed)
  }

  /// Reads a section that begins a line; nil where there is none.
  private static func section<Content>(
    _ name: String, of bytes: UnsafeRawBufferPointer,
    _ read: (inout LineScanner) throws(LineScanner.Malformed) -> Content
  ) throws(LineScanner.Malformed) -> Content? {
    let head = Array("\"\(name)\":".utf8)
    var start = 0
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      if rest.starts(with: head) {
        var scanner = LineScanner(UnsafeRawBufferPointer(rebasing: rest[head.count...]))
        return try read(&scanner)
      }
      guard let newline = rest.firstIndex(of: 0x0A) else { return nil }
      start += newline + 1
    }
    return nil
  }
}

extension LineScanner {
  /// A list of files, one a line; `digest` reads what follows the length.
  fileprivate mutating func files(
    _ digest: (inout LineScanner) throws(Malformed) -> SHA256Digest?
  ) throws(Malformed) -> [ManifestRecord.File] {
    try list { scanner throws(Malformed) in
      try scanner.expect("\n{\"name\":")
      let name = try scanner.string()
      try scanner.expect(",\"bytes\":")
      let length = try scanner.integer()
      let found = try digest(&scanner)
      try scanner.expect("}")
      return ManifestRecord.File(name: name, length: length, digest: found)
    }
  }
}
