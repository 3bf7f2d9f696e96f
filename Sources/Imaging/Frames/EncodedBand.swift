/// Sixteen rows of a frame as they stand in its file: one whole chunk, its checksum included.
final class EncodedBand: Sendable {
  /// Length, `IDAT`, a piece of the image's deflate stream that ends on a byte, CRC-32.
  let chunk: [UInt8]
  /// Adler-32 of the rows the piece unpacks to, as if nothing came before.
  let adler: UInt32
  /// How many bytes those are.
  let rowBytes: Int

  init(chunk: [UInt8], adler: UInt32, rowBytes: Int) {
    self.chunk = chunk
    self.adler = adler
    self.rowBytes = rowBytes
  }
}
