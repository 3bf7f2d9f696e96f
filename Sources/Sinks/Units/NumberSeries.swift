/// Numbers of keys that begin alike, such as `INV-0007`, `INV-0008` and `INV-0012`: of a unit, or of a run so far.
public struct NumberSeries: Hashable, Sendable {
  /// What stands before the number; UTF-8.
  public let prefix: [UInt8]
  /// How many digits its first number was written with.
  public let digits: Int
  /// Keys read.
  public internal(set) var count = 0
  /// Keys whose number is not above that of the series' key before.
  public internal(set) var outOfOrder = 0
  /// The number read first.
  var firstRead = 0
  /// The number read last.
  var lastRead = 0
  /// The numbers there, each run without a gap; sorted, once all of a unit are read.
  var runs: [ClosedRange<Int>] = []
  /// Whether all its numbers are kept; if not, nothing can be said of gaps, and `runs` is only the first to the last.
  public private(set) var isTold = true

  /// The lowest number.
  public var first: Int { runs.first?.lowerBound ?? 0 }
  /// The highest number.
  public var last: Int { runs.last?.upperBound ?? 0 }

  /// Numbers between the first and the last that no record has; nil where that is not told.
  public var missing: Int? {
    isTold
      ? zip(runs, runs.dropFirst()).reduce(0) { $0 + $1.1.lowerBound - $1.0.upperBound - 1 } : nil
  }

  /// The gaps between its runs; none where they are not told.
  public var gaps: [ClosedRange<Int>] {
    isTold ? zip(runs, runs.dropFirst()).map { ($0.upperBound + 1)...($1.lowerBound - 1) } : []
  }

  /// A number of the series as it stands in a key.
  public func key(_ number: Int) -> String {
    let text = String(number)
    let zeros = String(repeating: "0", count: max(0, digits - text.utf8.count))
    return String(decoding: prefix, as: UTF8.self) + zeros + text
  }

  init(prefix: [UInt8], digits: Int) {
    self.prefix = prefix
    self.digits = digits
  }
}

extension NumberSeries {
  /// Takes the number that is read next; when all of the unit are read, `sortRuns` is due.
  mutating func add(_ number: Int) {
    if count == 0 {
      firstRead = number
    } else if number <= lastRead {
      outOfOrder += 1
    }
    count += 1
    lastRead = number
    if let last = runs.indices.last, runs[last].upperBound + 1 == number {
      runs[last] = runs[last].lowerBound...number
    } else {
      runs.append(number...number)
    }
  }

  /// Puts the runs in order, and joins those that touch.
  mutating func sortRuns() {
    if zip(runs, runs.dropFirst()).allSatisfy({ $0.upperBound + 1 < $1.lowerBound }) { return }
    let unordered = runs.sorted { $0.lowerBound < $1.lowerBound }
    runs.removeAll(keepingCapacity: true)
    for run in unordered { append(run) }
  }

  /// Takes the same series' numbers of the unit that comes next.
  mutating func add(_ next: NumberSeries) {
    if next.firstRead <= lastRead { outOfOrder += 1 }
    outOfOrder += next.outOfOrder
    count += next.count
    lastRead = next.lastRead
    join(next.runs)
    if !isTold { forget() }
  }

  /// Gives its runs up: some of its numbers are not kept, or too many would have to be.
  mutating func forget() {
    isTold = false
    if runs.count > 1 { runs = [first...last] }
  }

  /// Leaves a number out, that of a customer who is erased.
  mutating func remove(_ number: Int) {
    guard let at = runs.firstIndex(where: { $0.contains(number) }) else { return }
    var rest: [ClosedRange<Int>] = []
    if runs[at].lowerBound < number { rest.append(runs[at].lowerBound...(number - 1)) }
    if runs[at].upperBound > number { rest.append((number + 1)...runs[at].upperBound) }
    runs.replaceSubrange(at...at, with: rest)
    count -= 1
    // Which was read before or after it is not known any more; a neighbor names nobody who is erased.
    let neighbor = runs.last { $0.upperBound < number }?.upperBound ?? first
    if firstRead == number { firstRead = neighbor }
    if lastRead == number { lastRead = neighbor }
  }

  /// Joins sorted runs with its own; at the end, where most come, at the cost of the new ones alone.
  private mutating func join(_ others: [ClosedRange<Int>]) {
    guard let lowest = others.first?.lowerBound else { return }
    var low = 0
    var high = runs.count
    if let end = runs.last, end.upperBound + 1 < lowest { low = high }
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound + 1 < lowest { low = middle + 1 } else { high = middle }
    }
    let own = Array(runs[low...])
    runs.removeSubrange(low...)
    var at = 0
    for other in others {
      while at < own.count, own[at].lowerBound <= other.lowerBound {
        append(own[at])
        at += 1
      }
      append(other)
    }
    while at < own.count {
      append(own[at])
      at += 1
    }
  }

  /// Appends a run that begins after the last one does.
  private mutating func append(_ run: ClosedRange<Int>) {
    if let last = runs.last, run.lowerBound <= last.upperBound + 1 {
      runs[runs.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
    } else {
      runs.append(run)
    }
  }
}
