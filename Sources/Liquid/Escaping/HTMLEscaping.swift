/// HTML text and quoted attributes, sixteen bytes at a time.
enum HTMLEscaping {
  /// Writes `bytes` with `& < > " '` as references and NUL as U+FFFD.
  @inline(__always)
  static func write(_ bytes: UnsafeRawBufferPointer, to output: Output) {
    guard let start = bytes.baseAddress else { return }
    let count = bytes.count
    if count >= 8, count < 16 {
      // Looked at and copied with the same two words.
      let head = start.loadUnaligned(as: UInt64.self)
      let tail = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if !mayHoldSpecial(head), !mayHoldSpecial(tail) {
        let room = output.room(for: 16)
        room.storeBytes(of: head, as: UInt64.self)
        room.storeBytes(of: tail, toByteOffset: count &- 8, as: UInt64.self)
        output.advance(by: count)
        return
      }
    }
    writeAny(start, count, to: output)
  }

  /// Writes up to 64 bytes that need no reference into `Output.quickRoom`; false, with nothing written, for others.
  @inline(__always)
  static func writesClean(_ start: UnsafeRawPointer, _ count: Int, to output: Output) -> Bool {
    let room = output.quickRoom
    if count >= 16 {
      if count > Output.quickBytes { return false }
      let last = count &- 16
      var index = 0
      while true {
        // The last block overlaps the one before it.
        index = min(index, last)
        let block = start.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let found = specials(in: block)
        if found[0] | found[1] != 0 { return false }
        room.storeBytes(of: block, toByteOffset: index, as: SIMD16<UInt8>.self)
        if index == last { break }
        index &+= 16
      }
    } else if count >= 8 {
      let head = start.loadUnaligned(as: UInt64.self)
      let tail = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      let found = specials(in: unsafeBitCast(SIMD2(head, tail), to: SIMD16<UInt8>.self))
      if found[0] | found[1] != 0 { return false }
      room.storeBytes(of: head, as: UInt64.self)
      room.storeBytes(of: tail, toByteOffset: count &- 8, as: UInt64.self)
    } else if count >= 4 {
      let head = start.loadUnaligned(as: UInt32.self)
      let tail = start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      if holdsSpecial(UInt64(head) | UInt64(tail) &<< 32) { return false }
      room.storeBytes(of: head, as: UInt32.self)
      room.storeBytes(of: tail, toByteOffset: count &- 4, as: UInt32.self)
    } else if count > 0 {
      let middle = count &>> 1
      let first = start.load(as: UInt8.self)
      let between = start.load(fromByteOffset: middle, as: UInt8.self)
      let last = start.load(fromByteOffset: count &- 1, as: UInt8.self)
      // Five letters fill the word.
      let word = UInt64(first) | UInt64(between) &<< 8 | UInt64(last) &<< 16
      if holdsSpecial(word | 0x6161_6161_6100_0000) { return false }
      room.storeBytes(of: first, as: UInt8.self)
      room.storeBytes(of: between, toByteOffset: middle, as: UInt8.self)
      room.storeBytes(of: last, toByteOffset: count &- 1, as: UInt8.self)
    }
    output.advance(by: count)
    return true
  }

  /// Whether one of eight bytes needs a reference.
  @inline(__always)
  private static func holdsSpecial(_ word: UInt64) -> Bool {
    specials(in: unsafeBitCast(SIMD2(word, 0), to: SIMD16<UInt8>.self))[0] != 0
  }

  @inline(__always)
  private static func writeAny(_ start: UnsafeRawPointer, _ count: Int, to output: Output) {
    let clean = firstSpecial(start, 0, count)
    output.append(start, count: clean)
    if clean < count { writeRest(start, clean, count, to: output) }
  }

