internal import Liquid

/// Reads one JSON object a line: plain or gzip, LF or CRLF, with or without a byte-order mark.
///
/// Blank lines are no records; the last line needs no line end. A batch may span inputs.
struct NDJSONSource: RecordSource {
  /// A longer line is a rejected record: it is an attack or a file without line ends.
  static let maximumLineBytes = 16 << 20
  /// Bytes asked of the system at a time.
  private static let readSize = 64 << 10

  let format = InputFormat.ndjson
  private(set) var inputs: [InputDescription]

  private let paths: [String]
  private var fileIndex = 0
  private var input: ByteInput?
  private var fileHasRecords = false
  private var ordinal: Int64 = 0
  /// Bytes read behind the last record handed out.
  private var carry: [UInt8] = []
  private var spare: [RecordBatch] = []

  /// Opens the first input; the others are opened in turn.
  init(paths: [String]) throws(SourceError) {
    precondition(!paths.isEmpty, "a source needs an input")
    self.paths = paths
    inputs = []
    for path in paths {
      let input = try Self.open(path)
      if self.input == nil { self.input = input }
      inputs.append(
        InputDescription(
          path: path, size: input.size, format: .ndjson, isCompressed: input.isCompressed))
    }
  }

  mutating func recycle(_ batch: RecordBatch) {
    batch.clear()
    spare.append(batch)
  }

  func makeDecoder(fields: FieldTree?) -> any RecordDecoder { JSONRecordDecoder(fields) }

  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)
  {
    precondition(file < paths.count && self.ordinal == 0, "skip a fresh source within its inputs")
    if file > 0 { input = try Self.open(paths[file]) }
    try input?.skip(to: offset)
    fileIndex = file
    fileHasRecords = ordinal > 0
    self.ordinal = ordinal
    carry.removeAll()
  }

  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError)
    -> RecordBatch?
  {
    precondition(maximumRecords > 0, "a batch holds at least one record")
    if input == nil { return nil }
    let batch = spare.popLast() ?? RecordBatch()
    var cut = LineCutter(batch: batch, maximumRecords: maximumRecords, maximumBytes: maximumBytes)
    carry.withUnsafeBytes { batch.append($0) }
    carry.removeAll(keepingCapacity: true)
    try fill(&cut)
    if batch.records.isEmpty {
      spare.append(batch)
      return nil
    }
    carry.append(contentsOf: batch.bytes[cut.lineStart...])
    batch.truncate(to: cut.lineStart)
    batch.pad()
    return batch
  }
}

extension NDJSONSource {
  private static func open(_ path: String) throws(SourceError) -> ByteInput {
    let input = try ByteInput(path: path)
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
    return input
  }

  /// Whether the first line is a lone `{`.
  private static func isPrettyPrinted(_ head: [UInt8]) -> Bool {
    let text = head.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    let line = text.prefix { $0 != 0x0A }
    return line.count < text.count
      && line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } == [UInt8(ascii: "{")]
  }

  private mutating func fill(_ cut: inout LineCutter) throws(SourceError) {
    while let input {
      cut.endOffset = input.offset
      cut.file = Int32(fileIndex)
      var isFull = cut.takeLines(&ordinal)
      var isAtEnd = false
      if !isFull {
        let room = cut.batch.tail(Self.readSize)
        let read = try input.read(
          into: UnsafeMutableRawBufferPointer(rebasing: room[..<Self.readSize]))
        cut.batch.advance(read)
        isAtEnd = read == 0
        if isAtEnd { isFull = cut.takeLastLine(&ordinal) }
      }
      fileHasRecords = fileHasRecords || cut.tookFromFile
      if isFull { return }
      if isAtEnd { try openNext(&cut) }
    }
  }

  private mutating func openNext(_ cut: inout LineCutter) throws(SourceError) {
    if !fileHasRecords { throw InputChecks.empty(paths[fileIndex]) }
    fileIndex += 1
    fileHasRecords = false
    input = fileIndex < paths.count ? try Self.open(paths[fileIndex]) : nil
    cut.startFile()
  }
}
