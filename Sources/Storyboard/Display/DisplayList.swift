/// A still picture as a flat list of things to paint, back to front: what the storyboard says a frame shows.
///
/// The wall between the room that knows time, markup and customers (this one, no pixels) and the room that knows
/// pixels (Imaging, no time). A painter walks `items` once, in order, and looks up what does not fit an item in the side
/// tables. Nothing in it refers to a scene, an animation or a record any more.
///
/// **Coordinates** are scene units, y downwards: `size` is the whole picture; a painter that makes other pixels scales
/// evenly. Every item carries its own `transform` from its own space to scene units, *absolute*: groups do not add one.
///
/// **Items between a `groupStart` and its `groupEnd`** are painted through the group's clip, and if its opacity is
/// below 1 into a layer of their own that is then laid down with that opacity. Groups nest and are balanced. The
/// resolver makes no group where folding into colours gives the same pixels.
///
/// **Hashes.** `DisplayItem.hash` is 128 bits of everything that decides an item's own pixels, side tables included,
/// at scene scale: two items with equal hashes, in lists of any customers and times of one storyboard, paint alike. It
/// does not cover the groups round it; a key for an area folds, in order, the hashes of the items whose boxes touch it
/// and of the groups that hold them.
///
/// A list is made again for each time and kept by its worker: `removeAll` keeps every table's room.
public struct DisplayList: Sendable {
  /// Width and height of the picture in scene units.
  public var width: Double
  /// Extent from top to bottom.
  public var height: Double
  /// What is behind the first item; opaque.
  public var background: DisplayColor

  /// What to paint, back to front.
  public var items: [DisplayItem] = []

  /// The UTF-8 of every text run, one after the other.
  public var text: [UInt8] = []
  /// The fonts text runs name, each once.
  public var fonts: [TextFont] = []
  /// Coordinates of polylines, polygons and paths: x, y, x, y, ...
  public var coordinates: [Double] = []
  /// Steps of paths; each takes its coordinates from `coordinates` in order.
  public var steps: [PathStep] = []
  /// Dash patterns: lengths on, off, on, off, ...; a range of them is always of even count.
  public var dashes: [Double] = []
  /// Gradients that fills and strokes name.
  public var gradients: [DisplayGradient] = []
  /// Stops of gradients, offsets not falling.
  public var stops: [DisplayStop] = []
  /// Pictures that image items name, as paths inside the template's folder.
  ///
  /// With `/` between names: `assets/logo.png`.
  public var images: [String] = []
  /// The shapes that groups clip to.
  public var clips: [DisplayClip] = []

  /// Makes one from its parts.
  public init(width: Double, height: Double, background: DisplayColor = .white) {
    self.width = width
    self.height = height
    self.background = background
  }

  /// Empties every table and keeps its room.
  public mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    fonts.removeAll(keepingCapacity: true)
    coordinates.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    dashes.removeAll(keepingCapacity: true)
    gradients.removeAll(keepingCapacity: true)
    stops.removeAll(keepingCapacity: true)
    images.removeAll(keepingCapacity: true)
    clips.removeAll(keepingCapacity: true)
  }

  /// 128 bits of the whole picture: equal for two times at which nothing differs.
  ///
  /// Cost: one step an item.
  public var hash: DisplayHash {
    var hasher = DisplayHasher()
    hasher.combine(width)
    hasher.combine(height)
    hasher.combine(background)
    for item in items { hasher.combine(item.hash) }
    return hasher.finish()
  }

  /// Whether a customer's value decided any of the picture.
  public var isPersonal: Bool { items.contains { $0.isPersonal } }
}

/// Indices into one of a list's tables: half open, four bytes a side.
public struct DisplayRange: Hashable, Sendable, BitwiseCopyable {
  /// The first index.
  public var start: UInt32
  /// One past the last index.
  public var end: UInt32

  /// Makes one from its parts.
  public init(_ start: Int, _ end: Int) {
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  /// Nothing.
  public static let empty = DisplayRange(0, 0)

  /// Whether nothing is in it.
  public var isEmpty: Bool { start == end }
  /// How many there are.
  public var count: Int { Int(end - start) }
  /// As the standard library's range, to loop over or to slice with.
  public var indices: Range<Int> { Int(start)..<Int(end) }
}
