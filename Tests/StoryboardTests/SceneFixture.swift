@testable import Storyboard

/// A scene of one fixture, asked at instants.
struct SceneFixture {
  let resolver = SceneResolver(families: ["Noto Sans"], measuring: PlainTextMeasuring())
  let problems: [SceneProblem]

  /// `body` stands in an `svg` of 200 by 100.
  init(_ body: String, layout: String = "16:9") {
    let text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 200 100\">\n\(body)</svg>"
    let resolver = resolver
    problems = Array(text.utf8).withUnsafeBytes {
      resolver.load($0, layout: layout, isPersonal: false)
    }
  }

  func list(at time: Double) -> DisplayList {
    var list = DisplayList(width: 200, height: 100)
    do throws(SceneProblem) {
      try resolver.append(at: time, to: &list)
    } catch {
      list.items.removeAll()
    }
    return list
  }

  /// What is shown, one item a line, numbers to three places.
  func text(at time: Double) -> String { DisplayText3.describe(list(at: time)) }

  /// The geometry's first number of the first item: x, cx, x1.
  func first(at time: Double) -> Double? {
    switch list(at: time).items.first?.shape {
    case .rect(let x, _, _, _, _, _)?: x
    case .circle(let x, _, _)?: x
    default: nil
    }
  }
}

/// Display lists as text.
enum DisplayText3 {
  static func number(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int(rounded)) }
    return String(rounded)
  }

  static func paint(_ paint: DisplayPaint) -> String {
    switch paint {
    case .none: "none"
    case .solid(let c):
      "rgba("
        + [c.red * 255, c.green * 255, c.blue * 255, c.alpha].map { number(Double($0)) }.joined(
          separator: " ") + ")"
    case .gradient(let index, let alpha): "gradient \(index) \(number(Double(alpha)))"
    }
  }

  static func describe(_ list: DisplayList) -> String {
    func n(_ values: Double...) -> String { values.map(number).joined(separator: " ") }
    func line(_ item: DisplayItem) -> String {
      var text: String
      switch item.shape {
      case .rect(let x, let y, let w, let h, let rx, let ry): text = "rect " + n(x, y, w, h, rx, ry)
      case .circle(let x, let y, let r): text = "circle " + n(x, y, r)
      case .ellipse(let x, let y, let rx, let ry): text = "ellipse " + n(x, y, rx, ry)
      case .line(let x1, let y1, let x2, let y2): text = "line " + n(x1, y1, x2, y2)
      case .polyline(let r):
        text = "polyline " + list.coordinates[r.indices].map(number).joined(separator: " ")
      case .polygon(let r):
        text = "polygon " + list.coordinates[r.indices].map(number).joined(separator: " ")
      case .path(let steps, let start):
        text = "path"
        var at = Int(start)
        for step in list.steps[steps.indices] {
          text += " \(String(describing: step).prefix(1))"
          text += list.coordinates[at..<at + step.coordinateCount].map { " " + number($0) }.joined()
          at += step.coordinateCount
        }
      case .text(let run):
        text =
          "text '" + String(decoding: list.text[run.bytes.indices], as: UTF8.self)
          + "' \(run.anchor) " + n(run.x, run.y)
        text += " \(number(list.fonts[Int(run.font)].size))/\(list.fonts[Int(run.font)].weight)"
      case .image(let image):
        text =
          "image \(list.images[Int(image.image)]) " + n(image.x, image.y, image.width, image.height)
      case .groupStart(let opacity, let clips, let end):
        return "group \(number(Double(opacity))) clips \(clips.count) to \(end)"
      case .groupEnd(let start): return "end \(start)"
      }
      if item.fill != .none { text += " fill \(paint(item.fill))" }
      if item.stroke.paint != .none {
        text += " stroke \(paint(item.stroke.paint)) \(number(item.stroke.width))"
        if !item.stroke.dashes.isEmpty {
          text +=
            " dash \(list.dashes[item.stroke.dashes.indices].map(number).joined(separator: " ")) from \(number(item.stroke.dashOffset))"
        }
      }
      if item.transform != .identity {
        let t = item.transform
        text += " at " + n(t.a, t.b, t.c, t.d, t.e, t.f)
      }
      return text
    }
    return list.items.map(line).joined(separator: "\n")
  }
}

extension SceneResolver {
  /// Lends a list's tables to the resolver, to measure an item of it.
  func withList(_ other: DisplayList, _ body: (SceneResolver) -> Void) {
    let own = list
    list = other
    body(self)
    list = own
  }
}
