/// What the numbers of a run's keys say: which are missing between the first and the last of a
/// series, and whether they came in order.
///
/// A series is what stands before the number: `INV-` and `CN-` count apart. Memory is bounded, 1 MiB: of what is
/// scattered too widely to be a numbering, gaps are not told.
public struct NumberLedger: Sendable {
  /// More series than these are no numbering.
  static let mostSeries = 256
  /// More runs than these, of all series, are not kept: the keys of 250,000 records in no order make no more.
  static let mostRuns = 1 << 16

  /// The series, in the order in which they first came.
  public private(set) var series: [NumberSeries] = []
  /// Keys without a number, or of series beyond those kept.
  public private(set) var unnumbered = 0
  /// Whether keys were left out of which the series is not known.
  private var isPartial = false

  /// Makes a ledger without a number.
  public init() {}

  /// Takes the numbers of the unit that comes next.
  public mutating func add(_ numbers: NumberRuns) {
    unnumbered += numbers.unnumbered + numbers.leftOut
    if numbers.leftOut > 0 { isPartial = true }
    for next in numbers.series {
      if let index = series.firstIndex(where: { $0.prefix == next.prefix }) {
        series[index].add(next)
      } else if series.count < Self.mostSeries {
        series.append(next)
      } else {
        unnumbered += next.count
      }
    }
    if isPartial {
      for index in series.indices { series[index].forget() }
    }
    while series.reduce(0, { $0 + $1.runs.count }) > Self.mostRuns {
      guard let most = series.indices.max(by: { series[$0].runs.count < series[$1].runs.count })
      else { return }
      series[most].forget()
    }
  }
}
