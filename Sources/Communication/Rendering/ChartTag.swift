import Figures
import Liquid

/// `{% chart 'columns', data: list, label: 'month', value: 'amount', title: text %}`: a chart as inline SVG.
enum ChartTag {
  static let row = TagRow(
    "chart", arity: 1...1,
    names: [
      "data", "label", "value", "compare", "flag", "unit", "title", "description", "value_name",
      "compare_name", "estimated_name", "months", "legend", "total", "center", "note", "width",
      "height",
    ],
    content: .markup, "Draws a chart: columns, line, bar, donut or waterfall.", apply)

  /// The kinds of charts, as pages name them.
  static let kinds = ["columns", "line", "bar", "donut", "waterfall"]
  /// The arguments that name a field of each row.
  static let fieldNames: Set<String> = ["label", "value", "compare", "flag", "total"]

  /// Drawings of more marks would not be read by anyone.
  private static let mostMarks = 120
  /// Wide enough for 13 months with their labels at reading size; what a drawing has that is not told its size.
  private static let width = 640.0
  private static let height = 240.0
  /// Labels, ticks and a legend have room in these, and nobody draws larger.
  private static let sides = 240.0...4000.0
  /// What pages set labels in: it comes to 11 to 14 pixels where a chart is 340 to 420 wide.
  private static let fontSize = 21.0

  private static func apply(
    _ arguments: FilterArguments, _ scope: FilterScope, _ output: Output
  ) throws(RenderFailure) {
    let input = ChartInput(arguments, scope)
    let rows = input["data"].elements
    guard rows.count <= mostMarks else {
      throw RenderFailure(.limit, "a chart has more than \(mostMarks) marks")
    }
    for side in [width(input), height(input)] where !sides.contains(side) {
      throw RenderFailure(.argument, "a chart's width and height are 240 to 4000")
    }
    try scope.charge(bytes: 1024 + 256 * rows.count)
    var svg = SVGWriter()
    let kind = arguments[0].bytes
    if kind.elementsEqual("columns") {
      ColumnsChart(columns(input, rows), input).write(to: &svg)
    } else if kind.elementsEqual("line") {
      LineChart(columns(input, rows), input).write(to: &svg)
    } else if kind.elementsEqual("bar") {
      withShares(input, rows) { ShareBar(frame: input.frame, shares: $0).write(to: &svg) }
    } else if kind.elementsEqual("donut") {
      withShares(input, rows) {
        DonutChart(
          frame: input.frame, shares: $0, center: input.text("center"),
          centerNote: input.text("note")
        ).write(to: &svg)
      }
    } else if kind.elementsEqual("waterfall") {
      steps(input, rows).withUnsafeBufferPointer {
        WaterfallChart(frame: input.frame, steps: $0).write(to: &svg)
      }
    } else {
      throw RenderFailure(
        .argument, "there is no such chart: columns, line, bar, donut and waterfall are known")
    }
    svg.withBytes { output.append($0) }
  }

  static func frame(_ input: ChartInput) -> ChartFrame {
    ChartFrame(
      idPrefix: "chart\(input.number)", title: input.text("title"),
      description: input.text("description"), width: width(input),
      isRightToLeft: input.scope.locale?.isRightToLeft ?? false, fontSize: fontSize)
  }

  /// Units of the drawing, in which text is 21 high.
  private static func width(_ input: ChartInput) -> Double {
    input["width"].isNil ? width : input["width"].double ?? .nan
  }

  /// The same; of columns and lines, which other charts do not have.
  static func height(_ input: ChartInput) -> Double {
    input["height"].isNil ? height : input["height"].double ?? .nan
  }

  private static func columns(
    _ input: ChartInput, _ rows: UnsafeBufferPointer<Value>
  ) -> UnsafeBufferPointer<ColumnsChart.Column> {
    let columns = input.scope.arena.allocate(
      rows.count * MemoryLayout<ColumnsChart.Column>.stride
    ).bindMemory(to: ColumnsChart.Column.self, capacity: rows.count)
    for (index, row) in rows.enumerated() {
      let (value, compare) = (input.value(of: row), input.compare(of: row))
      (columns + index).initialize(
        to: ColumnsChart.Column(
          label: input.label(of: row), value: value.double ?? .nan,
          compare: compare.double ?? .nan, isEstimated: input.isEstimated(row),
          valueText: input.caption(of: row, value), compareText: input.compareCaption(compare)))
    }
    return UnsafeBufferPointer(start: columns, count: rows.count)
  }

  private static func withShares(
    _ input: ChartInput, _ rows: UnsafeBufferPointer<Value>,
    _ draw: (UnsafeBufferPointer<Share>) -> Void
  ) {
    let shares = rows.map { row in
      let value = input.value(of: row)
      return Share(
        label: input.label(of: row), value: value.double ?? .nan, text: input.amount(value))
    }
    shares.withUnsafeBufferPointer(draw)
  }

  private static func steps(
    _ input: ChartInput, _ rows: UnsafeBufferPointer<Value>
  ) -> [WaterfallChart.Step] {
    rows.map { row in
      let value = input.value(of: row)
      return WaterfallChart.Step(
        label: input.label(of: row), value: value.double ?? .nan, text: input.amount(value),
        isTotal: input.isTotal(row))
    }
  }
}

extension ColumnsChart {
  init(_ columns: UnsafeBufferPointer<Column>, _ input: ChartInput) {
    let axis = Self.scale(of: columns)
    self.init(
      frame: input.frame, columns: columns, axis: axis, tickLabels: input.ticks(axis),
      unit: input.text("unit"), valueName: input.legend("value_name"),
      compareName: input.legend("compare_name"), estimatedName: input.legend("estimated_name"),
      height: ChartTag.height(input))
  }
}

extension LineChart {
  init(_ points: UnsafeBufferPointer<Point>, _ input: ChartInput) {
    let axis = ColumnsChart.scale(of: points)
    self.init(
      frame: input.frame, points: points, axis: axis, tickLabels: input.ticks(axis),
      unit: input.text("unit"), valueName: input.legend("value_name"),
      compareName: input.legend("compare_name"), height: ChartTag.height(input))
  }
}
