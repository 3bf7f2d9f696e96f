/// Finds each piece's cheapest encoding under a code book.
///
/// A piece is cut into literals and matches so that the sum of their bits is smallest: a shortest path over its bytes.
struct PiecePlanner {
  private let text: SegmentText
  private let matches: PieceMatches
  private let literalCosts: [Int32]
  private let lengthCosts: [Int32]
  private let distanceCosts: [Int32]

  /// A copy from another piece costs this many bits more than it takes: it is slower to write, and may fail.
  private static let copyPenalty: Int32 = 1

  init(_ text: SegmentText, _ matches: PieceMatches, _ book: CodeBook) {
    self.text = text
    self.matches = matches
    literalCosts = (0...UInt8.max).map { Int32(book.cost(ofLiteral: $0)) }
    lengthCosts = (0...DeflateFormat.longestMatch).map { length in
      length < DeflateFormat.shortestMatch ? 0 : Int32(book.cost(ofLength: length))
    }
    distanceCosts = DeflateFormat.distanceExtra.indices.map {
      Int32(book.cost(ofDistanceSymbol: $0))
    }
  }

  /// Plans every piece.
  func plan() -> [[PieceToken]] {
    lengthCosts.withUnsafeBufferPointer { lengthCosts in
      text.pieces.indices.map { piece in
        var reached = [Reached](repeating: Reached(), count: text.pieces[piece].count + 1)
        reached.withUnsafeMutableBufferPointer { reach(piece, $0, lengthCosts) }
        return tokens(of: reached, piece)
      }
    }
  }

  /// A way to reach a byte: bits so far, and the token that ends there.
  private struct Reached: BitwiseCopyable {
    var bits = Int32.max
    var length: Int32 = 0
    /// Where the token copies from in the whole text; -1 for a literal.
    var from: Int32 = -1
  }

  private func reach(
    _ piece: Int, _ reached: UnsafeMutableBufferPointer<Reached>,
    _ lengthCosts: UnsafeBufferPointer<Int32>
  ) {
    let range = text.pieces[piece]
    reached[0].bits = 0
    for at in range {
      let offset = at - range.lowerBound
      let here = reached[offset].bits
      let literal = here + literalCosts[Int(text.bytes[at])]
      if literal < reached[offset + 1].bits {
        reached[offset + 1] = Reached(bits: literal, length: 1)
      }
      // By the bits of a distance: up to which length something nearer was tried that takes no more.
      var settled = SIMD32<Int16>(repeating: Int16(DeflateFormat.shortestMatch - 1))
      for index in matches.ranges[at] {
        let match = matches.matches[Int(index)]
        let cost =
          distanceCosts[Int(match.distanceSymbol)] + (match.isCopy ? Self.copyPenalty : 0)
        let first = Int(settled[Int(cost)]) + 1
        let length = Int(match.length)
        if first > length { continue }
        for part in first...length {
          let bits = here &+ cost &+ lengthCosts[part]
          if bits < reached[offset + part].bits {
            reached[offset + part] = Reached(bits: bits, length: Int32(part), from: match.from)
          }
        }
        for dearer in Int(cost)..<settled.scalarCount where settled[dearer] < match.length {
          settled[dearer] = match.length
        }
      }
    }
  }

  private func tokens(of reached: [Reached], _ piece: Int) -> [PieceToken] {
    let range = text.pieces[piece]
    var tokens: [PieceToken] = []
    var end = range.count
    while end > 0 {
      let step = reached[end]
      end -= Int(step.length)
      if step.from < 0 {
        tokens.append(.literal(text.bytes[range.lowerBound + end]))
        continue
      }
      let source = Int(text.owners[Int(step.from)])
      if source == piece {
        tokens.append(
          .match(length: Int(step.length), distance: range.lowerBound + end - Int(step.from)))
      } else {
        tokens.append(
          .copy(
            length: Int(step.length), source: source,
            offset: Int(step.from) - text.pieces[source].lowerBound))
      }
    }
    return tokens.reversed()
  }
}
