import Sinks

/// Every key of a run as a fingerprint of 96 bits, to find a record that comes twice.
///
/// Sixteen bytes a key in one open table that starts large enough for most runs, so that memory does not
/// grow with the input until then. Fingerprints are cut from SHA-256: nobody can make two keys collide.
struct KeyIndex {
  /// A key's fingerprint and its record's number in the run, from 1.
  struct Entry: Sendable, BitwiseCopyable {
    var high: UInt64
    var low: UInt32
    var ordinal: UInt32

    init(_ digest: SHA256Digest, ordinal: Int) {
      high = digest.words.0
      low = UInt32(truncatingIfNeeded: digest.words.1)
      self.ordinal = UInt32(truncatingIfNeeded: ordinal)
    }
  }

  private static let startCapacity = 1 << 18

  private var table: UnsafeMutableBufferPointer<Entry>
  private var count = 0

  init() { table = Self.makeTable(Self.startCapacity) }

  func deallocate() { table.deallocate() }

  private static func makeTable(_ capacity: Int) -> UnsafeMutableBufferPointer<Entry> {
    let table = UnsafeMutableBufferPointer<Entry>.allocate(capacity: capacity)
    table.initialize(repeating: Entry(.zero, ordinal: 0))
    return table
  }

  /// Adds a key; the ordinal of the record that already has it, if there is one.
  mutating func insert(_ entry: Entry) -> Int? {
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
