internal import ArgumentParser

/// How many rejects a run may have and still be a success.
enum RejectLimit: ExpressibleByArgument, Equatable {
  case count(Int)
  /// Hundredths of a percent, so that 0.5% stays exact.
  case basisPoints(Int)

  init?(argument: String) {
    if argument.hasSuffix("%") {
      let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...100).contains(whole)
      else { return nil }
      let digits = parts.count == 2 ? String(parts[1]) : ""
      guard digits.count <= 2, let hundredths = Int((digits + "00").prefix(2)) else { return nil }
      self = .basisPoints(whole * 100 + hundredths)
    } else {
      guard let count = Int(argument), count >= 0 else { return nil }
      self = .count(count)
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .count(let count): String(count)
    case .basisPoints(let points):
      points % 100 == 0 ? "\(points / 100)%" : "\(RunSummary.rounded(Double(points) / 100, 2))%"
    }
  }

  /// Whether this many rejects of this many records are allowed.
  func allows(_ rejected: Int, of read: Int) -> Bool {
    switch self {
    case .count(let count): rejected <= count
    case .basisPoints(let points): rejected * 10_000 <= read * points
    }
  }
}
