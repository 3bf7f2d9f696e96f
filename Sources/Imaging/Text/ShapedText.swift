/// A line of text as glyphs in places, complete when its context hands it out; in the text's own units, y downwards, pen starting at 0, 0; in visual order.
final class ShapedText {
  /// One glyph.
  struct Glyph {
    /// Index into `FontContext.faces`.
    var face: Int
    var glyph: UInt32
    /// Where its origin is.
    var x: Double
    var y: Double
  }

  var glyphs: [Glyph] = []
  /// Advance of the whole line.
  var width: Double = 0
  /// Of the font asked for, not of the letters.
  var ascent: Double = 0
  var descent: Double = 0
  /// Characters that no font at hand has a glyph for; each is drawn as the first font's empty box.
  var missingGlyphs = 0
  /// Em size that the places belong to.
  let size: Double
  /// Stands for the line in keys: no other line of the same context has it.
  let serial: UInt64

  init(size: Double, serial: UInt64) {
    self.size = size
    self.serial = serial
  }
}
