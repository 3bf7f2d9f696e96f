import Testing

@testable import Deflate

@Suite struct PiecePlannerTests {
  /// Beside a walk that tries every length of every match.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func noPlanIsCheaper(seed: UInt64) {
    // Beginnings and ends alone, since that walk is slow.
    checkPlans(RandomProgram(seed: seed).segments.map { Array($0.prefix(500) + $0.suffix(300)) })
  }

  @Test(arguments: [1, 2, 3, 7, 20])
  func noPlanOfRepeatsIsCheaper(period: Int) {
    checkPlans([1500, 40, 700].map { length in (0..<length).map { UInt8(97 + $0 % period) } })
  }

  @Test(arguments: 1...20)
  func repeatsTakeFewTokens(period: Int) {
    for length in [3, 4, 257, 258, 259, 260, 261, 515, 516, 517, 774, 1032, 16 << 10] {
      let bytes = (0..<length).map { UInt8(97 + $0 % period) }
      let planned = Planned([bytes])
      let tokens = planned.plan[0]
      // Three bytes may be cheaper as literals, at either end.
      let most = min(period, length) + max(0, length - period + 257) / 258 + 2
      let isSame = Self.bytes(of: tokens) == bytes
      #expect(isSame && tokens.count <= most, "\(length) bytes that repeat every \(period)")
    }
  }

  private func checkPlans(_ segments: [[UInt8]]) {
    let planned = Planned(segments)
    for piece in planned.text.pieces.indices {
      #expect(planned.bits(of: piece) == planned.leastBits(of: piece), "piece \(piece)")
    }
  }

  private static func bytes(of tokens: [PieceToken]) -> [UInt8] {
    var bytes: [UInt8] = []
    for token in tokens {
      switch token {
      case .literal(let byte): bytes.append(byte)
      case .match(let length, let distance):
        for _ in 0..<length { bytes.append(bytes[bytes.count - distance]) }
      case .copy: Issue.record("a copy from nowhere")
      }
    }
    return bytes
  }
}

/// Segments that stand behind each other on the only sample, planned under a first guess.
private struct Planned {
  let text: SegmentText
  let matches: PieceMatches
  let book: CodeBook
  let plan: [[PieceToken]]

  init(_ segments: [[UInt8]]) {
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    for (index, segment) in segments.enumerated() where !segment.isEmpty {
      bytes += segment
      runs.append(DeflateRun(segment: index, end: bytes.count))
    }
    let samples = [DeflateSample(bytes: bytes, runs: runs)]
    text = SegmentText(segments, longestPiece: DeflateProgram.longestPiece)
    matches = PieceMatches(text, samples)
    book = CodeBook(counts: .guess(from: samples))
    plan = PiecePlanner(text, matches, book).plan()
  }

  /// What a piece's plan takes; a copy from another piece costs a bit more.
  func bits(of piece: Int) -> Int {
    var place = text.pieces[piece].lowerBound
    var bits = 0
    for token in plan[piece] {
      switch token {
      case .literal(let byte):
        bits += book.cost(ofLiteral: byte)
        place += 1
      case .match(let length, let distance):
        let symbol = DeflateFormat.distanceSymbol(distance)
        bits += book.cost(ofLength: length) + book.cost(ofDistanceSymbol: symbol)
        place += length
      case .copy(let length, let source, let offset):
        let from = text.pieces[source].lowerBound + offset
        let match = matches.matches[range(place)].first { Int($0.from) == from }
        bits += book.cost(ofLength: length) + (match.map(cost) ?? 1000)
        place += length
      }
    }
    return bits
  }

  func leastBits(of piece: Int) -> Int {
    let text = text.pieces[piece]
    var least = [Int](repeating: .max, count: text.count + 1)
    least[0] = 0
    for place in text {
      let offset = place - text.lowerBound
      let literal = least[offset] + book.cost(ofLiteral: self.text.bytes[place])
      least[offset + 1] = min(least[offset + 1], literal)
      for match in matches.matches[range(place)] {
        for length in 3...Int(match.length) {
          let bits = least[offset] + cost(match) + book.cost(ofLength: length)
          least[offset + length] = min(least[offset + length], bits)
        }
      }
    }
    return least[text.count]
  }

  private func range(_ place: Int) -> Range<Int> {
    Int(matches.ranges[place].lowerBound)..<Int(matches.ranges[place].upperBound)
  }

  private func cost(_ match: PieceMatches.Match) -> Int {
    book.cost(ofDistanceSymbol: Int(match.distanceSymbol)) + (match.isCopy ? 1 : 0)
  }
}
