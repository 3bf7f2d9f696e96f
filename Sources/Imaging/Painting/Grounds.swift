internal import CGraphics
import Storyboard

/// Whole pictures of what scenes stand on, kept so that a band's rows are copied and not painted.
///
/// Most scenes begin with a rectangle over everything, often with a gradient: the dearest item of most bands.
final class Grounds {
  private let width: Int
  private let height: Int
  private var grounds: [DisplayHash: Ground] = [:]

  /// One of them.
  struct Ground {
    /// The one colour of each row, nil where it has several: what is filled need not be read.
    let rowColors: [UInt32?]
    /// Nil where each row has one colour.
    let canvas: Canvas?

    /// Lays it over rows of a canvas of its size.
    func copy(rows: Range<Int>, to other: Canvas) {
      let width = other.width
      cairo_surface_flush(other.surface)
      for row in rows {
        let place = other.pixels + row * width
        if let color = rowColors[row] {
          place.update(repeating: color, count: width)
        } else if let canvas {
          place.update(from: canvas.pixels + row * width, count: width)
        }
      }
      cairo_surface_mark_dirty(other.surface)
    }
  }

  /// Pixels of a picture and of all that are kept, at 4 bytes each, and grounds; a film changes between a few.
  private static let pixelLimit = 4 << 20
  private static let limit = 64

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The ground that an item is, painted by `paint` where it is not kept; nil where it is none, or is too large to keep.
  ///
  /// An item is a ground if it hides everything behind it: an opaque rectangle over the whole frame.
  func ground(
    of item: DisplayItem, _ list: DisplayList, _ transform: PlaneTransform,
    paint: (Canvas) -> Void
  ) -> Ground? {
    if let known = grounds[item.hash] { return known }
    guard width * height <= Self.pixelLimit, hidesAll(item, list, transform) else { return nil }
    let canvas = Canvas(width: width, height: height)
    paint(canvas)
    cairo_surface_flush(canvas.surface)
    let rowColors: [UInt32?] = (0..<height).map { row in
      let pixels = UnsafeBufferPointer(start: canvas.pixels + row * width, count: width)
      return pixels.allSatisfy { $0 == pixels[0] } ? pixels[0] : nil
    }
    let made = Ground(rowColors: rowColors, canvas: rowColors.contains(nil) ? canvas : nil)
    // A fade stands on two.
    let kept = max(2, Self.pixelLimit / (width * height))
    let pictures = grounds.values.count { $0.canvas != nil }
    if grounds.count >= Self.limit || made.canvas != nil && pictures >= kept { grounds.removeAll() }
    grounds[item.hash] = made
    return made
  }

  func removeAll() { grounds.removeAll() }

  private func hidesAll(
    _ item: DisplayItem, _ list: DisplayList, _ transform: PlaneTransform
  ) -> Bool {
    guard case .rect(let x, let y, let across, let down, 0, 0) = item.shape,
      case .none = item.stroke.paint, transform.b == 0, transform.c == 0, transform.a > 0,
      transform.d > 0
    else { return false }
    let start = transform.applied(x, y)
    let end = transform.applied(x + across, y + down)
    guard start.x <= 0, start.y <= 0, end.x >= Double(width), end.y >= Double(height) else {
      return false
    }
    switch item.fill {
    case .none: return false
    case .solid(let color): return color.alpha >= 1
    case .gradient(let index, let alpha):
      let stops = list.stops[list.gradients[Int(index)].stops.indices]
      return alpha >= 1 && stops.allSatisfy { $0.color.alpha >= 1 }
    }
  }
}
