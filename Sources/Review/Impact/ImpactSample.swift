import Sinks

/// Chooses a fixed number of records of an input of any length, the same ones each time, whatever their order.
///
/// Kept are those whose keys have the smallest hashes: a fair sample, and a record stays in it when others come.
public struct ImpactSample {
  private let size: Int
  private var kept: [(hash: UInt64, record: ReviewRecord)] = []
  private var largest: UInt64 = .max

  /// Makes a sample of at most `size` records.
  public init(size: Int) { self.size = size }

  /// Offers a record.
  public mutating func offer(_ record: ReviewRecord) {
    let hash = Array(record.key.utf8).withUnsafeBytes { SHA256Digest(of: $0) }.words.0
    guard kept.count < 2 * size || hash < largest else { return }
    kept.append((hash, record))
    if kept.count >= 2 * size + 1024 { shrink() }
  }

  private mutating func shrink() {
    kept.sort { ($0.hash, $0.record.key) < ($1.hash, $1.record.key) }
    kept.removeLast(max(0, kept.count - size))
    largest = kept.last?.hash ?? .max
  }

  /// The records, in the order of their hashes.
  public mutating func records() -> [ReviewRecord] {
    shrink()
    return kept.map(\.record)
  }
}
