import Storyboard

/// An item of a display list with what pixels know better than scenes.
struct PreparedItem: BitwiseCopyable {
  /// The item's own.
  var hash: DisplayHash
  /// All pixels it may touch, cut to the canvas.
  var box: PixelBox
  /// Of a text, its place among the painter's texts of this list; of a group that is painted through a layer, which
  /// layer; -1 for none.
  var link: Int32
  /// Whether a customer's value reached it.
  var isPersonal: Bool
}

/// A text item ready to paint.
struct PreparedText {
  var shaped: ShapedText
  var turn: GlyphCache.Turn
  /// The origin in pixels.
  var x: Double
  var y: Double
  /// Nil where outlines are to be painted.
  var mask: TextMask?
  /// The whole pixel that the mask's places count from.
  var wholeX: Int
  var wholeY: Int
}
