/// Finds the matches of one place of the text after another, through chains of places with the same three bytes.
///
/// A match may copy from the piece itself or from pieces that stood before it on that page - and on nearly every sample that holds
/// it.
///
/// A handle: its maker calls `free`. Bounds: places and owners are those of the text, and behind it stands `slack`, so a word may
/// be read as far behind each of its places as a match is long.
struct MatchFinder {
  private let bytes: UnsafeRawBufferPointer
  private let owners: UnsafeMutablePointer<Int32>
  private let links: UnsafeMutablePointer<Int32>
  private let heads: UnsafeMutablePointer<Int32>
  private let pieces: UnsafeMutablePointer<Piece>
  private let pieceCount: Int
  private let tries: Int
  private let found: UnsafeMutablePointer<PieceMatches.Match>
  /// By distance symbol: up to which length something nearer was found, in the piece; behind those, anywhere.
  private let known: UnsafeMutablePointer<Int16>

  private struct Piece: BitwiseCopyable {
    /// Its end in the text.
    var end: Int
    /// In which of the first 64 samples it stands.
    var presence: UInt64 = 0
    /// Where it began last on the current page less where it begins in the text; `absent` before it did.
    var shift = absent
  }

  /// No place on a page is within the window of this one.
  private static let absent = Int.min / 2

  /// Distance symbols, rounded up.
  private static let symbols = 32
  /// From which distance on a match takes at least one more bit behind its symbol: there it has to be longer to be noted.
  ///
  /// That leaves a third of the matches, and makes pages 0.005 % longer.
  private static func farther(than symbol: Int) -> Int {
    symbol + 2 < DeflateFormat.distanceSymbols ? DeflateFormat.distanceBase[symbol + 2] : .max
  }

  private static let slack = DeflateFormat.longestMatch + 8

  private static let hashBits: UInt32 = 15

  /// How many earlier places with the same three bytes are tried; long texts get the smaller number.
  private enum Depth {
    static let usual = 128
    static let long = 16
    static let longText = 512 << 10
  }

