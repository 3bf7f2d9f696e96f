import Foundation
import Storyboard

/// The reference storyboard "bill30" as display lists built by hand: 750 frames, 1280 x 720, six scenes.
///
/// The same picture as `Benchmarks/storyboard` has as a template; here without markup and timing, to test the painter.
struct ReferenceStoryboard {
  var first = "Amelia"
  var account = "4471-0093-2"
  var due = "21 November 2025"
  var total = 184.37
  var months = [122.0, 131, 118, 140, 164, 184.37]
  var categories = [92.10, 41.27, 33.50, 17.50]
  var items = [
    "Heating came on 9 days earlier", "Unit rate rose 4.2%", "Standing charge unchanged",
    "Paperless discount", "Green tariff credit",
  ]
  var amounts = [23.40, 6.12, 0, -1.50, -7.65]

  static let frameCount = 750
  private static let starts = [0, 75, 175, 350, 500, 625, 750]
  private static let navy: UInt32 = 0x0b3d91
  private static let amber: UInt32 = 0xffb300
  private static let ink: UInt32 = 0x1c2b45
  private static let grey: UInt32 = 0x5a6b85
  private static let palette: [UInt32] = [0x1e88e5, 0x26a69a, 0xffb300, 0x7e57c2]

  /// What a frame shows.
  func frame(_ number: Int) -> DisplayList {
    var builder = ListBuilder(width: 1280, height: 720)
    let scene = (0..<6).last { Self.starts[$0] <= number } ?? 0
    let offset = number - Self.starts[scene]
    if scene > 0, offset < 10 {
      let share = Double(offset + 1) / 11
      add(
        scene - 1, Double(Self.starts[scene] - Self.starts[scene - 1]) / 25, to: &builder)
      if scene == 4 {
        let clip = DisplayClip(
          shape: .rect(
            x: 1280 * (1 - share), y: 0, width: 1280 * share, height: 720, radiusX: 0, radiusY: 0))
        builder.group(clips: [clip]) { add(scene, Double(offset) / 25, to: &$0) }
      } else {
        builder.group(opacity: Float(share)) { add(scene, Double(offset) / 25, to: &$0) }
      }
    } else {
      add(scene, Double(offset) / 25, to: &builder)
    }
    return builder.list
  }

  private func eased(_ time: Double, _ start: Double, _ duration: Double) -> Double {
    let share = min(max((time - start) / duration, 0), 1)
    return 1 - (1 - share) * (1 - share) * (1 - share)
  }

  private func solid(_ rgb: UInt32, _ alpha: Double = 1) -> DisplayPaint {
    .solid(DisplayColor(rgb: rgb, alpha: Float(alpha)))
  }

  private func line(_ rgb: UInt32, _ alpha: Double) -> DisplayStroke {
    DisplayStroke(paint: solid(rgb, alpha), width: 1)
  }

  private func money(_ value: Double) -> String { String(format: "$%.2f", value) }

  private func add(_ scene: Int, _ time: Double, to list: inout ListBuilder) {
    switch scene {
    case 0: addIntroduction(time, &list)
    case 1: addHello(time, &list)
    case 2: addBars(time, &list)
    case 3: addShares(time, &list)
    case 4: addChanges(time, &list)
    default: addThanks(time, &list)
    }
    list.list.items.removeAll { item in
      if case .solid(let color) = item.fill, color.alpha <= 0 { true } else { false }
    }
  }

  private func addBase(_ list: inout ListBuilder) {
    list.rect(0, 0, 1280, 720, fill: list.gradient(0, 0, 0, 720, [0xf7f9fc, 0xdfe8f5]))
    list.rect(0, 0, 1280, 80, fill: solid(Self.navy))
    list.circle(48, 40, 22, fill: solid(0xffffff))
    list.circle(48, 40, 12, fill: solid(Self.amber))
    list.text("Northwind Energy", 84, 48, size: 24, weight: 700, fill: solid(0xffffff))
    list.text(
      "Account " + account, 1240, 46, size: 18, anchor: .end, fill: solid(0xffffff),
      isPersonal: true)
  }

  private func addCaption(_ text: String, isPersonal: Bool, _ list: inout ListBuilder) {
    list.rect(140, 640, 1000, 56, radius: 10, fill: solid(0, 0.75))
    list.text(
      text, 640, 676, size: 24, anchor: .middle, fill: solid(0xffffff), isPersonal: isPersonal)
  }

