import Sinks

/// Every key of a run as a fingerprint of 96 bits, to find a record that comes twice.
///
/// Sixteen bytes a key in one open table that starts large enough for most runs, so that memory does not
/// grow with the input until then.
struct KeyIndex {
  private static let startCapacity = 1 << 18

  private var table: UnsafeMutableBufferPointer<KeyMark>
  private var count = 0

  init() { table = Self.makeTable(Self.startCapacity) }

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
