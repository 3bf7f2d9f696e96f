/// One thing to paint, or one end of a group; trivially copyable.
///
/// Fill goes down first, then stroke, as in SVG (`paint-order` is not part of the dialect).
public struct DisplayItem: Sendable, BitwiseCopyable {
  /// What is painted.
  public var shape: DisplayShape
  /// From the item's own space to scene units; absolute.
  public var transform: PlaneTransform
  /// `none` for groups and images, and where SVG says `fill="none"`.
  public var fill: DisplayPaint
  /// Painted where its paint is not `none`; its width is never 0 then.
  public var stroke: DisplayStroke
  /// Alpha of the whole item, where colours cannot carry it: images, and 1 for everything else.
  public var alpha: Float
  /// Fill rule of paths and polygons.
  public var isEvenOdd: Bool
  /// Whether a pixel is either painted or not, without shades at edges; shapes alone.
  public var isCrisp: Bool
  /// Whether it starts the group of a scene that comes in over another: in no other group.
  public var isTransition = false
  /// Whether a customer's value was written into what the item is made of: its text, a colour, a place, a time.
  ///
  /// False is a promise: nothing of the item was taken from a record. Whether it is there may still have been decided by
  /// one. True is caution.
  public var isPersonal: Bool
  /// The box in scene units that holds all its pixels, stroke included, transform applied; not cut by clips.
  ///
  /// For text it is an estimate (one and a half em a character): the painter, which has the glyphs, knows better.
  /// For a `groupStart` it is the union of what is inside, cut to the clip; for a `groupEnd` the same.
  public var bounds: DisplayBox
  /// 128 bits of all that decides the item's own pixels; see `DisplayList`.
  public var hash: DisplayHash
  /// For texts, the line of the scene that they stand in, for messages; 0 for everything else.
  public var line: UInt32

  /// Makes one from its parts.
  public init(
    shape: DisplayShape, transform: PlaneTransform = .identity, fill: DisplayPaint = .none,
    stroke: DisplayStroke = .none, alpha: Float = 1, isEvenOdd: Bool = false,
    isCrisp: Bool = false, isPersonal: Bool = false, bounds: DisplayBox = .empty,
    hash: DisplayHash = .zero,
    line: UInt32 = 0
  ) {
    self.shape = shape
    self.transform = transform
    self.fill = fill
    self.stroke = stroke
    self.alpha = alpha
    self.isEvenOdd = isEvenOdd
    self.isCrisp = isCrisp
    self.isPersonal = isPersonal
    self.bounds = bounds
    self.hash = hash
    self.line = line
  }
}

/// What an item is; lengths in the item's own space.
public enum DisplayShape: Sendable, BitwiseCopyable {
  /// Width and height above 0; radii 0 for sharp corners, never above half the side.
  case rect(x: Double, y: Double, width: Double, height: Double, radiusX: Double, radiusY: Double)
  case circle(centerX: Double, centerY: Double, radius: Double)
  case ellipse(centerX: Double, centerY: Double, radiusX: Double, radiusY: Double)
  /// Stroke only.
  case line(x1: Double, y1: Double, x2: Double, y2: Double)
  /// A range of `coordinates`, open for the stroke.
  case polyline(DisplayRange)
  /// A range of `coordinates`, closed.
  case polygon(DisplayRange)
  /// Steps, and where the first one's coordinates start.
  case path(steps: DisplayRange, coordinates: UInt32)
  case text(DisplayText)
  case image(DisplayImage)
  /// Everything up to item `end`, the matching `groupEnd`: through the union of `clips` if that is not empty,
  /// and with `opacity` as one layer if that is below 1.
  case groupStart(opacity: Float, clips: DisplayRange, end: UInt32)
  /// Closes the group opened at item `start`.
  case groupEnd(start: UInt32)
}

/// A step of a path; relative steps, arcs and shorthands are gone.
public enum PathStep: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// x, y.
  case move
  /// x, y.
  case line
  /// x1, y1, x2, y2, x, y.
  case cubic
  /// No coordinates; the next step starts where the sub-path began.
  case close

  /// How many numbers it takes from `coordinates`.
  public var coordinateCount: Int {
    switch self {
    case .move, .line: 2
    case .cubic: 6
    case .close: 0
    }
  }
}

/// One line of text in one font and paint: shaped as a whole, never wrapped any more.
///
/// Bidirectional text is in logical order. `x`, `y` are on the baseline, at the end that `anchor` names; the base
/// direction decides which side is the start.
public struct DisplayText: Sendable, BitwiseCopyable {
  /// UTF-8, a range of `DisplayList.text`; valid, not empty, no control characters.
  public var bytes: DisplayRange
  /// Index into `DisplayList.fonts`.
  public var font: UInt32
  /// Which end of the run `x` is.
  public var anchor: TextAnchor
  /// The base direction of the line.
  public var isRightToLeft: Bool
  /// Horizontal place.
  public var x: Double
  /// Vertical place.
  public var y: Double

  /// Makes one from its parts.
  public init(
    bytes: DisplayRange, font: UInt32, anchor: TextAnchor, isRightToLeft: Bool, x: Double, y: Double
  ) {
    self.bytes = bytes
    self.font = font
    self.anchor = anchor
    self.isRightToLeft = isRightToLeft
    self.x = x
    self.y = y
  }
}

/// Which end of a text run its x is: `start` is the left of a left-to-right run, the right of the other kind.
public enum TextAnchor: UInt8, Hashable, Sendable, BitwiseCopyable {
  case start, middle, end
}

/// A picture laid into a box as SVG's `preserveAspectRatio` says.
public struct DisplayImage: Sendable, BitwiseCopyable {
  /// Index into `DisplayList.images`.
  public var image: UInt32
  /// Horizontal place.
  public var x: Double
  /// Vertical place.
  public var y: Double
  /// Extent from left to right.
  public var width: Double
  /// Extent from top to bottom.
  public var height: Double
  /// How proportions meet.
  public var fit: ImageFit
  /// Where spare room goes, or what is cut: 0 left or top, 0.5 middle, 1 right or bottom.
  public var alignX: Float
  /// As `alignX`, from top to bottom.
  public var alignY: Float

  /// Makes one from its parts.
  public init(
    image: UInt32, x: Double, y: Double, width: Double, height: Double, fit: ImageFit = .meet,
    alignX: Float = 0.5, alignY: Float = 0.5
  ) {
    self.image = image
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.fit = fit
    self.alignX = alignX
    self.alignY = alignY
  }
}

/// How a picture's proportions meet its box's.
public enum ImageFit: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// Whole picture visible.
  case meet
  /// Whole box covered; the picture is cut at the box.
  case slice
  /// Stretched.
  case stretch
}

/// A shape that a group's pixels must lie in; a group's clips are united, each with its own transform.
public struct DisplayClip: Sendable, BitwiseCopyable {
  /// Never text, image or group.
  public var shape: DisplayShape
  /// To scene units; absolute.
  public var transform: PlaneTransform
  /// Whether the even-odd rule says what is inside; else the non-zero rule.
  public var isEvenOdd: Bool

  /// Makes one from its parts.
  public init(shape: DisplayShape, transform: PlaneTransform = .identity, isEvenOdd: Bool = false) {
    self.shape = shape
    self.transform = transform
    self.isEvenOdd = isEvenOdd
  }
}
