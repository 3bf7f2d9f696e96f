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

  /// Appends a symbol's word.
  mutating func append(_ symbol: Int, of code: HuffmanCode) {
    append(Int(code.words[symbol]), Int(code.lengths[symbol]))
  }
}
