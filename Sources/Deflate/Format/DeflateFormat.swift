/// Numbers of the format: RFC 1951, sections 3.2.3 to 3.2.7.
enum DeflateFormat {
  /// Literals, end of block and lengths that may occur; 286 and 287 never do.
  static let literalSymbols = 286
  /// Distances that may occur; 30 and 31 never do.
  static let distanceSymbols = 30
  static let endOfBlock = 256
  static let shortestMatch = 3
  static let longestMatch = 258
  /// How far back a match may reach.
  static let window = 32_768
  /// What one stored block holds at most.
  static let storedBlock = 65_535
  /// Bits of the longest code word.
  static let longestWord = 15
  /// Bits of the longest code word of the code that sends the code lengths.
  static let longestLengthWord = 7

  /// By length symbol less 257: the shortest length, and how many bits follow.
  static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]

  /// By distance symbol: the shortest distance, and how many bits follow.
  static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]

  /// By length: its symbol less 257.
  static let lengthSymbols: [UInt8] = {
    var symbols = [UInt8](repeating: 0, count: longestMatch + 1)
    for symbol in lengthBase.indices {
      let count = symbol == 28 ? 1 : 1 << lengthExtra[symbol]
      for length in lengthBase[symbol]..<lengthBase[symbol] + count
      where length <= longestMatch {
        symbols[length] = UInt8(symbol)
      }
    }
    symbols[longestMatch] = 28
    return symbols
  }()

  /// The symbol of a distance from 1 to 32,768.
  @inline(__always)
  static func distanceSymbol(_ distance: Int) -> Int {
    let less = UInt32(truncatingIfNeeded: distance &- 1)
    if less < 4 { return Int(less) }
    let top = 31 &- less.leadingZeroBitCount
    return 2 &* top &+ Int(less &>> UInt32(truncatingIfNeeded: top &- 1) & 1)
  }
}
