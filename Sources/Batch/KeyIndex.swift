import Sinks

/// Every key of a run as a fingerprint of 96 bits, to find a record that comes twice.
///
/// Sixteen bytes a key in one open table, whose memory is touched when it is made. For all but small
/// inputs it starts with room for a million and a half keys, so that until then memory does not grow
/// with the input; after that it doubles, at most 43 bytes a key.
struct KeyIndex {
  /// Inputs up to this many bytes hold too few records to need the large table.
  private static let smallInput = 16 << 20
  private static let smallCapacity = 1 << 16
  private static let largeCapacity = 1 << 21

  private var table: UnsafeMutableBufferPointer<KeyMark>
  private var count = 0

  /// Makes a table for inputs of so many bytes; nil where that is not known.
  init(inputSize: Int?) {
    let isSmall = inputSize.map { $0 <= Self.smallInput } ?? false
    table = Self.makeTable(isSmall ? Self.smallCapacity : Self.largeCapacity)
  }

  func deallocate() { table.deallocate() }

  private static func makeTable(_ capacity: Int) -> UnsafeMutableBufferPointer<KeyMark> {
    let table = UnsafeMutableBufferPointer<KeyMark>.allocate(capacity: capacity)
    table.initialize(repeating: KeyMark(.zero, ordinal: 0))
    return table
  }

  /// Adds a key; the ordinal of the record that already has it, if there is one.
  mutating func insert(_ entry: KeyMark) -> Int? {
    if count * 4 >= table.count * 3 { grow() }
    var index = Int(truncatingIfNeeded: entry.high) & (table.count - 1)
    while table[index].ordinal != 0 {
      if table[index].high == entry.high, table[index].low == entry.low {
        return Int(table[index].ordinal)
      }
      index = (index + 1) & (table.count - 1)
    }
    table[index] = entry
    count += 1
    return nil
  }

  private mutating func grow() {
    let old = table
    table = Self.makeTable(old.count * 2)
    count = 0
    for entry in old where entry.ordinal != 0 { _ = insert(entry) }
    old.deallocate()
  }
}
