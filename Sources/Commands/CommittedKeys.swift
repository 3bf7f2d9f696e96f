internal import Liquid
internal import Records
internal import Sinks

/// The keys an earlier process committed, from the books of the output folder.
enum CommittedKeys {
  /// Reads `documents.ndjson` and `suppressed.ndjson`.
  static func read(in folder: String) throws -> [(key: [UInt8], ordinal: Int)] {
    var keys: [(key: [UInt8], ordinal: Int)] = []
    for book in ["documents.ndjson", "suppressed.ndjson"] {
      try read("\(folder)/\(book)", into: &keys)
    }
    return keys
  }

  private static func read(
    _ path: String, into keys: inout [(key: [UInt8], ordinal: Int)]
  ) throws {
    var source: any RecordSource
    do throws(SourceError) {
      source = try RecordInputs.open([path], options: RecordOptions(format: .ndjson))
    } catch {
      // A book without a line has no keys.
      if error.code == .empty { return }
      throw error
    }
    let scratch = Scratch()
    let decoder = source.makeDecoder(fields: nil)
    while let batch = try source.next(maximumRecords: 1024, maximumBytes: 1 << 20) {
      for raw in batch.records {
        scratch.reset()
        let line = try decoder.decode(raw, in: batch, into: scratch.arena)
        guard let key = line.member("key"), let ordinal = line.member("ordinal") else { continue }
        keys.append((Array(key.bytes), Int(ordinal.integer)))
      }
      source.recycle(batch)
    }
  }
}
