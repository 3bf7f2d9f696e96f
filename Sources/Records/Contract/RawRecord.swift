/// One record before decoding: who it is, where it stood, and where its bytes are now.
@frozen
public struct RawRecord: BitwiseCopyable, Sendable {
  /// What the reader already knows to be wrong with a record.
  public enum Problem: UInt8, BitwiseCopyable, Sendable {
    /// Nothing.
    case none
    /// The record is longer than the format's bound; its bytes were not kept.
    case tooLong
  }

  /// The record's number over the whole input, from 0.
  public var ordinal: Int64
  /// The first byte in the input (of a gzip input: in what it unpacks to).
  public var offset: Int64
  /// How many bytes the record has in the input.
  public var length: Int64
  /// Where the record's bytes start in its batch.
  public var start: Int
  /// How many bytes the record has in its batch; 0 when they were not kept.
  public var count: Int
  /// Index into `RecordSource.inputs`.
  public var file: Int32
  /// Which document of its bytes this is, from 0: one XML file may wrap several.
  public var part: Int32
  /// How many documents its bytes hold.
  public var parts: Int32
  /// What the reader found.
  public var problem: Problem

  /// Makes a record's description.
  public init(
    ordinal: Int64, offset: Int64, length: Int64, start: Int, count: Int, file: Int32,
    part: Int32 = 0, parts: Int32 = 1, problem: Problem = .none
  ) {
    self.ordinal = ordinal
    self.offset = offset
    self.length = length
    self.start = start
    self.count = count
    self.file = file
    self.part = part
    self.parts = parts
    self.problem = problem
  }
}
