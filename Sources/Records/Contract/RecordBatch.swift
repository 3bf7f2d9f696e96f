/// Consecutive records and their bytes, handed from the reader to one worker.
///
/// The reader fills it, then never touches it until it is recycled; workers only read it. Behind the last
/// byte stand `padding` zero bytes, so that scans may overrun.
public final class RecordBatch: @unchecked Sendable {
  // Unchecked: filled by one thread before it is handed on, read-only until it is recycled.

  /// Bytes that may be read behind the last one.
  public static let padding = 64

  /// The records, in input order.
  public internal(set) var records: [RawRecord] = []
  /// The header row that a CSV batch belongs to.
  var header: CSVHeader?

  private(set) var base: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64 << 10) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity + Self.padding, alignment: 64)
  }

  deinit { base.deallocate() }

  /// All bytes of the batch, blank lines and separators included; valid as long as the batch.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Drops records that are not wanted, such as those outside a sample; their bytes stay.
  public func keep(where isWanted: (RawRecord) -> Bool) { records.removeAll { !isWanted($0) } }

  /// The bytes of one record of this batch.
  @inline(__always)
  public func bytes(of record: RawRecord) -> UnsafeRawBufferPointer {
    precondition(
      record.start >= 0 && record.count >= 0 && record.start &+ record.count <= count,
      "the record belongs to this batch")
    return UnsafeRawBufferPointer(start: base + record.start, count: record.count)
  }
}

extension RecordBatch {
  /// Memory above this is given back when a batch is used again.
  static let keptCapacity = 4 << 20

  func clear() {
    records.removeAll(keepingCapacity: true)
    header = nil
    count = 0
    if capacity > Self.keptCapacity {
      base.deallocate()
      capacity = 64 << 10
      base = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    }
  }

  /// Room for `more` bytes behind the last; write there, then `advance`.
  func tail(_ more: Int) -> UnsafeMutableRawBufferPointer {
    if capacity - count < more {
      capacity = max(capacity * 2, count + more)
      let moved = UnsafeMutableRawPointer.allocate(
        byteCount: capacity + Self.padding, alignment: 64)
      moved.copyMemory(from: base, byteCount: count)
      base.deallocate()
      base = moved
    }
    return UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  func advance(_ more: Int) {
    precondition(count + more <= capacity, "more bytes than there is room for")
    count += more
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty { return }
    tail(bytes.count).copyMemory(from: bytes)
    advance(bytes.count)
  }

  func truncate(to count: Int) {
    precondition(count <= self.count, "a batch can only shrink")
    self.count = count
  }

  /// Drops the first bytes, as long as no record points at them.
  func dropFirst(_ dropped: Int) {
    precondition(records.isEmpty && dropped <= count, "records point at these bytes")
    base.copyMemory(from: base + dropped, byteCount: count - dropped)
    count -= dropped
  }

  /// Writes the zero bytes behind the last one.
  func pad() {
    (base + count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }
}
