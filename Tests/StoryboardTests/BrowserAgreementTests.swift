import Foundation
import Testing

@testable import Storyboard

/// One-feature scenes at five instants, beside what Chromium made of them.
///
/// `Fixtures/browser.txt` is written by `Scripts/record-scenes.py`: the corners of the element `t` on the screen and its
/// computed paint, with animations paused and the clock set.
@Suite("Agreement with a browser") struct BrowserAgreementTests {
  /// In units of a picture of 200 by 100: places along curves depend on how finely one measures them.
  private static let tolerance = 0.15
  /// Browsers round colours to whole 255ths on the way.
  private static let colorTolerance = 1.0

  private struct Case {
    var name: String
    var body: String
    var instants: [[String]]
  }

  private static func cases() throws -> [Case] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/browser.txt")
    var result: [Case] = []
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("= ") {
        result.append(Case(name: String(line.dropFirst(2)), body: "", instants: []))
      } else if line.hasPrefix("<") {
        result[result.count - 1].body = String(line)
      } else {
        result[result.count - 1].instants.append(
          line.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
          })
      }
    }
    return result
  }

  @Test("Places, sizes, colours and opacities of one-feature scenes at 5 instants") func agrees()
    throws
  {
    let cases = try Self.cases()
    #expect(cases.count >= 60)
    var worst = (box: 0.0, color: 0.0)
    var table: [String] = []
    for item in cases {
      let fixture = SceneFixture(item.body)
      #expect(fixture.problems.isEmpty, "\(item.name): \(fixture.problems)")
      #expect(item.instants.count == 5)
      var difference = (box: 0.0, color: 0.0)
      for instant in item.instants {
        let (box, color) = compare(instant, fixture, item.name)
        difference.box = max(difference.box, box)
        difference.color = max(difference.color, color)
      }
      table.append(
        "\(item.name): \(DisplayText3.number(difference.box)) units, \(DisplayText3.number(difference.color)) of 255"
      )
      worst.box = max(worst.box, difference.box)
      worst.color = max(worst.color, difference.color)
    }
    print(table.joined(separator: "\n"))
    print(
      "\(cases.count) features: at most \(DisplayText3.number(worst.box)) units and \(DisplayText3.number(worst.color)) of 255 apart"
    )
    #expect(worst.box <= Self.tolerance && worst.color <= Self.colorTolerance)
  }

  /// How far a picture is from the browser's: corners in units, colour in 255ths.
  private func compare(_ instant: [String], _ fixture: SceneFixture, _ name: String) -> (
    Double, Double
  ) {
    let time = Double(instant[0]) ?? 0
    let list = fixture.list(at: time)
    let opacity = (Double(instant[3]) ?? 1) * (Double(instant[4]) ?? 1)
    let item = list.items.last { if case .groupEnd = $0.shape { false } else { true } }
    guard let item else {
      // Nothing painted: the browser must have nothing to see either.
      let corners = instant[1].split(separator: " ").compactMap { Double($0) }
      let isEmpty = corners.count < 4 || corners[0] == corners[2] || corners[1] == corners[3]
      #expect(
        isEmpty || opacity == 0 || instant[6] == "0px", "\(name) at \(time): nothing is shown")
      return (0, 0)
    }
    let wanted = instant[1].split(separator: " ").compactMap { Double($0) }
    guard wanted.count == 4 else {
      Issue.record("\(name) at \(time): shown, and the browser hides it")
      return (0, 0)
    }
    var box = DisplayBox.empty
    fixture.resolver.withList(list) { box = $0.box(of: item.shape) }
    let first = item.transform.applied(box.minX, box.minY)
    let last = item.transform.applied(box.maxX, box.maxY)
    var difference = 0.0
    for (found, expected) in zip([first.x, first.y, last.x, last.y], wanted) {
      difference = max(difference, abs(found - expected))
    }
    #expect(
      difference <= Self.tolerance, "\(name) at \(time): \(first) \(last), the browser \(wanted)")
    return (difference, color(item, instant, opacity, name, time))
  }

  private func color(
    _ item: DisplayItem, _ instant: [String], _ opacity: Double, _ name: String, _ time: Double
  ) -> Double {
    guard case .solid(let color) = item.fill else { return strokes(item, instant, name, time) }
    let wanted = instant[2].drop { $0 != "(" }.dropFirst().dropLast().split(separator: ",")
      .compactMap {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
    guard wanted.count >= 3 else { return 0 }
    let found = [color.red, color.green, color.blue].map { Double($0) * 255 }
    var difference = abs(Double(color.alpha) - opacity) * 255
    for (a, b) in zip(found, wanted) { difference = max(difference, abs(a - b)) }
    #expect(
      difference <= Self.colorTolerance,
      "\(name) at \(time): \(found) \(color.alpha), the browser \(instant)")
    return difference
  }

  private func strokes(_ item: DisplayItem, _ instant: [String], _ name: String, _ time: Double)
    -> Double
  {
    let width = Double(instant[6].dropLast(2)) ?? 0
    #expect(abs(item.stroke.width - width) <= Self.tolerance, "\(name) at \(time)")
    if !item.stroke.dashes.isEmpty {
      let offset = Double(instant[5].dropLast(2)) ?? 0
      #expect(abs(item.stroke.dashOffset - offset) <= Self.tolerance, "\(name) at \(time)")
    }
    return 0
  }
}
