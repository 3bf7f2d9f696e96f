internal import Glibc

/// Cuts the bytes read into a batch into one record a line.
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
  /// Where the current line starts in the batch.
  private(set) var lineStart = 0
  /// Whether any record came from the current input.
  private(set) var tookFromFile = false

  private var scanned = 0
  private var taken = 0
  /// Where the current line started in the input, when it is too long and its bytes are being dropped.
  private var longLineOffset: Int64?

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
    if longLineOffset != nil || open > NDJSONSource.maximumLineBytes {
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
  private func lineEnd() -> Int? {
    guard let base = batch.bytes.baseAddress,
      let found = memchr(base + scanned, 0x0A, batch.count - scanned)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private func offset(of position: Int) -> Int64 { endOffset - Int64(batch.count - position) }

  private func fits(_ length: Int) -> Bool {
    batch.records.isEmpty || taken + min(length, NDJSONSource.maximumLineBytes) <= maximumBytes
  }

  /// Takes the current line; false when it must wait for the next batch.
  private mutating func take(upTo end: Int, _ ordinal: inout Int64) -> Bool {
    if let start = longLineOffset {
      longLineOffset = nil
      add(start: 0, count: 0, offset: start, length: offset(of: end) - start, .tooLong, &ordinal)
      return true
    }
    let length = end - lineStart
    if !fits(length) { return false }
    let bytes = batch.bytes
    var start = lineStart
    var stop = end
    if length >= 3, offset(of: start) == 0, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
      bytes[start + 2] == 0xBF
    {
      start += 3
    }
    while start < stop, Self.isSpace(bytes[start]) { start += 1 }
    while start < stop, Self.isSpace(bytes[stop - 1]) { stop -= 1 }
    if start == stop { return true }
    taken += min(length, NDJSONSource.maximumLineBytes)
    let offset = offset(of: start)
    if stop - start > NDJSONSource.maximumLineBytes {
      add(start: 0, count: 0, offset: offset, length: Int64(stop - start), .tooLong, &ordinal)
    } else {
      add(
        start: start, count: stop - start, offset: offset, length: Int64(stop - start), .none,
        &ordinal)
    }
    return true
  }

  private mutating func add(
    start: Int, count: Int, offset: Int64, length: Int64, _ problem: RawRecord.Problem,
    _ ordinal: inout Int64
  ) {
    batch.records.append(
      RawRecord(
        ordinal: ordinal, offset: offset, length: length, start: start, count: count, file: file,
        problem: problem))
    ordinal += 1
    tookFromFile = true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
