/// A row of a symbol and the column of the same number: a bit a module, lowest first.
private typealias QRLine = SIMD2<UInt64>

/// Chooses a symbol's mask: the one of the lowest penalty, ISO/IEC 18004 section 7.8, sixty-four modules at a time.
///
/// Counts what libqrencode counts, its reading of rule 3 included, so that the symbols are the library's to the module; the library
/// goes over a symbol module by module, forty times, which was a sixth of the time of a whole page.
enum QRMask {
  /// The widest symbol whose rows fit a word: version 11.
  ///
  /// Payments rarely need more.
  static let widest: Int32 = 64

  /// Numbers of bits in the bytes that libqrencode makes of modules: dark, part of the format's information, not data.
  private enum ModuleBit {
    static let dark: UInt64 = 0
    static let format: UInt64 = 2
    static let function: UInt64 = 7
  }

  /// What rules 2 to 4 cost.
  private enum Weight {
    static let block = 3
    static let finder = 40
    static let balance = 10
  }

  /// Where all patterns repeat: in steps of 12 modules.
  private static let period = 12
  private static let count = 8

  /// By mask and line modulo 12: which modules are turned over.
  private static let patterns: [QRLine] = (0..<count).flatMap { mask in
    (0..<period).map { line in
      var turned = QRLine()
      for place in 0..<64 {
        if turns(mask, x: place, y: line) { turned.x |= 1 << UInt64(place) }
        if turns(mask, x: line, y: place) { turned.y |= 1 << UInt64(place) }
      }
      return turned
    }
  }

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

  private typealias Lines = UnsafeMutableBufferPointer<QRLine>

  /// The rows of the symbol under its best mask.
  ///
  /// `modules` are the symbol under mask 0, level M, as libqrencode makes it: `width` rows of `width` bytes.
  static func best(of modules: UnsafePointer<UInt8>, width: Int) -> [UInt64] {
    precondition(width <= Int(widest), "a row is a word")
    return withUnsafeTemporaryAllocation(of: QRLine.self, capacity: 3 * width) { memory in
      memory.initialize(repeating: QRLine())
      let data = Lines(rebasing: memory[..<width])
      let bare = Lines(rebasing: memory[width..<(2 * width)])
      let lines = Lines(rebasing: memory[(2 * width)...])
      read(modules, data: data, bare: bare)
      var best = 0
      var lowest = Int.max
      for mask in 0..<count {
        apply(mask, bare, data, to: lines)
        let penalty = penalty(of: lines)
        if penalty < lowest {
          lowest = penalty
          best = mask
        }
      }
      apply(best, bare, data, to: lines)
      return lines.map { $0.x }
    }
  }

  /// Takes mask 0 and the format's information off the symbol; `data` are the modules that a mask turns over.
  private static func read(_ modules: UnsafePointer<UInt8>, data: Lines, bare: Lines) {
    let width = data.count
    let all: UInt64 = ~0 >> UInt64(64 - width)
    for line in 0..<width {
      let row = UnsafeRawPointer(modules + line * width)
      var (dark, format, function) = (UInt64(0), UInt64(0), UInt64(0))
      var column = 0
      // Eight modules at a time; the last come again with those before them.
      while column < width {
        column = min(column, width - 8)
        let bytes = row.loadUnaligned(fromByteOffset: column, as: UInt64.self).littleEndian
        dark |= gathered(bytes, ModuleBit.dark) << UInt64(column)
        format |= gathered(bytes, ModuleBit.format) << UInt64(column)
        function |= gathered(bytes, ModuleBit.function) << UInt64(column)
        column += 8
      }
      data[line].x = ~function & all
      bare[line].x = dark & ~(function & format) ^ (data[line].x & patterns[line % period].x)
    }
    fillColumns(of: data)
    fillColumns(of: bare)
  }

