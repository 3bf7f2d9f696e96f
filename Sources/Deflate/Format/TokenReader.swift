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

  /// Makes a reader over `table(of:)` of both codes, which outlive it.
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
    let symbol = Int(entry >> 4)
    var used = Int(entry & 15)
    if symbol <= DeflateFormat.endOfBlock {
      bit += used
      return symbol < 256 ? Token(length: 0, value: symbol) : Token(length: -1, value: 0)
    }
    let extra = DeflateFormat.lengthExtra[symbol - 257]
    let length =
      DeflateFormat.lengthBase[symbol - 257] + Int(bits >> UInt64(used)) & (1 << extra - 1)
    used += extra
    bit += used
    let more =
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
      >> UInt64(bit & 7)
    let distanceEntry = distances[Int(more & 0x7FFF)]
    let distanceSymbol = Int(distanceEntry >> 4)
    let distanceUsed = Int(distanceEntry & 15)
    let distanceExtra = DeflateFormat.distanceExtra[distanceSymbol]
    let distance =
      DeflateFormat.distanceBase[distanceSymbol] + Int(more >> UInt64(distanceUsed))
      & (1 << distanceExtra - 1)
    bit += distanceUsed + distanceExtra
    return Token(length: length, value: distance)
  }

  /// By the next 15 bits: symbol and word length.
  static func table(of code: HuffmanCode) -> [UInt16] {
    var table = [UInt16](repeating: 0, count: 1 << DeflateFormat.longestWord)
    for (symbol, length) in code.lengths.enumerated() where length > 0 {
      var index = Int(code.words[symbol])
      while index < table.count {
        table[index] = UInt16(symbol << 4) | UInt16(length)
        index += 1 << Int(length)
      }
    }
    return table
  }
}
