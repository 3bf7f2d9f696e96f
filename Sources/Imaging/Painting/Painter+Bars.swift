internal import CGraphics
import Storyboard

/// Rectangles that a gradient fills from top to bottom, as a chart's bars are: one colour a row, and no need of cairo.
///
/// While a bar grows each of its rows is another colour in each picture, and cairo makes a row of a gradient twice, once
/// beside the canvas.
extension Painter {
  /// Paints an item if it is such a bar; whether it was.
  ///
  /// `canvas` is painted on directly: nothing but `box` cuts it.
  func paintBar(
    _ item: DisplayItem, _ list: DisplayList, on canvas: Canvas, in box: PixelBox
  ) -> Bool {
    guard case .rect(let x, let y, let across, let down, 0, 0) = item.shape, !item.isCrisp,
      case .none = item.stroke.paint, case .gradient(let index, let alpha) = item.fill, alpha >= 1
    else { return false }
    let transform = toPixels.concatenating(item.transform)
    let stops = list.stops[list.gradients[Int(index)].stops.indices]
    guard transform.b == 0, transform.c == 0, transform.a > 0, transform.d > 0,
      stops.allSatisfy({ $0.color.alpha >= 1 }),
      let line = PaintSource.column(of: list.gradients[Int(index)], list, transform)
    else { return false }
    let start = transform.applied(x, y)
    let end = transform.applied(x + across, y + down)
    let limit = 1_000_000.0
    guard [start.x, start.y, end.x, end.y].allSatisfy({ abs($0) < limit }) else { return false }
    let bar = Bar(left: start.x, right: end.x, top: start.y, bottom: end.y)
    cairo_surface_flush(canvas.surface)
    for row in bar.rows.clamped(to: box.minY..<box.maxY) {
      let color = PaintSource.color(at: (Double(row) + 0.5 - line.start) / line.length, stops)
      bar.paint(canvas.pixels + row * canvas.width, row, color, box)
    }
    cairo_surface_mark_dirty(canvas.surface)
    return true
  }
}

/// A rectangle in pixels.
private struct Bar {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// Rows that it touches.
  var rows: Range<Int> { Self.touched(top, bottom) }

  /// Lays one row's colour down, as much of each pixel as the rectangle covers.
  func paint(_ pixels: UnsafeMutablePointer<UInt32>, _ row: Int, _ color: UInt32, _ box: PixelBox) {
    let height = min(Double(row + 1), bottom) - max(Double(row), top)
    let columns = Self.touched(left, right).clamped(to: box.minX..<box.maxX)
    // Of a row that is covered in part there are none.
    let none = columns.upperBound..<columns.upperBound
    let full = height < 1 ? none : Self.covered(left, right).clamped(to: columns)
    (pixels + full.lowerBound).update(repeating: color, count: full.count)
    mix(color, height, pixels, columns.lowerBound..<full.lowerBound)
    mix(color, height, pixels, full.upperBound..<columns.upperBound)
  }

  /// Lays down the colour of pixels that are covered in part, in a row of which so much is.
  private func mix(
    _ color: UInt32, _ height: Double, _ pixels: UnsafeMutablePointer<UInt32>, _ columns: Range<Int>
  ) {
    for column in columns {
      let width = min(Double(column + 1), right) - max(Double(column), left)
      let share = UInt32((max(width, 0) * max(height, 0) * 255).rounded())
      pixels[column] = Self.mixed(color, pixels[column], share)
    }
  }

  private static func touched(_ start: Double, _ end: Double) -> Range<Int> {
    let first = Int(start.rounded(.down))
    return first..<max(first, Int(end.rounded(.up)))
  }

  private static func covered(_ start: Double, _ end: Double) -> Range<Int> {
    let first = Int(start.rounded(.up))
    return first..<max(first, Int(end.rounded(.down)))
  }

  /// So much of 255 of an opaque colour over what is behind it, each channel to the nearest.
  private static func mixed(_ color: UInt32, _ behind: UInt32, _ share: UInt32) -> UInt32 {
    var result: UInt32 = 0
    for shift: UInt32 in [0, 8, 16, 24] {
      let sum = (color >> shift & 255) * share + (behind >> shift & 255) * (255 - share) + 128
      result |= ((sum + sum >> 8) >> 8) << shift
    }
    return result
  }
}
