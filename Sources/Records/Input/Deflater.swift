internal import CZlib

/// Packs runs of bytes as raw deflate streams (RFC 1951), with one set of tables used in turn.
///
/// The bytes depend on the input alone: every stream starts from nothing. Not thread-safe.
public final class Deflater {
  /// Raw deflate: zlib's window bits are negative.
  private static let rawWindow: Int32 = -15
  private static let memoryLevel: Int32 = 8

  // zlib keeps the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Makes an encoder at zlib's default effort.
  public init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, Self.rawWindow, Self.memoryLevel,
      Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// The most bytes that `count` bytes can become.
  public func bound(_ count: Int) -> Int { Int(deflateBound(stream, UInt(count))) }

  /// Packs `bytes` into a buffer of at least `bound` bytes; how many it took.
  public func deflate(
    _ bytes: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    precondition(bytes.count < Int(UInt32.max) && buffer.count >= bound(bytes.count))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(bytes.count)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let status = CZlib.deflate(stream, Z_FINISH)
    precondition(status == Z_STREAM_END, "the bound holds any stream")
    let count = Int(stream.pointee.total_out)
    deflateReset(stream)
    return count
  }

  /// The CRC-32 of ZIP and gzip.
  public static func check(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(crc32_z(0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}
