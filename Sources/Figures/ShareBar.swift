/// Shares of a whole as one horizontal bar, with a legend below.
public struct ShareBar {
  /// Title, ids, size and direction.
  public let frame: ChartFrame
  /// The parts, in the order they are drawn.
  public let shares: UnsafeBufferPointer<Share>

  /// Makes a chart.
  public init(frame: ChartFrame, shares: UnsafeBufferPointer<Share>) {
    self.frame = frame
    self.shares = shares
  }

  private static let barHeight = 26.0
  private static let columnGap = 24.0
  private static let gap = 2.0
  private static let leastWidth = 2.0

  /// Appends the chart as SVG.
  public func write(to out: inout SVGWriter) {
    let columns = columns
    let rows = (shares.count + columns - 1) / columns
    let height = Self.barHeight + 10 + Double(rows) * frame.rowHeight
    frame.open("bar", height: height, to: &out)
    writeBar(to: &out)
    let wide = (frame.width - Double(columns - 1) * Self.columnGap) / Double(columns)
    for (index, share) in shares.enumerated() {
      let start = Double(index % columns) * (wide + Self.columnGap)
      let middle = Self.barHeight + 10 + (Double(index / columns) + 0.5) * frame.rowHeight
      frame.swatch(ChartFrame.series(index), at: start, middle - 5, to: &out)
      frame.label(share.label, at: start + 16, middle + frame.baseline, to: &out)
      frame.label(share.text, at: start + wide - 2, middle + frame.baseline, .end, to: &out)
    }
    frame.close(to: &out)
  }

  /// As many legend columns as the widest entry allows, three at most.
  private var columns: Int {
    let widest = shares.map { frame.width(of: $0.label) + frame.width(of: $0.text) + 34 }.max() ?? 0
    for count in [3, 2] where shares.count >= count {
      let room = (frame.width - Double(count - 1) * Self.columnGap) / Double(count)
      if widest <= room { return count }
    }
    return 1
  }

  private func writeBar(to out: inout SVGWriter) {
    let total = shares.reduce(0) { $0 + $1.amount }
    let drawn = shares.reduce(0) { $0 + ($1.amount > 0 ? 1 : 0) }
    if drawn == 0 {
      bar(
        "chart-grid", 0, frame.width, first: true, last: true,
        Share(label: .none, value: 0), to: &out)
      return
    }
    let room = frame.width - Double(drawn - 1) * Self.gap
    // What is too thin to see is widened, and the others give way in proportion.
    let thin = shares.reduce(0) { $0 + (isThin($1, room, total) ? 1 : 0) }
    let thick = shares.reduce(0) { $0 + (isThin($1, room, total) ? 0 : $1.amount) }
    let left = room - Double(thin) * Self.leastWidth
    var start = 0.0
    var position = 0
    for (index, share) in shares.enumerated() where share.amount > 0 {
      let wide =
        isThin(share, room, total) || thick <= 0 ? Self.leastWidth : share.amount / thick * left
      bar(
        ChartFrame.series(index), start, wide, first: position == 0, last: position == drawn - 1,
        share, to: &out)
      start += wide + Self.gap
      position += 1
    }
  }

  private func isThin(_ share: Share, _ room: Double, _ total: Double) -> Bool {
    share.amount > 0 && share.amount / total * room < Self.leastWidth
  }

  /// One part; the bar's two ends are round.
  private func bar(
    _ name: StaticString, _ start: Double, _ wide: Double, first: Bool, last: Bool,
    _ share: Share, to out: inout SVGWriter
  ) {
    let left = frame.left(start, wide: wide)
    let radius = min(5, wide / 2)
    let leftRadius = (frame.isRightToLeft ? last : first) ? radius : 0
    let rightRadius = (frame.isRightToLeft ? first : last) ? radius : 0
    out.svg("<path class=\"")
    out.svg(name)
    out.svg("\" d=\"M")
    out.svg(left + leftRadius)
    out.svg(" 0H")
    out.svg(left + wide - rightRadius)
    corner(rightRadius, rightRadius, rightRadius, 0, to: &out)
    out.append(UInt8(ascii: "V"))
    out.svg(Self.barHeight - rightRadius)
    corner(-rightRadius, rightRadius, 0, rightRadius, to: &out)
    out.append(UInt8(ascii: "H"))
    out.svg(left + leftRadius)
    corner(-leftRadius, -leftRadius, -leftRadius, 0, to: &out)
    out.append(UInt8(ascii: "V"))
    out.svg(leftRadius)
    corner(leftRadius, -leftRadius, 0, -leftRadius, to: &out)
    out.svg("Z\"")
    share.finishPath(to: &out)
  }

  private func corner(
    _ x: Double, _ y: Double, _ controlX: Double, _ controlY: Double, to out: inout SVGWriter
  ) {
    if x == 0 { return }
    out.append(UInt8(ascii: "q"))
    out.svg(controlX)
    out.append(0x20)
    out.svg(controlY)
    out.append(0x20)
    out.svg(x)
    out.append(0x20)
    out.svg(y)
  }
}
