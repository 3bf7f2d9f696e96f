/// Finds each piece's cheapest encoding under a code book.
///
/// A piece is cut into literals and matches so that the sum of their bits is smallest: a shortest path over its bytes.
struct PiecePlanner {
  private let text: SegmentText
  private let matches: PieceMatches
  private let costs: PlanCosts

  init(_ text: SegmentText, _ matches: PieceMatches, _ book: CodeBook) {
    self.text = text
    self.matches = matches
    costs = PlanCosts(book)
  }

  /// Plans every piece.
  func plan() -> [[PieceToken]] {
    let longest = text.pieces.reduce(0) { max($0, $1.count) }
    return withUnsafeTemporaryAllocation(of: PiecePath.Reached.self, capacity: longest + 1) {
      reached in
      text.bytes.withUnsafeBufferPointer { bytes in
        matches.ranges.withUnsafeBufferPointer { ranges in
          matches.matches.withUnsafeBufferPointer { matches in
            withUnsafePointer(to: costs) { costs in
              text.pieces.map { range in
                let path = PiecePath(
                  range: range, bytes: bytes, ranges: ranges, matches: matches, costs: costs,
                  reached: reached)
                path.find()
                return tokens(of: path)
              }
            }
          }
        }
      }
    }
  }

  private func tokens(of path: PiecePath) -> [PieceToken] {
    let start = path.range.lowerBound
    var tokens: [PieceToken] = []
    var end = path.range.count
    while end > 0 {
      let length = Int(path.reached[end].length)
      end -= length
      if length == 1 {
        tokens.append(.literal(text.bytes[start + end]))
        continue
      }
      let match = path.cheapest(at: start + end, length)
      let from = Int(match.from)
      if match.isCopy {
        let source = Int(text.owners[from])
        tokens.append(
          .copy(length: length, source: source, offset: from - text.pieces[source].lowerBound))
      } else {
        tokens.append(.match(length: length, distance: start + end - from))
      }
    }
    tokens.reverse()
    return tokens
  }
}
