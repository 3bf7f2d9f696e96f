/// From where each byte of static text can be copied: what is the same under every code book.
///
/// Walks the samples as a reader would. A match may copy from the piece itself or from pieces that stood before it on that page - and
/// on nearly every sample that holds it.
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

  /// All matches, those of a place together, near ones first.
  private(set) var matches: [Match] = []
  /// By byte of the text: which of them are its.
  private(set) var ranges: [Range<Int32>]

  private let text: SegmentText
  /// By piece: in which of the first 64 samples it stands.
  private let presence: [UInt64]
  private var heads = [Int32](repeating: -1, count: 1 << 15)
  private var links: [Int32]
  /// By piece: where it last began on the current page; nil before it did.
  private var places: [Int?]
  private var isFound: [Bool]

  /// How many earlier places with the same three bytes are tried; long texts get the smaller number.
  private enum Depth {
    static let usual = 128
    static let long = 16
    static let longText = 512 << 10
  }

  init(_ text: SegmentText, _ samples: [DeflateSample]) {
    self.text = text
    ranges = [Range<Int32>](repeating: 0..<0, count: text.bytes.count)
    links = [Int32](repeating: -1, count: text.bytes.count)
    places = [Int?](repeating: nil, count: text.pieces.count)
    isFound = [Bool](repeating: false, count: text.pieces.count)
    var presence = [UInt64](repeating: 0, count: text.pieces.count)
    for (index, sample) in samples.prefix(64).enumerated() {
      for run in sample.runs {
        for piece in text.segments[Int(run.segment)] { presence[piece] |= 1 << UInt64(index) }
      }
    }
    self.presence = presence
    visitAll(samples)
  }

  private mutating func visitAll(_ samples: [DeflateSample]) {
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
      if !isFound[text.segments[segment].lowerBound] {
        for index in places.indices { places[index] = nil }
        visit(segment, at: end)
      }
    }
  }

  private mutating func visit(_ segment: Int, at start: Int) {
    var start = start
    for piece in text.segments[segment] {
      if !isFound[piece] {
        isFound[piece] = true
        let range = text.pieces[piece]
        for at in range.dropLast(DeflateFormat.shortestMatch - 1) { find(at, piece, start) }
      }
      places[piece] = start
      start += text.pieces[piece].count
    }
  }

  private mutating func find(_ at: Int, _ piece: Int, _ start: Int) {
    let range = text.pieces[piece]
    let slot = hash(at)
    var candidate = Int(heads[slot])
    links[at] = heads[slot]
    heads[slot] = Int32(at)
    var tries = text.bytes.count > Depth.longText ? Depth.long : Depth.usual
    let longest = min(DeflateFormat.longestMatch, range.upperBound - at)
    let first = Int32(matches.count)
    // By distance symbol: up to which length something nearer was found, in the piece, and anywhere.
    var own = SIMD32<Int16>(repeating: Int16(DeflateFormat.shortestMatch - 1))
    var any = own
    while candidate >= 0, tries > 0 {
      tries -= 1
      let source = Int(text.owners[candidate])
      let isCopy = source != piece
      var distance = at - candidate
      var most = longest
      var isUsable = true
      if isCopy {
        let shared = presence[source] & presence[piece]
        if let place = places[source],
          shared.nonzeroBitCount * 20 >= presence[piece].nonzeroBitCount * 19
        {
          distance =
            start + at - range.lowerBound - place - (candidate - text.pieces[source].lowerBound)
          most = min(most, text.pieces[source].upperBound - candidate)
        } else {
          isUsable = false
        }
      }
      if isUsable, distance >= 1, distance <= DeflateFormat.window {
        let symbol = DeflateFormat.distanceSymbol(distance)
        let known = Int(isCopy ? any[symbol] : own[symbol])
        if known < most, text.bytes[candidate + known] == text.bytes[at + known] {
          let length = common(candidate, at, most)
          if length > known {
            matches.append(
              Match(
                from: Int32(candidate), length: Int16(length), distanceSymbol: UInt8(symbol),
                isCopy: isCopy))
            any[symbol] = max(any[symbol], Int16(length))
            if !isCopy { own[symbol] = Int16(length) }
          }
          if length == DeflateFormat.longestMatch { break }
        }
      }
      candidate = Int(links[candidate])
    }
    ranges[at] = first..<Int32(matches.count)
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
}
