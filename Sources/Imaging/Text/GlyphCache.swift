internal import CGraphics

/// Glyphs as masks of coverage, rastered once per size, turn and quarter of a pixel.
final class GlyphCache {
  /// A glyph's mask: 8-bit coverage in `bytes`, placed relative to the whole pixel its origin is in.
  struct Mask {
    var offset: Int
    var width: Int
    var height: Int
    var left: Int
    var top: Int
  }

  /// From the text's own space to pixels, without the translation.
  struct Turn: Hashable {
    var a: Double
    var b: Double
    var c: Double
    var d: Double
  }

  private struct Key: Hashable {
    var face: UInt32
    var glyph: UInt32
    var phases: UInt8
    /// The em size and the turn, in parts that make no visible difference.
    var xx: Int32
    var xy: Int32
    var yx: Int32
    var yy: Int32
  }

  private(set) var bytes: [UInt8] = []
  private var masks: [Key: Mask] = [:]
  private let freetype: FT_Library

  /// Bytes of masks kept; beyond it all are dropped.
  private static let byteLimit = 8 << 20

  /// A pixel is cut into so many places a glyph can start at, in each direction.
  static let phases = 4

  /// The place nearest to a coordinate: a whole pixel, and quarters from there on.
  static func place(_ coordinate: Double) -> (whole: Int, phase: Int) {
    let quarters = Int((coordinate * Double(phases)).rounded())
    let whole = quarters >> 2
    return (whole, quarters - whole * phases)
  }

  init(_ freetype: FT_Library) {
    self.freetype = freetype
  }

  /// Makes room by dropping every mask when there are too many; offsets given out before are void then.
  func trim() {
    guard bytes.count > Self.byteLimit else { return }
    bytes.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
  }

  /// A glyph whose origin lies `phaseX`, `phaseY` quarters of a pixel right of and below a whole pixel.
  func mask(
    _ face: FontFace, _ glyph: UInt32, size: Double, _ turn: Turn, phaseX: Int, phaseY: Int
  ) -> Mask {
    let matrix = Self.matrix(face, size: size, turn)
    let key = Key(
      face: face.number, glyph: glyph, phases: UInt8(phaseX << 4 | phaseY),
      xx: Int32(truncatingIfNeeded: matrix.xx), xy: Int32(truncatingIfNeeded: matrix.xy),
      yx: Int32(truncatingIfNeeded: matrix.yx), yy: Int32(truncatingIfNeeded: matrix.yy))
    if let known = masks[key] { return known }
    var mask = Mask(offset: bytes.count, width: 0, height: 0, left: 0, top: 0)
    face.withOutline(glyph, matrix) { outline in
      let quarter = 64 / Self.phases
      FT_Outline_Translate(&outline, FT_Pos(phaseX * quarter), FT_Pos(-phaseY * quarter))
      raster(&outline, into: &mask)
    }
    masks[key] = mask
    return mask
  }

  private func raster(_ outline: inout FT_Outline, into mask: inout Mask) {
    var box = FT_BBox()
    FT_Outline_Get_CBox(&outline, &box)
    let left = box.xMin >> 6
    let bottom = box.yMin >> 6
    let width = (box.xMax + 63) >> 6 - left
    let height = (box.yMax + 63) >> 6 - bottom
    guard width > 0, height > 0, width <= TextMask.sideLimit, height <= TextMask.sideLimit else {
      return
    }
    FT_Outline_Translate(&outline, -left * 64, -bottom * 64)
    bytes.append(contentsOf: repeatElement(0, count: width * height))
    bytes.withUnsafeMutableBufferPointer { buffer in
      var bitmap = FT_Bitmap()
      bitmap.width = UInt32(width)
      bitmap.rows = UInt32(height)
      bitmap.pitch = Int32(width)
      bitmap.buffer = buffer.baseAddress.map { $0 + mask.offset }
      bitmap.num_grays = 256
      bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
      FT_Outline_Get_Bitmap(freetype, &outline, &bitmap)
    }
    mask.width = width
    mask.height = height
    mask.left = left
    mask.top = -(bottom + height)
  }

  /// Font units to 1/64 pixel, y up, in FreeType's 16.16.
  static func matrix(_ face: FontFace, size: Double, _ turn: Turn) -> FT_Matrix {
    let scale = size / face.unitsPerEm * 64 * 65536
    return FT_Matrix(
      xx: fixed(turn.a * scale), xy: fixed(-turn.c * scale), yx: fixed(-turn.b * scale),
      yy: fixed(turn.d * scale))
  }

  /// Held within what FreeType multiplies in: an animation or a transform may ask for any size.
  private static func fixed(_ number: Double) -> FT_Fixed {
    let limit = Double(Int32.max)
    return number.isNaN ? 0 : FT_Fixed(min(max(number, -limit), limit).rounded())
  }
}
