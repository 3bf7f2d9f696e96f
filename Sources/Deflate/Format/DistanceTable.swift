/// Distances made ready for writing: by distance, the word of its symbol with the extra bits behind it, and how many bits they are.
///
/// An entry holds the bits in its low 27 and their count in its high 5, so a word may have 14 bits. One look instead of the arithmetic:
/// a page writes a thousand distances.
enum DistanceTable {
  static let count = DeflateFormat.window + 1
  static let longestWord = 14

  static func entries(_ code: HuffmanCode) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { entries, initialized in
      entries.initializeElement(at: 0, to: 0)
      for symbol in 0..<DeflateFormat.distanceSymbols {
        let extraBits = UInt32(DeflateFormat.distanceExtra[symbol])
        let wordBits = UInt32(code.lengths[symbol])
        let start = UInt32(code.words[symbol]) | (wordBits + extraBits) << 27
        let first = DeflateFormat.distanceBase[symbol]
        for extra in 0..<(1 as UInt32) << extraBits {
          entries.initializeElement(at: first + Int(extra), to: start | extra << wordBits)
        }
      }
      initialized = count
    }
  }
}

/// A table where the encoder reads it: the entries of a `CodeBook`, and those of a `DistanceTable`.
struct CodeTable: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: what it points to is written before it is made, and lives longer.
  let symbols: UnsafePointer<UInt32>
  let distances: UnsafePointer<UInt32>

  /// The fixed table, which all programs share.
  static let fixed: CodeTable = {
    func kept(_ entries: [UInt32]) -> UnsafePointer<UInt32> {
      let buffer = UnsafeMutablePointer<UInt32>.allocate(capacity: entries.count)
      buffer.initialize(from: entries, count: entries.count)
      return UnsafePointer(buffer)
    }
    return CodeTable(
      symbols: kept(CodeBook.fixed.entries),
      distances: kept(DistanceTable.entries(CodeBook.fixed.distances)))
  }()

  /// Bits a byte takes as a literal.
  @inline(__always)
  func cost(ofLiteral byte: UInt8) -> Int { Int(symbols[Int(byte)] &>> 24) }

  /// Bits a match of at most 258 bytes takes.
  @inline(__always)
  func cost(ofLength length: Int, distance: UInt32) -> Int {
    Int(symbols[CodeBook.Part.lengths &+ length] &>> 24)
      &+ Int(distances[Int(distance)] &>> 27)
  }
}
