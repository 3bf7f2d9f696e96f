internal import CZlib

/// Unpacks raw deflate streams (RFC 1951) that lie in memory, one after the other; one a worker.
public final class MemoryInflater {
  /// Pieces handed out have at most this many bytes.
  private static let pieceSize = 256 << 10
  /// zlib's window bits for a stream without wrapper.
  private static let rawWindow: Int32 = -15

  // zlib keeps the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutableRawBufferPointer

  /// Makes an inflater.
  public init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(byteCount: Self.pieceSize, alignment: 64)
    let status = inflateInit2_(
      stream, Self.rawWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  /// Unpacks a whole stream, handing out its contents piece by piece.
  ///
  /// - Returns: False when it is damaged, or does not end exactly where `bytes` do.
  public func unpack(
    _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    inflateReset(stream)
    // zlib reads what it is given and writes nothing there.
    let input = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input)
    stream.pointee.avail_in = UInt32(bytes.count)
    while true {
      stream.pointee.next_out = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(piece.count)
      let status = inflate(stream, Z_NO_FLUSH)
      let made = piece.count - Int(stream.pointee.avail_out)
      if made > 0 { take(UnsafeRawBufferPointer(rebasing: piece[..<made])) }
      switch status {
      case Z_STREAM_END: return stream.pointee.avail_in == 0
      case Z_OK: if made == 0, stream.pointee.avail_in == 0 { return false }
      default: return false
      }
    }
  }
}
