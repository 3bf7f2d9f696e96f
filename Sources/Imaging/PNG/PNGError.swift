/// Why bytes are not taken as a picture.
public enum PNGError: Error, Equatable, Sendable {
  /// They do not start as a PNG does.
  case notPNG
  /// A chunk says it is longer than what is left of the file; its offset from the start.
  case chunkTooLong(offset: Int)
  /// The chunks are not those a PNG has, in the order it has them.
  case malformed(String)
  /// Wider or higher than `PNGReader.sideLimit`, or nothing wide or high.
  case size(width: Int, height: Int)
  /// libpng refuses it, in these words.
  case refused(String)

  /// The reason as a person reads it.
  public var message: String {
    switch self {
    case .notPNG: "it is not a PNG file"
    case .chunkTooLong(let offset): "the chunk at byte \(offset) is longer than the file"
    case .malformed(let words): words
    case .size(let width, let height):
      "it is \(width) x \(height); a picture has 1 to \(PNGReader.sideLimit) pixels a side"
    case .refused(let words): "libpng: \(words)"
    }
  }
}
