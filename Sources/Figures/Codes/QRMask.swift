/// Chooses a symbol's mask: the one of the lowest penalty, ISO/IEC 18004 section 7.8, sixty-four modules at a time.
///
/// Counts what libqrencode counts, its reading of rule 3 included, so that the symbols are the library's to the module; the library
/// goes over a symbol module by module, forty times, which was a sixth of the time of a whole page.
enum QRMask {
  /// The widest symbol whose rows fit a word: version 11.
  ///
  /// Payments rarely need more.
  static let widest: Int32 = 64

  /// In the bytes that libqrencode makes of modules: dark, part of the format's information, not data.
  private enum Module {
    static let dark: UInt8 = 0x01
    static let format: UInt8 = 0x04
    static let function: UInt8 = 0x80
  }

  /// What the four rules cost.
  private enum Weight {
    static let run = 3
    static let block = 3
    static let finder = 40
    static let balance = 10
  }

  /// Where all patterns repeat: in steps of 12 modules.
  private static let period = 12

  /// By mask and row modulo 12: which modules are turned over.
  ///
  /// Those of columns follow.
  private static let patterns: [UInt64] = {
    var words: [UInt64] = []
    for isColumn in [false, true] {
      for mask in 0..<8 {
        for line in 0..<period {
          var word: UInt64 = 0
          for place in 0..<64 {
            let turns = isColumn ? turns(mask, x: line, y: place) : turns(mask, x: place, y: line)
            if turns { word |= 1 << UInt64(place) }
          }
          words.append(word)
        }
      }
    }
    return words
  }()

  /// ISO/IEC 18004, table 10.
  private static func turns(_ mask: Int, x: Int, y: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (y / 2 + x / 3) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: (x * y % 3 + (x + y) % 2) % 2 == 0
    }
  }

  /// A symbol's modules by rows and by columns: the second half of the words.
  private typealias Grid = UnsafeMutableBufferPointer<UInt64>

  /// The rows of the symbol under its best mask.
  ///
  /// `modules` are the symbol under mask 0, level M, as libqrencode makes it: `width` rows of `width` bytes.
  static func best(of modules: UnsafePointer<UInt8>, width: Int) -> [UInt64] {
    precondition(width <= Int(widest), "a row is a word")
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 6 * width) { memory in
      memory.initialize(repeating: 0)
      let data = Grid(rebasing: memory[..<(2 * width)])
      let bare = Grid(rebasing: memory[(2 * width)..<(4 * width)])
      let grid = Grid(rebasing: memory[(4 * width)...])
      read(modules, width, data: data, bare: bare)
      return patterns.withUnsafeBufferPointer { patterns in
        var best = 0
        var lowest = Int.max
        for mask in 0..<8 {
          apply(mask, patterns, width, data: data, bare: bare, to: grid)
          let penalty = penalty(of: grid, width)
          if penalty < lowest {
            lowest = penalty
            best = mask
          }
        }
        apply(best, patterns, width, data: data, bare: bare, to: grid)
        return Array(grid[..<width])
      }
    }
  }

  /// Takes mask 0 and the format's information off the symbol.
  private static func read(
    _ modules: UnsafePointer<UInt8>, _ width: Int, data: Grid, bare: Grid
  ) {
    for y in 0..<width {
      for x in 0..<width {
        let module = modules[y * width + x]
        let isData = module & Module.function == 0
        if isData {
          data[y] |= 1 << UInt64(x)
          data[width + x] |= 1 << UInt64(y)
        } else if module & Module.format != 0 {
          continue
        }
        let isTurned = isData && turns(0, x: x, y: y)
        if (module & Module.dark == 1) != isTurned {
          bare[y] |= 1 << UInt64(x)
          bare[width + x] |= 1 << UInt64(y)
        }
      }
    }
  }

  private static func apply(
    _ mask: Int, _ patterns: UnsafeBufferPointer<UInt64>, _ width: Int, data: Grid, bare: Grid,
    to grid: Grid
  ) {
    let rows = mask * period
    let columns = (8 + mask) * period
    for line in 0..<width {
      grid[line] = bare[line] ^ (data[line] & patterns[rows + line % period])
      grid[width + line] =
        bare[width + line] ^ (data[width + line] & patterns[columns + line % period])
    }
    writeFormat(mask, width, to: grid)
  }

  /// The format's information, section 7.9: level M and the mask, with their BCH code, in two places.
  private static func writeFormat(_ mask: Int, _ width: Int, to grid: Grid) {
    var rest = mask << 10
    for bit in stride(from: 14, through: 10, by: -1) where rest >> bit & 1 == 1 {
      rest ^= 0x537 << (bit - 10)
    }
    let format = (mask << 10 | rest) ^ 0x5412
    func set(_ y: Int, _ x: Int) {
      grid[y] |= 1 << UInt64(x)
      grid[width + x] |= 1 << UInt64(y)
    }
    for bit in 0..<15 where format >> bit & 1 == 1 {
      if bit < 8 {
        set(8, width - 1 - bit)
        set(bit < 6 ? bit : bit + 1, 8)
      } else {
        set(width - 15 + bit, 8)
        set(8, bit == 8 ? 7 : 14 - bit)
      }
    }
  }
}

