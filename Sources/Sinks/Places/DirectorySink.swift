import Glibc
import Synchronization

/// A tree of documents: `documents/<3 hex>/<name>/...`.
///
/// A document is staged as a folder of its own and published by one rename, so a reader sees all
/// of it or nothing. Costs per document: a folder made, opened beside its place and renamed; per
/// file: one opened, written, closed.
public final class DirectorySink: Sink {
  /// As `Sink` asks.
  public let form = UnitForm.plain

  private let folder: RunFolder
  private let files: any FileSystem
  private var buckets: BucketFolders?
  /// What was not accepted yet.
  private var staged: [StagedUnit] = []
  /// Units of `staged` that are published, counted from the first.
  private var publishedCount = 0
  private let shared = Mutex(Shared())
  private var name = ByteStore(capacity: 512)

  private struct StagedUnit {
    var unit: UnitOutput
    var firstNumber: Int
  }

  /// What workers that write and the committer share.
  private struct Shared {
    /// Names in the staging folder are numbers, never used twice in a process.
    var nextNumber = 0
    /// How often what was written had to be thrown away.
    var discards = 0
    /// By unit that is written and not staged: where, and how many times all was thrown away before that began.
    var written: [Int: (firstNumber: Int, discards: Int)] = [:]

    mutating func takeNumbers(_ count: Int) -> Int {
      defer { nextNumber += count }
      return nextNumber
    }
  }

  /// Makes a sink that publishes into an open folder.
  public init(in folder: RunFolder) {
    self.folder = folder
    files = folder.files
  }

  /// As `Sink` asks.
  public func prepare(at position: PackPosition?, uncommitted: [String]) throws(SinkError) {
    buckets = try BucketFolders(folder)
    guard !uncommitted.isEmpty else { return try folder.emptyStaging() }
    let free = try folder.firstFreeNumber()
    shared.withLock { $0.nextNumber = free }
    var touched: Set<Int> = []
    for path in uncommitted { touched.insert(try withdraw(path)) }
    // Not one file of a withdrawn document may be gone while its old place could come back.
    try sync()
    try naming(DocumentPath.root) { () throws(SystemFault) in
      for bucket in touched.sorted() { try buckets?.removeIfEmpty(bucket) }
    }
    try folder.emptyStaging()
  }

  /// As `Sink` asks.
  public func write(_ unit: UnitOutput) throws(SinkError) {
    let count = unit.documents.count
    let place = shared.withLock { ($0.takeNumbers(count), $0.discards) }
    try writeDocuments(of: unit, from: place.0)
    shared.withLock { $0.written[unit.index] = place }
  }

  /// As `Sink` asks.
  public func stage(_ unit: UnitOutput) throws(SinkError) -> PackPosition? {
    let written = shared.withLock { shared -> Int? in
      let found = shared.written.removeValue(forKey: unit.index)
      // A sync that failed since may have lost some of it.
      return found?.discards == shared.discards ? found?.firstNumber : nil
    }
    if let written {
      staged.append(StagedUnit(unit: unit, firstNumber: written))
      return nil
    }
    let count = unit.documents.count
    let firstNumber = shared.withLock { $0.takeNumbers(count) }
    staged.append(StagedUnit(unit: unit, firstNumber: firstNumber))
    try writeDocuments(of: unit, from: firstNumber)
    return nil
  }

  private func writeDocuments(of unit: UnitOutput, from firstNumber: Int) throws(SinkError) {
    let stager = DocumentStager(folder)
    for (offset, document) in unit.documents.enumerated() {
      do throws(SystemFault) {
        try stager.stage(document, of: unit, as: firstNumber + offset)
      } catch {
        throw SinkError(error, path: Self.place(of: document))
      }
    }
  }

  /// As `Sink` asks.
  public func sync() throws(SinkError) {
    try folder.sync { () throws(SystemFault) in
      try files.sync(folder.staging)
      try buckets?.sync()
    }
  }

  /// As `Sink` asks.
  public func publish(_ count: Int) throws(SinkError) {
    for entry in staged[publishedCount..<publishedCount + count] {
      for (offset, document) in entry.unit.documents.enumerated() {
        do throws(SystemFault) {
          try publish(document, of: entry.unit, from: entry.firstNumber + offset)
        } catch {
          let place = Self.place(of: document)
          let isTaken = error.number == ENOTEMPTY || error.number == EEXIST
          throw isTaken ? .duplicate(place) : SinkError(error, path: place)
        }
      }
    }
    publishedCount += count
  }

  /// As `Sink` asks.
  public func accept(_ count: Int) {
    staged.removeFirst(count)
    publishedCount -= count
    if staged.isEmpty { buckets?.accept() }
  }

  /// Moves back what was published, as `Sink` asks.
  ///
  /// All of it stays in the staging folder until the run ends: it may only be removed when its
  /// move is durable, and the disk has just failed at that.
  public func discard() throws(SinkError) {
    shared.withLock { $0.discards += 1 }
    for entry in staged.prefix(publishedCount) {
      for document in entry.unit.documents { try withdraw(entry.unit.path(of: document)) }
    }
    staged.removeAll(keepingCapacity: true)
    publishedCount = 0
    try naming(DocumentPath.root) { () throws(SystemFault) in try buckets?.discard() }
  }

  /// As `Sink` asks.
  public func finish() throws(SinkError) {
    try naming(DocumentPath.root) { () throws(SystemFault) in try buckets?.close() }
    buckets = nil
  }
}

extension DirectorySink {
  /// Where a document stands, for messages: its own name is a customer's key.
  private static func place(of document: UnitDocument) -> String {
    "\(DocumentPath.root)/\(DocumentPath.name(ofBucket: document.bucket))"
  }

  private func publish(
    _ document: UnitDocument, of unit: UnitOutput, from number: Int
  ) throws(SystemFault) {
    guard let bucket = try buckets?.open(document.bucket) else {
      preconditionFailure("publish before prepare")
    }
    name.truncate(to: 0)
    name.append(decimal: number)
    name.append(0)
    let newName = name.count
    name.append(unit.text[document.path.dropFirst(DocumentPath.prefixLength)])
    name.append(0)
    do throws(SystemFault) {
      try files.rename(
        name.cString(at: 0), in: folder.staging, to: name.cString(at: newName), in: bucket)
    } catch {
      try? files.close(bucket)
      throw error
    }
    try files.close(bucket)
  }

  /// Moves a document that may be published back into the staging folder; its bucket.
  @discardableResult
  private func withdraw(_ path: String) throws(SinkError) -> Int {
    let parts = path.split(separator: "/")
    guard parts.count == 3, parts[0] == DocumentPath.root, let number = Int(parts[1], radix: 16),
      number < BucketFolders.count
    else {
      throw SinkError(
        .outputDamaged, "documents.ndjson names a path that is no document's",
        path: "documents.ndjson", hint: "choose a new folder")
    }
    let target = String(shared.withLock { $0.takeNumbers(1) })
    try naming("\(parts[0])/\(parts[1])") { () throws(SystemFault) in
      do throws(SystemFault) {
        guard let bucket = try buckets?.openExisting(number) else { return }
        defer { try? files.close(bucket) }
        try files.rename(String(parts[2]), in: bucket, to: target, in: folder.staging)
      } catch {
        if error.number != ENOENT { throw error }
      }
    }
    return number
  }
}