  private func addIntroduction(_ time: Double, _ list: inout ListBuilder) {
    list.rect(0, 0, 1280, 720, fill: list.gradient(0, 0, 0, 720, [Self.navy, 0x1565c0]))
    let logo = eased(time, 0, 0.8)
    list.circle(640, 270, 70, fill: solid(0xffffff, logo))
    list.circle(640, 270, 40, fill: solid(Self.amber, logo))
    let name = eased(time, 0.4, 0.8)
    list.text(
      "Northwind Energy", 640, 430 + 40 * (1 - name), size: 56, weight: 700, anchor: .middle,
      fill: solid(0xffffff, name))
    list.text(
      "Your bill, explained", 640, 490, size: 34, anchor: .middle,
      fill: solid(0xffffff, eased(time, 0.8, 0.8)))
  }

  private func addHello(_ time: Double, _ list: inout ListBuilder) {
    addBase(&list)
    list.text(
      "Hello, " + first, -600 + 700 * eased(time, 0, 0.6), 230, size: 60, weight: 700,
      fill: solid(Self.ink), isPersonal: true)
    list.text(
      "Your bill for October 2025", 100, 290, size: 32,
      fill: solid(Self.grey, eased(time, 0.4, 0.6)), isPersonal: true)
    let card = eased(time, 0.6, 0.6)
    list.rect(
      100, 340, 1080, 200, radius: 20, fill: solid(0xffffff, card), stroke: line(0xcfd8e6, card))
    list.text("Amount due", 140, 400, size: 26, fill: solid(Self.grey, card))
    list.text(
      money(total * eased(time, 1, 1.5)), 140, 490, size: 72, weight: 700,
      fill: solid(Self.navy, card), isPersonal: true)
    list.text(
      "Due " + due, 1140, 490, size: 26, anchor: .end, fill: solid(Self.grey, card),
      isPersonal: true)
    addCaption("Hi \(first), here is your bill for October 2025.", isPersonal: true, &list)
  }

  private func addBars(_ time: Double, _ list: inout ListBuilder) {
    addBase(&list)
    let top = ((months.max() ?? 0) / 40).rounded(.up) * 40
    list.text("Your usage over six months", 100, 150, size: 40, weight: 700, fill: solid(Self.ink))
    for step in 1...4 {
      let y = 560 - 95 * Double(step)
      list.rect(120, y, 1040, 1, fill: solid(0xc9d3e2))
      list.text(
        String(format: "$%.0f", top * Double(step) / 4), 110, y + 6, size: 18, anchor: .end,
        fill: solid(Self.grey), isPersonal: true)
    }
    list.rect(120, 559, 1040, 2, fill: solid(0x8796ad))
    let names = ["May", "Jun", "Jul", "Aug", "Sep", "Oct"]
    for (index, value) in months.enumerated() {
      let delay = 0.12 * Double(index)
      let height = 380 * value / top * eased(time, 0.3 + delay, 0.8)
      let x = 170 + 165 * Double(index)
      if height > 0 {
        let colors = index == 5 ? [Self.amber, 0xf57c00] : [0x1e88e5, Self.navy]
        let fill = list.gradient(0, 560 - height, 0, 560, colors)
        list.rect(x, 560 - height, 100, height, fill: fill, isPersonal: true)
      }
      list.text(
        money(value), x + 50, 560 - 380 * value / top - 12, size: 22, weight: 700, anchor: .middle,
        fill: solid(Self.ink, eased(time, 1.1 + delay, 0.2)), isPersonal: true)
      list.text(names[index], x + 50, 590, size: 20, anchor: .middle, fill: solid(Self.grey))
    }
    let badge = eased(time, 2, 0.5)
    if badge > 0 {
      list.rect(
        780, 100, 400, 56, radius: 28, fill: solid(0xfff3d6, badge), stroke: line(Self.amber, badge)
      )
    }
    list.text(
      String(format: "%+.0f%% on last month", (months[5] / months[4] - 1) * 100), 980, 137,
      size: 24,
      weight: 700, anchor: .middle, fill: solid(0x8a5a00, badge), isPersonal: true)
    addCaption(
      "Your use grew through the autumn. October is in amber.", isPersonal: false, &list)
  }

