internal import Liquid

/// Reads text inputs one after another and cuts them into one record a line, or a CSV row.
///
/// What NDJSON and CSV have in common: batches, offsets, resuming, and the bound on one record's length.
struct LineReader {
  /// A longer line is a rejected record: it is an attack or a file without line ends.
  static let maximumLineBytes = 16 << 20
  /// Bytes asked of the system at a time.
  private static let readSize = 64 << 10

  private(set) var inputs: [InputDescription] = []
  private let paths: [String]
  /// How CSV is read; nil for plain lines.
  private let csv: RecordOptions?
  private var header: CSVHeader?
  private var fileIndex = 0
  private var input: ByteInput?
  private var fileHasRecords = false
  private var ordinal: Int64 = 0
  /// Bytes read behind the last record handed out.
  private var carry: [UInt8] = []
  private var spare: [RecordBatch] = []
  /// Room that batches have needed, so that a new one need not grow into it: touching memory costs more than reading.
  private var usualCapacity = 64 << 10

  /// A reader of files that exist; `standardInput` is already open when it is `-`.
  ///
  /// Looks at the first bytes of all, so that an unusable one is known before the first record.
  init(
    paths: [String], format: InputFormat, csv: RecordOptions? = nil, standardInput: ByteInput?,
    check: (ByteInput) throws(SourceError) -> Void
  ) throws(SourceError) {
    precondition(!paths.isEmpty, "a source needs an input")
    self.paths = paths
    self.csv = csv
    for path in paths {
      let input: ByteInput
      if let standardInput { input = standardInput } else { input = try ByteInput(path: path) }
      try check(input)
      if self.input == nil { self.input = input }
      inputs.append(
        InputDescription(
          path: path, stamp: input.stamp, format: format, isCompressed: input.isCompressed))
    }
    try readHeader()
  }

  mutating func recycle(_ batch: RecordBatch) {
    batch.clear()
    spare.append(batch)
  }

  /// Checks the input that is being read; those before it were checked at their ends.
  func requireUnchanged(isAtEnd: Bool = false) throws(SourceError) {
    try input?.requireUnchanged(since: inputs[fileIndex].stamp, isAtEnd: isAtEnd)
  }

  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)
  {
    precondition(file < paths.count && self.ordinal == 0, "skip a fresh source within its inputs")
    if file > 0 { try openFile(file) }
    fileHasRecords = ordinal > 0
    self.ordinal = ordinal
    guard let input else { return }
    // The header row was read with some of what follows it.
    let carried = input.offset - Int64(carry.count)
    if offset <= input.offset {
      carry.removeFirst(Int(max(0, offset - carried)))
    } else {
      carry.removeAll()
      try input.skip(to: offset)
    }
  }

  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError) -> RecordBatch? {
    precondition(maximumRecords > 0, "a batch holds at least one record")
    if input == nil { return nil }
    let batch = spare.popLast() ?? RecordBatch(capacity: capacity(for: maximumBytes))
    var cut = LineCutter(batch: batch, maximumRecords: maximumRecords, maximumBytes: maximumBytes)
    carry.withUnsafeBytes { batch.append($0) }
    carry.removeAll(keepingCapacity: true)
    try fill(&cut)
    if batch.records.isEmpty {
      spare.append(batch)
      return nil
    }
    usualCapacity = min(max(usualCapacity, batch.count + Self.readSize), RecordBatch.keptCapacity)
    carry.append(contentsOf: batch.bytes[cut.lineStart...])
    batch.truncate(to: cut.lineStart)
    batch.pad()
    return batch
  }
}

extension LineReader {
  /// Room for a whole batch: what is not filled is never touched, and what is grown is copied.
  private func capacity(for maximumBytes: Int) -> Int {
    let wanted = min(maximumBytes, RecordBatch.keptCapacity - 2 * Self.readSize)
    return max(usualCapacity, wanted + 2 * Self.readSize)
  }

  private mutating func fill(_ cut: inout LineCutter) throws(SourceError) {
    while let input {
      cut.endOffset = input.offset
      cut.file = Int32(fileIndex)
      cut.delimiter = header?.delimiter
      cut.batch.header = header
      var isFull = cut.takeLines(&ordinal)
      var isAtEnd = false
      if !isFull {
        let room = cut.batch.tail(Self.readSize)
        let count = try read(
          input, into: UnsafeMutableRawBufferPointer(rebasing: room[..<Self.readSize]))
        cut.batch.advance(count)
        isAtEnd = count == 0
        if isAtEnd {
          try requireUnchanged(isAtEnd: true)
          if let quote = cut.openQuote { throw openQuote(at: quote) }
          isFull = cut.takeLastLine(&ordinal)
        }
      }
      fileHasRecords = fileHasRecords || cut.tookFromFile
      // A batch of CSV rows has one header.
      if isFull || (isAtEnd && header != nil && !cut.batch.records.isEmpty) { return }
      if isAtEnd {
        if !fileHasRecords { throw InputChecks.empty(paths[fileIndex]) }
        try openFile(fileIndex + 1)
        if self.input != nil {
          cut.startFile()
          carry.withUnsafeBytes { cut.batch.append($0) }
          carry.removeAll(keepingCapacity: true)
        }
      }
    }
  }

  private func read(
    _ input: ByteInput, into room: UnsafeMutableRawBufferPointer
  ) throws(SourceError) -> Int {
    do throws(SourceError) {
      return try input.read(into: room)
    } catch {
      // What is damaged because it is being written is not damaged for good.
      try requireUnchanged()
      throw error
    }
  }

  private mutating func openFile(_ index: Int) throws(SourceError) {
    fileIndex = index
    fileHasRecords = false
    carry.removeAll(keepingCapacity: true)
    input = index < paths.count ? try ByteInput(path: paths[index]) : nil
    try requireUnchanged()
    try readHeader()
  }

  /// The error of a quoted field that is still open where the input ends.
  ///
  /// All records behind the mark are inside the field, so that one reject would stand for many customers.
  private func openQuote(at offset: Int64) -> SourceError {
    let path = paths[fileIndex]
    let place = Self.line(of: offset, in: path).map { "in line \($0)" } ?? "at byte \(offset)"
    return SourceError(
      .openQuote, path: path,
      "record \(ordinal + 1): the quotation mark \(place) opens a field that nothing closes",
      hint: "close the field, and double marks within it; then use a new output folder")
  }

  /// The number of the line that an input's byte stands in, from 1; nil for what cannot be read twice.
  private static func line(of offset: Int64, in path: String) -> Int? {
    guard path != "-", let input = try? ByteInput(path: path) else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: readSize, alignment: 16)
    defer { buffer.deallocate() }
    var line = 1
    while input.offset < offset {
      let wanted = Int(min(Int64(readSize), offset - input.offset))
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
      guard let read = try? input.read(into: part), read > 0 else { return nil }
      line += part[..<read].count { $0 == 0x0A }
    }
    return line
  }

  /// Reads the header row of a CSV input; what was read behind it is carried on.
  private mutating func readHeader() throws(SourceError) {
    guard let csv, let input else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.readSize, alignment: 16)
    defer { buffer.deallocate() }
    var row = CSVHeaderRow(path: input.path, delimiter: csv.csvDelimiter)
    while true {
      let read = try input.read(into: buffer)
      let isComplete = try row.append(UnsafeRawBufferPointer(rebasing: buffer[..<read]))
      if isComplete || read == 0 { break }
    }
    header = try row.header(csv)
    carry = row.rest
  }
}
