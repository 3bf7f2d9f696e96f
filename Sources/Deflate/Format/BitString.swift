/// Bits made ready to be appended: lowest bit of the first word first.
struct BitString: Equatable, Sendable {
  private(set) var words: [UInt64] = []
  private(set) var count = 0

  /// Appends the low `count` bits of `bits`; at most 48 of them.
  mutating func append(_ bits: Int, _ count: Int) {
    precondition(count >= 0 && count <= 48 && bits >> count == 0, "bits beyond their count")
    if count == 0 { return }
    let used = self.count & 63
    if used == 0 { words.append(0) }
    words[words.count - 1] |= UInt64(bits) << UInt64(used)
    if used + count > 64 { words.append(UInt64(bits) >> UInt64(64 - used)) }
    self.count += count
  }

  /// Cuts off the last bits, at most 64, and returns them.
  mutating func removeLast(_ bitCount: Int) -> UInt64 {
    precondition(bitCount >= 0 && bitCount <= min(count, 64), "more bits than there are")
    if bitCount == 0 { return 0 }
    count -= bitCount
    let used = UInt64(count & 63)
    let first = count >> 6
    var bits = words[first] >> used
    if first + 1 < words.count { bits |= words[first + 1] << (64 - used) }
    let kept = words[first] & (1 << used - 1)
    words.removeLast(words.count - first)
    if used > 0 { words.append(kept) }
    return bits
  }

  /// Appends a symbol's word.
  mutating func append(_ symbol: Int, of code: HuffmanCode) {
    append(Int(code.words[symbol]), Int(code.lengths[symbol]))
  }
}
