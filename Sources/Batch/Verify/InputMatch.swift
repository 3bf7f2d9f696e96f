public import Communication
public import Liquid
public import Records
public import Sinks

/// Whether an input is the one that a run of standard input read.
///
/// No hash tells; but each document has a key, and the journal knows where the last record of each unit ended and how
/// many there were.
public struct InputMatch {
  /// How an input differs from what was read.
  public enum Difference: Equatable, Sendable {
    /// The first record, from 1, that the run read and that the input does not have there.
    case record(Int)
    /// It goes on after the last of so many records.
    case longer(than: Int)
  }

  private let folder: OutputFolder
  private let identity: RunIdentity?
  private let units: [JournalLine]
  private let hasEnded: Bool

  /// Makes a comparison with what the run of a folder read.
  public init(_ folder: OutputFolder) throws(SinkError) {
    self.folder = folder
    let record = try folder.journal()?.record
    identity = record?.identity
    units = record?.lines ?? []
    hasEnded = try folder.length(of: "manifest.json") != nil
  }

  /// How the input differs; nil if no difference is seen.
  ///
  /// It is read to the end of what the run read, and one record further.
  /// Records are decoded as the run did, as far as `fields`: what it stepped over is no matter here either.
  /// - Throws: `SourceError` or `SinkError` when one of the two cannot be read.
  public func difference(
    from source: any RecordSource, key: FieldPath, fields: FieldTree?
  ) throws -> Difference? {
    // Behind the last unit of a run that has not ended nothing is certain.
    let length = hasEnded ? .max : units.last?.books.documents ?? 0
    guard let book = try BookReader(BookReader.names[0], of: folder, in: 0..<length) else {
      return nil
    }
    var source = source
    let decoder = source.makeDecoder(fields: fields)
    let scratch = Scratch()
    let (ends, limit) = (self.ends, self.limit)
    var entry = try next(in: book, after: 0)
    var read = 0
    while let batch = try source.next(
      maximumRecords: BatchPlan.unitRecords, maximumBytes: BatchPlan.unitBytes)
    {
      for raw in batch.records {
        let ordinal = Int(raw.ordinal) + 1
        if let limit, ordinal > limit.records {
          return limit.isWhole ? .longer(than: limit.records) : nil
        }
        read = ordinal
        // Several files may be given for what was piped in as one.
        if raw.file == 0, let end = ends[ordinal], end != Int(raw.offset + raw.length) {
          return .record(ordinal)
        }
        guard let wanted = entry, ordinal == wanted.ordinal else { continue }
        scratch.reset()
        guard let record = try? decoder.decode(raw, in: batch, into: scratch.arena),
          key.value(in: record).text(in: scratch.arena).bytes.elementsEqual(wanted.key)
        else { return .record(wanted.ordinal) }
        entry = try next(in: book, after: wanted.ordinal)
      }
      source.recycle(batch)
    }
    // The rest of what the run read may have come to no documents.
    if let limit, read < limit.records { return .record(read + 1) }
    return entry.map { .record($0.ordinal) }
  }

  /// How many records the input must have, and whether it may have no more; nil where the journal does not count them.
  private var limit: (records: Int, isWhole: Bool)? {
    guard let identity, !identity.isSparse else { return nil }
    let read = (units.last?.nextOrdinal ?? 1) - 1
    guard hasEnded, identity.option("limit") == nil else { return (read, false) }
    // The trailer is a record of the input and none of the run.
    return (identity.option("trailer") == nil ? read : read + 1, true)
  }

  /// Where in the input the last record of each unit ended, by the record's number.
  private var ends: [Int: Int] {
    // A unit of a run of one key counts one of the records that it covers.
    guard let identity, !identity.isSparse else { return [:] }
    var ends: [Int: Int] = [:]
    for line in units where line.counts.read > 0 {
      ends[line.nextOrdinal - 1] = line.ranges.last?.bytes.upperBound
    }
    return ends
  }

  /// The next document; lines of erased ones, and those that no run wrote, are passed over.
  private func next(
    in book: BookReader, after ordinal: Int
  ) throws(SinkError) -> DocumentEntry? {
    while let line = try book.next() {
      if let entry = DocumentEntry(line: line.bytes), entry.ordinal > ordinal { return entry }
    }
    return nil
  }
}
