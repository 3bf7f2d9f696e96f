/// One version of a symbol at level M: what is the same whatever it says, ISO/IEC 18004 sections 6.3 and 7.7.
///
/// Made once a version. A row of modules and the column of the same number stand side by side, as a `QRLine`.
struct QRLayout: Sendable {
  /// Its number.
  let version: Int
  /// Modules on a side.
  let width: Int
  /// How its codewords are divided and protected.
  let blocks: QRBlocks
  /// The patterns' dark modules, without the format's information.
  let patterns: [QRLine]
  /// Which modules take codewords.
  let data: [QRLine]
  /// The same in the order that takes the codewords' bits: a row in the upper byte, a column in the lower one.
  let places: [UInt16]

  /// Versions whose rows fit a word: all that have a layout here.
  ///
  /// Payments rarely need a larger one.
  static let versions = 1...11

  private static let all = versions.map { QRLayout($0) }

  /// The smallest version from `first` on that holds so many bytes; nil where it has no layout here.
  static func smallest(for count: Int, from first: Int) -> QRLayout? {
    all.first { $0.version >= first && $0.blocks.capacity >= count }
  }

  private init(_ version: Int) {
    self.version = version
    width = 17 + 4 * version
    blocks = QRBlocks(version)
    var canvas = Canvas(width)
    canvas.drawFinders()
    canvas.drawTiming()
    canvas.drawAlignments(version)
    if version >= 7 { canvas.drawVersion(version) }
    patterns = canvas.dark
    let all: UInt64 = ~0 >> UInt64(64 - width)
    data = canvas.taken.map { QRLine(~$0.x & all, ~$0.y & all) }
    places = canvas.freePlaces()
  }

  /// The rows of the symbol that says these bytes, under its best mask.
  func rows(saying payload: [UInt8]) -> [UInt64] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: blocks.total) { codewords in
      blocks.write(payload, to: codewords)
      return withUnsafeTemporaryAllocation(of: QRLine.self, capacity: width) { lines in
        _ = lines.initialize(from: patterns)
        // Bits that are left over at the end stay light.
        for (index, codeword) in codewords.enumerated() {
          for bit in 0..<8 {
            let place = places[index &* 8 &+ bit]
            let dark = UInt64(codeword &>> UInt8(7 &- bit) & 1)
            lines[Int(place &>> 8)].x |= dark &<< UInt64(place & 255)
          }
        }
        Self.fillColumns(of: lines)
        return QRMask.best(of: UnsafeBufferPointer(lines), data: data)
      }
    }
  }
}

extension QRLayout {
  /// Makes the columns from the rows: blocks of 32, 16 and on to one module are exchanged across the diagonal.
  private static func fillColumns(of lines: UnsafeMutableBufferPointer<QRLine>) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { columns in
      columns.initialize(repeating: 0)
      for line in lines.indices { columns[line] = lines[line].x }
      var size = 32
      var mask: UInt64 = 0xFFFF_FFFF
      while size > 0 {
        var line = 0
        while line < 64 {
          let other = line + size
          let moved = (columns[line] &>> UInt64(size) ^ columns[other]) & mask
          columns[line] ^= moved &<< UInt64(size)
          columns[other] ^= moved
          line = (other + 1) & ~size
        }
        size /= 2
        mask ^= mask &<< UInt64(size)
      }
      for line in lines.indices { lines[line].y = columns[line] }
    }
  }
}

/// A row of a symbol and the column of the same number: a bit a module, lowest first.
typealias QRLine = SIMD2<UInt64>

/// A symbol while its patterns are drawn.
private struct Canvas {
  let width: Int
  var dark: [QRLine]
  /// Modules that are no data.
  var taken: [QRLine]

  init(_ width: Int) {
    self.width = width
    dark = [QRLine](repeating: QRLine(), count: width)
    taken = dark
  }

  private mutating func set(_ row: Int, _ column: Int, dark isDark: Bool) {
    taken[row].x |= 1 << UInt64(column)
    taken[column].y |= 1 << UInt64(row)
    if !isDark { return }
    dark[row].x |= 1 << UInt64(column)
    dark[column].y |= 1 << UInt64(row)
  }

  /// A square of rings round a centre, dark where their distance from it is none of `light`; cut at the symbol's edge.
  private mutating func drawRings(_ row: Int, _ column: Int, _ radius: Int, light: Set<Int>) {
    for y in max(0, row - radius)...min(width - 1, row + radius) {
      for x in max(0, column - radius)...min(width - 1, column + radius) {
        set(y, x, dark: !light.contains(max(abs(y - row), abs(x - column))))
      }
    }
  }

  /// The finder patterns with their separators, and the places of the format's information beside them.
  mutating func drawFinders() {
    for place in 0..<9 {
      set(8, place, dark: false)
      set(place, 8, dark: false)
    }
    for place in (width - 8)..<width {
      set(8, place, dark: false)
      set(place, 8, dark: false)
    }
    drawRings(3, 3, 4, light: [2, 4])
    drawRings(3, width - 4, 4, light: [2, 4])
    drawRings(width - 4, 3, 4, light: [2, 4])
    // The one module beside them that is always dark.
    set(width - 8, 8, dark: true)
  }

  mutating func drawTiming() {
    for place in 8..<(width - 8) {
      set(6, place, dark: place % 2 == 0)
      set(place, 6, dark: place % 2 == 0)
    }
  }

  /// Table E.1; the versions here have at most three centres a side, evenly apart.
  mutating func drawAlignments(_ version: Int) {
    if version == 1 { return }
    let last = width - 7
    let centres = version < 7 ? [6, last] : [6, (6 + last) / 2, last]
    for row in centres {
      for column in centres {
        let isInFinder =
          (row == 6 && column == 6) || (row == 6 && column == last) || (row == last && column == 6)
        if !isInFinder { drawRings(row, column, 2, light: [1]) }
      }
    }
  }

  /// The version's information, section 7.10: its number with a BCH code, in two places.
  mutating func drawVersion(_ version: Int) {
    var rest = version << 12
    for bit in stride(from: 17, through: 12, by: -1) where rest >> bit & 1 == 1 {
      rest ^= 0x1F25 << (bit - 12)
    }
    let information = version << 12 | rest
    for bit in 0..<18 {
      let (along, across) = (bit / 3, width - 11 + bit % 3)
      set(along, across, dark: information >> bit & 1 == 1)
      set(across, along, dark: information >> bit & 1 == 1)
    }
  }

  /// Section 7.7.3: up and down in pairs of columns from the right, the timing pattern's column left out.
  func freePlaces() -> [UInt16] {
    var places: [UInt16] = []
    var right = width - 1
    var isUpward = true
    while right > 0 {
      if right == 6 { right -= 1 }
      for step in 0..<width {
        let row = isUpward ? width - 1 - step : step
        for column in [right, right - 1] where taken[row].x >> UInt64(column) & 1 == 0 {
          places.append(UInt16(row << 8 | column))
        }
      }
      right -= 2
      isUpward.toggle()
    }
    return places
  }
}
