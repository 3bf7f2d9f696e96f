/// The chunks of a PNG that decide its pixels, found without believing a length that the file does not have.
///
/// libpng allocates what a chunk declares before it has read it: 57 bytes make it ask for a gigabyte. So the file is
/// walked first, and libpng sees only the header, palette, transparency, image data and end. Text, colour profiles and
/// the like, which could unpack to any size, it never gets; a picture is taken to be sRGB.
struct PNGChunks {
  /// From the header; each 1 to `PNGReader.sideLimit`.
  let width: Int
  let height: Int
  /// What libpng is to read: the signature and whole chunks, as ranges of the file.
  let ranges: [Range<Int>]

  /// Walks a file.
  ///
  /// Cost: one step a chunk, no byte of image data is touched.
  init(walking file: UnsafeRawBufferPointer) throws(PNGError) {
    guard file.starts(with: Self.signature) else { throw .notPNG }
    var ranges = [0..<Self.signature.count]
    var offset = Self.signature.count
    var size: (width: Int, height: Int)?
    var hasData = false
    var isEnded = false
    while !isEnded {
      guard offset + 12 <= file.count else { throw .malformed("it ends before its last chunk") }
      let length = Int(Self.word(file, offset))
      guard length <= file.count - offset - 12 else { throw .chunkTooLong(offset: offset) }
      let range = offset..<offset + 12 + length
      let kind = Self.word(file, offset + 4)
      if (size == nil) != (kind == Self.header) {
        throw .malformed("its first chunk, and no other, must be the header")
      }
      switch kind {
      case Self.header:
        guard length == 13 else { throw .malformed("its header is not 13 bytes") }
        let width = Int(Self.word(file, offset + 8))
        let height = Int(Self.word(file, offset + 12))
        guard 1...PNGReader.sideLimit ~= width, 1...PNGReader.sideLimit ~= height else {
          throw .size(width: width, height: height)
        }
        size = (width, height)
        ranges.append(range)
      case Self.data:
        hasData = true
        ranges.append(range)
      case Self.palette, Self.transparency:
        ranges.append(range)
      case Self.end:
        isEnded = true
        ranges.append(range)
      default:
        // Bit 5 of the first letter: whether a decoder may pass over a chunk that it does not know.
        guard kind & 0x2000_0000 != 0 else {
          throw .malformed("it has a chunk that must be understood and is not known")
        }
      }
      offset = range.upperBound
    }
    guard let size, hasData else { throw .malformed("it has no image data") }
    width = size.width
    height = size.height
    self.ranges = ranges
  }

  /// The first eight bytes of every PNG.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static let header: UInt32 = 0x4948_4452
  static let palette: UInt32 = 0x504C_5445
  static let transparency: UInt32 = 0x7452_4E53
  static let data: UInt32 = 0x4944_4154
  static let end: UInt32 = 0x4945_4E44

  private static func word(_ file: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
