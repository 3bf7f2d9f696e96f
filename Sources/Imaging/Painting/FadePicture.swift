internal import CGraphics
internal import CPixels
import Storyboard

/// A scene that comes in over another, not yet laid down: two pictures and how faint the upper one is.
struct FadePicture {
  let behind: Canvas
  let layer: Canvas
  /// Of 255.
  let share: UInt32
}

extension Painter {
  /// How faint a group is, of 255.
  static func share(of opacity: Float) -> UInt32 { UInt32((max(opacity, 0) * 255).rounded()) }

  /// Paints bands of the two pictures of a list that ends with a scene coming in; nil for any other list.
  ///
  /// Both stay painted on surfaces of their own, `behind` with the list's background below it. From frame to frame mostly
  /// the one changes how faint it is, and neither is painted again.
  func fade(
    _ list: DisplayList, over behind: @autoclosure () -> PaintedSurface, bands isWanted: [Bool]
  ) -> FadePicture? {
    guard let start = fadeStart, !isFresh,
      case .groupStart(let opacity, _, let end) = list.items[start].shape,
      Int(end) == list.items.count - 1, let layer = layer(Self.fade)
    else { return nil }
    let behind = behind()
    paint(0..<start, of: list, on: behind, as: .bottom) { isWanted[$0] }
    paint(start + 1..<Int(end), of: list, on: layer, as: .scene) { isWanted[$0] }
    return FadePicture(
      behind: behind.canvas, layer: layer.canvas, share: Self.share(of: opacity))
  }

  /// Lays rows of a scene that comes in on a canvas.
  func lay(_ fade: FadePicture, on canvas: Canvas, rows: Range<Int>) {
    for canvas in [fade.behind, fade.layer, canvas] { cairo_surface_flush(canvas.surface) }
    let start = rows.lowerBound * width
    pixels_lay_over(
      canvas.pixels + start, fade.behind.pixels + start, fade.layer.pixels + start,
      rows.count * width, fade.share)
    cairo_surface_mark_dirty(canvas.surface)
  }
}
