/// Chooses a symbol's mask: the one of the lowest penalty, ISO/IEC 18004 section 7.8, sixty-four modules at a time.
///
/// Counts what libqrencode counts, its reading of rule 3 included, so that the symbols are the library's to the module.
enum QRMask {
  /// What the four rules cost.
  private enum Weight {
    static let run = 3
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

  /// The rows of a symbol under its best mask.
  ///
  /// `bare` is the symbol without a mask and without the format's information, `data` which of its modules a mask turns over.
  static func best(of bare: UnsafeBufferPointer<QRLine>, data: [QRLine]) -> [UInt64] {
    withUnsafeTemporaryAllocation(of: QRLine.self, capacity: bare.count) { lines in
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

  private static func apply(
    _ mask: Int, _ bare: UnsafeBufferPointer<QRLine>, _ data: [QRLine], to lines: Lines
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
