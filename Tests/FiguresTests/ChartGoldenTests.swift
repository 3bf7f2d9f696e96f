import Figures
import Foundation
import Testing

/// The charts as text; `Scripts/show-charts.py` makes a page of the goldens to look at.
@Suite struct ChartGoldenTests {
  static let months = [
    "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
  ]
  static let amounts: [Double] = [301, 262, 215, 198, 240, 251, 205, 230, 285, 344, 371, 330, 312]
  static let before: [Double] = [328, 270, 240, 205, 221, 233, 214, 248, 301, 352, 360, 341, 301]

  let texts = Texts()

  func frame(
    _ id: String, rtl: Bool = false, width: Double = 440, fontSize: Double = 13
  ) -> ChartFrame {
    ChartFrame(
      idPrefix: id, title: texts("Consumption by month"),
      description: texts("Your use of the last 13 months beside the year before."),
      width: width, isRightToLeft: rtl, fontSize: fontSize)
  }

  func columns(
    _ frame: ChartFrame, _ labels: [String], _ values: [Double], _ compare: [Double],
    estimated: Set<Int> = [], names: [String] = ["This year", "Year before", "Estimated"]
  ) -> [UInt8] {
    let columns = labels.indices.map { index in
      ColumnsChart.Column(
        label: texts(labels[index]), value: values[index],
        compare: index < compare.count ? compare[index] : .nan,
        isEstimated: estimated.contains(index),
        valueText: texts("\(labels[index]): \(values[index]) kWh"))
    }
    var out = SVGWriter()
    columns.withUnsafeBufferPointer { buffer in
      let axis = ColumnsChart.scale(of: buffer)
      ColumnsChart(
        frame: frame, columns: buffer, axis: axis, tickLabels: ticks(axis), unit: texts("kWh"),
        valueName: texts(names[0]), compareName: texts(names[1]), estimatedName: texts(names[2])
      ).write(to: &out)
    }
    return out.withBytes { Array($0) }
  }

  func ticks(_ axis: AxisScale) -> [FigureText] {
    axis.ticks.map { tick in
      texts(tick.scale == 0 ? "\(tick.mantissa)" : "\(tick.value)")
    }
  }

  func line(_ frame: ChartFrame, _ values: [Double], _ compare: [Double]) -> [UInt8] {
    let points = values.indices.map { index in
      LineChart.Point(
        label: texts(Self.months[index % 13]), value: values[index], compare: compare[index],
        isEstimated: index == 11)
    }
    var out = SVGWriter()
    points.withUnsafeBufferPointer { buffer in
      let axis = ColumnsChart.scale(of: buffer)
      LineChart(
        frame: frame, points: buffer, axis: axis, tickLabels: ticks(axis), unit: texts("€"),
        valueName: texts("Price"), compareName: texts("Market")
      ).write(to: &out)
    }
    return out.withBytes { Array($0) }
  }

  func shares(_ rows: [(String, Double)]) -> [Share] {
    rows.map { Share(label: texts($0.0), value: $0.1, text: texts("\($0.1) %")) }
  }

  static let mix: [(String, Double)] = [
    ("Wind", 34.5), ("Solar", 21), ("Hydro", 16.2), ("Gas", 15), ("Biomass", 8.8), ("Coal", 4.1),
    ("Other", 0.4),
  ]

  @Test func columnsOfThirteenMonths() throws {
    let out = columns(frame("usage"), Self.months, Self.amounts, Self.before, estimated: [11])
    try Golden.check(out, "columns.svg")
  }

  @Test func columnsFromRightToLeft() throws {
    let labels = ["مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس"]
    let out = columns(
      frame("rtl", rtl: true), labels, Array(Self.amounts[..<6]), Array(Self.before[..<6]),
      estimated: [5], names: ["هذا العام", "العام السابق", "تقديري"])
    try Golden.check(out, "columns-rtl.svg")
  }

  @Test func columnsOfTwoYears() throws {
    let labels = Self.months[..<12] + Self.months[..<12]
    let values = (0..<24).map { 180 + Double(($0 * 37) % 90) * 2.4 }
    let out = columns(frame("two"), Array(labels), values, values.reversed(), estimated: [22, 23])
    try Golden.check(out, "columns-24.svg")
  }

  @Test func columnsWithLargeText() throws {
    let out = columns(
      frame("large", width: 640, fontSize: 21), Self.months, Self.amounts, Self.before,
      estimated: [11])
    try Golden.check(out, "columns-large.svg")
  }

