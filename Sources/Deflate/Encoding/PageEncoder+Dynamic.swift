extension PageEncoder {
  /// Bytes that make a hash key, and the shortest match looked for.
  private static let keyCount = 4

  /// Writes the bytes from `position` to `end`: matches with earlier dynamic bytes, and literals.
  @inline(never)
  mutating func writeDynamic(to end: Int) {
    var sink = blocks.sink
    var at = position
    let book = tables.book
    let lastKey = end &- Self.keyCount
    while at <= lastKey {
      let key = UInt32(littleEndian: page.loadUnaligned(fromByteOffset: at, as: UInt32.self))
      let slot = Int((key &* 0x9E37_79B1) &>> (32 &- Self.hashBits))
      let here = base &+ UInt32(truncatingIfNeeded: at)
      let distance = here &- hashTable[slot]
      hashTable[slot] = here
      if distance <= UInt32(DeflateFormat.window),
        UInt32(
          littleEndian: page.loadUnaligned(fromByteOffset: at &- Int(distance), as: UInt32.self))
          == key
      {
        var last = at &+ Self.keyCount
        while last < end,
          page.load(fromByteOffset: last, as: UInt8.self)
            == page.load(fromByteOffset: last &- Int(distance), as: UInt8.self)
        {
          last &+= 1
        }
        if isWorthwhile(at, last, distance) {
          // At most 48 bits wait; the match's 48 need them gone.
          sink.flush()
          sink.putMatch(last &- at, distance, book)
          at = last
          continue
        }
      }
      sink.put(entry: book[Int(key & 0xFF)])
      if sink.count > 40 { sink.flush() }
      at &+= 1
    }
    while at < end {
      sink.put(entry: book[Int(page.load(fromByteOffset: at, as: UInt8.self))])
      if sink.count > 40 { sink.flush() }
      at &+= 1
    }
    sink.flush()
    blocks.sink = sink
    position = end
  }

  /// Whether a match takes fewer bits than its bytes as literals; long ones do.
  @inline(__always)
  private func isWorthwhile(_ start: Int, _ end: Int, _ distance: UInt32) -> Bool {
    let length = end &- start
    if length >= 10 { return true }
    let symbol = DeflateFormat.distanceSymbol(Int(distance))
    let book = tables.book
    var cost = Int(book[CodeBook.Part.lengths &+ length] &>> 24)
    cost &+= Int(book[CodeBook.Part.distances &+ symbol] &>> 24) &+ max(0, symbol &>> 1 &- 1)
    var literals = 0
    for at in start..<end {
      literals &+= Int(book[Int(page.load(fromByteOffset: at, as: UInt8.self))] &>> 24)
    }
    return cost < literals
  }
}