  @inline(never)
  private static func writeRest(
    _ start: UnsafeRawPointer, _ first: Int, _ count: Int, to output: Output
  ) {
    var index = first
    while index < count {
      switch start.load(fromByteOffset: index, as: UInt8.self) {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "\""): output.append("&#34;")
      case UInt8(ascii: "'"): output.append("&#39;")
      default: output.append("\u{FFFD}")
      }
      index &+= 1
      let next = firstSpecial(start, index, count)
      if next > index { output.append(start + index, count: next &- index) }
      index = next
    }
  }

  /// The index of the first byte that needs a reference, at or after `from`; `count` when there is none.
  ///
  /// Loads stay inside `start + from ..< start + count`: the last one overlaps what was read before.
  @inline(__always)
  static func firstSpecial(_ start: UnsafeRawPointer, _ from: Int, _ count: Int) -> Int {
    var index = from
    while count &- index >= 16 {
      let found = specials(inVector: start + index)
      if found[0] != 0 { return index &+ found[0].trailingZeroBitCount >> 3 }
      if found[1] != 0 { return index &+ 8 &+ found[1].trailingZeroBitCount >> 3 }
      index &+= 16
    }
    if index == count { return count }
    let rest = count &- index
    if index > from {
      let found = specials(inVector: start + (count &- 16))
      if found[0] | found[1] == 0 { return count }
    } else if rest >= 8 {
      let head = (start + index).loadUnaligned(as: UInt64.self)
      let tail = (start + (count &- 8)).loadUnaligned(as: UInt64.self)
      if !mayHoldSpecial(head), !mayHoldSpecial(tail) { return count }
    } else if rest >= 4 {
      let head = UInt64((start + index).loadUnaligned(as: UInt32.self))
      let tail = UInt64((start + (count &- 4)).loadUnaligned(as: UInt32.self))
      if !mayHoldSpecial(head | tail << 32) { return count }
    }
    while index < count {
      let byte = start.load(fromByteOffset: index, as: UInt8.self)
      // All six are at most `>`: one comparison passes letters, and a word's bits tell the rest.
      if byte <= 0x3E, specials &>> UInt64(byte) & 1 != 0 { return index }
      index &+= 1
    }
    return count
  }

  /// 0xFF for each of sixteen bytes that needs a reference.
  ///
  /// Compared with vectors of a written type and read back as two words: `.==` with a byte or with a literal of
  /// inferred type takes the generic way, lane by lane, sixty times slower, and `any` costs threefold.
  @inline(__always)
  private static func specials(inVector start: UnsafeRawPointer) -> SIMD2<UInt64> {
    specials(in: start.loadUnaligned(as: SIMD16<UInt8>.self))
  }

  @inline(__always)
  private static func specials(in block: SIMD16<UInt8>) -> SIMD2<UInt64> {
    // `&` and `'`, `<` and `>` differ in one bit.
    let quotes = block .== vector(0x22)
    let zeros = block .== vector(0)
    let ampersands = (block & vector(0xFE)) .== vector(0x26)
    let angles = (block & vector(0xFD)) .== vector(0x3C)
    let found = (quotes .| zeros) .| (ampersands .| angles)
    return unsafeBitCast(found, to: SIMD2<UInt64>.self)
  }

  @inline(__always)
  private static func vector(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }

  /// Whether one of eight bytes needs a reference; never false when one does.
  @inline(__always)
  private static func mayHoldSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = zeroByte(word ^ (ones &* 0x22))
    let ampersands = zeroByte((word | ones) ^ (ones &* 0x27))
    let angles = zeroByte((word | (ones &* 2)) ^ (ones &* 0x3E))
    let zeros = zeroByte(word) | quotes | ampersands | angles
    return zeros & (ones &* 0x80) != 0
  }

  /// Sets the top bit of a byte that is zero, and perhaps of others beside it.
  @inline(__always)
  private static func zeroByte(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }

  private static var specials: UInt64 {
    1 << 0x26 | 1 << 0x3C | 1 << 0x3E | 1 << 0x22 | 1 << 0x27 | 1
  }
}
