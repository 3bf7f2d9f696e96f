internal import CGraphics

/// Makes masks of shaped lines, and outlines of those that a mask does not serve.
final class TextRasterer {
  private let fonts: FontContext
  private let glyphs: GlyphCache
  private var colorGlyphs: [ColorKey: (picture: Picture, left: Int, top: Int)] = [:]

  private struct ColorKey: Hashable {
    var face: Int
    var glyph: UInt32
  }

  /// Coloured glyphs kept; each takes about 70 KB.
  private static let colorGlyphLimit = 64

  init(_ fonts: FontContext) {
    self.fonts = fonts
    glyphs = GlyphCache(fonts.rasterer)
  }

  /// The mask of a line whose origin lies `fractionX`, `fractionY` (0 to below 1) right of and below a whole pixel.
  ///
  /// Upright text sits on whole rows, as browsers place it, so that its stems and bowls stay alike from line to line.
  /// Nil for a line that is longer or higher than a mask may be.
  func mask(
    _ text: ShapedText, _ turn: GlyphCache.Turn, fractionX: Double, fractionY: Double
  ) -> TextMask? {
    glyphs.trim()
    let isUpright = turn.b == 0 && turn.c == 0
    var placed: [(mask: GlyphCache.Mask, x: Int, y: Int)] = []
    placed.reserveCapacity(text.glyphs.count)
    var pictures: [TextMask.ColorGlyph] = []
    var box = PixelBox.empty
    for glyph in text.glyphs {
      let x = turn.a * glyph.x + turn.c * glyph.y + fractionX
      let y = turn.b * glyph.x + turn.d * glyph.y + fractionY
      guard abs(x) < Self.placeLimit, abs(y) < Self.placeLimit else { return nil }
      let face = fonts.faces[glyph.face]
      if face.isBitmap {
        if let picture = picture(glyph, face, size: text.size, turn, x, y) {
          pictures.append(picture)
        }
        continue
      }
      let (wholeX, phaseX) = GlyphCache.place(x)
      var wholeY = Int(y.rounded())
      var phaseY = 0
      if !isUpright {
        (wholeY, phaseY) = GlyphCache.place(y)
      }
      let mask = glyphs.mask(
        face, glyph.glyph, size: text.size, turn, phaseX: phaseX, phaseY: phaseY)
      guard mask.width > 0 else { continue }
      placed.append((mask, wholeX + mask.left, wholeY + mask.top))
      box.formUnion(
        PixelBox(minX: 0, minY: 0, maxX: mask.width, maxY: mask.height)
          .translated(wholeX + mask.left, wholeY + mask.top))
    }
    guard box.width <= TextMask.sideLimit, box.height <= TextMask.sideLimit else { return nil }
    let mask = TextMask(box: box, surface: surface(of: placed, box))
    if !pictures.isEmpty { mask.add(pictures) }
    return mask
  }

  /// Beyond it (in pixels) no part of a line can be on a canvas.
  private static let placeLimit = 32_000.0

  private func surface(
    of placed: [(mask: GlyphCache.Mask, x: Int, y: Int)], _ box: PixelBox
  ) -> OpaquePointer? {
    if box.isEmpty { return nil }
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_A8, Int32(box.width), Int32(box.height)),
      let pixels = cairo_image_surface_get_data(surface)
    else { return nil }
    let stride = Int(cairo_image_surface_get_stride(surface))
    glyphs.bytes.withUnsafeBufferPointer { source in
      for glyph in placed {
        for row in 0..<glyph.mask.height {
          let from = glyph.mask.offset + row * glyph.mask.width
          let into = pixels + (glyph.y - box.minY + row) * stride + glyph.x - box.minX
          for column in 0..<glyph.mask.width {
            // Where glyphs overlap, the second is laid over the first, as if painted one after the other.
            let under = UInt32(into[column])
            let over = UInt32(source[from + column])
            into[column] = UInt8(under + over - (under * over + 127) / 255)
          }
        }
      }
    }
    cairo_surface_mark_dirty(surface)
    return surface
  }

  private func picture(
    _ glyph: ShapedText.Glyph, _ face: FontFace, size: Double, _ turn: GlyphCache.Turn, _ x: Double,
    _ y: Double
  ) -> TextMask.ColorGlyph? {
    let key = ColorKey(face: glyph.face, glyph: glyph.glyph)
    if colorGlyphs[key] == nil {
      if colorGlyphs.count >= Self.colorGlyphLimit { colorGlyphs.removeAll() }
      colorGlyphs[key] = face.colorBitmap(glyph.glyph)
    }
    guard let bitmap = colorGlyphs[key], face.bitmapEm > 0 else { return nil }
    // An emoji stays upright: it takes the size of a turn and not its angle.
    let scale = size * abs(turn.a * turn.d - turn.b * turn.c).squareRoot() / face.bitmapEm
    guard scale < Double(TextMask.sideLimit) else { return nil }
    return TextMask.ColorGlyph(
      picture: bitmap.picture, x: x + Double(bitmap.left) * scale,
      y: y - Double(bitmap.top) * scale, scale: scale)
  }

  /// Adds a line's outlines to a path, for strokes and for letters too large for a mask.
  ///
  /// `originX`, `originY` and the path are in pixels.
  func addOutlines(
    of text: ShapedText, _ turn: GlyphCache.Turn, _ originX: Double, _ originY: Double,
    to path: OpaquePointer
  ) {
    for glyph in text.glyphs {
      let face = fonts.faces[glyph.face]
      if face.isBitmap { continue }
      let x = originX + turn.a * glyph.x + turn.c * glyph.y
      let y = originY + turn.b * glyph.x + turn.d * glyph.y
      face.withOutline(glyph.glyph, GlyphCache.matrix(face, size: text.size, turn)) { outline in
        GlyphOutline(outline, x, y).add(to: path)
      }
    }
  }
}
