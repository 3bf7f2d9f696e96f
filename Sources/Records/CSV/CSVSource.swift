internal import Liquid

/// Reads CSV (RFC 4180) with a header row of dotted paths; `;`, tab and `|` are detected.
///
/// A batch holds rows of one input. Empty lines are no records.
struct CSVSource: RecordSource {
  let format = InputFormat.csv
  private var lines: LineReader

  /// A source over files that exist; `standardInput` is already open when it is `-`.
  init(paths: [String], options: RecordOptions, standardInput: ByteInput? = nil)
    throws(SourceError)
  {
    lines = try LineReader(
      paths: paths, format: .csv, csv: options, standardInput: standardInput,
      check: InputChecks.requireText)
  }

  var inputs: [InputDescription] { lines.inputs }

  mutating func recycle(_ batch: RecordBatch) { lines.recycle(batch) }

  func requireUnchanged() throws(SourceError) { try lines.requireUnchanged() }

  func makeDecoder(fields: FieldTree?) -> any RecordDecoder { CSVDecoder(fields) }

  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)
  {
    try lines.skip(toOrdinal: ordinal, atOffset: offset, file: file)
  }

  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError) -> RecordBatch? {
    try lines.next(maximumRecords: maximumRecords, maximumBytes: maximumBytes)
  }
}
