/// A colour in sRGB, channels 0 to 1, alpha not multiplied in.
public struct DisplayColor: Hashable, Sendable, BitwiseCopyable {
  /// Red, 0 to 1.
  public var red: Float
  /// Green, 0 to 1.
  public var green: Float
  /// Blue, 0 to 1.
  public var blue: Float
  /// Opacity, 0 to 1.
  public var alpha: Float

  /// Makes one from its parts.
  public init(red: Float, green: Float, blue: Float, alpha: Float = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// From a number written as in CSS: `0x1A2B3C` is `#1a2b3c`.
  public init(rgb: UInt32, alpha: Float = 1) {
    self.init(
      red: Float((rgb >> 16) & 0xFF) / 255, green: Float((rgb >> 8) & 0xFF) / 255,
      blue: Float(rgb & 0xFF) / 255, alpha: alpha)
  }

  /// Opaque white.
  public static let white = DisplayColor(red: 1, green: 1, blue: 1)
  /// Opaque black.
  public static let black = DisplayColor(red: 0, green: 0, blue: 0)
  /// Nothing to see.
  public static let clear = DisplayColor(red: 0, green: 0, blue: 0, alpha: 0)
}

/// What an area is filled with.
///
/// All opacities of SVG (`opacity`, `fill-opacity`, `stop-opacity`) are in the alphas.
public enum DisplayPaint: Hashable, Sendable, BitwiseCopyable {
  case none
  case solid(DisplayColor)
  /// Index into `DisplayList.gradients`, and an alpha on top of its stops' own.
  case gradient(UInt32, alpha: Float)
}

/// How an outline is drawn; lengths in the item's own space.
public struct DisplayStroke: Hashable, Sendable, BitwiseCopyable {
  /// What the line is made of.
  public var paint: DisplayPaint
  /// Extent from left to right.
  public var width: Double
  /// How ends look.
  public var cap: StrokeCap
  /// How corners look.
  public var join: StrokeJoin
  /// As SVG's `stroke-miterlimit`.
  public var miterLimit: Double
  /// A range of `DisplayList.dashes`; empty for an unbroken line, and never all lengths 0.
  public var dashes: DisplayRange
  /// Where in the pattern the outline starts; may be negative.
  public var dashOffset: Double

  /// Makes one from its parts.
  public init(
    paint: DisplayPaint, width: Double, cap: StrokeCap = .butt, join: StrokeJoin = .miter,
    miterLimit: Double = 4, dashes: DisplayRange = .empty, dashOffset: Double = 0
  ) {
    self.paint = paint
    self.width = width
    self.cap = cap
    self.join = join
    self.miterLimit = miterLimit
    self.dashes = dashes
    self.dashOffset = dashOffset
  }

  /// No line.
  public static let none = DisplayStroke(paint: .none, width: 0)
}

/// How the ends of a line look.
public enum StrokeCap: UInt8, Hashable, Sendable, BitwiseCopyable { case butt, round, square }
/// How the corners of a line look.
public enum StrokeJoin: UInt8, Hashable, Sendable, BitwiseCopyable { case miter, round, bevel }

/// A colour run along a line or out of a point.
///
/// `objectBoundingBox` units are resolved already: geometry, through `transform`, is in the painted item's own space.
/// Colours between stops mix in sRGB without multiplied alpha, as browsers do.
public struct DisplayGradient: Sendable, BitwiseCopyable {
  /// Along what the colours run.
  public enum Geometry: Sendable, BitwiseCopyable {
    case linear(x1: Double, y1: Double, x2: Double, y2: Double)
    /// From the focus (radius 0) to the circle.
    case radial(centerX: Double, centerY: Double, radius: Double, focusX: Double, focusY: Double)
  }

  /// Along what the colours run.
  public var geometry: Geometry
  /// From the gradient's space to the item's.
  public var transform: PlaneTransform
  /// What is beyond the ends.
  public var spread: GradientSpread
  /// A range of `DisplayList.stops`; at least one.
  public var stops: DisplayRange

  /// Makes one from its parts.
  public init(
    geometry: Geometry, transform: PlaneTransform = .identity, spread: GradientSpread = .pad,
    stops: DisplayRange
  ) {
    self.geometry = geometry
    self.transform = transform
    self.spread = spread
    self.stops = stops
  }
}

/// What is beyond a gradient's ends.
public enum GradientSpread: UInt8, Hashable, Sendable, BitwiseCopyable {
  case pad, reflect, `repeat`
}

/// A colour at a place of a gradient, offset 0 to 1.
public struct DisplayStop: Hashable, Sendable, BitwiseCopyable {
  /// Where, 0 to 1.
  public var offset: Float
  /// Which colour.
  public var color: DisplayColor

  /// Makes one from its parts.
  public init(offset: Float, color: DisplayColor) {
    self.offset = offset
    self.color = color
  }
}
