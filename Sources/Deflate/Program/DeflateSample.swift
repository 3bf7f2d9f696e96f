/// Where a page holds a segment of static text, unchanged.
@frozen
public struct DeflateRun: BitwiseCopyable, Sendable {
  /// The page's offset after the segment.
  public let end: Int32
  /// Index of the segment.
  public let segment: Int32

  /// Notes that a segment ends at `end`; numbers that no page has are kept such, so that the encoder refuses them.
  @inlinable @inline(__always)
  public init(segment: Int, end: Int) {
    self.segment = Int32(clamping: segment)
    self.end = Int32(clamping: end)
  }
}

/// A page to learn from.
public struct DeflateSample: Sendable {
  /// The page.
  public let bytes: [UInt8]
  /// Its static text, in the page's order.
  public let runs: [DeflateRun]

  /// Makes a sample.
  public init(bytes: [UInt8], runs: [DeflateRun] = []) {
    self.bytes = bytes
    self.runs = runs
  }
}
