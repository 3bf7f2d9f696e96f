/// Columns over time, each beside the one it is compared with: this year's months and last year's.
///
/// ```
///   kWh   [] 2026  [] 2025
///   400 ----------------------
///   200 ---- _ #---- _#-------
///     0 ____|_|#____|_|#______
///          Jan     Feb
/// ```
public struct ColumnsChart {
  /// One slot.
  public struct Column: BitwiseCopyable {
    /// What stands below, such as a month.
    public let label: FigureText
    /// The value; not finite where there is none.
    public let value: Double
    /// What it is compared with; not finite where there is nothing.
    public let compare: Double
    /// Whether the value is estimated: drawn as a hatched outline.
    public let isEstimated: Bool
    /// What a pointer resting on the value shows, such as `March 2026: 312 kWh`; may be empty.
    public let valueText: FigureText
    /// The same for what it is compared with.
    public let compareText: FigureText

    /// Makes a slot.
    public init(
      label: FigureText,
      value: Double,
      compare: Double = .nan,
      isEstimated: Bool = false,
      valueText: FigureText = .none,
      compareText: FigureText = .none
    ) {
      self.label = label
      self.value = value
      self.compare = compare
      self.isEstimated = isEstimated
      self.valueText = valueText
      self.compareText = compareText
    }
  }

  /// Title, ids, size and direction.
  public let frame: ChartFrame
  /// The slots, oldest first.
  public let columns: UnsafeBufferPointer<Column>
  /// The axis; must cover every value, see `scale(of:)`.
  public let axis: AxisScale
  /// One printed number for each tick of `axis`.
  public let tickLabels: [FigureText]
  /// What the numbers count, such as `kWh`; may be empty.
  public let unit: FigureText
  /// What the values are called; empty for none.
  public let valueName: FigureText
  /// What they are compared with; empty for none.
  public let compareName: FigureText
  /// What estimated values are called; empty for none.
  public let estimatedName: FigureText
  /// Height of the drawing.
  public let height: Double

  /// Makes a chart.
  public init(
    frame: ChartFrame,
    columns: UnsafeBufferPointer<Column>,
    axis: AxisScale,
    tickLabels: [FigureText],
    unit: FigureText = .none,
    valueName: FigureText = .none,
    compareName: FigureText = .none,
    estimatedName: FigureText = .none,
    height: Double = 240
  ) {
    self.frame = frame
    self.columns = columns
    self.axis = axis
    self.tickLabels = tickLabels
    self.unit = unit
    self.valueName = valueName
    self.compareName = compareName
    self.estimatedName = estimatedName
    self.height = height
  }

  /// An axis that covers the slots' values.
  public static func scale(of columns: UnsafeBufferPointer<Column>) -> AxisScale {
    var values: [Double] = []
    for column in columns {
      values.append(column.value)
      values.append(column.compare)
    }
    return AxisScale(covering: values)
  }

  /// Appends the chart as SVG.
  public func write(to out: inout SVGWriter) {
    frame.open("columns", height: height, to: &out)
    let header = Header(
      frame: frame, unit: unit,
      entries: [
        Legend.Entry(swatch: "chart-value", text: valueName),
        Legend.Entry(swatch: "chart-compare", text: compareName),
        Legend.Entry(
          swatch: "chart-estimated", text: hasEstimates ? estimatedName : .none),
      ])
    header.write(to: &out)
    let plot = PlotArea(
      frame: frame, axis: axis, tickLabels: tickLabels, top: header.height + 8,
      bottom: height - 2 * frame.fontSize, slots: columns.count)
    plot.writeGrid(tickLabels, to: &out)
    for (index, column) in columns.enumerated() { write(column, index, plot, to: &out) }
    plot.writeAxis(to: &out)
    plot.writeLabels(columns.lazy.map(\.label), to: &out)
    frame.close(to: &out)
  }
}

extension ColumnsChart {
  private var hasEstimates: Bool { columns.contains { $0.isEstimated && $0.value.isFinite } }
  private var hasComparison: Bool { columns.contains { $0.compare.isFinite } }

  private func write(_ column: Column, _ index: Int, _ plot: PlotArea, to out: inout SVGWriter) {
    let pair = min(plot.slot * 0.74, 44)
    let start = plot.middle(index) - pair / 2
    let shape = ColumnShape(frame: frame, zero: plot.y(0))
    guard hasComparison else {
      let wide = min(plot.slot * 0.62, 32)
      let place = plot.middle(index) - wide / 2
      value(column, shape, at: place, wide, plot, to: &out)
      return
    }
    let gap = min(2, pair * 0.08)
    let wide = (pair - gap) / 2
    if column.compare.isFinite {
      shape.write(
        "chart-compare", at: start, wide: wide, to: plot.y(column.compare),
        title: column.compareText, to: &out)
    }
    value(column, shape, at: start + wide + gap, wide, plot, to: &out)
  }

  private func value(
    _ column: Column, _ shape: ColumnShape, at place: Double, _ wide: Double, _ plot: PlotArea,
    to out: inout SVGWriter
  ) {
    guard column.value.isFinite else { return }
    let y = plot.y(column.value)
    if column.isEstimated {
      shape.writeHatched(at: place, wide: wide, to: y, title: column.valueText, to: &out)
    } else {
      shape.write(
        "chart-value", at: place, wide: wide, to: y, title: column.valueText, to: &out)
    }
  }
}

/// The row above a plot: what the numbers count, and the legend.
struct Header {
  private let legend: Legend
  private let unit: FigureText
  private let frame: ChartFrame

  init(frame: ChartFrame, unit: FigureText, entries: [Legend.Entry]) {
    self.frame = frame
    self.unit = unit
    let start = unit.isEmpty ? 0 : frame.width(of: unit) + 20
    legend = Legend(frame: frame, entries: entries.filter { !$0.text.isEmpty }, start: start)
  }

  /// How high the row is.
  var height: Double { max(legend.height, unit.isEmpty ? 0 : frame.rowHeight) }

  func write(to out: inout SVGWriter) {
    frame.label(unit, at: 0, frame.rowHeight / 2 + frame.baseline, to: &out)
    legend.write(top: 0, to: &out)
  }
}
