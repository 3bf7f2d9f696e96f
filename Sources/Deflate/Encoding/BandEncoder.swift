internal import CRepeats

/// One band of pixels on its way: what repeats stands a row above, a pixel to the left, or shortly before in a glyph.
///
/// Bounds: as `PageEncoder`; a read `back` bytes before a position is guarded by the position being at least `back`.
struct BandEncoder {
  let band: UnsafeRawPointer
  let count: Int
  let shape: BandShape
  let base: UInt32
  let code: CodeTable
  let hashTable: UnsafeMutablePointer<UInt32>
  var blocks: BlockWriter

  /// Fewer than a page's: pictures hold few different glyphs, and their bands' bytes stay what they were.
  private static let hashBits: UInt32 = 12
  /// A match with the row above of this length is taken without looking to the left.
  private static let long = 32

  /// Encodes the whole band; what closes the stream is left to the block writer.
  mutating func encode() {
    var at = 0
    while at < count {
      if at >= blocks.chunkLimit { blocks.endChunk(band, at: at) }
      at = encode(from: at, to: min(count, blocks.chunkLimit))
    }
  }

  /// Encodes up to `limit`.
  private mutating func encode(from start: Int, to limit: Int) -> Int {
    var sink = blocks.sink
    var at = start
    let row = shape.bytesPerRow
    let pixel = shape.bytesPerPixel
    // Bytes before this place have not both neighbours.
    let neighbours = max(row, pixel)
    while at &+ 8 <= limit {
      let here = word(at)
      var end = at
      var back = row
      if at >= row { end = at &+ equal(here, at, row, limit) }
      if end &- at < Self.long, at >= pixel {
        let other = at &+ equal(here, at, pixel, limit)
        if other > end {
          end = other
          back = pixel
        }
      }
      if end &- at >= 6 {
        sink.flush()
        sink.putMatch(end &- at, UInt32(truncatingIfNeeded: back), code)
        at = end
        continue
      }
      if let (end, back) = shortMatch(here, at, end, back, limit) {
        sink.flush()
        sink.putMatch(end &- at, UInt32(truncatingIfNeeded: back), code)
        at = end
        continue
      }
      if sink.count > 16 { sink.flush() }
      sink.put(entry: code.symbols[Int(here & 0xFF)])
      at &+= 1
      if at <= neighbours { continue }
      // The rest of a pixel that is like neither neighbour: what is remembered is asked for pixels, not for their parts.
      let above = here ^ word(at &- 1 &- row)
      let before = here ^ word(at &- 1 &- pixel)
      if above & 0xFF00 != 0, before & 0xFF00 != 0 {
        sink.put(entry: code.symbols[Int(here &>> 8 & 0xFF)])
        at &+= 1
        if above & 0xFF_0000 != 0, before & 0xFF_0000 != 0 {
          sink.put(entry: code.symbols[Int(here &>> 16 & 0xFF)])
          at &+= 1
        }
      }
    }
    sink.flush()
    while at < limit {
      sink.put(entry: code.symbols[Int(band.load(fromByteOffset: at, as: UInt8.self))])
      if sink.count > 40 { sink.flush() }
      at &+= 1
    }
    sink.flush()
    blocks.sink = sink
    return at
  }

  /// The better of a short match with row or pixel and what the hash table remembers, if it pays.
  @inline(__always)
  private func shortMatch(
    _ here: UInt64, _ at: Int, _ end: Int, _ back: Int, _ limit: Int
  ) -> (end: Int, back: Int)? {
    let key = UInt32(truncatingIfNeeded: here)
    let slot = Int((key &* 0x9E37_79B1) &>> (32 &- Self.hashBits))
    let place = base &+ UInt32(truncatingIfNeeded: at)
    let distance = place &- hashTable[slot]
    hashTable[slot] = place
    var end = end
    var back = back
    if distance <= UInt32(DeflateFormat.window) {
      let other = at &+ equal(here, at, Int(distance), limit)
      if other > end &+ 1 {
        end = other
        back = Int(distance)
      }
    }
    let length = end &- at
    if length >= 5 { return (end, back) }
    if length < DeflateFormat.shortestMatch { return nil }
    let cost = code.cost(ofLength: length, distance: UInt32(truncatingIfNeeded: back))
    var literals = 0
    var bytes = here
    for _ in 0..<length {
      literals &+= Int(code.symbols[Int(bytes & 0xFF)] &>> 24)
      bytes = bytes &>> 8
    }
    return cost < literals ? (end, back) : nil
  }

  @inline(__always)
  private func word(_ at: Int) -> UInt64 {
    UInt64(littleEndian: band.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// How many bytes from `at`, where `here` stands, equal those `back` before them.
  @inline(__always)
  private func equal(_ here: UInt64, _ at: Int, _ back: Int, _ limit: Int) -> Int {
    let difference = here ^ word(at &- back)
    if difference != 0 { return difference.trailingZeroBitCount &>> 3 }
    var next = at &+ 8
    while next &+ 8 <= limit {
      let difference = word(next) ^ word(next &- back)
      if difference != 0 { return next &- at &+ difference.trailingZeroBitCount &>> 3 }
      next &+= 8
      if next &- at == Self.long { break }
    }
    // Flat rows are equal for thousands of bytes.
    let rest = band.assumingMemoryBound(to: UInt8.self) + next
    return next &- at &+ repeats_length(rest, back, limit &- next)
  }
}
