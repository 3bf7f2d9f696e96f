extension PageEncoder {
  /// Bytes that make a hash key, and the shortest match looked for.
  private static let keyCount = 4

  /// Writes the bytes from `position` to `end`: matches with earlier dynamic bytes, and literals.
  ///
  /// Which of the two comes next cannot be foreseen, by the processor neither: what can be done without a branch is.
  @inline(never)
  mutating func writeDynamic(to end: Int) {
    let start = position
    position = end
    var sink = blocks.sink
    let code = tables.trained
    let table = hashTable
    var at = page + start
    // A position from an address: one register less to keep.
    let bias = base &- UInt32(truncatingIfNeeded: UInt(bitPattern: page))
    // Words are read whole, so the page's last bytes are literals.
    let pastKeys = page + max(start, min(end &- Self.keyCount, count &- 8) &+ 1)
    while at < pastKeys {
      let bytes = UInt64(littleEndian: at.loadUnaligned(as: UInt64.self))
      let slot = Self.slot(bytes)
      let here = bias &+ UInt32(truncatingIfNeeded: UInt(bitPattern: at))
      let distance = here &- table[slot]
      table[slot] = here
      if distance <= Self.window {
        let source = (at - Int(distance)).loadUnaligned(as: UInt64.self)
        let difference = UInt64(littleEndian: source) ^ bytes
        if UInt32(truncatingIfNeeded: difference) == 0 {
          let length = matchLength(at - page, bytes, difference, distance, end)
          if length > 0 {
            sink.putMatch(length, distance, code)
            remember(at, length, here, pastKeys)
            at += length
            continue
          }
        }
      }
      sink.put(entry: code.symbols[Int(bytes & 0xFF)])
      sink.flush()
      at += 1
    }
    blocks.sink = Self.literals(at, page + end, code.symbols, sink)
  }

  /// Puts bytes as literals, two at a time: with those that wait they are no more bits than fit.
  @inline(__always)
  private static func literals(
    _ first: UnsafeRawPointer, _ end: UnsafeRawPointer, _ symbols: UnsafePointer<UInt32>,
    _ before: BitSink
  ) -> BitSink {
    var sink = before
    var at = first
    while end - at >= 2 {
      sink.put(entry: symbols[Int(at.load(as: UInt8.self))])
      sink.put(entry: symbols[Int(at.load(fromByteOffset: 1, as: UInt8.self))])
      sink.flush()
      at += 2
    }
    if at < end {
      sink.put(entry: symbols[Int(at.load(as: UInt8.self))])
      sink.flush()
    }
    return sink
  }

  /// How many bytes from `at` on equal those `back` before them, of which 8 are known to.
  @inline(never)
  private static func equal(_ page: UnsafeRawPointer, _ at: Int, _ back: Int, _ limit: Int) -> Int {
    grownForward(page, at &+ 8, back, limit) &- at
  }

  /// The length of a match whose first four bytes are equal, or 0 if it takes no fewer bits than they do as literals.
  @inline(__always)
  private func matchLength(
    _ at: Int, _ bytes: UInt64, _ difference: UInt64, _ distance: UInt32, _ end: Int
  ) -> Int {
    let equal =
      difference != 0
      ? difference.trailingZeroBitCount &>> 3 : Self.equal(page, at, Int(distance), limit)
    let length = min(equal, end &- at)
    return length < 8 && !isWorthwhile(length, distance, bytes) ? 0 : length
  }

  /// What repeats tends to begin near a match's ends: two places behind its start, and its last byte, are remembered.
  @inline(__always)
  private func remember(
    _ at: UnsafeRawPointer, _ length: Int, _ here: UInt32, _ pastKeys: UnsafeRawPointer
  ) {
    let last = length &- 1
    if at + last >= pastKeys { return }
    hashTable[Self.slot((at + 1).loadUnaligned(as: UInt64.self))] = here &+ 1
    hashTable[Self.slot((at + 2).loadUnaligned(as: UInt64.self))] = here &+ 2
    hashTable[Self.slot((at + last).loadUnaligned(as: UInt64.self))] =
      here &+ UInt32(truncatingIfNeeded: last)
  }

  @inline(__always)
  private static func slot(_ bytes: UInt64) -> Int {
    Int((UInt32(truncatingIfNeeded: bytes) &* 0x9E37_79B1) &>> (32 &- hashBits))
  }

  /// Whether a match of four bytes takes fewer bits than they do as literals; a longer one nearly always does.
  @inline(__always)
  private func isWorthwhile(_ length: Int, _ distance: UInt32, _ bytes: UInt64) -> Bool {
    if length != 4 { return length > 4 }
    let code = tables.trained
    let literals =
      code.cost(ofLiteral: UInt8(truncatingIfNeeded: bytes))
      &+ code.cost(ofLiteral: UInt8(truncatingIfNeeded: bytes &>> 8))
      &+ code.cost(ofLiteral: UInt8(truncatingIfNeeded: bytes &>> 16))
      &+ code.cost(ofLiteral: UInt8(truncatingIfNeeded: bytes &>> 24))
    return code.cost(ofLength: length, distance: distance) < literals
  }
}
