/// How the bytes of a band lie.
public struct BandShape: Equatable, Sendable {
  /// From a pixel to the next: 1 to 8.
  public let bytesPerPixel: Int
  /// From a row to the next, a PNG row's filter byte included: 1 to 32,768.
  public let bytesPerRow: Int

  /// Describes a band.
  public init(bytesPerPixel: Int, bytesPerRow: Int) {
    precondition((1...8).contains(bytesPerPixel), "a pixel is 1 to 8 bytes")
    precondition(
      (1...DeflateFormat.window).contains(bytesPerRow), "a row is at most the window of deflate")
    self.bytesPerPixel = bytesPerPixel
    self.bytesPerRow = bytesPerRow
  }
}

/// Pictures as one zlib stream of bands that were encoded apart: `start`, the bands, `end`.
///
/// Each band's bytes end at a byte's boundary and copy from no other band, so a band that is the same in many pictures
/// is encoded once, and its bytes and its Adler-32 are used again.
///
/// ```swift
/// let program = DeflateProgram(bands: samples, shape: shape)   // once per template
/// let encoder = DeflateEncoder(program)                        // once per worker
/// var sum: UInt32 = 1
/// write(DeflateBands.start)
/// for band in bands {
///   write(encoder.encode(band: band, shape: shape))
///   sum = Checksums.joined(adler: sum, encoder.adler32, count: band.count)
/// }
/// write(DeflateBands.end(adler32: sum))
/// ```
public enum DeflateBands {
  /// The zlib header.
  public static let start: [UInt8] = DeflateContainer.zlib.header

  /// An empty last block and the sum over all bands' bytes.
  public static func end(adler32: UInt32) -> [UInt8] {
    [3, 0] + (0..<4).map { UInt8(truncatingIfNeeded: adler32 >> UInt32(24 - 8 * $0)) }
  }
}

extension DeflateProgram {
  /// Makes a program for bands of pixels from bands like those to come: rows of a few typical pictures.
  public convenience init(bands: [[UInt8]], shape: BandShape) {
    let text = SegmentText([], longestPiece: Self.longestPiece)
    let samples = bands.map { DeflateSample(bytes: $0) }
    let none = PieceBits(text, [], .fixed)
    var book = CodeBook(counts: .guess(from: samples))
    for _ in 0..<2 {
      let program = DeflateProgram(text, none, book)
      let encoder = DeflateEncoder(program, mayFallBack: false)
      var counts = SymbolCounts()
      for band in bands {
        counts.literals[DeflateFormat.endOfBlock] += 1
        band.withUnsafeBytes { program.count(encoder.encode(band: $0, shape: shape), &counts) }
      }
      var total = SymbolCounts.prior
      total.add(counts, times: 64)
      book = CodeBook(counts: total)
    }
    self.init(text, none, book)
  }
}

extension DeflateEncoder {
  /// Encodes a band of pixels: blocks that are not the last, ended at a byte's boundary by an empty stored one.
  ///
  /// `adler32` holds the band's sum afterwards. Speed: bytes that repeat the row above or the pixel before pass at
  /// memory speed. At most 10 bytes longer than stored.
  ///
  /// - Parameters:
  ///   - band: any number of bytes, whole rows or not, at most `longestPage`.
  ///   - shape: how they lie; need not be what the program was made with.
  ///   - sum: the band's Adler-32, where the caller took it while the bytes were near; nil to have it taken.
  /// - Returns: the bytes; valid until the next call.
  public func encode(
    band: UnsafeRawBufferPointer, shape: BandShape, adler32 sum: UInt32? = nil
  ) -> UnsafeRawBufferPointer {
    encodeBand(band, shape, sum)
  }
}
