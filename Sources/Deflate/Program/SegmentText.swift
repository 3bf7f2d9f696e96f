/// The segments' text laid end to end and cut into pieces.
struct SegmentText {
  let bytes: [UInt8]
  /// By piece: its bytes.
  let pieces: [Range<Int>]
  /// By byte: its piece.
  let owners: [Int32]
  /// By segment: its pieces.
  let segments: [Range<Int>]

  init(_ segments: [[UInt8]], longestPiece: Int) {
    var bytes: [UInt8] = []
    var pieces: [Range<Int>] = []
    var owners: [Int32] = []
    var ranges: [Range<Int>] = []
    for segment in segments {
      let first = pieces.count
      var start = 0
      while start < segment.count {
        let count = min(longestPiece, segment.count - start)
        owners.append(contentsOf: repeatElement(Int32(pieces.count), count: count))
        pieces.append(bytes.count + start..<bytes.count + start + count)
        start += count
      }
      bytes += segment
      ranges.append(first..<pieces.count)
    }
    self.bytes = bytes
    self.pieces = pieces
    self.owners = owners
    self.segments = ranges
  }
}

/// One token of a piece's encoding.
enum PieceToken {
  case literal(UInt8)
  /// A copy from the same piece.
  case match(length: Int, distance: Int)
  /// A copy from a piece before: where in it.
  case copy(length: Int, source: Int, offset: Int)
}
