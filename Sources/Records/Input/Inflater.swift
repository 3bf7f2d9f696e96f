internal import CZlib

/// Unpacks a gzip stream of one or more members (RFC 1952).
final class Inflater {
  /// Compressed bytes read at a time.
  private static let inputSize = 64 << 10
  /// zlib's window bits for gzip alone: 15 for the largest window, 16 for the wrapper.
  private static let gzipWindow: Int32 = 15 + 16

  private let file: FileDescriptor
  // zlib keeps the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private var isInsideMember = true
  private var isFinished = false

  /// Starts at `head`, bytes already read from the file.
  init(_ file: FileDescriptor, head: [UInt8]) {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: max(Self.inputSize, head.count))
    input.initialize(from: head, count: head.count)
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(head.count)
    let status = inflateInit2_(
      stream, Self.gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib cannot start")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Unpacks at least one byte; 0 at the end of the last member.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    if isFinished { return 0 }
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(min(buffer.count, 1 << 30))
    let wanted = stream.pointee.avail_out
    while stream.pointee.avail_out == wanted {
      if stream.pointee.avail_in == 0, try !refill() {
        if isInsideMember { throw damaged("ends in the middle of its compressed data") }
        isFinished = true
        return 0
      }
      if !isInsideMember, try !startMember() { return 0 }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isInsideMember = false
      default: throw damaged("holds damaged compressed data")
      }
    }
    return Int(wanted - stream.pointee.avail_out)
  }

  private func refill() throws(SourceError) -> Bool {
    let count = try file.read(
      into: UnsafeMutableRawBufferPointer(start: input, count: Self.inputSize))
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(count)
    return count > 0
  }

  /// Goes to the next member; false when only padding follows the last.
  private func startMember() throws(SourceError) -> Bool {
    while stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
      if stream.pointee.avail_in == 0, try !refill() {
        isFinished = true
        return false
      }
    }
    if stream.pointee.next_in.pointee != 0x1F {
      throw damaged("holds something else behind its compressed data")
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }

  private func damaged(_ words: String) -> SourceError {
    SourceError(
      .gzip, path: file.path, words, hint: "test the file with `gzip -t` and fetch it again")
  }
}