  /// One bit of each of eight bytes, the first byte's lowest.
  private static func gathered(_ bytes: UInt64, _ bit: UInt64) -> UInt64 {
    ((bytes &>> bit & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// Makes the columns from the rows: blocks of 32, 16 and on to one module are exchanged across the diagonal.
  private static func fillColumns(of lines: Lines) {
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

  private static func apply(
    _ mask: Int, _ bare: Lines, _ data: Lines, to lines: Lines
  ) {
    var pattern = mask * period
    let last = pattern + period
    for line in bare.indices {
      lines[line] = bare[line] ^ (data[line] & patterns[pattern])
      pattern += 1
      if pattern == last { pattern -= period }
    }
    writeFormat(mask, to: lines)
  }

  /// The format's information, section 7.9: level M and the mask, with their BCH code, in two places.
  private static func writeFormat(_ mask: Int, to lines: Lines) {
    let width = lines.count
    var rest = mask << 10
    for bit in stride(from: 14, through: 10, by: -1) where rest >> bit & 1 == 1 {
      rest ^= 0x537 << (bit - 10)
    }
    let format = (mask << 10 | rest) ^ 0x5412
    func set(_ y: Int, _ x: Int) {
      lines[y].x |= 1 << UInt64(x)
      lines[x].y |= 1 << UInt64(y)
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
  private static func penalty(of lines: Lines) -> Int {
    let width = lines.count
    let pairs: UInt64 = ~0 >> UInt64(65 - width)
    var long = BitCount()
    // In x the blocks, in y the dark modules.
    var rest = BitCount()
    var finders = 0
    // Before the first row there is none to make a block with.
    var above = ~lines[0].x
    for line in lines {
      long.add(longRuns(line, QRLine(repeating: pairs)))
      finders += self.finders(line)
      let both = above & line.x
      let neither = ~(above | line.x)
      rest.add(QRLine((both & both >> 1 | neither & neither >> 1) & pairs, line.x))
      above = line.x
    }
    let area = width * width
    let percent = (200 * rest.counts.y + area) / area / 2
    return long.counts.x + long.counts.y + Weight.block * rest.counts.x + Weight.finder * finders
      + abs(percent - 50) / 5 * Weight.balance
  }

  /// Rule 1: five and more modules of one kind in a line cost 3, and 1 more for each beyond five; a bit for each of that.
  @inline(__always)
  private static func longRuns(_ line: QRLine, _ pairs: QRLine) -> QRLine {
    let same = (line ^ line &>> 1 ^ .max) & pairs
    let two = same & same &>> 1
    // A bit for each five equal modules from there on; with two more the cost of a run, before the next one begins.
    let five = two & two &>> 2
    return five | five &<< 1 | five &<< 2
  }

  /// Rule 3: what looks like a finder pattern, 1:1:3:1:1, with four light modules on one side.
  ///
  /// As libqrencode reads it: beyond the symbol all is light, and a pattern may be larger by any whole factor.
  @inline(__always)
  private static func finders(_ line: QRLine) -> Int {
    // Dark from the pattern's first module on: x.xxx.x, and light on both sides.
    let dark = line & line &>> 2 & line &>> 3 & line &>> 4 & line &>> 6
    let found = dark & ((line &>> 1 | line &>> 5 | line &<< 1 | line &>> 7) ^ .max)
    let two = line & line &>> 1
    let six = two & two &>> 2 & two &>> 4
    var count = 0
    if found.x | found.y != 0 {
      count += withRoom(found.x, line.x) + withRoom(found.y, line.y)
    }
    if six.x != 0 { count += largeFinders(line.x, six.x) }
    if six.y != 0 { count += largeFinders(line.y, six.y) }
    return count
  }

  /// How many of the patterns `found` have four light modules on one side.
  private static func withRoom(_ found: UInt64, _ modules: UInt64) -> Int {
    if found == 0 { return 0 }
    let before = modules << 1 | modules << 2 | modules << 3 | modules << 4
    let after = modules >> 7 | modules >> 8 | modules >> 9 | modules >> 10
    return (found & ~(before & after)).nonzeroBitCount
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
      guard let right = right(modules >> UInt64(start + length), factor),
        let left = left(start == 0 ? 0 : modules << UInt64(64 - start), factor)
      else { continue }
      if left || right { count += 1 }
    }
    return count
  }

  /// Whether enough light follows the right side of a pattern, lowest module first; nil when that side is none.
  private static func right(_ modules: UInt64, _ factor: Int) -> Bool? {
    guard modules != 0, modules.trailingZeroBitCount == factor else { return nil }
    let dark = modules >> UInt64(factor)
    guard (~dark).trailingZeroBitCount == factor else { return nil }
    let rest = dark >> UInt64(factor)
    return rest == 0 || rest.trailingZeroBitCount >= 4 * factor
  }

  /// The same of the left side, highest module first.
  private static func left(_ modules: UInt64, _ factor: Int) -> Bool? {
    guard modules != 0, modules.leadingZeroBitCount == factor else { return nil }
    let dark = modules << UInt64(factor)
    guard (~dark).leadingZeroBitCount == factor else { return nil }
    let rest = dark << UInt64(factor)
    return rest == 0 || rest.leadingZeroBitCount >= 4 * factor
  }

  /// Counts the bits of many words, two at a time: what machines have no instruction for that may be relied on.
  private struct BitCount {
    /// Sixteen bits each.
    private var sums = QRLine()

    @inline(__always)
    mutating func add(_ words: QRLine) {
      let pairs = words &- (words &>> 1 & 0x5555_5555_5555_5555)
      let fours = (pairs & 0x3333_3333_3333_3333) &+ (pairs &>> 2 & 0x3333_3333_3333_3333)
      let bytes = (fours &+ fours &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
      sums &+= (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    }

    var counts: (x: Int, y: Int) {
      let ones: UInt64 = 0x0001_0001_0001_0001
      return (Int((sums.x &* ones) >> 48), Int((sums.y &* ones) >> 48))
    }
  }
}
