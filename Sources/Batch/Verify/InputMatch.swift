public import Communication
public import Liquid
public import Records
public import Sinks

/// Whether an input is the one that a run of standard input read.
///
/// No hash tells; but each document has a key, and the journal knows where the last record of each unit ended.
public enum InputMatch {
  /// The first record, from 1, that the run read and that the input does not have there; nil if none is missed.
  ///
  /// Records are decoded as the run did, as far as `fields`: what it stepped over is no matter here either.
  /// - Throws: `SourceError` or `SinkError` when one of the two cannot be read.
  public static func firstMissing(
    from source: any RecordSource, of folder: OutputFolder, key: FieldPath, fields: FieldTree?
  ) throws -> Int? {
    guard let book = try BookReader(BookReader.names[0], of: folder) else { return nil }
    var source = source
    let decoder = source.makeDecoder(fields: fields)
    let scratch = Scratch()
    let ends = try ends(of: folder)
    var entry = try next(in: book, after: 0)
    while entry != nil,
      let batch = try source.next(
        maximumRecords: BatchPlan.unitRecords, maximumBytes: BatchPlan.unitBytes)
    {
      for raw in batch.records {
        let ordinal = Int(raw.ordinal) + 1
        // Several files may be given for what was piped in as one.
        if raw.file == 0, let end = ends[ordinal], end != Int(raw.offset + raw.length) {
          return ordinal
        }
        guard let wanted = entry else { break }
        if ordinal != wanted.ordinal { continue }
        scratch.reset()
        guard let record = try? decoder.decode(raw, in: batch, into: scratch.arena),
          key.value(in: record).text(in: scratch.arena).bytes.elementsEqual(wanted.key)
        else { return wanted.ordinal }
        entry = try next(in: book, after: wanted.ordinal)
      }
      source.recycle(batch)
    }
    return entry?.ordinal
  }

  /// Where in the input the last record of each unit ended, by the record's number.
  private static func ends(of folder: OutputFolder) throws(SinkError) -> [Int: Int] {
    guard let record = try folder.journal()?.record else { return [:] }
    // A unit of such a run counts one of the records that it covers.
    if record.identity.options.contains(where: { $0.name == "only" }) { return [:] }
    var ends: [Int: Int] = [:]
    for line in record.lines where line.counts.read > 0 {
      ends[line.nextOrdinal - 1] = line.ranges.last?.bytes.upperBound
    }
    return ends
  }

  /// The next document; lines of erased ones, and those that no run wrote, are passed over.
  private static func next(
    in book: BookReader, after ordinal: Int
  ) throws(SinkError) -> DocumentEntry? {
    while let line = try book.next() {
      if let entry = DocumentEntry(line: line.bytes), entry.ordinal > ordinal { return entry }
    }
    return nil
  }
}
