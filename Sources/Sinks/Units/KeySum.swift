/// A hash of a set of keys that does not depend on their order: their SHA-256 values added up,
/// modulo 2^256.
///
/// Adding, unlike exclusive or, does not let a doubled key vanish. Guards against accident; the
/// journal's chain of SHA-256 guards the journal.
public struct KeySum: Hashable, Sendable {
  /// The sum.
  public private(set) var value: SHA256Digest = .zero

  /// The sum of no keys.
  public init() {}

  /// A sum read back.
  public init(value: SHA256Digest) { self.value = value }

  /// Adds a key by its digest.
  public mutating func add(_ digest: SHA256Digest) {
    let left = value.words
    let right = digest.words
    let (last, carry3) = left.3.addingReportingOverflow(right.3)
    let (third, carry2) = Self.add(left.2, right.2, carry3)
    let (second, carry1) = Self.add(left.1, right.1, carry2)
    let (first, _) = Self.add(left.0, right.0, carry1)
    value = SHA256Digest(words: (first, second, third, last))
  }

  /// Adds another sum.
  public mutating func add(_ other: KeySum) { add(other.value) }

  private static func add(_ left: UInt64, _ right: UInt64, _ carry: Bool) -> (UInt64, Bool) {
    let (sum, first) = left.addingReportingOverflow(right)
    let (whole, second) = sum.addingReportingOverflow(carry ? 1 : 0)
    return (whole, first || second)
  }
}