  private func addShares(_ time: Double, _ list: inout ListBuilder) {
    addBase(&list)
    list.text("Where your money went", 100, 150, size: 40, weight: 700, fill: solid(Self.ink))
    let share = eased(time, 0.2, 1.5)
    let sum = categories.reduce(0, +)
    var angle = 0.0
    for (index, value) in categories.enumerated() where share > 0 {
      addRing(angle, angle + value / sum * share, Self.palette[index], &list)
      angle += value / sum * share
    }
    list.text("Total", 400, 362, size: 22, anchor: .middle, fill: solid(Self.grey))
    list.text(
      money(total), 400, 404, size: 40, weight: 700, anchor: .middle, fill: solid(Self.ink),
      isPersonal: true)
    let names = ["Electricity", "Gas", "Standing charge", "Taxes"]
    for (index, value) in categories.enumerated() {
      let alpha = eased(time, 0.8 + 0.25 * Double(index), 0.4)
      let y = 270 + 75 * Double(index)
      list.rect(700, y - 22, 28, 28, radius: 6, fill: solid(Self.palette[index], alpha))
      list.text(names[index], 748, y, size: 28, fill: solid(Self.ink, alpha))
      list.text(
        money(value), 1140, y, size: 28, weight: 700, anchor: .end, fill: solid(Self.ink, alpha),
        isPersonal: true)
    }
    addCaption("Electricity was the largest part of this bill.", isPersonal: false, &list)
  }

  private func addRing(
    _ from: Double, _ to: Double, _ color: UInt32, _ list: inout ListBuilder
  ) {
    func point(_ radius: Double, _ turn: Double) -> [Double] {
      [400 + radius * sin(turn * 2 * .pi), 380 - radius * cos(turn * 2 * .pi)]
    }
    let steps = 24
    let turns = (0...steps).map { from + (to - from) * Double($0) / Double(steps) }
    let coordinates =
      turns.flatMap { point(180, $0) } + turns.reversed().flatMap { point(105, $0) }
    list.path(
      [.move] + Array(repeating: .line, count: coordinates.count / 2 - 1) + [.close], coordinates,
      fill: solid(color), isPersonal: true)
  }

  private func addChanges(_ time: Double, _ list: inout ListBuilder) {
    addBase(&list)
    list.text("What changed this month", 100, 150, size: 40, weight: 700, fill: solid(Self.ink))
    for (index, value) in amounts.enumerated() {
      let alpha = eased(time, 0.2 + 0.2 * Double(index), 0.5)
      let y = 190 + 84 * Double(index)
      let shift = (80 * (1 - alpha)).rounded()
      list.rect(
        100 + shift, y, 1080, 70, radius: 12, fill: solid(0xffffff, alpha),
        stroke: line(0xcfd8e6, alpha))
      list.text(
        items[index], 130 + shift, y + 44, size: 26, fill: solid(Self.ink, alpha), isPersonal: true)
      list.text(
        (value < 0 ? "-" : "+") + money(abs(value)), 1150 + shift, y + 44, size: 26, weight: 700,
        anchor: .end, fill: solid(value < 0 ? 0x2e7d32 : 0xb3261e, alpha), isPersonal: true)
    }
    addCaption("Two things pushed it up and two brought it down.", isPersonal: false, &list)
  }

  private func addThanks(_ time: Double, _ list: inout ListBuilder) {
    list.rect(0, 0, 1280, 720, fill: list.gradient(0, 0, 0, 720, [Self.navy, 0x1565c0]))
    list.text(
      "Thank you, " + first, 640, 220, size: 52, weight: 700, anchor: .middle,
      fill: solid(0xffffff, eased(time, 0, 0.5)), isPersonal: true)
    let alpha = eased(time, 0.4, 0.5)
    let scale = time > 1.5 && time < 2.5 ? 1 + 0.05 * sin((time - 1.5) * .pi) : 1
    list.rect(
      640 - 210 * scale, 380 - 50 * scale, 420 * scale, 100 * scale, radius: 50 * scale,
      fill: solid(Self.amber, alpha))
    list.text(
      "Pay now", 640, 394, size: 40 * scale, weight: 700, anchor: .middle,
      fill: solid(Self.navy, alpha))
    list.text(
      "Due " + due, 640, 480, size: 28, anchor: .middle,
      fill: solid(0xffffff, eased(time, 0.8, 0.5)), isPersonal: true)
    list.text("northwind.example/pay", 640, 640, size: 24, anchor: .middle, fill: solid(0xffffff))
  }
}
