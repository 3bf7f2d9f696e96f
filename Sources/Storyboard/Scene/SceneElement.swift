/// The elements of the scene dialect.
enum SceneElement: UInt8, Sendable, CaseIterable {
  case svg, g, a, defs, symbol, use, rect, circle, ellipse, line, polyline, polygon, path, text,
    tspan, image
  case clipPath, linearGradient, radialGradient, stop, style, title, desc
  case animate, set, animateTransform, animateMotion

  /// The element's name in SVG.
  var name: String { String(describing: self) }

  static let byName: [String: SceneElement] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  var isAnimation: Bool { rawValue >= SceneElement.animate.rawValue }

  var isShape: Bool {
    switch self {
    case .rect, .circle, .ellipse, .line, .polyline, .polygon, .path: true
    default: false
    }
  }

  /// Whether it and its children are drawn where they stand.
  var isDrawn: Bool {
    switch self {
    case .svg, .g, .a, .use, .text, .image: true
    default: isShape
    }
  }

  /// Whether it holds text that is shown or read out.
  var holdsText: Bool {
    switch self {
    case .text, .tspan, .title, .desc, .style: true
    default: false
    }
  }

  /// Attributes that belong to the element itself, beside presentation attributes and what every element takes.
  var properties: [SceneProperty] {
    switch self {
    case .svg: [.x, .y, .width, .height, .viewBox, .preserveAspectRatio]
    case .symbol: [.viewBox, .preserveAspectRatio]
    case .g, .a: [.transform]
    case .use: [.x, .y, .width, .height, .href, .transform]
    case .rect: [.x, .y, .width, .height, .rx, .ry, .transform, .pathLength]
    case .circle: [.cx, .cy, .r, .transform, .pathLength]
    case .ellipse: [.cx, .cy, .rx, .ry, .transform, .pathLength]
    case .line: [.x1, .y1, .x2, .y2, .transform, .pathLength]
    case .polyline, .polygon: [.points, .transform, .pathLength]
    case .path: [.d, .transform, .pathLength]
    case .text: [.x, .y, .dx, .dy, .transform]
    case .tspan: [.x, .y, .dx, .dy]
    case .image: [.x, .y, .width, .height, .href, .preserveAspectRatio, .transform]
    case .clipPath: [.clipPathUnits, .transform]
    case .linearGradient:
      [.x1, .y1, .x2, .y2, .gradientUnits, .gradientTransform, .spreadMethod, .href]
    case .radialGradient:
      [.cx, .cy, .r, .fx, .fy, .gradientUnits, .gradientTransform, .spreadMethod, .href]
    case .stop: [.offset]
    case .defs, .style, .title, .desc, .animate, .set, .animateTransform, .animateMotion: []
    }
  }

  /// Whether presentation attributes mean anything on it.
  var takesPresentation: Bool {
    switch self {
    case .style, .title, .desc: false
    default: !isAnimation
    }
  }

  /// Attributes read by hand: of animations, and of text that counts, types or fits.
  var ownNames: Set<String> { Self.ownNames[Int(rawValue)] }

  /// By raw value; joining sets anew for every element would cost more than reading it.
  private static let ownNames = allCases.map(\.listedNames)

  private var listedNames: Set<String> {
    switch self {
    case .animate:
      Self.timing.union(Self.values).union(["attributeName", "attributeType"])
    case .set: Self.timing.union(["attributeName", "attributeType", "to"])
    case .animateTransform:
      Self.timing.union(Self.values).union(["attributeName", "attributeType", "type"])
    case .animateMotion: Self.timing.union(Self.values).union(["path", "rotate", "keyPoints"])
    case .text, .tspan: Self.textNames
    case .svg: ["version", "role"]
    case .a: ["target", "rel"]
    case .style: ["type"]
    default: []
    }
  }

  private static let timing: Set<String> = [
    "begin", "dur", "end", "repeatCount", "fill", "restart", "href",
  ]
  private static let values: Set<String> = [
    "from", "to", "by", "values", "keyTimes", "keySplines", "calcMode", "additive", "accumulate",
  ]
  static let textNames: Set<String> = [
    "data-count", "data-count-begin", "data-count-dur", "data-count-from", "data-count-spline",
    "data-type-begin", "data-type-dur", "data-width", "data-lines", "data-line-height",
    "data-smallest",
  ]
}
