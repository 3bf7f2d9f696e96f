/// A thick line as a filled shape, so that one class gives columns, lines and dots their colour by `fill`.
enum LineShape {
  /// Half of the line's thickness.
  static let half = 1.25

  /// One straight piece: a thin rectangle along it.
  static func segment(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), to out: inout SVGWriter
  ) {
    let (wide, high) = (end.x - start.x, end.y - start.y)
    let length = (wide * wide + high * high).squareRoot()
    if length == 0 { return }
    let (x, y) = (-high / length * half, wide / length * half)
    out.append(UInt8(ascii: "M"))
    point(start.x + x, start.y + y, to: &out)
    out.append(UInt8(ascii: "L"))
    point(start.x - x, start.y - y, to: &out)
    out.append(UInt8(ascii: "L"))
    point(end.x - x, end.y - y, to: &out)
    out.append(UInt8(ascii: "L"))
    point(end.x + x, end.y + y, to: &out)
    out.append(UInt8(ascii: "Z"))
  }

  /// A round joint; it turns the same way as segments do, so that overlaps add up and are no holes.
  static func joint(at place: (x: Double, y: Double), to out: inout SVGWriter) {
    out.append(UInt8(ascii: "M"))
    point(place.x - half, place.y, to: &out)
    out.svg("a1.25 1.25 0 0 1 2.5 0a1.25 1.25 0 0 1 -2.5 0Z")
  }

  private static func point(_ x: Double, _ y: Double, to out: inout SVGWriter) {
    out.svg(x)
    out.append(0x20)
    out.svg(y)
  }
}
