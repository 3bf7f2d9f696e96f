internal import Communication
internal import Liquid
internal import Records
internal import Sinks
internal import Synchronization

/// Searches documents for values that one other customer alone has.
///
/// First every record of the input is read for its distinctive values, and those of several records
/// are struck out; then the documents of the sample are read back and searched for what is left. A
/// value of another record is no leak when each of its words is in the document's own record, or
/// when the template has it. Memory is bounded: what does not fit the index is searched for in
/// further rounds. Input in another order than the run's finds nothing wrong that is not.
struct LeakSearch {
  let folder: OutputFolder
  let shelf: PackShelf?
  let jobs: Int
  let sample: RecordSample
  let open: () throws -> any RecordSource
  let template: WordScanner
  let key: Key
  /// Where the list of documents ends that the journal vouches for.
  var listed: Range<Int> = 0..<Int.max

  /// What is known of records' keys: where all of them stand, or the one of a record that was erased.
  enum Key: Sendable {
    case field(FieldPath)
    case one(ordinal: Int, text: [UInt8])
  }

  /// A value found where it does not belong.
  struct Hit: Hashable, Sendable {
    var path: String
    /// Whose document it is; 0 for a file that is no document.
    var ordinal: Int
    var owner: Int
    var hash: UInt64
  }

  /// Documents of some records, to be searched by one worker.
  struct LeakTask: @unchecked Sendable {
    // Unchecked: the batch is only read while the worker has it.
    var batch: RecordBatch
    var entries: [Int: DocumentEntry]
  }

  /// Searches the folder of a run; `report` takes the findings, of one `owner` alone where one is given.
  func perform(into report: inout VerifyReport, owner: Int? = nil) throws {
    var round = 0
    var rounds = 1
    var hits: Set<Hit> = []
    while round < rounds {
      let index = try readValues(round: round, of: rounds)
      rounds = index.rounds
      report.distinctiveValues += index.distinctCount
      let (found, searched) = try search(index)
      report.searched = max(report.searched, searched)
      hits.formUnion(owner == nil ? found : found.filter { $0.owner == owner })
      round += 1
    }
    report.add(try named(hits))
  }

  /// Reads every record for its values.
  private func readValues(round: Int, of rounds: Int) throws -> ValueIndex {
    var index = ValueIndex(round: round, of: rounds)
    try forEachTask(isListed: false) { worker, task in
      worker.collectValues(of: task.batch)
    } then: { values in
      for value in values { index.insert(value.hash, start: value.start, owner: value.owner) }
    }
    return index
  }

  private func search(_ index: ValueIndex) throws -> (hits: Set<Hit>, searched: Int) {
    var hits: Set<Hit> = []
    var searched = 0
    let template = template
    try forEachTask(isListed: true) { worker, task throws in
      try worker.search(task, index, template)
    } then: { found in
      hits.formUnion(found.hits)
      searched += found.searched
    }
    return (hits, searched)
  }

  /// Says which field of its owner each value is.
  private func named(_ hits: Set<Hit>) throws -> [Finding] {
    guard !hits.isEmpty else { return [] }
    let owners = Set(hits.map(\.owner))
    var fields: [UInt64: String] = [:]
    try forEachTask(isListed: false) { worker, task in
      worker.fields(of: owners, in: task.batch, hashes: Set(hits.map(\.hash)))
    } then: { found in
      fields.merge(found) { first, _ in first }
    }
    return hits.map { hit in
      Finding(
        .leaked, hit.path, ordinal: hit.ordinal == 0 ? nil : hit.ordinal,
        "\(fields[hit.hash] ?? "a value") of record \(hit.owner) stands in it, and of no other")
    }
  }
}

extension LeakSearch {
  /// Searches files of the folder that are no documents for values that the erased record alone had.
  func searchFiles(_ names: [String], of owner: Int, into report: inout VerifyReport) throws {
    var round = 0
    var rounds = 1
    var hits: Set<Hit> = []
    let worker = LeakWorker(
      folder, shelf: nil, decoder: try open().makeDecoder(fields: nil), key: key)
    while round < rounds {
      let index = try readValues(round: round, of: rounds)
      rounds = index.rounds
      for name in names {
        guard let bytes = try folder.contents(of: name) else { continue }
        hits.formUnion(
          bytes.withUnsafeBytes { worker.search($0, as: name, index, of: owner, template) })
      }
      round += 1
    }
    report.add(try named(hits))
  }

  /// Reads the input in tasks, has `body` done on all cores and `then` in order on this thread.
  private func forEachTask<Outcome: Sendable>(
    isListed: Bool, _ body: @escaping @Sendable (LeakWorker, LeakTask) throws -> Outcome,
    then: (Outcome) -> Void
  ) throws {
    var source = try open()
    let workers = (0..<jobs).map { _ in
      LeakWorker(folder, shelf: shelf, decoder: source.makeDecoder(fields: nil), key: key)
    }
    let reader = isListed ? try BookReader(BookReader.names[0], of: folder, in: listed) : nil
    var listing = Listing(reader: reader, sample: sample)
    while true {
      var tasks: [LeakTask] = []
      while tasks.count < 2 * jobs,
        let batch = try source.next(
          maximumRecords: BatchPlan.unitRecords, maximumBytes: BatchPlan.unitBytes)
      {
        let last = batch.records.last.map { Int($0.ordinal) + 1 } ?? 0
        tasks.append(LeakTask(batch: batch, entries: try listing.entries(through: last)))
      }
      if tasks.isEmpty { return }
      let outcomes = Mutex([Result<Outcome, any Error>?](repeating: nil, count: tasks.count))
      let next = Atomic(0)
      let (handed, pool) = (tasks, Pool(workers: workers))
      Scheduler.perform(jobs: jobs) { number in
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < handed.count else { return }
          let outcome = Result { try body(pool.workers[number], handed[index]) }
          outcomes.withLock { $0[index] = outcome }
        }
      }
      for outcome in outcomes.withLock({ $0 }) { if let outcome { then(try outcome.get()) } }
      for task in tasks { source.recycle(task.batch) }
    }
  }

  private struct Pool: @unchecked Sendable {
    // Unchecked: each worker is used by the thread of its number alone.
    let workers: [LeakWorker]
  }

  /// The lines of `documents.ndjson` beside the records they are about.
  private struct Listing {
    let reader: BookReader?
    let sample: RecordSample
    var ahead: DocumentEntry?

    mutating func entries(through last: Int) throws(SinkError) -> [Int: DocumentEntry] {
      var found: [Int: DocumentEntry] = [:]
      guard let reader else { return found }
      while true {
        if let entry = ahead {
          if entry.ordinal > last { return found }
          found[entry.ordinal] = entry
          ahead = nil
        }
        guard let line = try reader.next() else { return found }
        // A line that cannot be read was told of by the audit.
        guard let ordinal = line.ordinal, sample.contains(ordinal) else { continue }
        ahead = DocumentEntry(line: line.bytes)
      }
    }
  }
}
