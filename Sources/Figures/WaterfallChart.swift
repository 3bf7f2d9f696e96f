/// How one amount became another: the first, what was added and taken away, the last.
///
/// Rows, not columns, so that causes may have long names on a narrow screen; what is added runs on from where the
/// row above ended.
public struct WaterfallChart {
  /// One row.
  public struct Step: BitwiseCopyable {
    /// What it is.
    public let label: FigureText
    /// A total, or a change when `isTotal` is false.
    public let value: Double
    /// The amount as it is printed.
    public let text: FigureText
    /// Whether the value is a total, drawn from zero.
    public let isTotal: Bool

    /// Makes a row.
    public init(label: FigureText, value: Double, text: FigureText, isTotal: Bool = false) {
      self.label = label
      self.value = value
      self.text = text
      self.isTotal = isTotal
    }
  }

  /// Title, ids, size and direction.
  public let frame: ChartFrame
  /// The rows, first to last.
  public let steps: UnsafeBufferPointer<Step>

  /// Makes a chart.
  public init(frame: ChartFrame, steps: UnsafeBufferPointer<Step>) {
    self.frame = frame
    self.steps = steps
  }

  private var rowHeight: Double { max(34, 2 * frame.fontSize) }
  private static let barHeight = 20.0
  private static let margin = 6.0
  /// A change too small to see is still drawn.
  private static let leastWidth = 2.0

  /// Appends the chart as SVG.
  public func write(to out: inout SVGWriter) {
    let height = Double(max(1, steps.count)) * rowHeight + 2 * Self.margin
    frame.open("waterfall", height: height, to: &out)
    let layout = Layout(self)
    writeZero(layout, height, to: &out)
    var running = 0.0
    for (index, step) in steps.enumerated() {
      let value = Self.finite(step.value)
      let from = step.isTotal ? 0 : running
      let to = step.isTotal ? value : running + value
      let top = Self.margin + Double(index) * rowHeight
      if index > 0 { writeConnector(layout.x(running), top, to: &out) }
      write(step, layout, from, to, top, to: &out)
      running = to
    }
    frame.close(to: &out)
  }

  private static func finite(_ value: Double) -> Double {
    value.isFinite ? min(max(value, -1e15), 1e15) : 0
  }
}

extension WaterfallChart {
  /// Where the bars are and how long.
  private struct Layout {
    let start: Double
    let wide: Double
    var low = 0.0
    var high = 0.0

    init(_ chart: WaterfallChart) {
      let labels = chart.steps.map { chart.frame.width(of: $0.label) }.max() ?? 0
      let texts = chart.steps.map { chart.frame.width(of: $0.text) }.max() ?? 0
      start = min(labels + 14, chart.frame.width * 0.42)
      wide = max(40, chart.frame.width - start - texts - 18)
      var running = 0.0
      for step in chart.steps {
        let value = WaterfallChart.finite(step.value)
        running = step.isTotal ? value : running + value
        low = min(low, running)
        high = max(high, running)
      }
      if high - low < 1e-6 { high = low + 1 }
    }

    func x(_ value: Double) -> Double { start + (value - low) / (high - low) * wide }
  }

  private func write(
    _ step: Step, _ layout: Layout, _ from: Double, _ to: Double, _ top: Double,
    to out: inout SVGWriter
  ) {
    let middle = top + rowHeight / 2
    frame.label(step.label, at: 0, middle + frame.baseline, to: &out)
    frame.label(step.text, at: frame.width - 2, middle + frame.baseline, .end, to: &out)
    if from == to { return }
    var start = layout.x(min(from, to))
    var wide = layout.x(max(from, to)) - start
    if wide < Self.leastWidth {
      start -= (Self.leastWidth - wide) / 2
      wide = Self.leastWidth
    }
    out.svg("<rect class=\"")
    out.svg(step.isTotal ? "chart-total" : to > from ? "chart-up" : "chart-down")
    out.append(UInt8(ascii: "\""))
    out.svg("x", frame.left(start, wide: wide))
    out.svg("y", middle - Self.barHeight / 2)
    out.svg("width", wide)
    out.svg("height", Self.barHeight)
    out.svg("rx", min(3, wide / 2))
    out.svg("/>")
  }

  /// From the row above to this one, where the amount stands.
  private func writeConnector(_ place: Double, _ top: Double, to out: inout SVGWriter) {
    let gap = (rowHeight - Self.barHeight) / 2
    out.svg("<path class=\"chart-axis\" fill=\"none\" d=\"M")
    out.svg(frame.x(place).rounded() + 0.5)
    out.append(0x20)
    out.svg(top - gap)
    out.append(UInt8(ascii: "v"))
    out.svg(2 * gap)
    out.svg("\"/>")
  }

  private func writeZero(_ layout: Layout, _ height: Double, to out: inout SVGWriter) {
    out.svg("<path class=\"chart-axis\" fill=\"none\" d=\"M")
    out.svg(frame.x(layout.x(0)).rounded() + 0.5)
    out.svg(" 0v")
    out.svg(height)
    out.svg("\"/>")
  }
}
