/// The part of a chart where values stand, with its gridlines, its axis and the labels below.
struct PlotArea {
  let frame: ChartFrame
  let axis: AxisScale
  /// Where the plot begins, counted from the side where reading starts.
  let start: Double
  /// Its width.
  let wide: Double
  /// Its upper edge.
  let top: Double
  /// Its lower edge.
  let bottom: Double
  /// How many slots of equal width it has.
  let slots: Int

  /// Room for tick labels beside a plot from `top` to `bottom`.
  init(
    frame: ChartFrame, axis: AxisScale, tickLabels: [FigureText], top: Double, bottom: Double,
    slots: Int
  ) {
    self.frame = frame
    self.axis = axis
    self.top = top
    self.bottom = bottom
    self.slots = slots
    let widest = tickLabels.map { frame.width(of: $0) }.max() ?? 0
    start = min(widest + 8, frame.width / 3)
    wide = frame.width - start - 2
  }

  /// Width of one slot.
  var slot: Double { wide / Double(max(1, slots)) }

  /// The middle of a slot.
  func middle(_ index: Int) -> Double { start + (Double(index) + 0.5) * slot }

  /// The height of a value.
  func y(_ value: Double) -> Double { bottom - axis.fraction(value) * (bottom - top) }

  /// Gridlines with their labels, and the line of zero.
  func writeGrid(_ labels: [FigureText], to out: inout SVGWriter) {
    out.svg("<path class=\"chart-grid\" fill=\"none\" d=\"")
    for tick in axis.ticks where tick.value != 0 { line(at: tick.value, to: &out) }
    out.svg("\"/>")
    for (tick, label) in zip(axis.ticks, labels) {
      frame.label(label, at: start - 8, y(tick.value) + frame.baseline, .end, to: &out)
    }
  }

  /// The line of zero, over the columns' feet.
  func writeAxis(to out: inout SVGWriter) {
    out.svg("<path class=\"chart-axis\" fill=\"none\" d=\"")
    line(at: 0, to: &out)
    out.svg("\"/>")
  }

  private func line(at value: Double, to out: inout SVGWriter) {
    out.append(UInt8(ascii: "M"))
    out.svg(frame.left(start, wide: wide))
    out.append(0x20)
    // Half a unit off, a line of one unit is sharp.
    out.svg(y(value).rounded() + 0.5)
    out.append(UInt8(ascii: "h"))
    out.svg(wide)
  }

  /// Labels below the slots: as many as fit, evenly thinned, the last always among them.
  func writeLabels(_ labels: some RandomAccessCollection<FigureText>, to out: inout SVGWriter) {
    let widest = labels.map { frame.width(of: $0) }.max() ?? 0
    let every = max(1, Int(((widest + 6) / slot).rounded(.up)))
    for (index, label) in labels.enumerated() where (slots - 1 - index) % every == 0 {
      let half = frame.width(of: label) / 2
      // A label wider than its slot stays inside the picture.
      let place = min(max(middle(index), half), frame.width - half)
      frame.label(label, at: place, bottom + frame.fontSize + 5, .middle, to: &out)
    }
  }
}
