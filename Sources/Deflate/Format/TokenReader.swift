/// Reads back what an encoder wrote under a code book: for counting its symbols and for writing it under another.
///
/// Only for our own bits: nothing is checked that we cannot have written.
struct TokenReader: BitwiseCopyable {
  /// A literal (`length` 0, the byte in `value`), a match (`value` its distance) or the end of the block (`length` -1).
  struct Token {
    var length: Int
    var value: Int
  }

  private let literals: UnsafePointer<UInt16>
  private let distances: UnsafePointer<UInt16>

  /// Entries of each of the two tables.
  static let tableCount = 1 << DeflateFormat.longestWord

  /// Makes a reader over the tables of both codes, which outlive it.
  init(literals: UnsafePointer<UInt16>, distances: UnsafePointer<UInt16>) {
    self.literals = literals
    self.distances = distances
  }

  /// The token at a bit position, which moves behind it.
  ///
  /// Eight bytes beyond the last bit must be readable.
  @inline(__always)
  func next(_ bytes: UnsafeRawPointer, _ bit: inout Int) -> Token {
    let bits =
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
      >> UInt64(bit & 7)
    let entry = literals[Int(bits & 0x7FFF)]
    let symbol = Int(entry >> Entry.symbol)
    let used = Int(entry & Entry.word)
    if symbol <= DeflateFormat.endOfBlock {
      bit &+= used
      return symbol < 256 ? Token(length: 0, value: symbol) : Token(length: -1, value: 0)
    }
    let extra = Int(entry >> Entry.extra & 7)
    let length =
      DeflateFormat.lengthBase[symbol - 257] + Int(bits >> UInt64(used)) & (1 << extra - 1)
    bit &+= used &+ extra
    let more =
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
      >> UInt64(bit & 7)
    let distanceEntry = distances[Int(more & 0x7FFF)]
    let distanceUsed = Int(distanceEntry & Entry.word)
    let distanceExtra = Int(distanceEntry >> Entry.extra & 15)
    let distance =
      DeflateFormat.distanceBase[Int(distanceEntry >> Entry.distanceSymbol)]
      + Int(more >> UInt64(distanceUsed)) & (1 << distanceExtra - 1)
    bit &+= distanceUsed &+ distanceExtra
    return Token(length: length, value: distance)
  }

  /// Counts the symbols from a bit position to the end of a block, less that end.
  ///
  /// `literals` has room for all that stand in one code with them, `distances` for each distance. Eight bytes beyond the last bit
  /// must be readable.
  func count(
    _ bytes: UnsafeRawPointer, from start: Int, literals literalCounts: UnsafeMutablePointer<Int>,
    distances distanceCounts: UnsafeMutablePointer<Int>
  ) {
    var bit = start
    while true {
      var bits =
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
        &>> UInt64(bit & 7)
      let entry = literals[Int(bits & 0x7FFF)]
      let symbol = Int(entry >> Entry.symbol)
      var used = Int(entry & Entry.word)
      if symbol < DeflateFormat.endOfBlock {
        literalCounts[symbol] &+= 1
        bit &+= used
        continue
      }
      if symbol == DeflateFormat.endOfBlock { return }
      literalCounts[symbol] &+= 1
      // At least 57 bits were read; a length takes at most 20, the word after it 14.
      used &+= Int(entry >> Entry.extra & 7)
      bits = bits &>> UInt64(used)
      let distance = distances[Int(bits & 0x7FFF)]
      distanceCounts[Int(distance >> Entry.distanceSymbol)] &+= 1
      bit &+= used &+ Int(distance & Entry.word) &+ Int(distance >> Entry.extra & 15)
    }
  }

  /// An entry: bits of the word in its low 4, of what follows the word in the next 3 or, of a distance, 4; then the symbol.
  private enum Entry {
    static let word: UInt16 = 15
    static let extra = 4
    static let symbol = 7
    static let distanceSymbol = 8
  }

  /// The table of literals and lengths.
  static func table(ofLiterals code: HuffmanCode) -> [UInt16] {
    table(of: code) { symbol in
      let extra = symbol < 257 || symbol > 285 ? 0 : DeflateFormat.lengthExtra[symbol - 257]
      return symbol << (Entry.symbol - Entry.extra) | extra
    }
  }

  /// The table of distances.
  static func table(ofDistances code: HuffmanCode) -> [UInt16] {
    table(of: code) { symbol in
      let extra = symbol < DeflateFormat.distanceSymbols ? DeflateFormat.distanceExtra[symbol] : 0
      return symbol << (Entry.distanceSymbol - Entry.extra) | extra
    }
  }

  /// By the next 15 bits: what stands there.
  ///
  /// Words of one length more are put into a table that is the one before twice in a row: each entry is written about once.
  private static func table(of code: HuffmanCode, _ content: (Int) -> Int) -> [UInt16] {
    var symbols = [[Int]](repeating: [], count: DeflateFormat.longestWord + 1)
    for (symbol, length) in code.lengths.enumerated() where length > 0 {
      symbols[Int(length)].append(symbol)
    }
    return [UInt16](unsafeUninitializedCapacity: tableCount) { buffer, count in
      guard let table = buffer.baseAddress else { return }
      table.initialize(to: 0)
      for length in 1...DeflateFormat.longestWord {
        let half = 1 << (length - 1)
        (table + half).initialize(from: table, count: half)
        for symbol in symbols[length] {
          table[Int(code.words[symbol])] =
            UInt16(content(symbol) << Entry.extra) | UInt16(length)
        }
      }
      count = tableCount
    }
  }
}
