internal import ArgumentParser

/// How many rejects a run may have and still be a success.
enum RejectLimit: ExpressibleByArgument, Equatable {
  case count(Int)
  /// Hundredths of a percent, so that 0.5% stays exact.
  case basisPoints(Int)

  init?(argument: String) {
    if argument.hasSuffix("%") {
      let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), let whole = Self.number(parts[0]), whole <= 100
      else { return nil }
      let digits = parts.count == 2 ? parts[1] : "0"
      guard digits.utf8.count <= 2, let fraction = Self.number(digits) else { return nil }
      let points = whole * 100 + (digits.utf8.count == 1 ? fraction * 10 : fraction)
      guard points <= 10_000 else { return nil }
      self = .basisPoints(points)
    } else {
      guard let count = Self.number(argument[...]) else { return nil }
      self = .count(count)
    }
  }

  /// Digits alone: `Int` takes a sign too.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
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
