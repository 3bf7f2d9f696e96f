internal import CGraphics

/// A FreeType outline (1/64 pixel, y up) walked as a cairo path.
struct GlyphOutline {
  private let outline: FT_Outline
  private let originX: Double
  private let originY: Double

  init(_ outline: FT_Outline, _ originX: Double, _ originY: Double) {
    self.outline = outline
    self.originX = originX
    self.originY = originY
  }

  /// Adds every contour, closed.
  func add(to path: OpaquePointer) {
    var first = 0
    for contour in 0..<Int(outline.n_contours) {
      let last = Int(outline.contours[contour])
      if last > first { addContour(first, last, to: path) }
      first = last + 1
    }
  }

  private typealias Point = (x: Double, y: Double)

  private func point(_ index: Int) -> Point {
    let vector = outline.points[index]
    return (originX + Double(vector.x) / 64, originY - Double(vector.y) / 64)
  }

  /// Bit 0: on the curve; bit 1, off the curve: a control point of a cubic, not of a quadratic.
  private func tag(_ index: Int) -> UInt8 { UInt8(bitPattern: outline.tags[index]) & 3 }

  private func middle(_ one: Point, _ two: Point) -> Point {
    ((one.x + two.x) / 2, (one.y + two.y) / 2)
  }

  private func addContour(_ first: Int, _ last: Int, to path: OpaquePointer) {
    let count = last - first + 1
    // A contour may start off the curve; then it starts half way to its neighbour.
    let offset = (0..<count).first { tag(first + $0) & 1 == 1 } ?? 0
    func index(_ step: Int) -> Int { first + (offset + step) % count }
    let start = tag(index(0)) & 1 == 1 ? point(index(0)) : middle(point(index(0)), point(last))
    cairo_move_to(path, start.x, start.y)
    var current = start
    var step = tag(index(0)) & 1 == 1 ? 1 : 0
    while step < count {
      let here = point(index(step))
      if tag(index(step)) & 1 == 1 {
        cairo_line_to(path, here.x, here.y)
        current = here
        step += 1
      } else if tag(index(step)) == 2, step + 1 < count {
        let second = point(index(step + 1))
        let end = step + 2 < count ? point(index(step + 2)) : start
        cairo_curve_to(path, here.x, here.y, second.x, second.y, end.x, end.y)
        current = end
        step += 3
      } else {
        let next = step + 1 < count ? index(step + 1) : nil
        let isNextOn = next.map { tag($0) & 1 == 1 } ?? true
        let end = next.map { isNextOn ? point($0) : middle(here, point($0)) } ?? start
        cairo_curve_to(
          path, current.x + (here.x - current.x) * 2 / 3, current.y + (here.y - current.y) * 2 / 3,
          end.x + (here.x - end.x) * 2 / 3, end.y + (here.y - end.y) * 2 / 3, end.x, end.y)
        current = end
        step += isNextOn ? 2 : 1
      }
    }
    cairo_close_path(path)
  }
}
