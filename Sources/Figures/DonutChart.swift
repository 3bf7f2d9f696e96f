/// Shares of a whole as a ring, clockwise from the top, with a legend beside it.
public struct DonutChart {
  /// Title, ids, size and direction.
  public let frame: ChartFrame
  /// The parts, in the order they are drawn.
  public let shares: UnsafeBufferPointer<Share>
  /// What stands in the ring, such as the total; may be empty.
  public let center: FigureText
  /// A smaller line below it; may be empty.
  public let centerNote: FigureText

  /// Makes a chart.
  public init(
    frame: ChartFrame,
    shares: UnsafeBufferPointer<Share>,
    center: FigureText = .none,
    centerNote: FigureText = .none
  ) {
    self.frame = frame
    self.shares = shares
    self.center = center
    self.centerNote = centerNote
  }

  private static let outer = 92.0
  private static let inner = 60.0
  private var rowHeight: Double { 2 * frame.fontSize }
  private static let margin = 6.0
  /// Between neighbours, in turns of the circle.
  private static let gap = 0.004

  /// Appends the chart as SVG.
  public func write(to out: inout SVGWriter) {
    let ring = 2 * (Self.outer + Self.margin)
    let height = max(ring, Double(shares.count) * rowHeight + 12)
    frame.open("donut", height: height, to: &out)
    let middle = Point(x: frame.x(Self.outer + Self.margin), y: height / 2)
    let total = shares.reduce(0) { $0 + $1.amount }
    if total <= 0 { writeRing("chart-grid", middle, to: &out) }
    var from = 0.0
    for (index, share) in shares.enumerated() where share.amount > 0 {
      let to = from + share.amount / total
      write(share, index, middle, from, to, to: &out)
      from = to
    }
    writeCenter(height / 2, to: &out)
    writeLegend(ring + 18, height, to: &out)
    frame.close(to: &out)
  }
}

extension DonutChart {
  private struct Point {
    let x: Double
    let y: Double
  }

  private func write(
    _ share: Share, _ index: Int, _ middle: Point, _ from: Double, _ to: Double,
    to out: inout SVGWriter
  ) {
    let name = ChartFrame.series(index)
    // An arc cannot end where it starts: all of the ring is the ring.
    if to - from > 0.9999 {
      writeRing(name, middle, to: &out)
      return
    }
    let trim = min(Self.gap / 2, (to - from) / 4)
    let (first, last) = (from + trim, to - trim)
    let isLong = last - first > 0.5
    out.svg("<path class=\"")
    out.svg(name)
    out.svg("\" d=\"M")
    point(middle, Self.outer, first, to: &out)
    arc(Self.outer, isLong, isForward: true, to: &out)
    point(middle, Self.outer, last, to: &out)
    out.append(UInt8(ascii: "L"))
    point(middle, Self.inner, last, to: &out)
    arc(Self.inner, isLong, isForward: false, to: &out)
    point(middle, Self.inner, first, to: &out)
    out.svg("Z\"")
    share.finishPath(to: &out)
  }

  /// The whole ring: two circles, the inner one a hole.
  private func writeRing(
    _ name: StaticString, _ middle: Point, to out: inout SVGWriter
  ) {
    out.svg("<path class=\"")
    out.svg(name)
    out.svg("\" fill-rule=\"evenodd\" d=\"")
    for radius in [Self.outer, Self.inner] {
      out.append(UInt8(ascii: "M"))
      point(middle, radius, 0, to: &out)
      arc(radius, false, isForward: true, to: &out)
      point(middle, radius, 0.5, to: &out)
      arc(radius, false, isForward: true, to: &out)
      point(middle, radius, 0, to: &out)
      out.append(UInt8(ascii: "Z"))
    }
    out.svg("\"/>")
  }

  private func arc(
    _ radius: Double, _ isLong: Bool, isForward: Bool, to out: inout SVGWriter
  ) {
    out.append(UInt8(ascii: "A"))
    out.svg(radius)
    out.append(0x20)
    out.svg(radius)
    out.svg(isLong ? " 0 1 " : " 0 0 ")
    // Clockwise to one who reads from the left is anticlockwise to one who reads from the right.
    out.svg(isForward != frame.isRightToLeft ? "1 " : "0 ")
  }

  private func point(
    _ middle: Point, _ radius: Double, _ turn: Double, to out: inout SVGWriter
  ) {
    let (sine, cosine) = UnitCircle.point(turn: turn)
    out.svg(middle.x + (frame.isRightToLeft ? -radius : radius) * sine)
    out.append(0x20)
    out.svg(middle.y - radius * cosine)
  }

  private func writeCenter(_ y: Double, to out: inout SVGWriter) {
    let place = Self.outer + Self.margin
    if !center.isEmpty {
      // Large, but never wider than the hole.
      let size = min(22, 1.7 * Self.inner / max(1, center.width(at: 1)))
      out.svg("<text class=\"chart-total\" text-anchor=\"middle\"")
      out.svg("font-size", size)
      out.svg("x", frame.x(place))
      out.svg("y", y + (centerNote.isEmpty ? size * 0.36 : size * 0.1))
      out.append(UInt8(ascii: ">"))
      out.svg(text: center)
      out.svg("</text>")
    }
    frame.label(
      centerNote, at: place, y + (center.isEmpty ? frame.baseline : frame.fontSize + 7), .middle,
      to: &out)
  }

  private func writeLegend(_ start: Double, _ height: Double, to out: inout SVGWriter) {
    let top = (height - Double(shares.count) * rowHeight) / 2
    for (index, share) in shares.enumerated() {
      let middle = top + (Double(index) + 0.5) * rowHeight
      frame.swatch(ChartFrame.series(index), at: start, middle - 5, to: &out)
      frame.label(share.label, at: start + 18, middle + frame.baseline, to: &out)
      frame.label(share.text, at: frame.width - 2, middle + frame.baseline, .end, to: &out)
    }
  }
}
