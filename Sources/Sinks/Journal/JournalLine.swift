/// What the journal says of one committed unit.
public struct JournalLine: Hashable, Sendable {
  /// The unit's number in the run, from 0.
  public var unit = 0
  /// Its first record, from 1.
  public var firstOrdinal = 1
  /// What it covers of the inputs.
  public var ranges: [InputRange] = []
  /// What became of its records.
  public var counts = RecordCounts()
  /// Why records were rejected or suppressed.
  public var reasons: [ReasonCount] = []
  /// The numbers its keys end in.
  public var numbers = NumberRuns()
  /// The keys of its rejected records.
  public var rejectedKeys: [KeyMark] = []
  /// Exact sums over its records.
  public var totals: [ControlTotal] = []
  /// Over the keys of its documents.
  public var keys = KeySum()
  /// Over its files: sorted path, hash and size.
  public var outputs = SHA256Digest.zero
  /// How long each book is with this unit in it.
  public var books = BookLengths()
  /// Where a pack stands after this unit; nil for other sinks.
  public var pack: PackPosition?
  /// Over the bytes this unit added to packs, headers of entries included.
  public var stored = SHA256Digest.zero

  /// What its records count as; none where the template counts nothing.
  public var tallies: [Tally] = []

  /// The number of the record after its last.
  public var nextOrdinal: Int { firstOrdinal + counts.read }

  init() {}

  /// What `unit` says of itself.
  init(of unit: UnitOutput) {
    self.unit = unit.index
    firstOrdinal = unit.firstOrdinal
    ranges = unit.ranges
    counts = unit.counts
    reasons = unit.reasons
    numbers = unit.numbers
    rejectedKeys = unit.rejectedKeys
    totals = unit.totals
    keys = unit.keys
    outputs = unit.outputs
    stored = unit.stored
    tallies = unit.tallies
  }
}

/// Lengths of the books, in bytes.
public struct BookLengths: Hashable, Sendable {
  /// Of `documents.ndjson`.
  public var documents = 0
  /// Of `rejects.ndjson`.
  public var rejects = 0
  /// Of `suppressed.ndjson`.
  public var suppressed = 0
  /// Of the tasks that are yet to be put in order; 0 where a template has none.
  public var tasks = 0

  /// Books without a line, unless told otherwise.
  init(documents: Int = 0, rejects: Int = 0, suppressed: Int = 0, tasks: Int = 0) {
    self.documents = documents
    self.rejects = rejects
    self.suppressed = suppressed
    self.tasks = tasks
  }

  /// Books without a line.
  public init() {}
}

/// How far the packs are written.
public struct PackPosition: Hashable, Sendable {
  /// The open pack's number, from 0.
  public var pack = 0
  /// Its length, without a directory.
  public var length = 0
  /// The length of its directory, kept aside until the pack is full.
  public var directoryLength = 0
  /// Entries in it.
  public var entries = 0
  /// Documents in it.
  public var documents = 0

  /// Where the first pack begins.
  public init() {}

  init(pack: Int, length: Int = 0, directoryLength: Int = 0, entries: Int = 0, documents: Int = 0) {
    self.pack = pack
    self.length = length
    self.directoryLength = directoryLength
    self.entries = entries
    self.documents = documents
  }
}
