extension PageEncoder {
  /// Bytes that make a hash key, and the shortest match looked for.
  private static let keyCount = 4

  /// Writes the bytes from `position` to `end`: matches with earlier dynamic bytes, and literals.
  ///
  /// Which of the two comes next cannot be foreseen, by the processor neither: what can be done without a branch is.
  @inline(never)
  mutating func writeDynamic(to end: Int) {
    var sink = blocks.sink
    var at = position
    let book = tables.book
    // Words are read whole, so the page's last bytes are literals.
    let lastKey = min(end &- Self.keyCount, count &- 8)
    while at <= lastKey {
      let bytes = word(at)
      let match = find(at, bytes, end)
      if match.length == 0 {
        sink.put(entry: book[Int(bytes & 0xFF)])
        sink.flush()
        at &+= 1
        continue
      }
      sink.putMatch(match.length, match.distance, book)
      // What repeats tends to begin near a match's ends: two places behind its start, and its last byte, are remembered.
      let last = at &+ match.length
      if last &- 1 <= lastKey {
        remember(at &+ 1)
        remember(at &+ 2)
        remember(last &- 1)
      }
      at = last
    }
    while at < end {
      sink.put(entry: book[Int(page.load(fromByteOffset: at, as: UInt8.self))])
      sink.flush()
      at &+= 1
    }
    blocks.sink = sink
    position = end
  }

  /// A match that is worth its bits; of length 0 if there is none.
  private struct Match {
    var length = 0
    var distance: UInt32 = 0
  }

  /// What the hash table knows of the bytes at a position, which takes their place in it.
  @inline(__always)
  private func find(_ at: Int, _ bytes: UInt64, _ end: Int) -> Match {
    let slot = Self.slot(bytes)
    let here = base &+ UInt32(truncatingIfNeeded: at)
    let distance = here &- hashTable[slot]
    hashTable[slot] = here
    if distance > UInt32(DeflateFormat.window) { return Match() }
    let difference = word(at &- Int(distance)) ^ bytes
    if UInt32(truncatingIfNeeded: difference) != 0 { return Match() }
    let equal =
      difference != 0
      ? difference.trailingZeroBitCount &>> 3 : grownForward(at &+ 8, Int(distance)) &- at
    let length = min(equal, end &- at)
    if length < 8, !isWorthwhile(length, distance, bytes) { return Match() }
    return Match(length: length, distance: distance)
  }

  @inline(__always)
  private func remember(_ at: Int) {
    hashTable[Self.slot(word(at))] = base &+ UInt32(truncatingIfNeeded: at)
  }

  @inline(__always)
  private static func slot(_ bytes: UInt64) -> Int {
    Int((UInt32(truncatingIfNeeded: bytes) &* 0x9E37_79B1) &>> (32 &- hashBits))
  }

  /// Whether a match of fewer than 8 bytes takes fewer bits than they do as literals.
  @inline(__always)
  private func isWorthwhile(_ length: Int, _ distance: UInt32, _ bytes: UInt64) -> Bool {
    let book = tables.book
    let symbol = DeflateFormat.distanceSymbol(Int(distance))
    var cost = Int(book[CodeBook.Part.lengths &+ length] &>> 24)
    cost &+= Int(book[CodeBook.Part.distances &+ symbol] &>> 24) &+ max(0, symbol &>> 1 &- 1)
    var literals = 0
    var rest = bytes
    for index in 0..<7 {
      let bits = Int(book[Int(rest & 0xFF)] &>> 24)
      literals &+= index < length ? bits : 0
      rest = rest &>> 8
    }
    return cost < literals
  }
}
