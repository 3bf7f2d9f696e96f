extension SceneResolver {
  /// A shape's geometry at the current time; nil where it is empty and SVG draws nothing.
  func geometry(of node: Int) -> DisplayShape? {
    func number(_ property: SceneProperty) -> Double { length(property, of: node) ?? 0 }
    switch reader.tree.nodes[node].element {
    case .rect:
      let (width, height) = (number(.width), number(.height))
      if width <= 0 || height <= 0 { return nil }
      let rx = length(.rx, of: node)
      let ry = length(.ry, of: node)
      return .rect(
        x: number(.x), y: number(.y), width: width, height: height,
        radiusX: min(max(rx ?? ry ?? 0, 0), width / 2),
        radiusY: min(max(ry ?? rx ?? 0, 0), height / 2))
    case .circle:
      let radius = number(.r)
      return radius > 0 ? .circle(centerX: number(.cx), centerY: number(.cy), radius: radius) : nil
    case .ellipse:
      let rx = length(.rx, of: node) ?? length(.ry, of: node) ?? 0
      let ry = length(.ry, of: node) ?? length(.rx, of: node) ?? 0
      return rx > 0 && ry > 0
        ? .ellipse(centerX: number(.cx), centerY: number(.cy), radiusX: rx, radiusY: ry) : nil
    case .line: return .line(x1: number(.x1), y1: number(.y1), x2: number(.x2), y2: number(.y2))
    case .polyline, .polygon:
      guard case .numbers(let range)? = value(.points, of: node), range.count >= 4 else {
        return nil
      }
      let start = list.coordinates.count
      list.coordinates += animated.numbers[range.indices]
      let points = DisplayRange(start, list.coordinates.count)
      return reader.tree.nodes[node].element == .polygon ? .polygon(points) : .polyline(points)
    case .path:
      guard case .path(let steps, let numbers)? = value(.d, of: node), !steps.isEmpty else {
        return nil
      }
      let firstStep = list.steps.count
      let start = list.coordinates.count
      list.steps += reader.tree.steps[steps.indices]
      let count = reader.tree.steps[steps.indices].reduce(0) { $0 + $1.coordinateCount }
      list.coordinates += animated.numbers[Int(numbers)..<Int(numbers) + count]
      return .path(steps: DisplayRange(firstStep, list.steps.count), coordinates: UInt32(start))
    default: return nil
    }
  }

  func shape(_ node: Int, _ style: SceneStyle, _ transform: PlaneTransform) {
    guard let shape = geometry(of: node) else { return }
    var fill = DisplayPaint.none
    if case .line = shape {
    } else {
      fill = paint(style.fill, style.fillOpacity, style, node, box: { self.box(of: shape) })
    }
    let stroke = stroke(style, node, shape)
    if fill == .none, stroke.paint == .none { return }
    add(
      DisplayItem(
        shape: shape, transform: transform, fill: fill, stroke: stroke, isEvenOdd: style.isEvenOdd,
        isCrisp: style.isCrisp, isPersonal: reader.tree.nodes[node].isPersonal))
  }

  func image(_ node: Int, _ style: SceneStyle, _ transform: PlaneTransform) {
    guard style.isVisible, case .file(let name)? = reader.tree.declared(.href, of: node) else {
      return
    }
    let width = length(.width, of: node) ?? 0
    let height = length(.height, of: node) ?? 0
    if width <= 0 || height <= 0 { return }
    let path = reader.tree.names[Int(name)]
    let index = list.images.firstIndex(of: path) ?? list.images.count
    if index == list.images.count { list.images.append(path) }
    var image = DisplayImage(
      image: UInt32(index), x: length(.x, of: node) ?? 0, y: length(.y, of: node) ?? 0,
      width: width, height: height)
    if case .aspect(let fit, let x, let y)? = reader.tree.declared(.preserveAspectRatio, of: node) {
      image.fit = fit
      image.alignX = x
      image.alignY = y
    }
    add(
      DisplayItem(
        shape: .image(image), transform: transform, isPersonal: reader.tree.nodes[node].isPersonal))
  }

  private func stroke(_ style: SceneStyle, _ node: Int, _ shape: DisplayShape) -> DisplayStroke {
    if style.strokeWidth <= 0 { return .none }
    let paint = paint(style.stroke, style.strokeOpacity, style, node, box: { self.box(of: shape) })
    if paint == .none { return .none }
    var stroke = DisplayStroke(
      paint: paint, width: style.strokeWidth, cap: style.cap, join: style.join,
      miterLimit: style.miterLimit)
    if case .numbers(let range) = style.dashes {
      let scale = dashScale(node, shape)
      let start = list.dashes.count
      list.dashes += animated.numbers[range.indices].map { max(0, $0) * scale }
      // An odd list is gone through twice.
      if range.count % 2 == 1 { list.dashes += list.dashes[start...] }
      if list.dashes[start...].allSatisfy({ $0 == 0 }) {
        list.dashes.removeLast(list.dashes.count - start)
      } else {
        stroke.dashes = DisplayRange(start, list.dashes.count)
        stroke.dashOffset = style.dashOffset * scale
      }
    }
    return stroke
  }

  /// What one unit of a dash is long: more or less than 1 where `pathLength` says so.
  private func dashScale(_ node: Int, _ shape: DisplayShape) -> Double {
    guard let wanted = value(.pathLength, of: node)?.number, wanted > 0 else { return 1 }
    return outlineLength(shape) / wanted
  }

  func add(_ item: DisplayItem) {
    var item = item
    let reach = item.stroke.paint == .none ? 0 : strokeReach(item.stroke)
    item.bounds = item.transform.applied(box(of: item.shape).outset(by: reach))
    item.hash = hash(of: item)
    list.items.append(item)
  }

  /// How far a stroke may stick out of its outline.
  private func strokeReach(_ stroke: DisplayStroke) -> Double {
    let half = stroke.width / 2
    let corner = stroke.join == .miter ? max(1, stroke.miterLimit) : 1
    return half * max(corner, stroke.cap == .square ? 1.4143 : 1)
  }

  // MARK: Paints

  /// A paint with its opacity; `box` is the item's own box, for gradients that are measured by it.
  func paint(
    _ value: SceneValue, _ opacity: Double, _ style: SceneStyle, _ node: Int, box: () -> DisplayBox
  ) -> DisplayPaint {
    let alpha = Float(min(max(opacity, 0), 1))
    switch value {
    case .color(var color):
      color.alpha *= alpha
      return color.alpha > 0 ? .solid(color) : .none
    case .currentColor:
      var color = style.color
      color.alpha *= alpha
      return color.alpha > 0 ? .solid(color) : .none
    case .reference(let name):
      guard alpha > 0, let gradient = reader.tree.node(named: name) else { return .none }
      return self.gradient(gradient, alpha, style, box())
    default: return .none
    }
  }
}
