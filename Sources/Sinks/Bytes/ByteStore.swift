/// A growing run of bytes with one owner, cleared and used again.
///
/// Growth doubles and never zero-fills. Not thread-safe.
public struct ByteStore: ~Copyable {
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  /// Bytes written.
  public private(set) var count: Int

  /// Makes an empty store.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    start = .allocate(byteCount: self.capacity, alignment: 16)
    count = 0
  }

  /// Makes a store of given bytes.
  init(copying bytes: [UInt8]) {
    self.init(capacity: bytes.count)
    bytes.withUnsafeBytes { append($0) }
  }

  deinit { start.deallocate() }

  /// What was written; valid until the next change.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// A part of what was written; valid until the next change.
  public subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the written bytes")
    return UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  /// Room for `more` bytes after those written.
  public mutating func reserve(_ more: Int) {
    guard capacity - count < more else { return }
    let wanted = max(capacity * 2, count + more)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    moved.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = moved
    capacity = wanted
  }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Appends a run of bytes.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (start + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// Appends a part of what was written; unlike `append`, safe when that moves.
  mutating func append(copyOf range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the written bytes")
    reserve(range.count)
    (start + count).copyMemory(from: start + range.lowerBound, byteCount: range.count)
    count += range.count
  }

  /// Appends a literal.
  public mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text's UTF-8.
  public mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Lets `fill` write at most `room` bytes at the end; it returns how many it wrote.
  public mutating func append<Failure>(
    room: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    reserve(room)
    let written = try fill(UnsafeMutableRawBufferPointer(start: start + count, count: room))
    precondition(written >= 0 && written <= room, "wrote outside the room given")
    count += written
  }

  /// Forgets all bytes after the first `length`; keeps the memory.
  public mutating func truncate(to length: Int) {
    precondition(length >= 0 && length <= count, "cannot truncate to more than was written")
    count = length
  }

  /// Forgets the first `length` bytes and moves the rest to the front.
  mutating func removeFirst(_ length: Int) {
    precondition(length >= 0 && length <= count, "cannot remove more than was written")
    start.copyMemory(from: start + length, byteCount: count - length)
    count -= length
  }

  /// The bytes as a C string that ends at the NUL written after `offset`.
  func cString(at offset: Int) -> UnsafePointer<CChar> {
    precondition(offset >= 0 && offset < count, "outside the written bytes")
    return UnsafePointer((start + offset).assumingMemoryBound(to: CChar.self))
  }
}
