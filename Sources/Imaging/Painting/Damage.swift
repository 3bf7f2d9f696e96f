/// What of a canvas is not yet as its list says, by bands of 16 rows.
///
/// Bands are whole rows on purpose. cairo and pixman cut shapes and gradients at the edges of what is painted, and what they
/// round depends on where that is: painted from column 640 on, a slanted gradient or a circle's edge differs by one shade in 255
/// here and there. Rows do not have that, so a band is the same whatever was painted with it, and before it.
struct Damage {
  /// Whether a band is damaged.
  private(set) var bands: [Bool]
  private let width: Int
  private let height: Int

  /// Rows of a band: what a PNG's pieces are made of.
  static let bandRows = 16

  /// All of a canvas is damaged at first.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bands = Array(repeating: true, count: (height + Self.bandRows - 1) / Self.bandRows)
  }

  /// Adds a box, in pixels; what is outside the canvas is passed over.
  mutating func add(_ box: PixelBox) {
    let box = box.intersection(PixelBox(minX: 0, minY: 0, maxX: width, maxY: height))
    if box.isEmpty { return }
    for band in box.minY / Self.bandRows...(box.maxY - 1) / Self.bandRows { bands[band] = true }
  }

  mutating func clear(band: Int) { bands[band] = false }

  /// The rows of the damaged bands among some: ranges in order that do not touch.
  func rows(in isWanted: (Int) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for band in bands.indices where bands[band] && isWanted(band) {
      let start = band * Self.bandRows
      let end = min(start + Self.bandRows, height)
      if let last = ranges.last, last.upperBound == start {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    return ranges
  }
}
