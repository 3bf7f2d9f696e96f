internal import CGraphics

/// A line of text rastered: one mask of coverage for all its outlines, and one picture of its coloured glyphs.
///
/// Places are relative to the whole pixel that the line's origin is in.
final class TextMask {
  /// 8-bit coverage; nil for a line without outlines.
  let surface: OpaquePointer?
  let box: PixelBox
  /// Emoji, scaled; nil for a line without.
  private(set) var color: OpaquePointer?
  private(set) var colorBox = PixelBox.empty

  /// The longest side of a mask; a longer line is painted by its outlines, which are cut at the canvas first.
  static let sideLimit = 4096

  /// Takes over a surface.
  init(box: PixelBox, surface: OpaquePointer?) {
    self.surface = surface
    self.box = box
  }

  deinit {
    if let surface { cairo_surface_destroy(surface) }
    if let color { cairo_surface_destroy(color) }
  }

  /// Everything the line paints on.
  var bounds: PixelBox {
    var bounds = box
    bounds.formUnion(colorBox)
    return bounds
  }

  /// A coloured glyph: its picture, where the top left corner goes, and by what it is scaled.
  struct ColorGlyph {
    var picture: Picture
    var x: Double
    var y: Double
    var scale: Double
  }

  /// Scales coloured glyphs into the line's own picture.
  func add(_ glyphs: [ColorGlyph]) {
    var box = PixelBox.empty
    for glyph in glyphs {
      box.formUnion(
        PixelBox(
          minX: Int(glyph.x.rounded(.down)) - 1, minY: Int(glyph.y.rounded(.down)) - 1,
          maxX: Int((glyph.x + Double(glyph.picture.width) * glyph.scale).rounded(.up)) + 1,
          maxY: Int((glyph.y + Double(glyph.picture.height) * glyph.scale).rounded(.up)) + 1))
    }
    guard box.width <= Self.sideLimit, box.height <= Self.sideLimit, color == nil,
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(box.width), Int32(box.height)),
      let context = cairo_create(surface)
    else { return }
    for glyph in glyphs where glyph.scale > 0.001 {
      let bytes = UnsafeMutableRawPointer(glyph.picture.pixels).assumingMemoryBound(to: UInt8.self)
      let picture = cairo_image_surface_create_for_data(
        bytes, CAIRO_FORMAT_ARGB32, Int32(glyph.picture.width), Int32(glyph.picture.height),
        Int32(glyph.picture.width * 4))
      cairo_identity_matrix(context)
      cairo_translate(context, glyph.x - Double(box.minX), glyph.y - Double(box.minY))
      cairo_scale(context, glyph.scale, glyph.scale)
      cairo_set_source_surface(context, picture, 0, 0)
      cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
      cairo_paint(context)
      cairo_surface_destroy(picture)
    }
    cairo_destroy(context)
    color = surface
    colorBox = box
  }
}
