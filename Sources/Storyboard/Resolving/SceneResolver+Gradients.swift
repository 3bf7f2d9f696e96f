extension SceneResolver {
  /// Gradients that take from gradients are followed this far.
  private static let longestChain = 8

  func gradient(_ node: Int, _ alpha: Float, _ style: SceneStyle, _ box: DisplayBox) -> DisplayPaint
  {
    let chain = chain(from: node)
    let stops = stops(chain)
    guard let last = stops.last else { return .none }
    if stops.count == 1 || isPoint(chain) {
      var color = last.color
      color.alpha *= alpha
      return color.alpha > 0 ? .solid(color) : .none
    }
    let isBox: Bool
    if case .keyword(let word)? = found(.gradientUnits, chain) {
      isBox = word == 1
    } else {
      isBox = true
    }
    var transform = PlaneTransform.identity
    if isBox {
      // SVG 1.1, 7.11: a box without width or height paints nothing.
      if box.isEmpty || box.width <= 0 || box.height <= 0 { return .none }
      transform = PlaneTransform.translation(box.minX, box.minY).concatenating(
        .scale(box.width, box.height))
    }
    if let moved = chain.lazy.compactMap({ self.animated.transform(of: $0) }).first {
      transform = transform.concatenating(moved)
    } else if case .transform(let matrix)? = found(.gradientTransform, chain) {
      transform = transform.concatenating(matrix)
    }
    var spread = GradientSpread.pad
    if case .keyword(let word)? = found(.spreadMethod, chain) {
      spread = GradientSpread(rawValue: word) ?? .pad
    }
    let start = list.stops.count
    list.stops += stops
    list.gradients.append(
      DisplayGradient(
        geometry: geometry(chain, isBox), transform: transform, spread: spread,
        stops: DisplayRange(start, list.stops.count)))
    return .gradient(UInt32(list.gradients.count - 1), alpha: alpha)
  }

  private func chain(from node: Int) -> [Int] {
    var chain = [node]
    while chain.count < Self.longestChain,
      case .reference(let name)? = reader.tree.declared(.href, of: chain[chain.count - 1]),
      let next = reader.tree.node(named: name), !chain.contains(next)
    {
      chain.append(next)
    }
    return chain
  }

  private func found(_ property: SceneProperty, _ chain: [Int]) -> SceneValue? {
    for node in chain {
      if let value = value(property, of: node) { return value }
    }
    return nil
  }

  private func coordinate(
    _ property: SceneProperty, _ chain: [Int], _ isBox: Bool, _ initial: Double
  ) -> Double {
    switch found(property, chain) {
    case .number(let number)?: return number
    case .percent(let percent)?:
      if isBox { return percent / 100 }
      let isAcross = [.x1, .x2, .cx, .fx].contains(property)
      let isDown = [.y1, .y2, .cy, .fy].contains(property)
      let (width, height) = viewport
      let extent =
        isAcross ? width : isDown ? height : ((width * width + height * height) / 2).squareRoot()
      return percent / 100 * extent
    default:
      if isBox { return initial }
      let isDown = [.y1, .y2, .cy, .fy].contains(property)
      return initial * (isDown ? viewport.height : viewport.width)
    }
  }

  private func geometry(_ chain: [Int], _ isBox: Bool) -> DisplayGradient.Geometry {
    func at(_ property: SceneProperty, _ initial: Double) -> Double {
      coordinate(property, chain, isBox, initial)
    }
    if reader.tree.nodes[chain[0]].element == .linearGradient {
      return .linear(x1: at(.x1, 0), y1: at(.y1, 0), x2: at(.x2, 1), y2: at(.y2, 0))
    }
    let (x, y) = (at(.cx, 0.5), at(.cy, 0.5))
    let focusX = found(.fx, chain) == nil ? x : at(.fx, 0.5)
    let focusY = found(.fy, chain) == nil ? y : at(.fy, 0.5)
    return .radial(centerX: x, centerY: y, radius: at(.r, 0.5), focusX: focusX, focusY: focusY)
  }

  /// Whether a gradient has no extent: it is then its last stop's colour.
  private func isPoint(_ chain: [Int]) -> Bool {
    switch geometry(chain, true) {
    case .linear(let x1, let y1, let x2, let y2): return x1 == x2 && y1 == y2
    case .radial(_, _, let radius, _, _): return radius <= 0
    }
  }

  /// The `color` where a gradient stands, not where it is used.
  private func ownColor(of node: Int) -> DisplayColor {
    var at = node
    while at >= 0 {
      if case .color(let color)? = value(.color, of: at) { return color }
      at = Int(reader.tree.nodes[at].parent)
    }
    return .black
  }

  private func stops(_ chain: [Int]) -> [DisplayStop] {
    var result: [DisplayStop] = []
    for node in chain {
      var child = node + 1
      while child < Int(reader.tree.nodes[node].end) {
        if reader.tree.nodes[child].element == .stop, !reader.tree.nodes[child].isText {
          let offset = Float(min(max(value(.offset, of: child)?.number ?? 0, 0), 1))
          var color = DisplayColor.black
          switch value(.stopColor, of: child) {
          case .color(let found)?: color = found
          case .currentColor?: color = ownColor(of: child)
          default: break
          }
          color.alpha *= Float(min(max(value(.stopOpacity, of: child)?.number ?? 1, 0), 1))
          result.append(DisplayStop(offset: max(offset, result.last?.offset ?? 0), color: color))
        }
        child = Int(reader.tree.nodes[child].end)
      }
      if !result.isEmpty { break }
    }
    return result
  }
}
