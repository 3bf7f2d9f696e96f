import CZlib
public import Deflate
import Glibc

/// zlib's decoder, the reference.
public final class Inflater {
  // zlib remembers where it is.
  private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var room: [UInt8] = []

  /// A decoder of the container that zlib's `windowBits` names: 15 for zlib's own, 31 for gzip.
  public init(windowBits: Int32) {
    let size = Int32(MemoryLayout<z_stream>.size)
    state.initialize(to: z_stream())
    precondition(inflateInit2_(state, windowBits, ZLIB_VERSION, size) == Z_OK)
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  /// Stops unless a stream ends where its bytes end and holds exactly `bytes`.
  public func check(_ stream: UnsafeRawBufferPointer, is bytes: [UInt8]) {
    precondition(inflateReset(state) == Z_OK)
    if room.count <= bytes.count { room = [UInt8](repeating: 0, count: 2 * bytes.count + 1) }
    let status = room.withUnsafeMutableBufferPointer { output in
      // zlib reads its input only, whatever its header says.
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: stream.bindMemory(to: UInt8.self).baseAddress)
      state.pointee.avail_in = UInt32(stream.count)
      state.pointee.next_out = output.baseAddress
      state.pointee.avail_out = UInt32(bytes.count + 1)
      return inflate(state, Z_FINISH)
    }
    precondition(status == Z_STREAM_END && state.pointee.avail_in == 0, "zlib refuses the stream")
    // `memcmp`, because the fuzzer would be told of each byte that a loop compares.
    let isSame = bytes.isEmpty || memcmp(room, bytes, bytes.count) == 0
    precondition(state.pointee.avail_out == 1 && isSame, "zlib reads other bytes")
  }

  /// Encodes a page as gzip, checks the stream and its bound, and shows it while it is valid.
  public func check(
    _ encoder: DeflateEncoder, _ page: DeflateSample,
    _ body: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) {
    let stream = page.bytes.withUnsafeBytes { bytes in
      page.runs.withUnsafeBufferPointer { encoder.encode(bytes, runs: $0, container: .gzip) }
    }
    let blocks = max(1, (page.bytes.count + 65_534) / 65_535)
    precondition(stream.count <= page.bytes.count + 5 * blocks + 18, "longer than stored")
    check(stream, is: page.bytes)
    body(stream)
  }
}
