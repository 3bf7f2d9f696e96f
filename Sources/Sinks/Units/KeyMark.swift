/// A key as a fingerprint of 96 bits of its SHA-256, with the number of its record.
///
/// Sixteen bytes, trivially copyable. Nobody can make two keys collide on purpose.
public struct KeyMark: Hashable, Sendable, BitwiseCopyable {
  /// The first 64 bits of the key's SHA-256.
  public var high: UInt64
  /// The 32 bits after those.
  public var low: UInt32
  /// The record's number in the run, from 1, modulo 2^32.
  public var ordinal: UInt32

  /// Makes a mark from a key's SHA-256.
  public init(_ digest: SHA256Digest, ordinal: Int) {
    high = digest.words.0
    low = UInt32(truncatingIfNeeded: digest.words.1 >> 32)
    self.ordinal = UInt32(truncatingIfNeeded: ordinal)
  }

  /// Reads 24 hexadecimal digits.
  init?(hex: String, ordinal: Int) {
    guard hex.utf8.count == 24,
      let digest = SHA256Digest(hex: hex + String(repeating: "0", count: 40))
    else { return nil }
    self.init(digest, ordinal: ordinal)
  }

  /// The fingerprint's 24 hexadecimal digits.
  var hex: String { String(SHA256Digest(words: (high, UInt64(low) << 32, 0, 0)).hex.prefix(24)) }
}
