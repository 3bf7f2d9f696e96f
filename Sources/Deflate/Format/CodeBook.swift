/// A table made ready for writing: by byte and by length, the bits to append and their count; distances have their own (`DistanceTable`).
///
/// An entry holds the bits in its low 24 and their count in its high 8; a length's extra bits are among them.
struct CodeBook: Sendable {
  /// Where the parts of the table start; a match of `length` is at `lengths + length`.
  enum Part {
    static let lengths = 256
    static let endOfBlock = 256 + 259
    static let count = 256 + 259 + 1
  }

  let literals: HuffmanCode
  let distances: HuffmanCode
  let entries: [UInt32]
  /// What starts a block under this table.
  let header: BitString

  init(literals: HuffmanCode, distances: HuffmanCode, header: BitString) {
    self.literals = literals
    self.distances = distances
    self.header = header
    var entries = [UInt32](repeating: 0, count: Part.count)
    for byte in 0..<256 { entries[byte] = Self.entry(literals, byte) }
    for length in DeflateFormat.shortestMatch...DeflateFormat.longestMatch {
      let symbol = Int(DeflateFormat.lengthSymbols[length])
      entries[Part.lengths + length] = Self.entry(
        literals, 257 + symbol, extra: length - DeflateFormat.lengthBase[symbol],
        extraBits: DeflateFormat.lengthExtra[symbol])
    }
    entries[Part.endOfBlock] = Self.entry(literals, DeflateFormat.endOfBlock)
    self.entries = entries
  }

  /// The best table for symbols that occur so often; each symbol that can occur has a word.
  init(counts: SymbolCounts) {
    let literals = HuffmanCode(
      frequencies: counts.literals, longest: DeflateFormat.longestWord)
    let distances = HuffmanCode(
      frequencies: counts.distances, longest: DistanceTable.longestWord)
    self.init(
      literals: literals, distances: distances,
      header: BlockHeader.bits(literals: literals, distances: distances))
  }

  /// The table that needs no header but its three bits.
  static let fixed: CodeBook = {
    var header = BitString()
    header.append(0, 1)
    header.append(1, 2)
    return CodeBook(
      literals: .fixedLiterals, distances: .fixedDistances, header: header)
  }()

  /// Bits a literal takes.
  func cost(ofLiteral byte: UInt8) -> Int { Int(literals.lengths[Int(byte)]) }

  /// Bits the length of a match takes.
  func cost(ofLength length: Int) -> Int { Int(entries[Part.lengths + length] >> 24) }

  /// Bits the distance of a match takes: fewer than 30.
  func cost(ofDistanceSymbol symbol: Int) -> Int {
    Int(distances.lengths[symbol]) + DeflateFormat.distanceExtra[symbol]
  }

  private static func entry(
    _ code: HuffmanCode, _ symbol: Int, extra: Int = 0, extraBits: Int = 0
  ) -> UInt32 {
    let length = Int(code.lengths[symbol])
    return UInt32(Int(code.words[symbol]) | extra << length | (length + extraBits) << 24)
  }
}

/// How often each symbol occurs.
struct SymbolCounts: Equatable, Sendable {
  var literals = [Int](repeating: 0, count: DeflateFormat.literalSymbols)
  var distances = [Int](repeating: 0, count: DeflateFormat.distanceSymbols)

  mutating func add(_ other: SymbolCounts, times: Int = 1) {
    for symbol in literals.indices { literals[symbol] += other.literals[symbol] * times }
    for symbol in distances.indices { distances[symbol] += other.distances[symbol] * times }
  }
}
