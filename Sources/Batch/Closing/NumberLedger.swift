import Sinks

/// What the numbers of a run's keys say: which are missing between the first and the last of a
/// series, and whether they came in order.
///
/// A series is what stands before the number: `INV-` and `CN-` count apart. Memory is bounded: what
/// is scattered too widely to be a numbering is only counted.
struct NumberLedger: Sendable {
  /// One series of numbers.
  struct Series: Sendable {
    let prefix: [UInt8]
    /// How many digits its first number was written with.
    let digits: Int
    /// Keys read.
    var count = 0
    /// Keys that came after a higher one.
    var outOfOrder = 0
    /// The numbers there, sorted, each a run without a gap.
    var runs: [ClosedRange<Int>] = []
    /// Whether there are too many gaps to keep: then `runs` is only the first and the last.
    var isScattered = false
    var lastRead = 0

    var first: Int { runs.first?.lowerBound ?? 0 }
    var last: Int { runs.last?.upperBound ?? 0 }
    /// Numbers between the first and the last that no record has.
    var missing: Int {
      isScattered
        ? 0 : zip(runs, runs.dropFirst()).reduce(0) { $0 + $1.1.lowerBound - $1.0.upperBound - 1 }
    }
    /// The gaps between its runs.
    var gaps: [ClosedRange<Int>] {
      isScattered
        ? [] : zip(runs, runs.dropFirst()).map { ($0.upperBound + 1)...($1.lowerBound - 1) }
    }
  }

  /// More series than these are no numbering.
  static let mostSeries = 256
  /// More gaps than these are no numbering.
  static let mostRuns = 1 << 14

  /// The series, in the order in which they first came.
  private(set) var series: [Series] = []
  /// Keys without a number, or of series beyond those kept.
  private(set) var unnumbered = 0

  /// Takes the numbers of the unit that comes next.
  mutating func add(_ numbers: NumberRuns) {
    unnumbered += numbers.unnumbered
    for run in numbers.runs {
      if let index = series.firstIndex(where: { $0.prefix == run.prefix }) {
        series[index].add(run)
      } else if series.count < Self.mostSeries {
        series.append(Series(prefix: run.prefix, digits: run.digits))
        series[series.count - 1].add(run)
      } else {
        unnumbered += run.last - run.first + 1
      }
    }
  }
}

extension NumberLedger.Series {
  fileprivate mutating func add(_ run: NumberRun) {
    if count > 0, run.first <= lastRead { outOfOrder += 1 }
    count += run.last - run.first + 1
    lastRead = run.last
    insert(run.first...run.last)
    if isScattered || runs.count > NumberLedger.mostRuns {
      isScattered = true
      runs = [first...last]
    }
  }

  /// Joins a run with those it touches or overlaps; at the end, where most come, in constant time.
  private mutating func insert(_ run: ClosedRange<Int>) {
    var low = 0
    var high = runs.count
    if let end = runs.last, end.upperBound + 1 < run.lowerBound { low = high }
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound + 1 < run.lowerBound { low = middle + 1 } else { high = middle }
    }
    var joined = run
    var end = low
    while end < runs.count, runs[end].lowerBound <= run.upperBound + 1 {
      joined =
        min(joined.lowerBound, runs[end].lowerBound)...max(joined.upperBound, runs[end].upperBound)
      end += 1
    }
    runs.replaceSubrange(low..<end, with: CollectionOfOne(joined))
  }

  /// A number of the series as it stands in a key.
  func key(_ number: Int) -> String {
    let text = String(number)
    let zeros = String(repeating: "0", count: max(0, digits - text.utf8.count))
    return String(decoding: prefix, as: UTF8.self) + zeros + text
  }
}
