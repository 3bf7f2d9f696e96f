internal import CPNG

/// Reads PNG files that nobody vouches for.
public enum PNGReader {
  /// The longest side that is read: at 4 bytes a pixel a picture takes at most 64 MB.
  public static let sideLimit = 4096

  /// Decodes a file into premultiplied pixels.
  ///
  /// Every colour type, depth and interlacing of the standard; gamma and colour profiles are not applied. Cost: libpng's,
  /// at most half a second and 70 MB for the largest picture.
  public static func read(_ file: UnsafeRawBufferPointer) throws(PNGError) -> Picture {
    let rgba = try straightPixels(file)
    return Picture(width: rgba.width, height: rgba.height, straight: rgba.pixels)
  }

  /// Decodes a file into 8-bit RGBA, alpha not multiplied in.
  package static func straightPixels(
    _ file: UnsafeRawBufferPointer
  ) throws(PNGError) -> (width: Int, height: Int, pixels: [UInt8]) {
    let chunks = try PNGChunks(walking: file)
    let ranges = chunks.ranges.map { range in
      billow_png_range(
        bytes: UnsafeRawBufferPointer(rebasing: file[range]).baseAddress?
          .assumingMemoryBound(to: UInt8.self),
        length: range.count)
    }
    var isDecoded = false
    var words = ""
    let pixels = [UInt8](unsafeUninitializedCapacity: chunks.width * chunks.height * 4) {
      buffer, count in
      // libpng fills every row or fails, but rows of a failed picture must not be read back as garbage.
      buffer.initialize(repeating: 0)
      count = buffer.count
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(BILLOW_PNG_MESSAGE)) { message in
        guard let pixels = buffer.baseAddress, let place = message.baseAddress else { return }
        isDecoded =
          billow_png_decode(
            ranges, ranges.count, UInt32(chunks.width), UInt32(chunks.height), pixels, place) == 1
        if !isDecoded { words = String(cString: place) }
      }
    }
    guard isDecoded else { throw .refused(words) }
    return (chunks.width, chunks.height, pixels)
  }
}
