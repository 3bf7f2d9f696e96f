internal import CGraphics

/// One face of one font file, open in one worker's FreeType.
///
/// Outlines are taken unscaled and unhinted and mapped to pixels here, so that one face serves every size and turn.
final class FontFace {
  private let face: FT_Face
  let key: Key
  /// Small number that stands for the face in keys.
  let number: UInt32
  /// Font units to an em.
  let unitsPerEm: Double
  /// Whether glyphs are coloured bitmaps instead of outlines.
  let isBitmap: Bool
  /// Height in pixels of the bitmaps' em.
  let bitmapEm: Double

  init?(_ library: FT_Library, _ key: Key, number: UInt32) {
    var opened: FT_Face?
    guard FT_New_Face(library, key.file, FT_Long(key.index), &opened) == 0, let face = opened
    else { return nil }
    self.face = face
    self.key = key
    self.number = number
    isBitmap = billow_face_is_scalable(face) == 0
    if isBitmap {
      guard face.pointee.num_fixed_sizes > 0, FT_Select_Size(face, 0) == 0 else {
        FT_Done_Face(face)
        return nil
      }
      bitmapEm = Double(face.pointee.available_sizes[0].y_ppem) / 64
    } else {
      bitmapEm = 0
    }
    unitsPerEm = face.pointee.units_per_EM == 0 ? 1000 : Double(face.pointee.units_per_EM)
    if !key.coordinates.isEmpty {
      // harfbuzz counts an axis in 1/16384, FreeType in 1/65536.
      var blend = key.coordinates.map { FT_Fixed($0) * 4 }
      FT_Set_Var_Blend_Coordinates(face, FT_UInt(blend.count), &blend)
    }
  }

  deinit { FT_Done_Face(face) }

  /// Which face of which file, at which place of a variable font's axes.
  struct Key: Hashable {
    var file: String
    var index: Int32
    var coordinates: [Int32]
  }

  /// Loads a glyph's outline and calls `body` with it, mapped by `matrix` (16.16, font units to 1/64 pixel, y up).
  ///
  /// The outline belongs to the face and is gone with the next load. Nothing happens for a glyph without an outline.
  func withOutline(_ glyph: UInt32, _ matrix: FT_Matrix, _ body: (inout FT_Outline) -> Void) {
    let flags = FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)
    guard FT_Load_Glyph(face, glyph, flags) == 0, let slot = face.pointee.glyph,
      slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE, slot.pointee.outline.n_points > 0
    else { return }
    var matrix = matrix
    FT_Outline_Transform(&slot.pointee.outline, &matrix)
    body(&slot.pointee.outline)
  }

  /// How far a glyph moves the pen at an em size, unhinted.
  func advance(_ glyph: UInt32, size: Double) -> Double {
    let flags = isBitmap ? FT_Int32(FT_LOAD_COLOR) : FT_Int32(FT_LOAD_NO_SCALE)
    guard FT_Load_Glyph(face, glyph, flags) == 0, let slot = face.pointee.glyph else { return 0 }
    let advance = Double(slot.pointee.metrics.horiAdvance)
    return isBitmap ? advance / 64 * size / bitmapEm : advance * size / unitsPerEm
  }

  /// A coloured bitmap glyph as a picture, with its left and top relative to the pen at the bitmap's own size.
  func colorBitmap(_ glyph: UInt32) -> (picture: Picture, left: Int, top: Int)? {
    guard FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_COLOR)) == 0,
      let slot = face.pointee.glyph, slot.pointee.bitmap.pixel_mode == FT_PIXEL_MODE_BGRA.rawValue,
      let bytes = slot.pointee.bitmap.buffer
    else { return nil }
    let bitmap = slot.pointee.bitmap
    let picture = Picture(
      width: Int(bitmap.width), height: Int(bitmap.rows), premultiplied: bytes,
      stride: Int(bitmap.pitch))
    return (picture, Int(slot.pointee.bitmap_left), Int(slot.pointee.bitmap_top))
  }
}
