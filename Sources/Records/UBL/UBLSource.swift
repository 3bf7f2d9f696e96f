internal import Liquid

/// Reads UBL invoices and credit notes: a file is one, or wraps several.
///
/// A record's bytes are its whole file, for namespaces may be declared outside the invoice; `part` says which
/// invoice of the file is meant, `offset` and `length` where it stands.
struct UBLSource: RecordSource {
  /// A longer invoice is a rejected record; the largest real one seen has 3.3 MB, nearly all attachment.
  static let maximumFileBytes = 64 << 20

  let format = InputFormat.ubl
  let inputs: [InputDescription]
  private var fileIndex = 0
  private var part = 0
  private var ordinal: Int64 = 0
  /// The offset to go on at, for a resumed run.
  private var resumeOffset: Int64 = 0
  private var standardInput: ByteInput?
  private var spare: [RecordBatch] = []

  /// A source over files that exist; `standardInput` is already open when it is `-`.
  init(inputs: [InputDescription], standardInput: ByteInput? = nil) {
    self.inputs = inputs
    self.standardInput = standardInput
  }

  mutating func recycle(_ batch: RecordBatch) {
    batch.clear()
    spare.append(batch)
  }

  func makeDecoder(fields: FieldTree?) -> any RecordDecoder { UBLDecoder(fields) }

  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)
  {
    precondition(file < inputs.count && self.ordinal == 0, "skip a fresh source within its inputs")
    fileIndex = file
    resumeOffset = offset
    self.ordinal = ordinal
  }

  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError) -> RecordBatch? {
    precondition(maximumRecords > 0, "a batch holds at least one record")
    let batch = spare.popLast() ?? RecordBatch()
    while fileIndex < inputs.count, batch.records.count < maximumRecords {
      // A compressed file's length is not known before it is read, so it gets a batch of its own.
      let size = inputs[fileIndex].isCompressed ? nil : inputs[fileIndex].size
      let fits = size.map { batch.count + Int($0) <= maximumBytes } ?? false
      if !batch.records.isEmpty, !fits { break }
      try readFile(into: batch, maximumRecords)
    }
    if batch.records.isEmpty {
      spare.append(batch)
      return nil
    }
    batch.pad()
    return batch
  }
}

extension UBLSource {
  private mutating func readFile(into batch: RecordBatch, _ maximumRecords: Int)
    throws(SourceError)
  {
    let start = batch.count
    let length = try readBytes(into: batch)
    let isTooLong = length > Self.maximumFileBytes
    if isTooLong { batch.truncate(to: start) }
    let count = batch.count - start
    let text = UnsafeRawBufferPointer(rebasing: batch.bytes[start...])
    var ranges = InvoiceFinder.invoices(in: text)
    if ranges.count <= 1, !isTooLong { try refuseWideLetters(text) }
    // A lone invoice is its file; so is what cannot be cut, which the decoder will explain.
    if ranges.count <= 1 { ranges = [0..<length] }
    while part < ranges.count, ranges.count > 1, Int64(ranges[part].lowerBound) < resumeOffset {
      part += 1
    }
    resumeOffset = 0
    while part < ranges.count, batch.records.count < maximumRecords {
      batch.records.append(
        RawRecord(
          ordinal: ordinal, offset: Int64(ranges[part].lowerBound),
          length: Int64(ranges[part].count),
          start: start, count: count, file: Int32(fileIndex), part: Int32(part),
          parts: Int32(ranges.count), problem: isTooLong ? .tooLong : .none))
      part += 1
      ordinal += 1
    }
    if part == ranges.count {
      part = 0
      fileIndex += 1
    }
  }

  /// Reads a whole file; returns its length, of which only the bound and a little more is kept.
  private mutating func readBytes(into batch: RecordBatch) throws(SourceError) -> Int {
    let input: ByteInput
    if let opened = standardInput {
      input = opened
      standardInput = nil
    } else {
      input = try ByteInput(path: inputs[fileIndex].path)
    }
    let start = batch.count
    var length = 0
    var isJudged = false
    while true {
      let room = batch.tail(64 << 10)
      let read = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<(64 << 10)]))
      if read == 0 {
        try input.requireUnchanged(since: inputs[fileIndex].stamp, isAtEnd: true)
        return length
      }
      length += read
      batch.advance(read)
      guard length > Self.maximumFileBytes else { continue }
      if !isJudged { try refuseUncut(UnsafeRawBufferPointer(rebasing: batch.bytes[start...])) }
      isJudged = true
      batch.truncate(to: start)
    }
  }

  /// One reject would stand for all invoices that a file wraps.
  private func refuseUncut(_ beginning: UnsafeRawBufferPointer) throws(SourceError) {
    if InvoiceFinder.invoices(in: beginning).count <= 1 { return }
    throw SourceError(
      .tooLong, path: inputs[fileIndex].path,
      "it wraps several invoices and is longer than \(Self.maximumFileBytes >> 20) MiB",
      hint: "split it: a folder of files is one input")
  }

  /// What is written in UTF-16 is not cut.
  private func refuseWideLetters(_ text: UnsafeRawBufferPointer) throws(SourceError) {
    guard text.count > 3 else { return }
    let isWide = text[0] == 0 || text[1] == 0 || (text[0] ^ text[1]) == 1 && text[0] | 1 == 0xFF
    guard isWide else { return }
    let narrow = text.filter { $0 != 0 }
    if narrow.withUnsafeBytes({ InvoiceFinder.invoices(in: $0).count }) <= 1 { return }
    throw SourceError(
      .encoding, path: inputs[fileIndex].path,
      "it wraps several invoices in UTF-16, of which a file holds one",
      hint: "convert it: iconv -f UTF-16 -t UTF-8, with encoding=\"UTF-8\" in its first line")
  }
}
