/// The numbers that a unit's keys end in, series by series: what gaps and order are told from.
public struct NumberRuns: Hashable, Sendable {
  /// The series, in the order in which they first came.
  public internal(set) var series: [NumberSeries] = []
  /// Keys without a number at their end.
  public internal(set) var unnumbered = 0
  /// Keys with a number, of series beyond those that one unit keeps.
  public internal(set) var leftOut = 0

  /// More series than these in one unit are no numbering, and would only swell the journal.
  static let mostSeries = 64
  /// More digits than this do not fit an `Int`.
  private static let mostDigits = 18
  /// A longer beginning is no numbering either.
  private static let mostPrefix = 64

  init() {}

  mutating func removeAll() {
    series.removeAll(keepingCapacity: true)
    unnumbered = 0
    leftOut = 0
  }

  /// The number a key ends in, and what stands before it; nil where there is none.
  private static func parts(
    _ key: UnsafeRawBufferPointer
  ) -> (prefix: UnsafeRawBufferPointer, number: Int)? {
    var start = key.count
    while start > 0, key.count - start < Self.mostDigits, key[start - 1] >= 0x30,
      key[start - 1] <= 0x39
    {
      start -= 1
    }
    guard start < key.count, start <= Self.mostPrefix else { return nil }
    let number = key[start...].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (UnsafeRawBufferPointer(rebasing: key[..<start]), number)
  }

  /// The series of a prefix; units have few.
  private func index(of prefix: UnsafeRawBufferPointer) -> Int? {
    series.firstIndex { $0.prefix.count == prefix.count && $0.prefix.elementsEqual(prefix) }
  }

  /// Leaves a key's number out of its series.
  mutating func remove(_ key: [UInt8]) {
    key.withUnsafeBytes { key in
      guard let (prefix, number) = Self.parts(key), let index = index(of: prefix) else { return }
      series[index].remove(number)
      if series[index].runs.isEmpty { series.remove(at: index) }
    }
  }

  /// Takes the key that comes next.
  mutating func add(_ key: UnsafeRawBufferPointer) {
    guard let (prefix, number) = Self.parts(key) else {
      unnumbered += 1
      return
    }
    if let index = index(of: prefix) {
      series[index].add(number)
    } else if series.count < Self.mostSeries {
      series.append(NumberSeries(prefix: Array(prefix), digits: key.count - prefix.count))
      series[series.count - 1].add(number)
    } else {
      leftOut += 1
    }
  }

  /// Puts the numbers in order, when the unit's last key is in.
  mutating func seal() {
    for index in series.indices { series[index].sortRuns() }
  }
}
