internal import Liquid

/// Reads one JSON object a line: plain or gzip, LF or CRLF, with or without a byte-order mark.
///
/// Blank lines are no records; the last line needs no line end. A batch may span inputs.
struct NDJSONSource: RecordSource {
  let format = InputFormat.ndjson
  private var lines: LineReader

  /// A source over files that exist; `standardInput` is already open when it is `-`.
  init(paths: [String], standardInput: ByteInput? = nil) throws(SourceError) {
    lines = try LineReader(
      paths: paths, format: .ndjson, standardInput: standardInput, check: Self.check)
  }

  var inputs: [InputDescription] { lines.inputs }

  mutating func recycle(_ batch: RecordBatch) { lines.recycle(batch) }

  func requireUnchanged() throws(SourceError) { try lines.requireUnchanged() }

  func makeDecoder(fields: FieldTree?) -> any RecordDecoder { JSONRecordDecoder(fields) }

  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)
  {
    try lines.skip(toOrdinal: ordinal, atOffset: offset, file: file)
  }

  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError) -> RecordBatch? {
    try lines.next(maximumRecords: maximumRecords, maximumBytes: maximumBytes)
  }
}

extension NDJSONSource {
  private static func check(_ input: ByteInput) throws(SourceError) {
    let path = input.path
    try InputChecks.requireText(input)
    switch ContentKind.of(input.head) {
    case .jsonArray:
      throw SourceError(
        .format, path: path, "this is one JSON array, not one object a line",
        hint: "convert it: jq -c '.[]' FILE")
    case .xml:
      throw SourceError(
        .format, path: path, "this is XML, not one JSON object a line", hint: "use --format ubl")
    default: break
    }
    if isPrettyPrinted(input.head) {
      throw SourceError(
        .format, path: path, "a JSON object is spread over several lines",
        hint: "put each on one line: jq -c . FILE")
    }
  }

  /// Whether the first line is a lone `{`.
  private static func isPrettyPrinted(_ head: [UInt8]) -> Bool {
    let text = head.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    let line = text.prefix { $0 != 0x0A }
    return line.count < text.count
      && line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } == [UInt8(ascii: "{")]
  }
}
