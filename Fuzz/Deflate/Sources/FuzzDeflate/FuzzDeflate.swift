import Deflate
import DeflateFuzzing

/// Any bytes as a template, two pages of it and bands of pixels: zlib must read the streams back, and they must keep their bound.
///
/// The second page is encoded twice, by an encoder that has seen the first one and by a fresh one: the bytes must be equal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDeflate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzBytes(UnsafeBufferPointer(start: start, count: count))
  let (program, segments) = input.program()
  let first = input.page(segments)
  let second = input.page(segments)
  let gzip = Inflater(windowBits: 31)
  let encoder = DeflateEncoder(program)
  gzip.check(encoder, first)
  var later: [UInt8] = []
  gzip.check(encoder, second) { later = Array($0) }
  gzip.check(DeflateEncoder(program), second) {
    precondition($0.elementsEqual(later), "the page before decided a byte")
  }

  let shape = BandShape(
    bytesPerPixel: 1 + input.next() % 8, bytesPerRow: 1 + input.next() * 128 + input.next() % 128)
  var bands = DeflateBands.start
  var sum: UInt32 = 1
  for band in [first.bytes, second.bytes] {
    band.withUnsafeBytes { bands += encoder.encode(band: $0, shape: shape) }
    sum = Checksums.joined(adler: sum, encoder.adler32, count: band.count)
  }
  bands += DeflateBands.end(adler32: sum)
  bands.withUnsafeBytes { Inflater(windowBits: 15).check($0, is: first.bytes + second.bytes) }
  return 0
}
