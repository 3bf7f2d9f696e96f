import Records
import Sinks

/// Renders a sample of a run's records once more and compares the lines they give in the books.
///
/// The lines hold every file's hash, so nothing of the output need be read. Uses the same workers
/// and the same order of units as a run; memory is that of a run.
struct RenderingAnew {
  private(set) var findings: [Finding] = []
  /// Records compared.
  private(set) var count = 0

  private let folder: OutputFolder
  private var plan: BatchPlan
  private let sample: RecordSample
  /// As the run's own units: what a book's line says of a file depends on it.
  private let form: UnitForm
  /// How far a run that has not ended is committed; nil for all of it.
  private let end: CommittedEnd?
  private let erased: Set<Int>

  /// `committed` are the units of a run that has not ended, `erased` the records whose lines tell nothing any more.
  init(
    _ folder: OutputFolder, _ plan: BatchPlan, _ sample: RecordSample, isPacked: Bool,
    committed: [JournalLine]?, erased: Set<Int>
  ) {
    self.erased = erased
    self.folder = folder
    self.plan = plan
    self.sample = sample
    form = isPacked ? .packed : .plain
    end = committed.map { CommittedEnd($0, isSparse: plan.onlyKey != nil) }
  }

  /// Reads the input as far as the run goes, renders what is in the sample.
  mutating func perform() throws(RunError) {
    let books = try books()
    plan.poisoned = try poisoned()
    let comparison = Comparison(books, erased)
    // Siblings are files of the books too; deflated entries of packs are listed by the hash of their streams.
    let programs =
      plan.addsGzip || form == .packed
      ? PagePrograms(plan.communication, asOf: plan.asOf, plan.links, jobs: plan.jobs) : nil
    let scheduler = Scheduler(
      workers: (0..<plan.jobs).map { Worker(plan, number: $0, programs) }, startingAt: 0,
      areUnitsLarge: plan.areUnitsLarge,
      into: comparison)
    do throws(RunError) {
      try readAll(scheduler)
    } catch {
      try scheduler.finish()
      throw error
    }
    try scheduler.finish()
    findings = comparison.findings
    count = comparison.count
  }

  private func readAll(_ scheduler: Scheduler) throws(RunError) {
    var reader = UnitReader(plan)
    var index = 0
    var left = plan.limit ?? .max
    while left > 0 {
      guard let (batch, count) = try reader.next(atMost: left) else { return }
      left -= count
      let last = batch.records[count - 1].ordinal
      let goesOn = end?.contains(batch.records[count - 1]) ?? true
      batch.keep { record in
        record.ordinal <= last && end?.contains(record) ?? true
          && sample.contains(Int(record.ordinal) + 1)
      }
      if !goesOn { left = 0 }
      if batch.records.isEmpty {
        reader.recycle(batch)
        continue
      }
      let used = try scheduler.waitForRoom()
      if let used { reader.recycle(used.batch) }
      let task = used ?? UnitTask(UnitOutput(form: form), batch)
      task.batch = batch
      task.index = index
      task.recordCount = batch.records.count
      index += 1
      scheduler.submit(task)
    }
  }

  /// Records that crashed the run, and would crash this process too.
  private func poisoned() throws(RunError) -> Set<Int> {
    var found: Set<Int> = []
    do throws(SinkError) {
      guard let reader = try book(1) else { return found }
      while let line = try reader.next() {
        if let ordinal = line.ordinal, line.isReject(for: "poison") { found.insert(ordinal) }
      }
    } catch {
      throw .sink(error)
    }
    return found
  }

  private func books() throws(RunError) -> [BookReader?] {
    do throws(SinkError) {
      var books: [BookReader?] = []
      for number in BookReader.names.indices { books.append(try book(number)) }
      return books
    } catch {
      throw .sink(error)
    }
  }

  /// A book as far as it is committed.
  private func book(_ number: Int) throws(SinkError) -> BookReader? {
    let length = end.map { [$0.books.documents, $0.books.rejects, $0.books.suppressed][number] }
    return try BookReader(BookReader.names[number], of: folder, in: 0..<(length ?? .max))
  }
}

/// Holds units rendered anew against the books, in order.
private final class Comparison: UnitCommitter {
  private(set) var findings: [Finding] = []
  private(set) var count = 0
  private let books: [BookReader?]
  /// The line each book was last read to.
  private var heads: [(ordinal: Int, bytes: [UInt8])]

  private let erased: Set<Int>

  init(_ books: [BookReader?], _ erased: Set<Int>) {
    self.books = books
    self.erased = erased
    heads = books.map { _ in (0, []) }
  }

  func take(_ tasks: [UnitTask]) throws(RunError) -> [UnitTask] {
    for task in tasks { try compare(task.output) }
    return tasks
  }

  func compare(_ unit: UnitOutput) throws(RunError) {
    for (number, name) in BookReader.names.enumerated() {
      let text = unit.lines(of: name)
      for line in text.split(separator: 0x0A) {
        let bytes = UnsafeRawBufferPointer(rebasing: line)
        guard let ordinal = BookReader.ordinal(of: bytes) else { continue }
        count += 1
        try read(number, to: ordinal)
        if heads[number].ordinal != ordinal {
          findings.append(
            Finding(
              .different, name, ordinal: ordinal, "rendered anew it is in this book, and was not"))
        } else if isErased(heads[number].bytes, ordinal) {
          count -= 1
        } else if !heads[number].bytes.elementsEqual(bytes) {
          findings.append(different(name, ordinal, bytes, heads[number].bytes))
        }
      }
    }
  }

  private func isErased(_ line: [UInt8], _ ordinal: Int) -> Bool {
    line.withUnsafeBytes {
      Tombstone(line: $0) != nil
        || erased.contains(ordinal)
          && Tombstone.isBlanked($0, ordinal: ordinal, keepingLast: 1)
    }
  }

  private func read(_ number: Int, to ordinal: Int) throws(RunError) {
    guard let book = books[number] else { return }
    do throws(SinkError) {
      while heads[number].ordinal < ordinal {
        guard let line = try book.next() else { return }
        guard let found = line.ordinal else { continue }
        heads[number].ordinal = found
        if found == ordinal { heads[number].bytes = [UInt8](line.bytes) }
      }
    } catch {
      throw .sink(error)
    }
  }

  /// Says which files of a document differ, where it is a document.
  private func different(
    _ name: String, _ ordinal: Int, _ anew: UnsafeRawBufferPointer, _ listed: [UInt8]
  ) -> Finding {
    let before = listed.withUnsafeBytes { DocumentEntry(line: $0) }
    guard let now = DocumentEntry(line: anew), let before else {
      return Finding(.different, name, ordinal: ordinal, "rendered anew its line is another")
    }
    let old = Set(before.files)
    let files = now.files.filter { !old.contains($0) }.map(\.name)
    let words =
      files.isEmpty
      ? "rendered anew it has fewer files"
      : "rendered anew other bytes: "
        + files.joined(separator: ", ")
    return Finding(.different, before.path, ordinal: ordinal, words)
  }
}
