/// A proportion and where the true one lies with 95 % confidence (Wilson 1927): fit for few cases and for none.
public struct WilsonInterval: Sendable, Hashable {
  /// Cases that count.
  public let count: Int
  /// All cases.
  public let total: Int
  /// The proportion that was seen; 0 of no cases.
  public let share: Double
  /// The lower bound, from 0.
  public let low: Double
  /// The upper bound, to 1.
  public let high: Double

  /// 97.5 % of a standard normal distribution lie below.
  private static let quantile = 1.959963984540054

  /// Makes the interval; nil when more cases count than there are, which is no proportion.
  public init?(_ count: Int, of total: Int) {
    guard count >= 0, count <= total else { return nil }
    self.count = count
    self.total = total
    guard total > 0 else {
      (share, low, high) = (0, 0, 1)
      return
    }
    let (n, p, z) = (Double(total), Double(count) / Double(total), Self.quantile)
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    share = p
    low = count == 0 ? 0 : max(0, middle - half)
    high = count == total ? 1 : min(1, middle + half)
  }
}
