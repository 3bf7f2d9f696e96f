public import Communication
public import Records
public import Sinks

/// What a run is to do, decided before it starts.
public struct BatchPlan {
  /// The template.
  public var communication: Communication
  /// Where the records come from.
  public var source: any RecordSource
  /// The date the run believes it is; nil takes each record's own.
  public var asOf: AsOfDate?
  /// How many workers render at a time; changes no byte of output.
  public var jobs: Int
  /// Stop after this many records.
  public var limit: Int?
  /// Render only the record of this key.
  public var onlyKey: String?
  /// Put a gzip file beside each file of a document, for servers that send those as they are.
  public var addsGzip: Bool
  /// Records, from 1, that are rejected unread because they crashed earlier processes twice.
  public var poisoned: Set<Int> = []
  /// The run's name in what its pages tell.
  public var runName = ""
  /// Documents have names that nobody can guess, and addresses; nil names them by their keys.
  public var links: LinkPlan?
  /// What pictures of storyboards are made with; nil where none are made.
  public var frames: FrameAssets?
  /// Tasks are held against those of an earlier run: also who has none is noted.
  public var mergesTasks = false
  /// The last record of the input is a trailer, which says what the others must come to.
  public var hasTrailer = false

  /// Records of one unit: large enough that a journal line costs nothing, small enough to hold in memory.
  public static let unitRecords = 256
  /// Bytes of one unit's input.
  public static let unitBytes = 2 << 20

  /// Records of one of this run's units: few where each has a poster, and one where each has a film or its frames, which
  /// are megabytes.
  var recordsPerUnit: Int {
    if frames == nil { return Self.unitRecords }
    return areUnitsLarge ? 1 : Self.unitRecords / 4
  }
  /// Whether a document of this run is megabytes.
  var areUnitsLarge: Bool { frames?.plan.isLarge == true }

  /// Makes a plan.
  public init(
    communication: Communication, source: any RecordSource, asOf: AsOfDate?, jobs: Int,
    limit: Int? = nil, onlyKey: String? = nil, addsGzip: Bool = false
  ) {
    self.communication = communication
    self.source = source
    self.asOf = asOf
    self.jobs = max(1, jobs)
    self.limit = limit
    self.onlyKey = onlyKey
    self.addsGzip = addsGzip
  }
}

/// What a run came to.
public struct RunReport: Sendable {
  /// What became of the records, earlier processes of a resumed run included.
  public var counts = RecordCounts()
  /// Control totals of the whole run.
  public var totals: [ControlTotal] = []
  /// Units committed, earlier processes included.
  public var unitCount = 0
  /// Bytes of all files this process made, uncompressed.
  public var contentSize = 0
  /// Records that an earlier process had committed.
  public var resumedRecords = 0
  /// The signal that stopped the run; nil when it ran to its end.
  public var stoppedBy: Int32?
  /// Why records were rejected or suppressed, earlier processes of a resumed run included.
  public var reasons: [ReasonCount] = []
  /// What the input's trailer announced; nil where there is none.
  public var trailer: Expectation?
  /// The numbers of the keys read.
  var numbers = NumberLedger()
  /// Customers by segment, variant and step of the ladder.
  var tallies = TallyTable()
  /// What the tasks came to; nil where the template has no ladder.
  public var tasks: TaskCounts?

  /// How many records with or without a document are in each segment of the template's rules.
  public var segments: [(name: String, records: Int)] {
    tallies.rows.filter { $0.counted.kind == .segment }.map {
      ($0.counted.name, $0.rendered + $0.suppressed)
    }
  }

  /// How many messages of each kind were made, and how many of text messages networks bill; nil for e-mails.
  public var messages: [(name: String, made: Int, billed: Int?)] {
    var messages: [(name: String, made: Int, billed: Int?)] = []
    for row in tallies.rows where row.counted.kind == .message {
      let billed = row.segments.map { $0 * row.rendered }
      if let last = messages.indices.last, messages[last].name == row.counted.name {
        messages[last].made += row.rendered
        messages[last].billed = billed.map { $0 + (messages[last].billed ?? 0) }
      } else {
        messages.append((row.counted.name, row.rendered, billed))
      }
    }
    return messages
  }

  /// Makes a report of nothing yet.
  init() {}

  /// What a run that an earlier process finished came to, by its journal.
  public init(of lines: [JournalLine], _ communication: Communication) {
    var sums = ExactTotals()
    tallies = TallyTable(communication)
    for line in lines {
      tallies.add(line.tallies)
      counts += line.counts
      for entry in line.reasons { reasons.add(entry.outcome, entry.reason, entry.count) }
      numbers.add(line.numbers)
      let failed = sums.add(line.totals, named: communication.totalNames)
      precondition(failed == nil, "the run that wrote the journal had the same bounds")
    }
    resumedRecords = counts.read
    unitCount = lines.count
    totals = sums.controlTotals(communication.totalNames)
  }
}

/// Why a run cannot go on.
public enum RunError: Error, Sendable {
  /// The input as a whole is unusable from here on.
  case source(SourceError)
  /// The output cannot be written.
  case sink(SinkError)
  /// Two records have one key; the ordinals count from 1.
  case duplicateKey(first: Int, second: Int)
  /// The input's last record is not the trailer it should be.
  case trailer(code: String, String)
  /// A control total has too many groups, or grows past what is counted exactly.
  case total(name: String)
}
