import CZlib
import Deflate

/// Any bytes as a template and a page of it: zlib must read the stream back, and it must keep its bound.
///
/// The first bytes cut the rest into segments; then each byte names a segment to print or a number of dynamic bytes. One page is
/// encoded twice, by an encoder that has seen another page and by a fresh one: the bytes must be equal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDeflate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzBytes(UnsafeBufferPointer(start: start, count: count))
  let segments = (0..<input.next() % 8).map { _ in input.run(upTo: input.next()) }
  let training = input.next() % 2 == 0 ? [input.page(segments)] : []
  let program = DeflateProgram(segments: segments, samples: training)
  let first = input.page(segments)
  let second = input.page(segments)
  let encoder = DeflateEncoder(program)
  check(encoder, first)
  let later = check(encoder, second)
  precondition(later == check(DeflateEncoder(program), second), "the page before decided a byte")

  let shape = BandShape(
    bytesPerPixel: 1 + input.next() % 8, bytesPerRow: 1 + input.next() * 128 + input.next() % 128)
  var bands = DeflateBands.start
  var sum: UInt32 = 1
  for band in [first.bytes, second.bytes] {
    band.withUnsafeBytes { bands += encoder.encode(band: $0, shape: shape) }
    sum = Checksums.joined(adler: sum, encoder.adler32, count: band.count)
  }
  bands += DeflateBands.end(adler32: sum)
  inflate(bands, is: first.bytes + second.bytes, windowBits: 15)
  return 0
}

@discardableResult
private func check(_ encoder: DeflateEncoder, _ page: DeflateSample) -> [UInt8] {
  let stream = page.bytes.withUnsafeBytes { bytes in
    page.runs.withUnsafeBufferPointer { Array(encoder.encode(bytes, runs: $0, container: .gzip)) }
  }
  let blocks = max(1, (page.bytes.count + 65_534) / 65_535)
  precondition(stream.count <= page.bytes.count + 5 * blocks + 18, "longer than stored")
  inflate(stream, is: page.bytes, windowBits: 31)
  return stream
}

/// zlib, the reference: the stream must end where its bytes end and hold exactly these.
private func inflate(_ stream: [UInt8], is bytes: [UInt8], windowBits: Int32) {
  var state = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  precondition(inflateInit2_(&state, windowBits, ZLIB_VERSION, size) == Z_OK)
  defer { inflateEnd(&state) }
  var source = stream
  var result = [UInt8](repeating: 0, count: bytes.count + 1)
  let status = source.withUnsafeMutableBufferPointer { input in
    result.withUnsafeMutableBufferPointer { output in
      state.next_in = input.baseAddress
      state.avail_in = UInt32(input.count)
      state.next_out = output.baseAddress
      state.avail_out = UInt32(output.count)
      return CZlib.inflate(&state, Z_FINISH)
    }
  }
  precondition(status == Z_STREAM_END && state.avail_in == 0, "zlib refuses the stream")
  result.removeLast(Int(state.avail_out))
  precondition(result == bytes, "zlib reads other bytes")
}

/// The fuzzer's bytes, read from the front; zeros after their end.
private struct FuzzBytes {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// Pages stay small, so that many are tried a second; runs are stretched to pass the format's edges.
  private static let longestPage = 200_000

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var isAtEnd: Bool { position >= bytes.count }

  mutating func next() -> Int {
    if isAtEnd { return 0 }
    defer { position += 1 }
    return Int(bytes[position])
  }

  mutating func run(upTo count: Int) -> [UInt8] {
    let end = min(bytes.count, position + count)
    defer { position = end }
    return position < end ? Array(bytes[position..<end]) : []
  }

  mutating func page(_ segments: [[UInt8]]) -> DeflateSample {
    var page: [UInt8] = []
    var runs: [DeflateRun] = []
    for _ in 0..<next() where !isAtEnd && page.count < Self.longestPage {
      let choice = next()
      switch choice {
      case 0..<128 where !segments.isEmpty:
        let segment = choice % segments.count
        page += segments[segment]
        runs.append(DeflateRun(segment: segment, end: page.count))
      case 128..<136:
        // A long run of one byte, or of a short word.
        let word = run(upTo: 1 + choice % 8)
        let times = next() * 256
        if !word.isEmpty { for _ in 0..<times / word.count { page += word } }
      default: page += run(upTo: choice % 64)
      }
    }
    return DeflateSample(bytes: page, runs: runs)
  }
}
