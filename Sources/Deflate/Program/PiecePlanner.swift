/// Finds each piece's cheapest encoding under a code book.
///
/// Walks the samples as a reader would. A piece met for the first time is cut into literals and matches so that the sum of their
/// bits is smallest (a shortest path over its bytes), where a match may copy from the piece itself or from pieces that
/// stood before it on that page - and on nearly every sample that holds it.
struct PiecePlanner {
  private let text: SegmentText
  private let book: CodeBook
  /// By piece: in which of the first 64 samples it stands.
  private let presence: [UInt64]
  private var heads = [Int32](repeating: -1, count: 1 << 15)
  private var links: [Int32]
  /// By piece: where it last began on the current page; nil before it did.
  private var places: [Int?]
  private(set) var tokens: [[PieceToken]?]

  /// How many earlier places with the same three bytes are tried; long texts get the smaller number.
  private enum Depth {
    static let usual = 128
    static let long = 16
    static let longText = 512 << 10
  }

  /// A copy from another piece costs this many bits more than it takes: it is slower to write, and may fail.
  private static let copyPenalty = 1

  init(_ text: SegmentText, _ book: CodeBook, _ samples: [DeflateSample]) {
    self.text = text
    self.book = book
    links = [Int32](repeating: -1, count: text.bytes.count)
    places = [Int?](repeating: nil, count: text.pieces.count)
    tokens = [[PieceToken]?](repeating: nil, count: text.pieces.count)
    var presence = [UInt64](repeating: 0, count: text.pieces.count)
    for (index, sample) in samples.prefix(64).enumerated() {
      for run in sample.runs {
        for piece in text.segments[Int(run.segment)] { presence[piece] |= 1 << UInt64(index) }
      }
    }
    self.presence = presence
  }

  /// Plans every piece.
  mutating func plan(_ samples: [DeflateSample]) -> [[PieceToken]] {
    for sample in samples {
      for index in places.indices { places[index] = nil }
      for run in sample.runs {
        let segment = Int(run.segment)
        let pieces = text.segments[segment]
        guard let first = pieces.first, let last = pieces.last else { continue }
        let length = text.pieces[last].upperBound - text.pieces[first].lowerBound
        visit(segment, at: Int(run.end) - length)
      }
    }
    // What no sample shows stands alone, as if it followed the whole first sample.
    let end = (samples.first?.bytes.count ?? 0) + DeflateFormat.window
    for segment in text.segments.indices where !text.segments[segment].isEmpty {
      if tokens[text.segments[segment].lowerBound] == nil {
        for index in places.indices { places[index] = nil }
        visit(segment, at: end)
      }
    }
    return tokens.map { $0 ?? [] }
  }

  private mutating func visit(_ segment: Int, at start: Int) {
    var start = start
    for piece in text.segments[segment] {
      if tokens[piece] == nil { tokens[piece] = planned(piece, at: start) }
      places[piece] = start
      start += text.pieces[piece].count
    }
  }

  /// A way to reach a byte: bits so far, and the token that ends there.
  private struct Reached {
    var bits = Int.max
    var length = 0
    /// Where the token copies from in the whole text; -1 for a literal.
    var from = -1
  }

  private mutating func planned(_ piece: Int, at start: Int) -> [PieceToken] {
    let range = text.pieces[piece]
    var reached = [Reached](repeating: Reached(), count: range.count + 1)
    reached[0].bits = 0
    for offset in 0..<range.count {
      let here = reached[offset].bits
      relax(
        &reached[offset + 1], here + book.cost(ofLiteral: text.bytes[range.lowerBound + offset]), 1,
        -1)
      if offset + DeflateFormat.shortestMatch <= range.count {
        relaxMatches(&reached, offset, piece, start)
      }
    }
    return tokens(of: reached, piece)
  }

  private func relax(_ target: inout Reached, _ bits: Int, _ length: Int, _ from: Int) {
    if bits < target.bits { target = Reached(bits: bits, length: length, from: from) }
  }

  private mutating func relaxMatches(
    _ reached: inout [Reached], _ offset: Int, _ piece: Int, _ start: Int
  ) {
    let range = text.pieces[piece]
    let at = range.lowerBound + offset
    let slot = hash(at)
    var candidate = Int(heads[slot])
    links[at] = heads[slot]
    heads[slot] = Int32(at)
    var tries = text.bytes.count > Depth.longText ? Depth.long : Depth.usual
    let here = reached[offset].bits
    let longest = min(DeflateFormat.longestMatch, range.upperBound - at)
    // By the bits of a distance: up to which length something nearer was tried that takes no more.
    var settled = SIMD32<Int16>(repeating: Int16(DeflateFormat.shortestMatch - 1))
    while candidate >= 0, tries > 0 {
      tries -= 1
      let source = Int(text.owners[candidate])
      var distance = at - candidate
      var most = longest
      var penalty = 0
      var isUsable = true
      if source != piece {
        let shared = presence[source] & presence[piece]
        if let place = places[source],
          shared.nonzeroBitCount * 20 >= presence[piece].nonzeroBitCount * 19
        {
          distance = start + offset - place - (candidate - text.pieces[source].lowerBound)
          most = min(most, text.pieces[source].upperBound - candidate)
          penalty = Self.copyPenalty
        } else {
          isUsable = false
        }
      }
      if isUsable, distance >= 1, distance <= DeflateFormat.window {
        let cost = book.cost(ofDistance: distance) + penalty
        let first = Int(settled[cost]) + 1
        if first <= most, text.bytes[candidate + first - 1] == text.bytes[at + first - 1] {
          let length = common(candidate, at, most)
          if length >= first {
            for part in first...length {
              relax(
                &reached[offset + part], here + cost + book.cost(ofLength: part), part, candidate)
            }
            for dearer in cost..<settled.scalarCount where settled[dearer] < length {
              settled[dearer] = Int16(length)
            }
          }
          if length == DeflateFormat.longestMatch { break }
        }
      }
      candidate = Int(links[candidate])
    }
  }

  private func hash(_ at: Int) -> Int {
    let key =
      UInt32(text.bytes[at]) | UInt32(text.bytes[at + 1]) << 8 | UInt32(text.bytes[at + 2]) << 16
    return Int((key &* 0x9E37_79B1) >> 17)
  }

  private func common(_ first: Int, _ second: Int, _ most: Int) -> Int {
    text.bytes.withUnsafeBytes { bytes in
      var count = 0
      while count + 8 <= most {
        let left = bytes.loadUnaligned(fromByteOffset: first + count, as: UInt64.self)
        let right = bytes.loadUnaligned(fromByteOffset: second + count, as: UInt64.self)
        if left != right { return count + (left ^ right).littleEndian.trailingZeroBitCount / 8 }
        count += 8
      }
      while count < most, bytes[first + count] == bytes[second + count] { count += 1 }
      return count
    }
  }

  private func tokens(of reached: [Reached], _ piece: Int) -> [PieceToken] {
    let range = text.pieces[piece]
    var tokens: [PieceToken] = []
    var end = range.count
    while end > 0 {
      let step = reached[end]
      end -= step.length
      if step.from < 0 {
        tokens.append(.literal(text.bytes[range.lowerBound + end]))
        continue
      }
      let source = Int(text.owners[step.from])
      if source == piece {
        tokens.append(.match(length: step.length, distance: range.lowerBound + end - step.from))
      } else {
        tokens.append(
          .copy(
            length: step.length, source: source,
            offset: step.from - text.pieces[source].lowerBound))
      }
    }
    return tokens.reversed()
  }
}