  init(_ text: SegmentText, _ samples: [DeflateSample]) {
    let count = text.bytes.count
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: count + Self.slack, alignment: 8)
    text.bytes.withUnsafeBytes { copy.copyMemory(from: $0) }
    copy[count...].initializeMemory(as: UInt8.self, repeating: 0)
    bytes = UnsafeRawBufferPointer(copy)
    owners = .allocate(capacity: max(1, count))
    owners.initialize(from: text.owners, count: count)
    links = .allocate(capacity: max(1, count))
    links.initialize(repeating: -1, count: max(1, count))
    heads = .allocate(capacity: 1 << Int(Self.hashBits))
    heads.initialize(repeating: -1, count: 1 << Int(Self.hashBits))
    var all = text.pieces.map { Piece(end: $0.upperBound) }
    for (index, sample) in samples.prefix(64).enumerated() {
      for run in sample.runs {
        for piece in text.segments[Int(run.segment)] { all[piece].presence |= 1 << UInt64(index) }
      }
    }
    pieceCount = all.count
    pieces = .allocate(capacity: max(1, pieceCount))
    pieces.initialize(from: all, count: pieceCount)
    tries = count > Depth.longText ? Depth.long : Depth.usual
    found = .allocate(capacity: Depth.usual)
    known = .allocate(capacity: 2 * Self.symbols)
    known.initialize(repeating: 0, count: 2 * Self.symbols)
  }

  func free() {
    bytes.deallocate()
    owners.deallocate()
    links.deallocate()
    heads.deallocate()
    pieces.deallocate()
    found.deallocate()
    known.deallocate()
  }

  /// Forgets where pieces stand.
  func beginPage() {
    for piece in 0..<pieceCount { pieces[piece].shift = Self.absent }
  }

  /// Notes where a piece stands on the page: how far behind its place in the text.
  func place(_ piece: Int, at shift: Int) {
    precondition(piece >= 0 && piece < pieceCount, "a piece of no text")
    pieces[piece].shift = shift
  }

  /// The matches of a place at least three bytes before its piece's end; valid until the next call.
  ///
  /// The piece was placed, and places are asked for once each, those of a piece in order.
  func find(_ at: Int, _ piece: Int) -> UnsafeBufferPointer<PieceMatches.Match> {
    precondition(
      piece >= 0 && piece < pieceCount && at >= 0
        && at <= pieces[piece].end - DeflateFormat.shortestMatch, "a place of no piece")
    let own = pieces[piece]
    let longest = min(DeflateFormat.longestMatch, own.end &- at)
    let slot = hash(at)
    var candidate = Int(heads[slot])
    links[at] = heads[slot]
    heads[slot] = Int32(truncatingIfNeeded: at)
    known.update(repeating: Int16(DeflateFormat.shortestMatch - 1), count: 2 * Self.symbols)
    let ownKnown = known
    let anyKnown = known + Self.symbols
    var count = 0
    // The longest match so far, the last of the bytes that one farther away must equal, and from which distance on.
    var best = DeflateFormat.shortestMatch &- 1
    var lastHere = lastThree(at, best)
    var farther = Int.max
    var tries = tries
    let here = at &+ own.shift
    while candidate >= 0, tries > 0 {
      tries &-= 1
      let from = candidate
      candidate = Int(links[from])
      let source = Int(owners[from])
      let distance = here &- from &- pieces[source].shift
      if distance < 1 || distance > DeflateFormat.window { continue }
      if distance >= farther, lastThree(from, best) != lastHere { continue }
      let isCopy = source != piece
      let symbol = DeflateFormat.distanceSymbol(distance)
      var least = Int(isCopy ? anyKnown[symbol] : ownKnown[symbol])
      if distance >= farther { least = max(least, best) }
      let most = isCopy ? min(longest, pieces[source].end &- from) : longest
      if least >= most || lastThree(from, least) != lastThree(at, least) { continue }
      if isCopy, !isUsual(source, own.presence) { continue }
      let length = common(from, at, most)
      if length <= least { continue }
      found[count] = PieceMatches.Match(
        from: Int32(truncatingIfNeeded: from), length: Int16(truncatingIfNeeded: length),
        distanceSymbol: UInt8(truncatingIfNeeded: symbol), isCopy: isCopy)
      count &+= 1
      anyKnown[symbol] = max(anyKnown[symbol], Int16(truncatingIfNeeded: length))
      if !isCopy { ownKnown[symbol] = Int16(truncatingIfNeeded: length) }
      if length <= best { continue }
      if length == DeflateFormat.longestMatch { break }
      best = length
      farther = Self.farther(than: symbol)
      lastHere = lastThree(at, best)
    }
    return UnsafeBufferPointer(start: found, count: count)
  }

  /// Whether a piece stands on nearly every sample on which one with this presence does.
  private func isUsual(_ source: Int, _ presence: UInt64) -> Bool {
    let shared = pieces[source].presence & presence
    return shared.nonzeroBitCount * 20 >= presence.nonzeroBitCount * 19
  }

  @inline(__always)
  private func word(_ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  @inline(__always)
  private func hash(_ at: Int) -> Int {
    Int((UInt32(truncatingIfNeeded: word(at) & 0xFF_FFFF) &* 0x9E37_79B1) &>> (32 &- Self.hashBits))
  }

  /// The three bytes of a match that must be equal for it to be longer than `length`, which is at least 2.
  @inline(__always)
  private func lastThree(_ at: Int, _ length: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: word(at &+ length &- 2)) & 0xFF_FFFF
  }

  @inline(__always)
  private func common(_ first: Int, _ second: Int, _ most: Int) -> Int {
    var count = 0
    while count < most {
      let difference = word(first &+ count) ^ word(second &+ count)
      if difference != 0 { return min(most, count &+ difference.trailingZeroBitCount &>> 3) }
      count &+= 8
    }
    return most
  }
}