extension QRMask {
  /// The penalty of a symbol.
  private static func penalty(of grid: Grid, _ width: Int) -> Int {
    var penalty = 0
    var dark = 0
    let pairs: UInt64 = ~0 >> UInt64(65 - width)
    for line in 0..<2 * width {
      let modules = grid[line]
      penalty += runs(modules, pairs) + finders(modules)
    }
    for row in 0..<width { dark += grid[row].nonzeroBitCount }
    for row in 1..<width {
      let (above, here) = (grid[row - 1], grid[row])
      let both = above & here
      let neither = ~(above | here)
      let blocks = (both & both >> 1) | (neither & neither >> 1)
      penalty += Weight.block * (blocks & pairs).nonzeroBitCount
    }
    let area = width * width
    let percent = (200 * dark + area) / area / 2
    return penalty + abs(percent - 50) / 5 * Weight.balance
  }

  /// Rule 1: five and more modules of one kind in a line cost 3, and 1 more for each beyond five.
  private static func runs(_ modules: UInt64, _ pairs: UInt64) -> Int {
    let same = ~(modules ^ modules >> 1) & pairs
    let two = same & same >> 1
    // A bit for each five equal modules from there on.
    let five = two & two >> 2
    return five.nonzeroBitCount + (Weight.run - 1) * (five & ~(five << 1)).nonzeroBitCount
  }

  /// Rule 3: what looks like a finder pattern, 1:1:3:1:1, with four light modules on one side.
  ///
  /// As libqrencode reads it: beyond the symbol all is light, and a pattern may be larger by any whole factor.
  private static func finders(_ modules: UInt64) -> Int {
    let light = ~modules
    // Dark from the pattern's first module on: x.xxx.x, and light on both sides.
    var found = modules & modules >> 2 & modules >> 3 & modules >> 4 & modules >> 6
    found &= light >> 1 & light >> 5 & ~(modules << 1) & ~(modules >> 7)
    var count = 0
    if found != 0 {
      let before = modules << 1 | modules << 2 | modules << 3 | modules << 4
      let after = modules >> 7 | modules >> 8 | modules >> 9 | modules >> 10
      count = (found & ~(before & after)).nonzeroBitCount
    }
    let two = modules & modules >> 1
    let six = two & two >> 2 & two >> 4
    if six != 0 { count += largeFinders(modules, six) }
    return count * Weight.finder
  }

  /// The same with a middle of six, nine and more modules; `six` marks where six dark ones begin.
  private static func largeFinders(_ modules: UInt64, _ six: UInt64) -> Int {
    var count = 0
    var starts = six & ~(modules << 1)
    while starts != 0 {
      let start = starts.trailingZeroBitCount
      starts &= starts - 1
      let length = (~(modules >> UInt64(start))).trailingZeroBitCount
      let (factor, rest) = length.quotientAndRemainder(dividingBy: 3)
      guard rest == 0 else { continue }
      // Outwards on both sides: light and dark of the factor's length, then light of four times that, or to the edge.
      let after = modules >> UInt64(start + length)
      let before = start == 0 ? 0 : reversed(modules << UInt64(64 - start))
      guard let left = side(before, factor), let right = side(after, factor) else { continue }
      if left || right { count += 1 }
    }
    return count
  }

  private static func reversed(_ word: UInt64) -> UInt64 {
    var word = word
    var result: UInt64 = 0
    for _ in 0..<64 {
      result = result << 1 | word & 1
      word >>= 1
    }
    return result
  }

  /// Whether enough light follows one side of a pattern; nil when the side is none.
  ///
  /// Lowest module first.
  private static func side(_ modules: UInt64, _ factor: Int) -> Bool? {
    guard modules != 0, modules.trailingZeroBitCount == factor else { return nil }
    let dark = modules >> UInt64(factor)
    guard (~dark).trailingZeroBitCount == factor else { return nil }
    let rest = dark >> UInt64(factor)
    return rest == 0 || rest.trailingZeroBitCount >= 4 * factor
  }
}
