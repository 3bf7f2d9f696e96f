/// A run of keys that follow one another: `INV-0007`, `INV-0008`, `INV-0009`.
public struct NumberRun: Hashable, Sendable {
  /// What stands before the number; UTF-8.
  public var prefix: [UInt8]
  /// The number's digits, as it was first written.
  public var digits: Int
  /// The first number.
  public var first: Int
  /// The last number; the run holds every number between.
  public var last: Int

  /// Makes a run.
  public init(prefix: [UInt8], digits: Int, first: Int, last: Int) {
    self.prefix = prefix
    self.digits = digits
    self.first = first
    self.last = last
  }
}

/// The numbers that a unit's keys end in, in the order they are read: what gaps and order are told from.
public struct NumberRuns: Hashable, Sendable {
  /// The runs, each a step of one.
  public internal(set) var runs: [NumberRun] = []
  /// Keys without a number at their end, or beyond the runs that one unit keeps.
  public internal(set) var unnumbered = 0

  /// More runs than this in one unit are no numbering, and would only swell the journal.
  public static let mostRuns = 64
  /// More digits than this do not fit an `Int`.
  private static let mostDigits = 18
  /// A longer beginning is no numbering either.
  private static let mostPrefix = 64

  init() {}

  mutating func removeAll() {
    runs.removeAll(keepingCapacity: true)
    unnumbered = 0
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

  /// Leaves a key's number out of the runs; a run that it stands in the middle of becomes two.
  mutating func remove(_ key: [UInt8]) {
    key.withUnsafeBytes { key in
      guard let (prefix, number) = Self.parts(key) else { return }
      runs = runs.flatMap { run -> [NumberRun] in
        guard run.prefix.elementsEqual(prefix), (run.first...run.last).contains(number) else {
          return [run]
        }
        var (before, after) = (run, run)
        before.last = number - 1
        after.first = number + 1
        return [before, after].filter { $0.first <= $0.last }
      }
    }
  }

  /// Takes the key that comes next.
  mutating func add(_ key: UnsafeRawBufferPointer) {
    guard let (prefix, number) = Self.parts(key) else {
      unnumbered += 1
      return
    }
    if let last = runs.indices.last, runs[last].last + 1 == number,
      runs[last].prefix.elementsEqual(prefix)
    {
      runs[last].last = number
    } else if runs.count < Self.mostRuns {
      runs.append(
        NumberRun(
          prefix: Array(prefix), digits: key.count - prefix.count, first: number, last: number))
    } else {
      unnumbered += 1
    }
  }
}
