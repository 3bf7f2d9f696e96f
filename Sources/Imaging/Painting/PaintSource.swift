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
    guard stops.count > 1, let inverse = matrix(space.inverted),
      let pattern = pattern(gradient.geometry)
    else {
      var color = last.color
      color.alpha *= alpha
      return set(color, on: context)
    }
    var matrix = inverse
    cairo_pattern_set_matrix(pattern, &matrix)
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

  private static func pattern(_ geometry: DisplayGradient.Geometry) -> OpaquePointer? {
    switch geometry {
    case .linear(let x1, let y1, let x2, let y2):
      guard x1 != x2 || y1 != y2 else { return nil }
      return cairo_pattern_create_linear(x1, y1, x2, y2)
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
      return cairo_pattern_create_radial(focusX, focusY, 0, centerX, centerY, radius)
    }
  }

  private static func matrix(_ transform: PlaneTransform?) -> cairo_matrix_t? {
    transform.map { cairo_matrix_t(xx: $0.a, yx: $0.b, xy: $0.c, yy: $0.d, x0: $0.e, y0: $0.f) }
  }
}

extension PlaneTransform {
  /// The map back; nil where the plane is flattened, or a number is none.
  var inverted: PlaneTransform? {
    let determinant = a * d - b * c
    guard determinant.isFinite, abs(determinant) > 1e-12, e.isFinite, f.isFinite else { return nil }
    return PlaneTransform(
      a: d / determinant, b: -b / determinant, c: -c / determinant, d: a / determinant,
      e: (c * f - d * e) / determinant, f: (b * e - a * f) / determinant)
  }
}
