/// What tokens cost under a code book, where a planner reads it.
struct PlanCosts {
  /// A copy from another piece costs this many bits more than it takes: it is slower to write, and may fail.
  private static let copyPenalty = 1
  /// No distance costs as much, penalty included: 14 bits of its word, 13 that follow, 1.
  static let pastDistance = 32

  private(set) var literals = InlineArray<256, Int32>(repeating: 0)
  /// By length.
  private(set) var lengths = InlineArray<260, Int32>(repeating: 0)
  /// By distance symbol; behind 32 of them those of copies from other pieces.
  private(set) var distances = InlineArray<64, UInt8>(repeating: 0)
  /// By length: the next one, itself included, whose successor costs more.
  private(set) var rises = InlineArray<260, Int16>(repeating: .max)

  init(_ book: CodeBook) {
    for byte in 0...UInt8.max { literals[Int(byte)] = Int32(book.cost(ofLiteral: byte)) }
    for length in DeflateFormat.shortestMatch...DeflateFormat.longestMatch {
      lengths[length] = Int32(book.cost(ofLength: length))
    }
    for symbol in 0..<DeflateFormat.distanceSymbols {
      let cost = book.cost(ofDistanceSymbol: symbol)
      precondition(cost + Self.copyPenalty < Self.pastDistance)
      distances[symbol] = UInt8(cost)
      distances[symbol + 32] = UInt8(cost + Self.copyPenalty)
    }
    for length in (DeflateFormat.shortestMatch..<DeflateFormat.longestMatch).reversed() {
      rises[length] =
        lengths[length + 1] > lengths[length] ? Int16(length) : rises[length + 1]
    }
  }

  /// The bits of a match's distance.
  @inline(__always)
  func distance(of match: PieceMatches.Match) -> Int {
    Int(distances[Int(match.distanceSymbol & 31) | (match.isCopy ? 32 : 0)])
  }
}
