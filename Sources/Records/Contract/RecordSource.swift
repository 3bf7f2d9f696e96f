public import Liquid

/// Where records come from: a sequential reader that hands out bounded batches of undecoded records.
///
/// Reading and decoding are two stages. One thread pulls batches; each worker decodes its batches with a
/// decoder of its own. What a batch holds depends only on the input and on where the batch starts, so a
/// resumed run cuts the same batches as an unbroken one.
public protocol RecordSource {
  /// The format of every input of this source.
  var format: InputFormat { get }

  /// The files read, in reading order; a record's `file` is an index into this list.
  var inputs: [InputDescription] { get }

  /// The next records, or nil after the last.
  ///
  /// A batch holds at least one record, at most `maximumRecords`, and together at most `maximumBytes`
  /// unless its first record alone is longer.
  ///
  /// - Throws: `SourceError` when the input cannot be read any further.
  mutating func next(maximumRecords: Int, maximumBytes: Int) throws(SourceError) -> RecordBatch?

  /// Checks that the input that is being read is still what it was when the source was opened.
  ///
  /// For those who stop before the end; `next` checks each input when it has read it.
  func requireUnchanged() throws(SourceError)

  /// Takes back a batch that nobody uses any more, to fill its memory again.
  mutating func recycle(_ batch: RecordBatch)

  /// Goes to a record that an earlier run of the same input has seen, so that it comes next.
  ///
  /// Give the `ordinal`, `offset` and `file` of that record, or of the end of the one before it. Plain
  /// files seek; gzip and standard input are read up to there.
  mutating func skip(toOrdinal ordinal: Int64, atOffset offset: Int64, file: Int)
    throws(SourceError)

  /// A decoder for one worker; `fields` limits it to what a template reads.
  func makeDecoder(fields: FieldTree?) -> any RecordDecoder
}

extension RecordSource {
  /// Checks nothing: right for sources that hand out records of inputs read to their ends.
  public func requireUnchanged() throws(SourceError) {}
}

/// Turns the bytes of one record into a value; one per worker.
public protocol RecordDecoder: AnyObject {
  /// The record as an object whose text points into the arena, the batch or the decoder.
  ///
  /// The value is good until the arena is reset, the batch recycled or the decoder freed.
  ///
  /// - Throws: `RecordError` when this record is no good; the decoder stays usable.
  func decode(_ raw: RawRecord, in batch: RecordBatch, into arena: Arena)
    throws(RecordError) -> Value
}
