import Testing

@testable import Deflate

/// Pictures of bands: each stream is read back by zlib.
@Suite struct BandTests {
  private let shape = BandShape(bytesPerPixel: 4, bytesPerRow: 1 + 4 * 320)

  /// A drawn picture: flat ground, boxes, and noise where text would be.
  private func picture(_ seed: UInt64, rows: Int) -> [UInt8] {
    var random = Random(seed: seed)
    var rowsOut: [UInt8] = []
    let edge = 40 + random.below(200)
    for row in 0..<rows {
      rowsOut.append(0)
      for x in 0..<320 {
        var pixel: [UInt8] = x < edge ? [250, 250, 250, 255] : [0, UInt8(row & 0xF0), 122, 255]
        if row % 16 > 4, x % 90 < 20 { pixel[0] = UInt8(random.below(256)) }
        rowsOut += pixel
      }
    }
    return rowsOut
  }

  @Test func bandsJoinToOneZlibStream() throws {
    let program = DeflateProgram(bands: [picture(1, rows: 64), picture(2, rows: 16)], shape: shape)
    let encoder = DeflateEncoder(program)
    var random = Random(seed: 3)
    var bands = (0..<20).map { picture(UInt64($0), rows: 1 + random.below(100)) }
    bands += [[], [7], [UInt8](repeating: 9, count: 300_000)]
    bands.append((0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    var stream = DeflateBands.start
    var sum: UInt32 = 1
    for band in bands {
      band.withUnsafeBytes { stream += encoder.encode(band: $0, shape: shape) }
      sum = Checksums.joined(adler: sum, encoder.adler32, count: band.count)
    }
    stream += DeflateBands.end(adler32: sum)
    let whole = bands.flatMap { $0 }
    let decoded = try stream.withUnsafeBytes {
      try Inflate.bytes(of: $0, Inflate.zlib, expecting: whole.count)
    }
    let isSame = decoded == whole
    #expect(isSame)
  }

  /// A band's bytes do not depend on what was encoded before it, nor on where it lies in memory.
  @Test func aBandStandsAlone() {
    let program = DeflateProgram(bands: [picture(1, rows: 64)], shape: shape)
    let band = picture(9, rows: 16)
    let first = DeflateEncoder(program)
    let second = DeflateEncoder(program)
    _ = picture(4, rows: 40).withUnsafeBytes { Array(second.encode(band: $0, shape: shape)) }
    let shifted = [0, 0, 0] + band
    let one = band.withUnsafeBytes { Array(first.encode(band: $0, shape: shape)) }
    let other = shifted.withUnsafeBytes {
      Array(second.encode(band: .init(rebasing: $0[3...]), shape: shape))
    }
    let isSame = one == other
    #expect(isSame)
  }

  @Test func aDrawnBandIsSmall() {
    let program = DeflateProgram(bands: [picture(1, rows: 64)], shape: shape)
    let band = picture(9, rows: 64)
    let size = band.withUnsafeBytes { DeflateEncoder(program).encode(band: $0, shape: shape).count }
    #expect(size * 4 < Inflate.zlibSize(band, level: 1) * 5)
  }
}