  @Test func columnsBelowZero() throws {
    let values: [Double] = [-12.5, 40, -3.25, 18, 0, 27.75]
    let out = columns(
      frame("below"), Array(Self.months[..<6]), values, [], estimated: [3, 0],
      names: ["Net", "", "Estimated"])
    try Golden.check(out, "columns-negative.svg")
  }

  @Test func columnsOfOneMonth() throws {
    try Golden.check(columns(frame("one"), ["March 2026"], [312], [298]), "columns-1.svg")
  }

  @Test func columnsOfNothing() throws {
    try Golden.check(columns(frame("none"), [], [], []), "columns-0.svg")
  }

  @Test func columnsOfZeros() throws {
    try Golden.check(columns(frame("zero"), ["A", "B"], [0, 0], [0, 0]), "columns-zero.svg")
  }

  @Test func linePrices() throws {
    let values = [0.112, 0.118, .nan, 0.121, 0.135, 0.142, 0.139, 0.128, 0.12, 0.131, 0.14, 0.137]
    let market = [0.10, 0.11, 0.12, 0.11, 0.12, 0.13, 0.14, 0.13, 0.11, 0.12, 0.13, 0.12]
    try Golden.check(line(frame("price"), values, market), "line.svg")
  }

  @Test func donutOfAnEnergyMix() throws {
    var out = SVGWriter()
    shares(Self.mix).withUnsafeBufferPointer {
      DonutChart(
        frame: frame("mix"), shares: $0, center: texts("72 %"), centerNote: texts("renewable")
      ).write(to: &out)
    }
    try Golden.check(out.withBytes { Array($0) }, "donut.svg")
  }

  @Test(arguments: ["one", "zero", "none"]) func donutsAtTheEdge(name: String) throws {
    let rows: [String: [(String, Double)]] = [
      "one": [("Wind", 100), ("Coal", 0)], "zero": [("Wind", 0), ("Coal", -3)], "none": [],
    ]
    var out = SVGWriter()
    shares(rows[name] ?? []).withUnsafeBufferPointer {
      DonutChart(frame: frame("donut-\(name)"), shares: $0).write(to: &out)
    }
    try Golden.check(out.withBytes { Array($0) }, "donut-\(name).svg")
  }

  @Test(arguments: [false, true]) func shareBar(rtl: Bool) throws {
    var out = SVGWriter()
    shares(Self.mix).withUnsafeBufferPointer {
      ShareBar(frame: frame(rtl ? "bar-rtl" : "bar", rtl: rtl), shares: $0).write(to: &out)
    }
    try Golden.check(out.withBytes { Array($0) }, rtl ? "bar-rtl.svg" : "bar.svg")
  }

  func waterfall(
    _ id: String, _ rows: [(String, Double, String, Bool)], rtl: Bool = false
  ) -> [UInt8] {
    let steps = rows.map {
      WaterfallChart.Step(label: texts($0.0), value: $0.1, text: texts($0.2), isTotal: $0.3)
    }
    var out = SVGWriter()
    steps.withUnsafeBufferPointer {
      WaterfallChart(frame: frame(id, rtl: rtl), steps: $0).write(to: &out)
    }
    return out.withBytes { Array($0) }
  }

  static let change: [(String, Double, String, Bool)] = [
    ("Previous bill", 89.2, "€89.20", true), ("More days", 4.85, "+€4.85", false),
    ("Price per kWh", 11.3, "+€11.30", false), ("Less consumption", -6.15, "−€6.15", false),
    ("Other items", 0.02, "+€0.02", false), ("This bill", 99.22, "€99.22", true),
  ]

  @Test(arguments: [false, true]) func waterfallOfABill(rtl: Bool) throws {
    let out = waterfall(rtl ? "why-rtl" : "why", Self.change, rtl: rtl)
    try Golden.check(out, rtl ? "waterfall-rtl.svg" : "waterfall.svg")
  }

  @Test func waterfallBelowZero() throws {
    let rows: [(String, Double, String, Bool)] = [
      ("Previous bill", 35, "€35.00", true), ("Credit", -80, "−€80.00", false),
      ("Consumption", 12, "+€12.00", false), ("This bill", -33, "−€33.00", true),
    ]
    try Golden.check(waterfall("credit", rows), "waterfall-negative.svg")
  }
}
