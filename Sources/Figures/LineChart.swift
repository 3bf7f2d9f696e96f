/// A line over time, with the one it is compared with behind it.
public struct LineChart {
  /// One place on the line; `ColumnsChart` takes the same.
  public typealias Point = ColumnsChart.Column

  /// Title, ids, size and direction.
  public let frame: ChartFrame
  /// The points, oldest first; a value that is not finite breaks the line.
  public let points: UnsafeBufferPointer<Point>
  /// The axis; must cover every value, see `ColumnsChart.scale(of:)`.
  public let axis: AxisScale
  /// One printed number for each tick of `axis`.
  public let tickLabels: [FigureText]
  /// What the numbers count, such as `kWh`; may be empty.
  public let unit: FigureText
  /// What the values are called; empty for none.
  public let valueName: FigureText
  /// What they are compared with; empty for none.
  public let compareName: FigureText
  /// Height of the drawing.
  public let height: Double

  /// Makes a chart.
  public init(
    frame: ChartFrame,
    points: UnsafeBufferPointer<Point>,
    axis: AxisScale,
    tickLabels: [FigureText],
    unit: FigureText = .none,
    valueName: FigureText = .none,
    compareName: FigureText = .none,
    height: Double = 240
  ) {
    self.frame = frame
    self.points = points
    self.axis = axis
    self.tickLabels = tickLabels
    self.unit = unit
    self.valueName = valueName
    self.compareName = compareName
    self.height = height
  }

  /// Appends the chart as SVG.
  public func write(to out: inout SVGWriter) {
    frame.open("line", height: height, to: &out)
    let header = Header(
      frame: frame, unit: unit,
      entries: [
        Legend.Entry(swatch: "chart-value", text: valueName),
        Legend.Entry(swatch: "chart-compare", text: compareName),
      ])
    header.write(to: &out)
    let plot = PlotArea(
      frame: frame, axis: axis, tickLabels: tickLabels, top: header.height + 8,
      bottom: height - 2 * frame.fontSize, slots: points.count)
    plot.writeGrid(tickLabels, to: &out)
    plot.writeAxis(to: &out)
    line("chart-compare", \.compare, plot, to: &out)
    line("chart-value", \.value, plot, to: &out)
    dots(plot, to: &out)
    plot.writeLabels(points.lazy.map(\.label), to: &out)
    frame.close(to: &out)
  }

  /// One line, its gaps where a value is missing.
  private func line(
    _ name: StaticString, _ value: KeyPath<Point, Double>, _ plot: PlotArea,
    to out: inout SVGWriter
  ) {
    guard points.contains(where: { $0[keyPath: value].isFinite }) else { return }
    out.svg("<path class=\"")
    out.svg(name)
    out.svg("\" d=\"")
    var last: (x: Double, y: Double)?
    for (index, point) in points.enumerated() {
      guard point[keyPath: value].isFinite else {
        last = nil
        continue
      }
      let here = (x: frame.x(plot.middle(index)), y: plot.y(point[keyPath: value]))
      if let last { LineShape.segment(from: last, to: here, to: &out) }
      LineShape.joint(at: here, to: &out)
      last = here
    }
    out.svg("\"/>")
  }

  /// Dots on the values; an estimated one is hollow.
  private func dots(_ plot: PlotArea, to out: inout SVGWriter) {
    for (index, point) in points.enumerated() where point.value.isFinite {
      out.svg("<circle class=\"")
      out.svg(point.isEstimated ? "chart-estimated" : "chart-value")
      out.append(UInt8(ascii: "\""))
      if point.isEstimated { out.svg(" stroke-width=\"1.5\"") }
      out.svg("cx", frame.x(plot.middle(index)))
      out.svg("cy", plot.y(point.value))
      out.svg(" r=\"3.5\"")
      if point.valueText.isEmpty {
        out.svg("/>")
      } else {
        out.svg("><title>")
        out.svg(text: point.valueText)
        out.svg("</title></circle>")
      }
    }
  }
}
