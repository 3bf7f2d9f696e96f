public import Storyboard

/// A play button drawn into a picture, for readers that can lay nothing over one: mail programs.
///
/// It stands where it covers no text and no picture: in the middle if that is free, else in the nearest tidy place that is;
/// smaller where there is less room. Where there is none at all, there is no button: an amount one cannot read is worse.
struct PlayButton {
  /// What it must not cover.
  let kept: [PixelBox]
  /// The picture's size in pixels.
  let width: Double
  let height: Double

  /// Radii tried, as parts of the shorter side; the smallest is still 35 pixels of a 720p picture.
  private static let radii = [0.13, 0.1, 0.075, 0.05]
  /// Free room round it, and to the picture's edges, as a part of its radius.
  private static let margin = 0.25
  /// Where it may stand, as parts of width and height, the usual place first.
  private static let tidy: [(x: Double, y: Double)] = [
    (0.5, 0.5), (0.75, 0.5), (0.82, 0.5), (0.82, 0.72), (0.82, 0.28), (0.5, 0.75), (0.5, 0.25),
    (0.5, 0.85), (0.85, 0.85), (0.85, 0.15), (0.18, 0.5), (0.15, 0.85), (0.15, 0.15),
  ]
  /// Steps of the search where no tidy place is free.
  private static let steps = 64

  /// The place found, in pixels; nil where there is none.
  var place: (x: Double, y: Double, radius: Double)? {
    for part in Self.radii {
      let radius = part * min(width, height)
      for spot in Self.tidy where isFree(spot.x * width, spot.y * height, radius) {
        return (spot.x * width, spot.y * height, radius)
      }
    }
    guard let least = Self.radii.last.map({ $0 * min(width, height) }) else { return nil }
    for row in 1..<Self.steps {
      for column in 1..<Self.steps {
        // From the right and the bottom, where texts end.
        let x = width * (1 - Double(column) / Double(Self.steps))
        let y = height * (1 - Double(row) / Double(Self.steps))
        if isFree(x, y, least) { return (x, y, least) }
      }
    }
    return nil
  }

  private func isFree(_ x: Double, _ y: Double, _ radius: Double) -> Bool {
    let reach = radius * (1 + Self.margin)
    guard x >= reach, y >= reach, x <= width - reach, y <= height - reach else { return false }
    return kept.allSatisfy { box in
      // From the middle to the nearest point of the box.
      let across = max(Double(box.minX) - x, 0, x - Double(box.maxX))
      let down = max(Double(box.minY) - y, 0, y - Double(box.maxY))
      return across * across + down * down >= reach * reach
    }
  }
}

extension FrameMaker {
  /// A list with a play button on it, where that covers no text.
  public func addingPlayButton(to list: DisplayList) -> DisplayList {
    var list = list
    let (boxes, pixels) = kept(of: list)
    let button = PlayButton(
      kept: boxes, width: Double(settings.width), height: Double(settings.height))
    guard let place = button.place else { return list }
    let x = (place.x - pixels.e) / pixels.a
    let y = (place.y - pixels.f) / pixels.d
    let radius = place.radius / pixels.a
    func circle(_ radius: Double, _ color: DisplayColor) {
      add(
        .circle(centerX: x, centerY: y, radius: radius), .solid(color), [x, y, radius],
        DisplayBox(minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius), &list)
    }
    // A faint ring, so that a white disc is seen on white too.
    circle(radius * 1.06, DisplayColor(rgb: 0x06343d, alpha: 0.35))
    circle(radius, .white)
    // As the eye has it, a triangle's middle is nearer to its upright side.
    let (left, right, half) = (x - 0.34 * radius, x + 0.66 * radius, 0.61 * radius)
    let corners = [left, y - half, left, y + half, right, y]
    let points = DisplayRange(list.coordinates.count, list.coordinates.count + corners.count)
    list.coordinates += corners
    add(
      .polygon(points), .solid(DisplayColor(rgb: 0x06343d)), corners,
      DisplayBox(minX: corners[0], minY: corners[1], maxX: corners[4], maxY: corners[3]), &list)
    return list
  }

  private func add(
    _ shape: DisplayShape, _ fill: DisplayPaint, _ numbers: [Double], _ bounds: DisplayBox,
    _ list: inout DisplayList
  ) {
    var hasher = DisplayHasher()
    // No item of a scene hashes like it.
    hasher.combine(0x706C_6179 as UInt64)
    for number in numbers { hasher.combine(number) }
    if case .solid(let color) = fill {
      for channel in [color.red, color.green, color.blue, color.alpha] { hasher.combine(channel) }
    }
    // Where it stands, the customer's texts decided.
    list.items.append(
      DisplayItem(
        shape: shape, fill: fill, isPersonal: true, bounds: bounds, hash: hasher.finish()))
  }
}
