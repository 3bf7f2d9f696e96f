import CZlib

/// zlib, the reference decoder.
enum Inflate {
  /// A stream that zlib refuses, by its own number, or one with bytes after its end.
  enum Failure: Error, Equatable {
    case zlib(Int32)
    case trailing(Int)
  }

  /// Window bits by container, as zlib counts them.
  static let raw: Int32 = -15
  static let zlib: Int32 = 15
  static let gzip: Int32 = 31

  /// The bytes of one whole stream.
  static func bytes(
    of stream: UnsafeRawBufferPointer, _ windowBits: Int32, expecting count: Int
  ) throws -> [UInt8] {
    var state = z_stream()
    let opened = inflateInit2_(
      &state, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw Failure.zlib(opened) }
    defer { inflateEnd(&state) }
    var result = [UInt8](repeating: 0, count: count + 1)
    var status: Int32 = 0
    result.withUnsafeMutableBytes { room in
      state.next_in = UnsafeMutablePointer(
        mutating: stream.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.avail_in = UInt32(stream.count)
      state.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      state.avail_out = UInt32(room.count)
      status = inflate(&state, Z_FINISH)
    }
    guard status == Z_STREAM_END else { throw Failure.zlib(status) }
    guard state.avail_in == 0 else { throw Failure.trailing(Int(state.avail_in)) }
    result.removeLast(Int(state.avail_out))
    return result
  }

  /// What zlib makes of bytes at a level; for comparing sizes.
  static func zlibSize(_ bytes: [UInt8], level: Int32) -> Int {
    var size = compressBound(UInt(bytes.count))
    var room = [UInt8](repeating: 0, count: Int(size))
    compress2(&room, &size, bytes, UInt(bytes.count), level)
    return Int(size)
  }
}
