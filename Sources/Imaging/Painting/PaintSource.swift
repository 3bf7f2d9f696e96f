internal import CGraphics
import Storyboard

/// Sets what cairo paints with.
enum PaintSource {
  /// Sets a paint as the source; false when there is nothing to paint.
  ///
  /// `transform` is from the painted item's own space to pixels.
  static func set(
    _ paint: DisplayPaint, _ list: DisplayList, _ transform: PlaneTransform,
    on context: OpaquePointer
  ) -> Bool {
    switch paint {
    case .none: return false
    case .solid(let color): return set(color, on: context)
    case .gradient(let index, let alpha):
      return set(list.gradients[Int(index)], alpha, list, transform, on: context)
    }
  }

  private static func set(_ color: DisplayColor, on context: OpaquePointer) -> Bool {
    guard color.alpha > 0 else { return false }
    cairo_set_source_rgba(
      context, Double(color.red), Double(color.green), Double(color.blue), Double(color.alpha))
    return true
  }

  private static func set(
    _ gradient: DisplayGradient, _ alpha: Float, _ list: DisplayList, _ transform: PlaneTransform,
    on context: OpaquePointer
  ) -> Bool {
    let stops = list.stops[gradient.stops.indices]
    guard let last = stops.last, alpha > 0 else { return false }
    let space = transform.concatenating(gradient.transform)
    // A gradient of one stop, of no length, or flattened to a line is its last colour, as the standard has it.
    guard stops.count > 1, let inverse = space.inverted,
      let pattern = pattern(gradient.geometry, space, inverse)
    else {
      var color = last.color
      color.alpha *= alpha
      return set(color, on: context)
    }
    for stop in stops {
      cairo_pattern_add_color_stop_rgba(
        pattern, Double(stop.offset), Double(stop.color.red), Double(stop.color.green),
        Double(stop.color.blue), Double(stop.color.alpha * alpha))
    }
    switch gradient.spread {
    case .pad: cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    case .reflect: cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REFLECT)
    case .repeat: cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT)
    }
    cairo_set_source(context, pattern)
    cairo_pattern_destroy(pattern)
    return true
  }

  /// Whether a paint gives a pixel the same colour whichever others are painted with it.
  ///
  /// cairo rounds what turns or scales a pattern for the middle of the area being painted, so another area has other
  /// roundings. Patterns that can be said in pixels need no turning; all but gradients along ellipses, and very long ones, can.
  static func isSteady(
    _ paint: DisplayPaint, _ list: DisplayList, _ transform: PlaneTransform
  ) -> Bool {
    guard case .gradient(let index, _) = paint else { return true }
    let gradient = list.gradients[Int(index)]
    let space = transform.concatenating(gradient.transform)
    guard let inverse = space.inverted else { return true }
    switch gradient.geometry {
    case .linear(let x1, let y1, let x2, let y2):
      guard let ends = pixelEnds(x1, y1, x2, y2, space, inverse) else { return true }
      return [ends.x1, ends.y1, ends.x2, ends.y2].allSatisfy { abs($0) < longest }
    case .radial(let x, let y, let radius, _, _):
      let center = space.applied(x, y)
      return space.isSimilarity
        && max(abs(center.x), abs(center.y)) + radius * space.meanScale < longest
    }
  }

  /// Beyond it cairo scales a gradient down itself, by a matrix.
  private static let longest = 16_000.0

  /// A line in pixels along which a gradient's offset grows from 0 to 1 as it does in the gradient's own space.
  private static func pixelEnds(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ space: PlaneTransform,
    _ inverse: PlaneTransform
  ) -> (x1: Double, y1: Double, x2: Double, y2: Double)? {
    let length = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1)
    // The offset grows evenly over the pixels, by `across` a column and `down` a row, whatever the map.
    let across = (inverse.a * (x2 - x1) + inverse.b * (y2 - y1)) / length
    let down = (inverse.c * (x2 - x1) + inverse.d * (y2 - y1)) / length
    let steepness = across * across + down * down
    guard length > 0, steepness > 0, steepness.isFinite else { return nil }
    let start = space.applied(x1, y1)
    return (start.x, start.y, start.x + across / steepness, start.y + down / steepness)
  }

  /// Where a gradient that runs straight down the pixels has its first colour, and how many pixels on its last; nil for
  /// all others.
  static func column(
    of gradient: DisplayGradient, _ list: DisplayList, _ transform: PlaneTransform
  ) -> (start: Double, length: Double)? {
    guard gradient.stops.count > 1, gradient.spread == .pad,
      case .linear(let x1, let y1, let x2, let y2) = gradient.geometry
    else { return nil }
    let space = transform.concatenating(gradient.transform)
    guard let inverse = space.inverted,
      let ends = pixelEnds(x1, y1, x2, y2, space, inverse), ends.x1 == ends.x2
    else { return nil }
    return (ends.y1, ends.y2 - ends.y1)
  }

  /// The opaque colour of a gradient at an offset, each channel to the nearest of 255.
  static func color(at offset: Double, _ stops: ArraySlice<DisplayStop>) -> UInt32 {
    var before = stops[stops.startIndex]
    var after = before
    for stop in stops {
      after = stop
      if Double(stop.offset) > offset { break }
      before = stop
    }
    let length = Double(after.offset) - Double(before.offset)
    let share = length > 0 ? min(max((offset - Double(before.offset)) / length, 0), 1) : 0
    func channel(_ from: Float, _ to: Float) -> UInt32 {
      let value = Double(from) + (Double(to) - Double(from)) * share
      return UInt32((min(max(value, 0), 1) * 255).rounded())
    }
    return 0xFF00_0000 | channel(before.color.red, after.color.red) << 16
      | channel(before.color.green, after.color.green) << 8
      | channel(before.color.blue, after.color.blue)
  }

  /// A gradient in pixels; of an ellipse, in its own space and with a matrix.
  private static func pattern(
    _ geometry: DisplayGradient.Geometry, _ space: PlaneTransform, _ inverse: PlaneTransform
  ) -> OpaquePointer? {
    switch geometry {
    case .linear(let x1, let y1, let x2, let y2):
      guard let ends = pixelEnds(x1, y1, x2, y2, space, inverse) else { return nil }
      return cairo_pattern_create_linear(ends.x1, ends.y1, ends.x2, ends.y2)
    case .radial(let centerX, let centerY, let radius, var focusX, var focusY):
      guard radius > 0 else { return nil }
      // A focus outside the circle is moved to its edge; just inside, where the cone still has an end.
      let distance =
        ((focusX - centerX) * (focusX - centerX)
        + (focusY - centerY) * (focusY - centerY)).squareRoot()
      let farthest = radius * 0.999
      if distance > farthest {
        focusX = centerX + (focusX - centerX) * farthest / distance
        focusY = centerY + (focusY - centerY) * farthest / distance
      }
      if space.isSimilarity {
        let focus = space.applied(focusX, focusY)
        let center = space.applied(centerX, centerY)
        return cairo_pattern_create_radial(
          focus.x, focus.y, 0, center.x, center.y, radius * space.meanScale)
      }
      let pattern = cairo_pattern_create_radial(focusX, focusY, 0, centerX, centerY, radius)
      var matrix = cairo_matrix_t(
        xx: inverse.a, yx: inverse.b, xy: inverse.c, yy: inverse.d, x0: inverse.e, y0: inverse.f)
      cairo_pattern_set_matrix(pattern, &matrix)
      return pattern
    }
  }
}

extension PlaneTransform {
  /// Whether circles stay circles.
  var isSimilarity: Bool {
    let size = a * a + b * b
    return abs(size - (c * c + d * d)) <= size * 1e-9 && abs(a * c + b * d) <= size * 1e-9
  }

  /// The map back; nil where the plane is flattened, or a number is none.
  var inverted: PlaneTransform? {
    let determinant = a * d - b * c
    guard determinant.isFinite, abs(determinant) > 1e-12, e.isFinite, f.isFinite else { return nil }
    return PlaneTransform(
      a: d / determinant, b: -b / determinant, c: -c / determinant, d: a / determinant,
      e: (c * f - d * e) / determinant, f: (b * e - a * f) / determinant)
  }
}
