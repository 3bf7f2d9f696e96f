import Figures
import Foundation
import FoundationXML
import Testing

/// What no input may do to a chart.
@Suite struct ChartSafetyTests {
  let texts = Texts()

  static let hostile = [
    "</text><script>alert(1)</script>", "\" onload=\"alert(1)", "' x='", "&lt;b&gt;", "]]>", "<!--",
    "a\u{0}b\u{1B}c\u{7F}",
    "\u{202E}evil", "tab\tline\nend", "🔌⚡️", String(repeating: "W", count: 500), "",
  ]

  static let values: [Double] = [
    0, -0.0, 1, -1, 1e-9, 1e15, -1e300, .infinity, -.infinity, .nan, 1e300, 0.005,
  ]

  /// Every kind of chart, with every label and value given.
  func charts(_ labels: [String], _ values: [Double], rtl: Bool) -> [[UInt8]] {
    let frame = ChartFrame(
      idPrefix: "c1", title: texts(labels.first ?? ""), description: texts(labels.last ?? ""),
      isRightToLeft: rtl)
    let rows = zip(labels, values).map { (texts($0.0), $0.1) }
    let columns = rows.map {
      ColumnsChart.Column(
        label: $0.0, value: $0.1, compare: -$0.1, isEstimated: $0.1 < 5, valueText: $0.0)
    }
    let shares = rows.map { Share(label: $0.0, value: $0.1, text: $0.0) }
    let steps = rows.map {
      WaterfallChart.Step(label: $0.0, value: $0.1, text: $0.0, isTotal: $0.1 == 0)
    }
    var out: [[UInt8]] = []
    columns.withUnsafeBufferPointer { buffer in
      let axis = ColumnsChart.scale(of: buffer)
      let ticks = axis.ticks.map { texts("\($0.value)") }
      let name = texts(labels.first ?? "")
      let columns = ColumnsChart(
        frame: frame, columns: buffer, axis: axis, tickLabels: ticks, unit: name, valueName: name,
        compareName: name, estimatedName: name)
      let line = LineChart(
        frame: frame, points: buffer, axis: axis, tickLabels: ticks, unit: name, valueName: name,
        compareName: name)
      out.append(drawn { columns.write(to: &$0) })
      out.append(drawn { line.write(to: &$0) })
    }
    shares.withUnsafeBufferPointer { buffer in
      let donut = DonutChart(frame: frame, shares: buffer, center: texts(labels.first ?? ""))
      let bar = ShareBar(frame: frame, shares: buffer)
      out.append(drawn { donut.write(to: &$0) })
      out.append(drawn { bar.write(to: &$0) })
    }
    steps.withUnsafeBufferPointer { buffer in
      let waterfall = WaterfallChart(frame: frame, steps: buffer)
      out.append(drawn { waterfall.write(to: &$0) })
    }
    return out
  }

  /// Element and attribute names of an SVG; nil when it is no XML.
  final class Names: NSObject, XMLParserDelegate {
    var elements: Set<String> = []
    var attributes: Set<String> = []
    var ids: [String] = []
    var numbers: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes values: [String: String]
    ) {
      elements.insert(element)
      attributes.formUnion(values.keys)
      if let id = values["id"] { ids.append(id) }
      numbers += ["d", "x", "y", "width", "height", "cx", "cy", "viewBox"].compactMap { values[$0] }
    }
  }

  func parse(_ svg: [UInt8]) -> Names? {
    let names = Names()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = names
    return parser.parse() ? names : nil
  }

  @Test(arguments: [false, true]) func hostileLabelsStayText(rtl: Bool) throws {
    for rotation in Self.hostile.indices {
      let labels = Array(Self.hostile[rotation...] + Self.hostile[..<rotation])
      for svg in charts(labels, Self.values, rtl: rtl) {
        let names = try #require(parse(svg))
        #expect(
          names.elements.isSubset(of: ["svg", "title", "desc", "path", "text", "rect", "circle"]))
        #expect(
          names.attributes.isSubset(of: [
            "xmlns", "role", "class", "viewBox", "font-size", "direction", "aria-labelledby", "id",
            "d", "fill", "fill-rule", "stroke-width", "x", "y", "width", "height", "rx", "cx", "cy",
            "r", "text-anchor",
          ]))
        #expect(Set(names.ids).count == names.ids.count)
        #expect(names.ids.allSatisfy { $0.hasPrefix("c1-") })
      }
    }
  }

  @Test(arguments: 0..<40) func geometryIsFiniteAndPlain(count: Int) throws {
    let values = (0..<count).map { Self.values[($0 * 7 + count) % Self.values.count] }
    let labels = (0..<count).map { Self.hostile[$0 % Self.hostile.count] }
    for svg in charts(labels, values, rtl: count % 2 == 1) {
      let names = try #require(parse(svg))
      for number in names.numbers {
        #expect(!number.contains("e") && !number.contains("n") && !number.contains("inf"))
      }
    }
  }

  @Test func writingTwiceGivesTheSameBytes() {
    let labels = Self.hostile
    #expect(
      charts(labels, Self.values, rtl: false) == charts(labels, Self.values, rtl: false))
  }
}

@Suite struct AxisScaleTests {
  @Test(
    arguments: [
      ([0, 371], ["0", "100", "200", "300", "400"]),
      ([0.112, 0.142], ["0/0", "5/2", "1/1", "15/2"]),
      ([-12.5, 40], ["-20", "0", "20", "40"]),
      ([7], ["0", "2", "4", "6", "8"]),
      ([0.3], ["0/0", "1/1", "2/1", "3/1"]),
      ([1e6, -1e6], ["-1000000", "-500000", "0", "500000", "1000000"]),
      ([], ["0", "5/1", "1"]),
      ([.nan, .infinity], ["0", "5/1", "1"]),
      ([-3], ["-3", "-2", "-1", "0"]),
    ] as [([Double], [String])]) func ticksAreRound(values: [Double], expected: [String])
  {
    let axis = AxisScale(covering: values)
    let ticks = axis.ticks.map { $0.scale == 0 ? "\($0.mantissa)" : "\($0.mantissa)/\($0.scale)" }
    #expect(ticks == expected.map { $0 == "0/0" ? "0" : $0 })
    for tick in axis.ticks {
      #expect(tick.value == Double("\(tick.mantissa)e-\(tick.scale)"))
    }
  }

  @Test func everyValueIsCovered() {
    var state: UInt64 = 1
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(Int64(bitPattern: state) >> 20) / 1_000_000
      let axis = AxisScale(covering: [value])
      #expect(axis.ticks.count >= 2 && axis.ticks.count <= 7)
      #expect((axis.ticks.first?.value ?? 1) <= min(0, value))
      #expect((axis.ticks.last?.value ?? -1) >= max(0, value))
    }
  }
}
