import Storyboard

/// Builds display lists by hand, with hashes that cover what they must.
struct ListBuilder {
  var list: DisplayList

  init(width: Double, height: Double, background: DisplayColor = .white) {
    list = DisplayList(width: width, height: height, background: background)
  }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double = 0,
    fill: DisplayPaint, stroke: DisplayStroke = .none, isPersonal: Bool = false,
    transform: PlaneTransform = .identity
  ) {
    let radius = min(radius, width / 2, height / 2)
    add(
      .rect(x: x, y: y, width: width, height: height, radiusX: radius, radiusY: radius), fill,
      stroke,
      [x, y, width, height, radius], isPersonal,
      DisplayBox(minX: x, minY: y, maxX: x + width, maxY: y + height), transform)
  }

  mutating func circle(
    _ x: Double, _ y: Double, _ radius: Double, fill: DisplayPaint, stroke: DisplayStroke = .none
  ) {
    add(
      .circle(centerX: x, centerY: y, radius: radius), fill, stroke, [x, y, radius], false,
      DisplayBox(minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius))
  }

  mutating func path(
    _ steps: [PathStep], _ coordinates: [Double], fill: DisplayPaint,
    stroke: DisplayStroke = .none, isPersonal: Bool = false
  ) {
    var box = DisplayBox.empty
    for index in stride(from: 0, to: coordinates.count, by: 2) {
      box.include(coordinates[index], coordinates[index + 1])
    }
    let range = DisplayRange(list.steps.count, list.steps.count + steps.count)
    let shape = DisplayShape.path(steps: range, coordinates: UInt32(list.coordinates.count))
    list.steps += steps
    list.coordinates += coordinates
    add(shape, fill, stroke, steps.map { Double($0.rawValue) } + coordinates, isPersonal, box)
  }

  mutating func text(
    _ string: String, _ x: Double, _ y: Double, size: Double, weight: Int = 400,
    anchor: TextAnchor = .start, fill: DisplayPaint, stroke: DisplayStroke = .none,
    isPersonal: Bool = false, isRightToLeft: Bool = false, language: String = "",
    spacing: Double = 0, transform: PlaneTransform = .identity
  ) {
    let start = list.text.count
    list.text += Array(string.utf8)
    let font = TextFont(
      families: ["Noto Sans"], size: size, weight: weight, letterSpacing: spacing,
      language: language)
    let index = list.fonts.firstIndex(of: font) ?? list.fonts.count
    if index == list.fonts.count { list.fonts.append(font) }
    let text = DisplayText(
      bytes: DisplayRange(start, list.text.count), font: UInt32(index), anchor: anchor,
      isRightToLeft: isRightToLeft, x: x, y: y)
    let numbers =
      string.utf8.map { Double($0) } + [
        x, y, size, Double(weight), Double(anchor.rawValue), isRightToLeft ? 1 : 0, spacing,
        Double(language.utf8.count),
      ]
    let width = size * 1.5 * Double(string.count)
    add(
      .text(text), fill, stroke, numbers, isPersonal,
      transform.applied(
        DisplayBox(minX: x - width, minY: y - 2 * size, maxX: x + width, maxY: y + size)),
      transform, isBoxed: true)
  }

  mutating func image(
    _ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
    fit: ImageFit = .meet, alpha: Float = 1
  ) {
    list.images.append(name)
    add(
      .image(
        DisplayImage(
          image: UInt32(list.images.count - 1), x: x, y: y, width: width, height: height, fit: fit)),
      .none, .none, [x, y, width, height, Double(fit.rawValue), Double(alpha)], false,
      DisplayBox(minX: x, minY: y, maxX: x + width, maxY: y + height))
    list.items[list.items.count - 1].alpha = alpha
  }

  /// A linear gradient in the item's own space.
  mutating func gradient(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colors: [UInt32], alpha: Float = 1
  ) -> DisplayPaint {
    let start = list.stops.count
    for (index, color) in colors.enumerated() {
      list.stops.append(
        DisplayStop(
          offset: Float(index) / Float(max(1, colors.count - 1)), color: DisplayColor(rgb: color)))
    }
    list.gradients.append(
      DisplayGradient(
        geometry: .linear(x1: x1, y1: y1, x2: x2, y2: y2),
        stops: DisplayRange(start, list.stops.count)))
    return .gradient(UInt32(list.gradients.count - 1), alpha: alpha)
  }

  /// A gradient of two colours along circles, in the item's own space.
  mutating func radial(_ x: Double, _ y: Double, _ radius: Double) -> DisplayPaint {
    let start = list.stops.count
    list.stops += [
      DisplayStop(offset: 0, color: DisplayColor(rgb: 0xffc24a)),
      DisplayStop(offset: 1, color: DisplayColor(rgb: 0x053640)),
    ]
    list.gradients.append(
      DisplayGradient(
        geometry: .radial(centerX: x, centerY: y, radius: radius, focusX: x, focusY: y),
        stops: DisplayRange(start, list.stops.count)))
    return .gradient(UInt32(list.gradients.count - 1), alpha: 1)
  }

  /// A group round what `body` adds.
  mutating func group(
    opacity: Float = 1, clips: [DisplayClip] = [], _ body: (inout ListBuilder) -> Void
  ) {
    let start = list.items.count
    let range = DisplayRange(list.clips.count, list.clips.count + clips.count)
    list.clips += clips
    list.items.append(DisplayItem(shape: .groupEnd(start: 0)))
    body(&self)
    let end = list.items.count
    var bounds = DisplayBox.empty
    for item in list.items[(start + 1)...] { bounds.formUnion(item.bounds) }
    var hasher = DisplayHasher()
    hasher.combine(opacity)
    for clip in clips { combine("\(clip)", &hasher) }
    list.items[start] = DisplayItem(
      shape: .groupStart(opacity: opacity, clips: range, end: UInt32(end)), bounds: bounds,
      hash: hasher.finish())
    hasher = DisplayHasher()
    hasher.combine(7)
    list.items.append(
      DisplayItem(shape: .groupEnd(start: UInt32(start)), bounds: bounds, hash: hasher.finish()))
  }

  /// A scene that comes in over the whole picture.
  mutating func transition(_ opacity: Float, _ body: (inout ListBuilder) -> Void) {
    let start = list.items.count
    let whole = DisplayClip(
      shape: .rect(x: 0, y: 0, width: list.width, height: list.height, radiusX: 0, radiusY: 0))
    group(opacity: opacity, clips: [whole], body)
    list.items[start].isTransition = true
    list.items[start].bounds = DisplayBox(
      minX: 0, minY: 0, maxX: list.width, maxY: list.height)
  }

  private mutating func add(
    _ shape: DisplayShape, _ fill: DisplayPaint, _ stroke: DisplayStroke, _ numbers: [Double],
    _ isPersonal: Bool, _ box: DisplayBox, _ transform: PlaneTransform = .identity,
    isBoxed: Bool = false
  ) {
    var hasher = DisplayHasher()
    for number in numbers { hasher.combine(number) }
    combine(fill, &hasher)
    combine(stroke.paint, &hasher)
    hasher.combine(stroke.width)
    hasher.combine(stroke.dashOffset)
    for dash in list.dashes[stroke.dashes.indices] { hasher.combine(dash) }
    for number in [
      transform.a, transform.b, transform.c, transform.d, transform.e, transform.f,
    ] {
      hasher.combine(number)
    }
    let bounds =
      isBoxed ? box : transform.applied(box.outset(by: stroke.width * 2))
    list.items.append(
      DisplayItem(
        shape: shape, transform: transform, fill: fill, stroke: stroke, isPersonal: isPersonal,
        bounds: bounds, hash: hasher.finish()))
  }

  private func combine(_ paint: DisplayPaint, _ hasher: inout DisplayHasher) {
    switch paint {
    case .none: hasher.combine(0)
    case .solid(let color): hasher.combine(color)
    case .gradient(let index, let alpha):
      let gradient = list.gradients[Int(index)]
      combine("\(gradient.geometry) \(gradient.transform) \(gradient.spread)", &hasher)
      for stop in list.stops[gradient.stops.indices] {
        hasher.combine(stop.offset)
        hasher.combine(stop.color)
      }
      hasher.combine(alpha)
    }
  }

  private func combine(_ text: String, _ hasher: inout DisplayHasher) { hasher.combine(text) }
}
