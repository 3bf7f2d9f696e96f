internal import CGraphics
import Storyboard

/// Puts a display list's shapes on a cairo context as paths in pixels.
///
/// Points are mapped here and not by cairo, so that what would not fit its fixed-point numbers is held at their edge
/// instead of wrapping round to the other side.
struct ShapePath {
  let path: OpaquePointer
  let transform: PlaneTransform
  /// Length of the outlines' control lines in pixels: what a dash pattern has to be laid along, about.
  private(set) var length = 0.0
  private var last = (x: 0.0, y: 0.0)

  /// cairo keeps coordinates in 24 bits before the point.
  private static let limit = 4_000_000.0
  /// Distance of a cubic's control points from the ends of a quarter circle of radius 1 (error below 0.03 %).
  private static let arc = 0.552_284_749_830_793_6

  init(_ path: OpaquePointer, _ transform: PlaneTransform) {
    self.path = path
    self.transform = transform
  }

  /// Adds a shape; text, images and groups add nothing.
  mutating func add(_ shape: DisplayShape, _ list: DisplayList) {
    switch shape {
    case .rect(let x, let y, let width, let height, let radiusX, let radiusY):
      addRect(x, y, width, height, radiusX, radiusY)
    case .circle(let x, let y, let radius): addEllipse(x, y, radius, radius)
    case .ellipse(let x, let y, let radiusX, let radiusY): addEllipse(x, y, radiusX, radiusY)
    case .line(let x1, let y1, let x2, let y2):
      move(x1, y1)
      line(x2, y2)
    case .polyline(let range): addPoints(list.coordinates[range.indices], isClosed: false)
    case .polygon(let range): addPoints(list.coordinates[range.indices], isClosed: true)
    case .path(let steps, let start): addSteps(list, steps, Int(start))
    case .text, .image, .groupStart, .groupEnd: break
    }
  }

  private func mapped(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let point = transform.applied(x, y)
    return (Self.held(point.x), Self.held(point.y))
  }

  private static func held(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -limit), limit)
  }

  private mutating func move(_ x: Double, _ y: Double) {
    last = mapped(x, y)
    cairo_move_to(path, last.x, last.y)
  }

  private mutating func line(_ x: Double, _ y: Double) {
    let point = mapped(x, y)
    measure(to: point)
    cairo_line_to(path, point.x, point.y)
  }

  private mutating func curve(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double
  ) {
    let one = mapped(x1, y1)
    let two = mapped(x2, y2)
    let end = mapped(x, y)
    measure(to: one)
    measure(to: two)
    measure(to: end)
    cairo_curve_to(path, one.x, one.y, two.x, two.y, end.x, end.y)
  }

  private mutating func measure(to point: (x: Double, y: Double)) {
    length += abs(point.x - last.x) + abs(point.y - last.y)
    last = point
  }

  private mutating func addRect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ radiusX: Double,
    _ radiusY: Double
  ) {
    let right = x + width
    let bottom = y + height
    guard radiusX > 0, radiusY > 0 else {
      move(x, y)
      line(right, y)
      line(right, bottom)
      line(x, bottom)
      cairo_close_path(path)
      return
    }
    let offX = radiusX * (1 - Self.arc)
    let offY = radiusY * (1 - Self.arc)
    move(x + radiusX, y)
    line(right - radiusX, y)
    curve(right - offX, y, right, y + offY, right, y + radiusY)
    line(right, bottom - radiusY)
    curve(right, bottom - offY, right - offX, bottom, right - radiusX, bottom)
    line(x + radiusX, bottom)
    curve(x + offX, bottom, x, bottom - offY, x, bottom - radiusY)
    line(x, y + radiusY)
    curve(x, y + offY, x + offX, y, x + radiusX, y)
    cairo_close_path(path)
  }

  private mutating func addEllipse(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double
  ) {
    // Clockwise from three o'clock, where the standard starts dashes.
    let armX = radiusX * Self.arc
    let armY = radiusY * Self.arc
    move(x + radiusX, y)
    curve(x + radiusX, y + armY, x + armX, y + radiusY, x, y + radiusY)
    curve(x - armX, y + radiusY, x - radiusX, y + armY, x - radiusX, y)
    curve(x - radiusX, y - armY, x - armX, y - radiusY, x, y - radiusY)
    curve(x + armX, y - radiusY, x + radiusX, y - armY, x + radiusX, y)
    cairo_close_path(path)
  }

  private mutating func addPoints(_ coordinates: ArraySlice<Double>, isClosed: Bool) {
    var index = coordinates.startIndex
    guard index + 1 < coordinates.endIndex else { return }
    move(coordinates[index], coordinates[index + 1])
    index += 2
    while index + 1 < coordinates.endIndex {
      line(coordinates[index], coordinates[index + 1])
      index += 2
    }
    if isClosed { cairo_close_path(path) }
  }

  private mutating func addSteps(_ list: DisplayList, _ steps: DisplayRange, _ start: Int) {
    var at = start
    let numbers = list.coordinates
    for step in list.steps[steps.indices] {
      switch step {
      case .move: move(numbers[at], numbers[at + 1])
      case .line: line(numbers[at], numbers[at + 1])
      case .cubic:
        curve(
          numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4],
          numbers[at + 5])
      case .close: cairo_close_path(path)
      }
      at += step.coordinateCount
    }
  }
}
