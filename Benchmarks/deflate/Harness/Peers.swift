import Deflate
import Glibc

/// A way to compress a page into a gzip member; the answer is the member's length.
protocol Compressor {
  var name: String { get }
  func compress(_ page: DeflateSample) -> Int
}

/// Ours.
struct Ours: Compressor {
  let name: String
  let encoder: DeflateEncoder
  /// Whether it is told where static text stands.
  let knowsRuns: Bool

  func compress(_ page: DeflateSample) -> Int {
    page.bytes.withUnsafeBytes { bytes in
      page.runs.withUnsafeBufferPointer {
        encoder.encode(
          bytes, runs: knowsRuns ? $0 : .init(rebasing: $0[..<0]), container: .gzip
        ).count
      }
    }
  }
}

/// zlib, its state kept from page to page; found when the benchmark runs, as libdeflate is.
final class Zlib: Compressor {
  let name: String
  private typealias Open =
    @convention(c) (
      UnsafeMutableRawPointer, Int32, Int32, Int32, Int32, Int32, UnsafePointer<CChar>, Int32
    ) -> Int32
  private typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  private typealias Reset = @convention(c) (UnsafeMutableRawPointer) -> Int32
  private let deflate: Step
  private let reset: Reset
  private let stream = UnsafeMutableRawPointer.allocate(byteCount: Field.size, alignment: 16)
  private var room = [UInt8](repeating: 0, count: 1 << 20)

  /// Where `z_stream` keeps what is needed here, on 64-bit machines.
  private enum Field {
    static let nextIn = 0
    static let availableIn = 8
    static let nextOut = 24
    static let availableOut = 32
    static let size = 112
  }

  init?(level: Int32) {
    name = "zlib \(level)"
    guard let library = dlopen("libz.so.1", RTLD_NOW),
      let open = dlsym(library, "deflateInit2_"), let deflate = dlsym(library, "deflate"),
      let reset = dlsym(library, "deflateReset")
    else { return nil }
    self.deflate = unsafeBitCast(deflate, to: Step.self)
    self.reset = unsafeBitCast(reset, to: Reset.self)
    stream.initializeMemory(as: UInt8.self, repeating: 0, count: Field.size)
    // Method 8, a gzip header round a window of 15 bits, the usual memory and strategy.
    let status = unsafeBitCast(open, to: Open.self)(
      stream, level, 8, 31, 8, 0, "1.2.13", Int32(Field.size))
    if status != 0 { return nil }
  }

  func compress(_ page: DeflateSample) -> Int { page.bytes.withUnsafeBytes { compress($0) } }

  /// Compresses bytes.
  func compress(_ bytes: UnsafeRawBufferPointer) -> Int {
    _ = reset(stream)
    if room.count < bytes.count + bytes.count / 8 + 64 {
      room = [UInt8](repeating: 0, count: bytes.count * 2)
    }
    return room.withUnsafeMutableBytes { out in
      stream.storeBytes(
        of: bytes.baseAddress, toByteOffset: Field.nextIn, as: UnsafeRawPointer?.self)
      stream.storeBytes(of: UInt32(bytes.count), toByteOffset: Field.availableIn, as: UInt32.self)
      stream.storeBytes(
        of: UnsafeRawPointer(out.baseAddress), toByteOffset: Field.nextOut,
        as: UnsafeRawPointer?.self)
      stream.storeBytes(of: UInt32(out.count), toByteOffset: Field.availableOut, as: UInt32.self)
      // 4 is Z_FINISH, 1 Z_STREAM_END.
      let status = deflate(stream, 4)
      precondition(status == 1, "zlib did not finish")
      return out.count - Int(stream.load(fromByteOffset: Field.availableOut, as: UInt32.self))
    }
  }
}

/// libdeflate, found when the benchmark runs: Debian's `libdeflate0`.
final class Libdeflate: Compressor {
  let name: String
  private typealias Allocate = @convention(c) (Int32) -> OpaquePointer?
  private typealias Compress =
    @convention(c) (
      OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int
    ) -> Int
  private let state: OpaquePointer
  private let function: Compress
  private var room = [UInt8](repeating: 0, count: 1 << 20)

  init?(level: Int32) {
    name = "libdeflate \(level)"
    guard let library = dlopen("libdeflate.so.0", RTLD_NOW),
      let allocate = dlsym(library, "libdeflate_alloc_compressor"),
      let compress = dlsym(library, "libdeflate_gzip_compress"),
      let state = unsafeBitCast(allocate, to: Allocate.self)(level)
    else { return nil }
    self.state = state
    function = unsafeBitCast(compress, to: Compress.self)
  }

  func compress(_ page: DeflateSample) -> Int {
    if room.count < page.bytes.count * 2 {
      room = [UInt8](repeating: 0, count: page.bytes.count * 2)
    }
    return page.bytes.withUnsafeBytes { bytes in
      room.withUnsafeMutableBytes {
        function(state, bytes.baseAddress, bytes.count, $0.baseAddress, $0.count)
      }
    }
  }
}
