/// How many records a run would refuse, and why: told wherever documents are compared, for of these there is nothing
/// to compare.
public struct Rejections {
  /// How many.
  public private(set) var count = 0
  private var reasons: [String: Int] = [:]

  /// More reasons than these are not listed.
  private static let mostRows = 10

  /// Counts a document in, if there is none.
  mutating func note(_ document: ReviewedDocument) {
    guard let reason = document.rejection else { return }
    count += 1
    reasons[reason, default: 0] += 1
  }

  /// Each reason with its records, most frequent first.
  public var rows: [(reason: String, count: Int)] {
    reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// A line for each reason; empty where no record is refused.
  public var text: String {
    var out = rows.prefix(Self.mostRows).map { "  rejected: \($0.count) for \($0.reason)\n" }
      .joined()
    let more = rows.count - Self.mostRows
    if more > 0 { out += "  rejected: \(more) reasons more\n" }
    return out
  }
}
