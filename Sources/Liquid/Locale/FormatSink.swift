/// Where formatted bytes go: a string being built in an arena, or the page itself.
///
/// Formatters write into `room` directly and say afterwards how much of it they used, so a value is copied once.
public protocol FormatSink {
  /// The place for the next `count` bytes; valid until the next call.
  mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8>

  /// Takes the first `count` bytes of the last room as written.
  mutating func advance(_ count: Int)
}

extension FormatSink {
  /// Appends a run of bytes.
  @inlinable @inline(__always)
  mutating func append(_ run: ByteRun) {
    room(run.count).update(from: run.start, count: run.count)
    advance(run.count)
  }
}

extension ArenaWriter: FormatSink {
  /// The place for the next `count` bytes; valid until the next call.
  @inlinable @inline(__always)
  public mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    reserve(count)
    return (start + written).assumingMemoryBound(to: UInt8.self)
  }

  /// Takes the first `count` bytes of the last room as written.
  @inlinable @inline(__always)
  public mutating func advance(_ count: Int) { written &+= count }
}

extension Output: FormatSink {
  /// The place for the next `count` bytes; valid until the next call.
  @inlinable @inline(__always)
  public mutating func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    reserve(count)
    return (state.pointee.start + state.pointee.count).assumingMemoryBound(to: UInt8.self)
  }

  /// Takes the first `count` bytes of the last room as written.
  @inlinable @inline(__always)
  public mutating func advance(_ count: Int) { state.pointee.count &+= count }
}
