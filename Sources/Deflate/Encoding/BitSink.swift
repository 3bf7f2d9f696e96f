/// Where bits are appended: a run of memory and up to 63 bits that wait.
///
/// Callers make room first. After `flush` at most 7 bits wait, so 56 more may be put; each flush writes 8 bytes, of which
/// only the complete ones count: 8 bytes of slack beyond the room asked for.
struct BitSink: BitwiseCopyable {
  var next: UnsafeMutableRawPointer
  var buffer: UInt64 = 0
  var count: UInt64 = 0

  init(_ start: UnsafeMutableRawPointer) { next = start }

  /// Puts bits behind those that wait; together at most 63.
  @inline(__always)
  mutating func put(_ bits: UInt64, _ bitCount: UInt64) {
    buffer |= bits &<< count
    count &+= bitCount
  }

  /// Puts an entry of a `CodeBook`.
  @inline(__always)
  mutating func put(entry: UInt32) {
    put(UInt64(entry & 0xFF_FFFF), UInt64(entry &>> 24))
  }

  /// Writes out the complete bytes.
  @inline(__always)
  mutating func flush() {
    next.storeBytes(of: buffer.littleEndian, as: UInt64.self)
    next += Int(truncatingIfNeeded: count &>> 3)
    buffer = buffer &>> (count & 0x38)
    count &= 7
  }

  /// Appends a string of bits: whole words with one shift each.
  ///
  /// At most 7 bits may wait.
  @inline(__always)
  mutating func append(_ words: UnsafePointer<UInt64>, _ bitCount: Int) {
    var word = words
    var left = bitCount
    // (w >> 1) >> (63 - k) is w >> (64 - k), and 0 for k = 0.
    while left >= 64 {
      let value = word.pointee
      next.storeBytes(of: (buffer | value &<< count).littleEndian, as: UInt64.self)
      next += 8
      buffer = (value &>> 1) &>> (63 &- count)
      word += 1
      left &-= 64
    }
    if left == 0 { return }
    let value = word.pointee
    let total = count &+ UInt64(truncatingIfNeeded: left)
    let joined = buffer | value &<< count
    if total >= 64 {
      next.storeBytes(of: joined.littleEndian, as: UInt64.self)
      next += 8
      buffer = (value &>> 1) &>> (63 &- count)
      count = total &- 64
    } else {
      buffer = joined
      count = total
    }
    flush()
  }

  /// Appends a step's bits; at most 7 may wait, and at most 7 do then.
  @inline(__always)
  mutating func append(
    _ step: UnsafePointer<EncoderTables.Step>, _ words: UnsafePointer<UInt64>
  ) {
    if step.pointee.wordBits > 0 {
      append(words + Int(step.pointee.word), Int(step.pointee.wordBits))
    }
    put(step.pointee.tailBits, step.pointee.tailCount)
    flush()
  }

  /// Fills up the last byte with zeros.
  mutating func alignToByte() {
    count = (count &+ 7) & ~7
    flush()
  }
}
