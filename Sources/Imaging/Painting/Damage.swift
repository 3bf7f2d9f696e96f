/// What of a canvas is not yet as its list says, by bands of rows and 64 columns of cells.
struct Damage {
  /// A bit a cell, lowest at the left; one word a band of 16 rows.
  private(set) var bands: [UInt64]
  private let width: Int
  private let height: Int
  private let cellWidth: Int

  /// Rows of a band: what a PNG's pieces are made of.
  static let bandRows = 16

  /// All of a canvas is damaged at first.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cellWidth = (width + 63) / 64
    bands = Array(
      repeating: .max, count: (height + Self.bandRows - 1) / Self.bandRows)
  }

  /// Adds a box, in pixels; what is outside the canvas is passed over.
  mutating func add(_ box: PixelBox) {
    let box = box.intersection(PixelBox(minX: 0, minY: 0, maxX: width, maxY: height))
    if box.isEmpty { return }
    let first = box.minX / cellWidth
    let last = (box.maxX - 1) / cellWidth
    let bits = (UInt64.max << UInt64(first)) & (UInt64.max >> UInt64(63 - last))
    for band in box.minY / Self.bandRows...(box.maxY - 1) / Self.bandRows { bands[band] |= bits }
  }

  mutating func add(_ mask: UInt64, band: Int) { bands[band] |= mask }

  mutating func clear(band: Int) { bands[band] = 0 }

  /// The pixels of the damage in some bands: few boxes, none overlapping, together all damaged cells and perhaps more.
  func boxes(in isWanted: (Int) -> Bool) -> [PixelBox] {
    var boxes: [PixelBox] = []
    var band = 0
    while band < bands.count {
      let bits = bands[band]
      guard bits != 0, isWanted(band) else {
        band += 1
        continue
      }
      var end = band + 1
      while end < bands.count, bands[end] == bits, isWanted(end) { end += 1 }
      let minY = band * Self.bandRows
      let maxY = min(end * Self.bandRows, height)
      var rest = bits
      while rest != 0 {
        let first = rest.trailingZeroBitCount
        let length = (~(rest >> UInt64(first))).trailingZeroBitCount
        let box = PixelBox(
          minX: first * cellWidth, minY: minY, maxX: min((first + length) * cellWidth, width),
          maxY: maxY)
        if !box.isEmpty { boxes.append(box) }
        if first + length >= 64 { break }
        rest &= UInt64.max << UInt64(first + length)
      }
      band = end
    }
    return boxes
  }
}
