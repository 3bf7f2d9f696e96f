import Glibc

extension SceneResolver {
  /// The box of a shape's outline in its own space; for curves, of their control points.
  func box(of shape: DisplayShape) -> DisplayBox {
    var box = DisplayBox.empty
    switch shape {
    case .rect(let x, let y, let width, let height, _, _):
      return DisplayBox(minX: x, minY: y, maxX: x + width, maxY: y + height)
    case .circle(let x, let y, let r):
      return DisplayBox(minX: x - r, minY: y - r, maxX: x + r, maxY: y + r)
    case .ellipse(let x, let y, let rx, let ry):
      return DisplayBox(minX: x - rx, minY: y - ry, maxX: x + rx, maxY: y + ry)
    case .line(let x1, let y1, let x2, let y2):
      box.include(x1, y1)
      box.include(x2, y2)
    case .polyline(let range), .polygon(let range):
      for index in stride(from: Int(range.start), to: Int(range.end) - 1, by: 2) {
        box.include(list.coordinates[index], list.coordinates[index + 1])
      }
    case .path(let steps, let start): return pathBox(steps, Int(start))
    case .text(let text):
      let font = list.fonts[Int(text.font)]
      let width = Double(text.bytes.count) * font.size * 1.5
      let left: Double
      switch (text.anchor, text.isRightToLeft) {
      case (.middle, _): left = text.x - width / 2
      case (.start, false), (.end, true): left = text.x
      case (.end, false), (.start, true): left = text.x - width
      }
      return DisplayBox(
        minX: left - font.size / 2, minY: text.y - font.size * 1.5,
        maxX: left + width + font.size / 2,
        maxY: text.y + font.size * 0.75)
    case .image(let image):
      return DisplayBox(
        minX: image.x, minY: image.y, maxX: image.x + image.width, maxY: image.y + image.height)
    case .groupStart, .groupEnd: break
    }
    return box
  }

  /// The exact box of a path: curves are measured where they turn.
  private func pathBox(_ steps: DisplayRange, _ start: Int) -> DisplayBox {
    var box = DisplayBox.empty
    var index = start
    var x = 0.0
    var y = 0.0
    for step in list.steps[steps.indices] {
      let count = step.coordinateCount
      if step == .cubic {
        let c = list.coordinates[index..<index + 6]
        let i = c.startIndex
        for t in Self.turns(x, c[i], c[i + 2], c[i + 4])
          + Self.turns(y, c[i + 1], c[i + 3], c[i + 5])
        {
          box.include(
            Self.at(t, x, c[i], c[i + 2], c[i + 4]), Self.at(t, y, c[i + 1], c[i + 3], c[i + 5]))
        }
      }
      if count > 0 {
        x = list.coordinates[index + count - 2]
        y = list.coordinates[index + count - 1]
        box.include(x, y)
      }
      index += count
    }
    return box
  }

  private static func at(_ t: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double
  {
    let u = 1 - t
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
  }

  /// Where a cubic's coordinate turns, between 0 and 1.
  private static func turns(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Double] {
    let p = 3 * (-a + 3 * b - 3 * c + d)
    let q = 6 * (a - 2 * b + c)
    let r = 3 * (b - a)
    var roots: [Double] = []
    if abs(p) < 1e-12 {
      if abs(q) > 1e-12 { roots = [-r / q] }
    } else {
      let below = q * q - 4 * p * r
      if below >= 0 {
        roots = [(-q + below.squareRoot()) / (2 * p), (-q - below.squareRoot()) / (2 * p)]
      }
    }
    return roots.filter { $0 > 0 && $0 < 1 }
  }

  /// How long a shape's outline is, for `pathLength`.
  func outlineLength(_ shape: DisplayShape) -> Double {
    switch shape {
    case .circle(_, _, let radius): return 2 * .pi * radius
    case .line(let x1, let y1, let x2, let y2): return hypot(x2 - x1, y2 - y1)
    case .rect(_, _, let width, let height, let rx, let ry):
      return 2 * (width + height) - 4 * (rx + ry) + Self.ellipseLength(rx, ry)
    case .ellipse(_, _, let rx, let ry): return Self.ellipseLength(rx, ry)
    case .polyline(let range), .polygon(let range):
      var sum = 0.0
      var index = Int(range.start) + 2
      while index + 1 < Int(range.end) {
        sum += hypot(
          list.coordinates[index] - list.coordinates[index - 2],
          list.coordinates[index + 1] - list.coordinates[index - 1])
        index += 2
      }
      if case .polygon = shape {
        sum += hypot(
          list.coordinates[Int(range.start)] - list.coordinates[Int(range.end) - 2],
          list.coordinates[Int(range.start) + 1] - list.coordinates[Int(range.end) - 1])
      }
      return sum
    case .path(let steps, let start):
      return PathWalk(steps: list.steps[steps.indices], numbers: list.coordinates, from: Int(start))
        .length
    default: return 0
    }
  }

  /// Ramanujan's second formula: right to 1 in 10,000,000 for ellipses one would draw.
  private static func ellipseLength(_ a: Double, _ b: Double) -> Double {
    if a + b == 0 { return 0 }
    let h = (a - b) * (a - b) / ((a + b) * (a + b))
    return .pi * (a + b) * (1 + 3 * h / (10 + (4 - 3 * h).squareRoot()))
  }
}
