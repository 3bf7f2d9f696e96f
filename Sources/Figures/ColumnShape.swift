/// One column from the line of zero up or down, its far end rounded.
struct ColumnShape {
  let frame: ChartFrame
  /// The height of zero.
  let zero: Double

  private static let radius = 3.0
  private static let hatchSpacing = 6.0

  /// Writes a filled column whose far end is at the height `end`.
  func write(
    _ name: StaticString, at place: Double, wide: Double, to end: Double, title: FigureText,
    to out: inout SVGWriter
  ) {
    if abs(end - zero) < 0.005 { return }
    out.svg("<path class=\"")
    out.svg(name)
    out.svg("\" d=\"")
    outline(left: frame.left(place, wide: wide), wide, end, to: &out)
    close(title, to: &out)
  }

  /// Writes an outlined column with diagonal lines in it.
  func writeHatched(
    at place: Double, wide: Double, to end: Double, title: FigureText, to out: inout SVGWriter
  ) {
    if abs(end - zero) < 0.005 { return }
    // The outline's stroke lies inside the width that a filled column has.
    let inset = min(0.6, wide / 4)
    let left = frame.left(place, wide: wide) + inset
    let inner = wide - 2 * inset
    out.svg("<path class=\"chart-estimated\" stroke-width=\"1.2\" d=\"")
    let far = end < zero ? min(end + inset, zero) : max(end - inset, zero)
    outline(left: left, inner, far, to: &out)
    hatch(left: left, inner, far, to: &out)
    close(title, to: &out)
  }

  private func close(_ title: FigureText, to out: inout SVGWriter) {
    if title.isEmpty {
      out.svg("\"/>")
      return
    }
    out.svg("\"><title>")
    out.svg(text: title)
    out.svg("</title></path>")
  }

  private func outline(left: Double, _ wide: Double, _ end: Double, to out: inout SVGWriter) {
    let height = abs(end - zero)
    let radius = min(Self.radius, wide / 2, height)
    // Towards the far end is up for a positive value, down for a negative one.
    let back = end < zero ? radius : -radius
    out.append(UInt8(ascii: "M"))
    point(left, zero, to: &out)
    out.append(UInt8(ascii: "V"))
    out.svg(end + back)
    out.append(UInt8(ascii: "Q"))
    point(left, end, to: &out)
    out.append(0x20)
    point(left + radius, end, to: &out)
    out.append(UInt8(ascii: "H"))
    out.svg(left + wide - radius)
    out.append(UInt8(ascii: "Q"))
    point(left + wide, end, to: &out)
    out.append(0x20)
    point(left + wide, end + back, to: &out)
    out.append(UInt8(ascii: "V"))
    out.svg(zero)
    out.append(UInt8(ascii: "Z"))
  }

  /// Diagonals rising to the right, cut to the column: no pattern element, so no id and no colour but the class's.
  private func hatch(left: Double, _ wide: Double, _ end: Double, to out: inout SVGWriter) {
    let top = min(end, zero) + (end < zero ? 1 : 0)
    let bottom = max(end, zero) - (end < zero ? 0 : 1)
    let right = left + wide
    var sum = left + top + Self.hatchSpacing * 0.75
    while sum < right + bottom {
      let from = max(left, sum - bottom)
      let to = min(right, sum - top)
      if to - from > 0.8 {
        out.append(UInt8(ascii: "M"))
        point(from, sum - from, to: &out)
        out.append(UInt8(ascii: "L"))
        point(to, sum - to, to: &out)
      }
      sum += Self.hatchSpacing
    }
  }

  private func point(_ x: Double, _ y: Double, to out: inout SVGWriter) {
    out.svg(x)
    out.append(0x20)
    out.svg(y)
  }
}
