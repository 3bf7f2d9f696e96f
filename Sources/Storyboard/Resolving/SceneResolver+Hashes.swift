extension SceneResolver {
  /// 128 bits of all that decides an item's own pixels.
  func hash(of item: DisplayItem) -> DisplayHash {
    var hasher = DisplayHasher()
    combine(item.shape, item.isEvenOdd, into: &hasher)
    combine(item.transform, into: &hasher)
    hasher.combine(item.alpha)
    combine(item.fill, into: &hasher)
    combine(item.stroke.paint, into: &hasher)
    if item.stroke.paint != .none {
      hasher.combine(item.stroke.width)
      hasher.combine(Int(item.stroke.cap.rawValue) << 8 | Int(item.stroke.join.rawValue))
      hasher.combine(item.stroke.miterLimit)
      combine(list.dashes, item.stroke.dashes.indices, into: &hasher)
      hasher.combine(item.stroke.dashOffset)
    }
    if item.isCrisp { hasher.combine(20 as UInt64) }
    return hasher.finish()
  }

  func combine(_ transform: PlaneTransform, into hasher: inout DisplayHasher) {
    hasher.combine(transform.a)
    hasher.combine(transform.b)
    hasher.combine(transform.c)
    hasher.combine(transform.d)
    hasher.combine(transform.e)
    hasher.combine(transform.f)
  }

  private func combine(_ numbers: [Double], _ range: Range<Int>, into hasher: inout DisplayHasher) {
    hasher.combine(range.count)
    for index in range { hasher.combine(numbers[index]) }
  }

  private func combine(_ paint: DisplayPaint, into hasher: inout DisplayHasher) {
    switch paint {
    case .none: hasher.combine(0 as UInt64)
    case .solid(let color):
      hasher.combine(1 as UInt64)
      hasher.combine(color)
    case .gradient(let index, let alpha):
      let gradient = list.gradients[Int(index)]
      hasher.combine(2 as UInt64)
      hasher.combine(alpha)
      hasher.combine(Int(gradient.spread.rawValue))
      combine(gradient.transform, into: &hasher)
      switch gradient.geometry {
      case .linear(let x1, let y1, let x2, let y2):
        for number in [x1, y1, x2, y2] { hasher.combine(number) }
      case .radial(let x, let y, let radius, let focusX, let focusY):
        for number in [x, y, radius, focusX, focusY] { hasher.combine(number) }
      }
      for stop in list.stops[gradient.stops.indices] {
        hasher.combine(stop.offset)
        hasher.combine(stop.color)
      }
    }
  }

  func combine(_ shape: DisplayShape, _ isEvenOdd: Bool, into hasher: inout DisplayHasher) {
    switch shape {
    case .rect(let x, let y, let width, let height, let radiusX, let radiusY):
      hasher.combine(10 as UInt64)
      for number in [x, y, width, height, radiusX, radiusY] { hasher.combine(number) }
    case .circle(let x, let y, let radius):
      hasher.combine(11 as UInt64)
      for number in [x, y, radius] { hasher.combine(number) }
    case .ellipse(let x, let y, let radiusX, let radiusY):
      hasher.combine(12 as UInt64)
      for number in [x, y, radiusX, radiusY] { hasher.combine(number) }
    case .line(let x1, let y1, let x2, let y2):
      hasher.combine(13 as UInt64)
      for number in [x1, y1, x2, y2] { hasher.combine(number) }
    case .polyline(let range):
      hasher.combine(14 as UInt64)
      hasher.combine(isEvenOdd)
      combine(list.coordinates, range.indices, into: &hasher)
    case .polygon(let range):
      hasher.combine(15 as UInt64)
      hasher.combine(isEvenOdd)
      combine(list.coordinates, range.indices, into: &hasher)
    case .path(let steps, let start):
      hasher.combine(16 as UInt64)
      hasher.combine(isEvenOdd)
      var count = 0
      for step in list.steps[steps.indices] {
        hasher.combine(Int(step.rawValue))
        count += step.coordinateCount
      }
      combine(list.coordinates, Int(start)..<Int(start) + count, into: &hasher)
    case .text(let text):
      hasher.combine(17 as UInt64)
      list.text[text.bytes.indices].withUnsafeBytes { hasher.combine(bytes: $0) }
      combine(list.fonts[Int(text.font)], into: &hasher)
      hasher.combine(Int(text.anchor.rawValue) << 1 | (text.isRightToLeft ? 1 : 0))
      hasher.combine(text.x)
      hasher.combine(text.y)
    case .image(let image):
      hasher.combine(18 as UInt64)
      hasher.combine(list.images[Int(image.image)])
      for number in [image.x, image.y, image.width, image.height] { hasher.combine(number) }
      hasher.combine(Int(image.fit.rawValue))
      hasher.combine(image.alignX)
      hasher.combine(image.alignY)
    case .groupStart, .groupEnd: hasher.combine(19 as UInt64)
    }
  }

  private func combine(_ font: TextFont, into hasher: inout DisplayHasher) {
    hasher.combine(font.families.count)
    for family in font.families { hasher.combine(family) }
    hasher.combine(font.size)
    hasher.combine(font.weight)
    hasher.combine(font.isItalic)
    hasher.combine(font.letterSpacing)
    hasher.combine(font.language)
    hasher.combine(font.hasTabularDigits)
  }
}
