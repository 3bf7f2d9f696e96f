import Storyboard

/// A display list as lines that a person can compare, one an item: what, where, in which paint.
///
/// Places are boxes in scene units, to hundredths. The lines tell what moved; that anything moved at all, the hashes
/// say.
struct DisplayListText {
  private let list: DisplayList

  init(_ list: DisplayList) { self.list = list }

  var lines: [String] {
    var depth = 0
    return list.items.compactMap { item in
      if case .groupEnd = item.shape {
        depth -= 1
        return nil
      }
      let line = String(repeating: "  ", count: depth) + self.line(item)
      if case .groupStart = item.shape { depth += 1 }
      return line
    }
  }

  private func line(_ item: DisplayItem) -> String {
    var line = "\(name(item)) \(Self.box(item.bounds))"
    if case .none = item.fill {} else { line += " \(paint(item.fill))" }
    if case .none = item.stroke.paint {
    } else {
      line += " stroke \(Self.short(item.stroke.width)) \(paint(item.stroke.paint))"
    }
    if item.alpha < 1 { line += " alpha \(Self.short(Double(item.alpha)))" }
    return line
  }

  private func name(_ item: DisplayItem) -> String {
    switch item.shape {
    case .rect: return "rect"
    case .circle: return "circle"
    case .ellipse: return "ellipse"
    case .line: return "line"
    case .polyline: return "polyline"
    case .polygon: return "polygon"
    case .path(let steps, _): return "path of \(steps.count)"
    case .image(let image): return "image \(list.images[Int(image.image)])"
    case .groupStart(let opacity, let clips, _):
      return "group opacity \(Self.short(Double(opacity)))" + (clips.isEmpty ? "" : " clipped")
    case .groupEnd: return ""
    case .text(let text):
      let font = list.fonts[Int(text.font)]
      let words = String(decoding: list.text[text.bytes.indices], as: UTF8.self)
      return "text \"\(words)\" \(font.families.first ?? "") \(Self.short(font.size)) "
        + "\(font.weight)\(font.isItalic ? " italic" : "")"
    }
  }

  private func paint(_ paint: DisplayPaint) -> String {
    switch paint {
    case .none: return "none"
    case .solid(let color): return Self.color(color)
    case .gradient(let number, _):
      let gradient = list.gradients[Int(number)]
      let colors = list.stops[gradient.stops.indices].map { Self.color($0.color) }
      return "gradient " + colors.joined(separator: "-")
    }
  }

  private static func color(_ color: DisplayColor) -> String {
    func pair(_ channel: Float) -> String {
      let value = Int((min(max(channel, 0), 1) * 255).rounded())
      return (value < 16 ? "0" : "") + String(value, radix: 16)
    }
    return "#" + pair(color.red) + pair(color.green) + pair(color.blue)
      + (color.alpha < 1 ? pair(color.alpha) : "")
  }

  private static func box(_ box: DisplayBox) -> String {
    if box.isEmpty { return "nowhere" }
    return "\(short(box.minX)),\(short(box.minY)) \(short(box.width))x\(short(box.height))"
  }

  /// To hundredths, without needless zeros; what is no number stands as a word.
  static func short(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "endless" }
    let hundredths = Int((number * 100).rounded())
    let rest = abs(hundredths) % 100
    let sign = hundredths < 0 ? "-" : ""
    let whole = "\(sign)\(abs(hundredths) / 100)"
    if rest == 0 { return whole }
    let digits = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
    return "\(whole).\(digits)"
  }
}
