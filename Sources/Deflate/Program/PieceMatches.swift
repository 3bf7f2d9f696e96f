/// From where each byte of static text can be copied: what is the same under every code book.
struct PieceMatches {
  /// A copy from an earlier place.
  struct Match: BitwiseCopyable {
    /// The place in the whole text.
    var from: Int32
    /// The most bytes that are the same.
    var length: Int16
    var distanceSymbol: UInt8
    /// Whether the place is in another piece.
    var isCopy: Bool
  }

  /// All matches, those of a place together, what was found last first.
  private(set) var matches: [Match] = []
  /// By byte of the text: which of them are its.
  private(set) var ranges: [Range<Int32>]

  init(_ text: SegmentText, _ samples: [DeflateSample]) {
    ranges = [Range<Int32>](repeating: 0..<0, count: text.bytes.count)
    let finder = MatchFinder(text, samples)
    defer { finder.free() }
    visitAll(text, samples, finder)
  }

  /// Walks the samples as a reader would, and finds each piece's matches where it first stands.
  private mutating func visitAll(
    _ text: SegmentText, _ samples: [DeflateSample], _ finder: MatchFinder
  ) {
    var isFound = [Bool](repeating: false, count: text.pieces.count)
    for sample in samples {
      finder.beginPage()
      for run in sample.runs {
        let pieces = text.segments[Int(run.segment)]
        guard let first = pieces.first, let last = pieces.last else { continue }
        let length = text.pieces[last].upperBound - text.pieces[first].lowerBound
        visit(text, pieces, at: Int(run.end) - length, finder, &isFound)
      }
    }
    // What no sample shows stands alone, as if it followed the whole first sample.
    let end = (samples.first?.bytes.count ?? 0) + DeflateFormat.window
    for pieces in text.segments {
      guard let first = pieces.first, !isFound[first] else { continue }
      finder.beginPage()
      visit(text, pieces, at: end, finder, &isFound)
    }
  }

  private mutating func visit(
    _ text: SegmentText, _ pieces: Range<Int>, at start: Int, _ finder: MatchFinder,
    _ isFound: inout [Bool]
  ) {
    var start = start
    for piece in pieces {
      let range = text.pieces[piece]
      finder.place(piece, at: start - range.lowerBound)
      start += range.count
      if isFound[piece] { continue }
      isFound[piece] = true
      for at in range.dropLast(DeflateFormat.shortestMatch - 1) {
        let first = Int32(matches.count)
        matches.append(contentsOf: finder.find(at, piece))
        ranges[at] = first..<Int32(matches.count)
      }
    }
  }
}
