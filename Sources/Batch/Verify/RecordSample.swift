/// A share of a run's records, chosen by their ordinals alone: the same each time.
public struct RecordSample: Sendable, Hashable {
  /// Hundredths of a percent.
  public let basisPoints: Int

  /// All records.
  public static let all = RecordSample(basisPoints: 10_000)

  /// Makes a sample; 10,000 are all records.
  public init(basisPoints: Int) {
    precondition((0...10_000).contains(basisPoints), "a share is at most the whole")
    self.basisPoints = basisPoints
  }

  /// Whether a record, counted from 1, is in it.
  public func contains(_ ordinal: Int) -> Bool {
    var mixed = UInt64(truncatingIfNeeded: ordinal) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    return Int(mixed % 10_000) < basisPoints
  }
}
