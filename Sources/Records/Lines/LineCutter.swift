internal import Glibc

/// Cuts the bytes read into a batch into one record a line, or a CSV row.
///
/// Where a batch ends depends on its records alone, never on how many bytes a read happened to give.
struct LineCutter {
  let batch: RecordBatch
  let maximumRecords: Int
  let maximumBytes: Int

  /// Index of the input being read.
  var file: Int32 = 0
  /// The input's offset behind the batch's last byte.
  var endOffset: Int64 = 0
  /// What separates CSV fields; nil for plain lines.
  var delimiter: UInt8?
  /// Where the current line starts in the batch.
  private(set) var lineStart = 0
  /// Whether any record came from the current input.
  private(set) var tookFromFile = false

  private var scanned = 0
  private var taken = 0
  private var row = CSVRowScanner()
  /// Where the current line started in the input, when it is too long and its bytes are being dropped.
  private var longLineOffset: Int64?

  /// The input's offset of the mark that opens a CSV field still open where the bytes read end; nil if none is.
  var openQuote: Int64? {
    row.openQuote.map { (longLineOffset ?? offset(of: lineStart)) + Int64($0) }
  }

  init(batch: RecordBatch, maximumRecords: Int, maximumBytes: Int) {
    self.batch = batch
    self.maximumRecords = maximumRecords
    self.maximumBytes = maximumBytes
  }

  /// Goes on with the next input.
  mutating func startFile() {
    lineStart = batch.count
    scanned = lineStart
    tookFromFile = false
    row = CSVRowScanner()
  }

  /// Takes all whole lines; true when the batch is full.
  mutating func takeLines(_ ordinal: inout Int64) -> Bool {
    while let end = lineEnd() {
      if !take(upTo: end, &ordinal) { return true }
      lineStart = end + 1
      scanned = lineStart
      if batch.records.count == maximumRecords { return true }
    }
    if batch.records.isEmpty, lineStart > 0 {
      batch.dropFirst(lineStart)
      lineStart = 0
    }
    let open = batch.count - lineStart
    if longLineOffset == nil, !fits(open) { return true }
    if longLineOffset != nil || open > LineReader.maximumLineBytes {
      longLineOffset = longLineOffset ?? offset(of: lineStart)
      batch.truncate(to: lineStart)
    }
    scanned = batch.count
    return false
  }

  /// Takes what follows the last line end of an input; true when the batch is full.
  mutating func takeLastLine(_ ordinal: inout Int64) -> Bool {
    if !take(upTo: batch.count, &ordinal) { return true }
    lineStart = batch.count
    scanned = lineStart
    return batch.records.count == maximumRecords
  }
}

extension LineCutter {
  private mutating func lineEnd() -> Int? {
    let rest = UnsafeRawBufferPointer(rebasing: batch.bytes[scanned...])
    if let delimiter { return row.end(in: rest, delimiter).map { scanned + $0 } }
    guard let base = rest.baseAddress, let found = memchr(base, 0x0A, rest.count) else {
      return nil
    }
    return scanned + (UnsafeRawPointer(found) - base)
  }

  private func offset(of position: Int) -> Int64 { endOffset - Int64(batch.count - position) }

  private func fits(_ length: Int) -> Bool {
    batch.records.isEmpty || taken + min(length, LineReader.maximumLineBytes) <= maximumBytes
  }

  /// Takes the current line; false when it must wait for the next batch.
  private mutating func take(upTo end: Int, _ ordinal: inout Int64) -> Bool {
    if let start = longLineOffset {
      longLineOffset = nil
      add(0..<0, offset: start, length: offset(of: end) - start, .tooLong, &ordinal)
      return true
    }
    if !fits(end - lineStart) { return false }
    let text = trimmed(lineStart..<end)
    if text.isEmpty { return true }
    taken += min(end - lineStart, LineReader.maximumLineBytes)
    let isTooLong = text.count > LineReader.maximumLineBytes
    add(
      isTooLong ? 0..<0 : text, offset: offset(of: text.lowerBound), length: Int64(text.count),
      isTooLong ? .tooLong : .none, &ordinal)
    return true
  }

  private mutating func add(
    _ text: Range<Int>, offset: Int64, length: Int64, _ problem: RawRecord.Problem,
    _ ordinal: inout Int64
  ) {
    batch.records.append(
      RawRecord(
        ordinal: ordinal, offset: offset, length: length, start: text.lowerBound,
        count: text.count, file: file, problem: problem))
    ordinal += 1
    tookFromFile = true
  }

  /// A line without byte-order mark and line end; plain lines also without white space around them.
  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    let bytes = batch.bytes
    var start = line.lowerBound
    var stop = line.upperBound
    if line.count >= 3, offset(of: start) == 0, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
      bytes[start + 2] == 0xBF
    {
      start += 3
    }
    if delimiter != nil {
      if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
      return start..<stop
    }
    while start < stop, Self.isSpace(bytes[start]) { start += 1 }
    while start < stop, Self.isSpace(bytes[stop - 1]) { stop -= 1 }
    return start..<stop
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
