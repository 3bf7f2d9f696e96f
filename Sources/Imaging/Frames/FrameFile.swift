internal import Deflate

/// What of a frame's file is the same for every frame of a size, and how a file is put together.
struct FrameFile {
  /// Signature, header, colour space, and the two bytes that open the deflate stream.
  let opening: [UInt8]

  init(width: Int, height: Int) {
    func word(_ value: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }
    // 8 bits, RGB, deflate, adaptive filters (all None here), not interlaced.
    let header = word(width) + word(height) + [8, 2, 0, 0, 0]
    opening =
      PNGChunks.signature + PNGChunk.bytes(PNGChunks.header, header)
      // Rendering intent 0, perceptual: pictures of things, not of measured colours.
      + PNGChunk.bytes(0x7352_4742, [0])
      // Deflate with a 32 KiB window; the second byte makes the pair a multiple of 31 (RFC 1950, 2.2).
      + PNGChunk.bytes(PNGChunks.data, [0x78, 0x01])
  }

  /// Appends a whole file.
  ///
  /// Cost: the copy of its bands.
  func append(_ bands: [EncodedBand], to file: inout [UInt8]) {
    file.reserveCapacity(
      file.count + opening.count + bands.reduce(64) { $0 + $1.chunk.count })
    file.append(contentsOf: opening)
    var adler: UInt32 = 1
    for band in bands {
      file.append(contentsOf: band.chunk)
      adler = Checksums.joined(adler: adler, band.adler, count: band.rowBytes)
    }
    // The last block of the stream, empty, then the checksum of all rows (RFC 1950, 2.2).
    let closing: [UInt8] = [
      0x03, 0x00, UInt8(adler >> 24), UInt8(adler >> 16 & 0xFF), UInt8(adler >> 8 & 0xFF),
      UInt8(adler & 0xFF),
    ]
    file.append(contentsOf: PNGChunk.bytes(PNGChunks.data, closing))
    file.append(contentsOf: PNGChunk.bytes(PNGChunks.end, []))
  }
}
