/// One page on its way: walks its runs, writes static text from ready bits, finds matches for the rest.
///
/// What is written at each run:
///
/// 1. A piece that stood within the window is one match with its last occurrence or the one before, grown in both directions over
///    dynamic bytes that are equal too: the frame of a table row brings its values' equal ends along.
/// 2. A piece met for the first time is its ready bits; a copy in them from a piece before takes the distance of this page.
/// 3. Dynamic bytes are matched with earlier dynamic bytes through a small hash table, and else are literals.
///
/// Bounds: runs are checked against the page as they come; reads of the page stay below `count` (word-wise reads are
/// guarded by it); writes stay within `BlockWriter.room`, because every token covers its bytes with at most 16 bits each.
struct PageEncoder {
  static let hashBits: UInt32 = 13
  static let hashCount = 1 << Int(hashBits)
  static let window = UInt32(DeflateFormat.window)

  let page: UnsafeRawPointer
  let count: Int
  /// What a position is in the encoder's long row of pages.
  let base: UInt32
  let tables: EncoderTables
  /// Where each piece last stood, and above that where it stood before.
  let places: UnsafeMutablePointer<UInt64>
  let hashTable: UnsafeMutablePointer<UInt32>
  var blocks: BlockWriter
  /// The page up to here is written.
  var position = 0
  /// Whether a CRC-32 is wanted, that of the page's start, and where that start ends: behind the last long segment so far.
  private let isSummed: Bool
  private var crc: UInt32 = 0
  private var summed = 0
  /// Where the current chunk must end, and to where bytes are compared.
  private var chunkLimit: Int
  var limit: Int

  init(
    page: UnsafeRawPointer, count: Int, base: UInt32, tables: EncoderTables,
    places: UnsafeMutablePointer<UInt64>, hashTable: UnsafeMutablePointer<UInt32>,
    blocks: BlockWriter, isSummed: Bool
  ) {
    self.isSummed = isSummed
    self.page = page
    self.count = count
    self.base = base
    self.tables = tables
    self.places = places
    self.hashTable = hashTable
    self.blocks = blocks
    chunkLimit = blocks.chunkLimit
    limit = min(count, chunkLimit)
  }

  /// Encodes the whole page; what closes the stream is left to the block writer.
  mutating func encode(_ runs: UnsafeBufferPointer<DeflateRun>) {
    var before = 0
    guard var run = runs.baseAddress else { return encodeRest() }
    let pastRuns = run + runs.count
    while run < pastRuns {
      // Unsigned, one comparison holds both bounds.
      precondition(
        UInt32(bitPattern: run.pointee.segment) < UInt32(truncatingIfNeeded: tables.segmentCount),
        "a run of no segment")
      let segment = tables.segments + Int(run.pointee.segment)
      let end = Int(run.pointee.end)
      var start = end &- Int(segment.pointee.length)
      precondition(start >= before && end <= count, "runs are in order and within the page")
      before = end
      run += 1
      if segment.pointee.shift != 0 { sum(segment, end) }
      var piece = Int(segment.pointee.firstPiece)
      var pieceEnd = end
      if segment.pointee.pieceCount != 1 {
        if segment.pointee.pieceCount == 0 { continue }
        pieceEnd = start &+ Int(tables.pieces[piece].length)
      }
      while true {
        if pieceEnd > chunkLimit { makeRoom(start, pieceEnd) }
        place(piece, start, pieceEnd, run, pastRuns)
        if pieceEnd == end { break }
        start = pieceEnd
        piece &+= 1
        pieceEnd = start &+ Int(tables.pieces[piece].length)
      }
    }
    encodeRest()
  }

  private mutating func encodeRest() {
    while count > chunkLimit { endChunk(at: chunkLimit) }
    writeDynamic(to: count)
  }

  // MARK: CRC-32

  /// Carries the sum over a segment that brings its own.
  @inline(never)
  private mutating func sum(_ segment: UnsafePointer<EncoderTables.Segment>, _ end: Int) {
    if !isSummed { return }
    crc = crc(to: end &- Int(segment.pointee.length))
    crc = Checksums.joined(crc, segment.pointee.crc, shift: segment.pointee.shift)
    summed = end
  }

  /// The CRC-32 of the page up to `end`, a place behind every segment that was carried over.
  func crc(to end: Int) -> UInt32 {
    Checksums.crc32(UnsafeRawBufferPointer(start: page + summed, count: end - summed), after: crc)
  }

  // MARK: Static text

  @inline(__always)
  private mutating func place(
    _ piece: Int, _ start: Int, _ end: Int, _ next: UnsafePointer<DeflateRun>,
    _ pastRuns: UnsafePointer<DeflateRun>
  ) {
    let here = base &+ UInt32(truncatingIfNeeded: start)
    let known = places[piece]
    places[piece] = known &<< 32 | UInt64(here)
    if end <= position { return }
    let distance = here &- UInt32(truncatingIfNeeded: known)
    if distance <= Self.window {
      let earlier = here &- UInt32(truncatingIfNeeded: known &>> 32)
      if writeRepeated(piece, start, end, (distance, earlier), next, pastRuns) { return }
    }
    if position > start {
      // Only where a chunk ended within the piece's match.
      writeDynamic(to: end)
      return
    }
    if position < start { writeDynamic(to: start) }
    let entry = tables.pieces + piece
    let step = tables.steps + Int(entry.pointee.firstStep)
    blocks.sink = Self.written(
      step, step + Int(entry.pointee.copyCount), here, places, tables, blocks.sink)
    position = end
  }

  /// Writes a piece's ready bits: apart from the rest, so that nothing else takes the processor's registers.
  @inline(never)
  private static func written(
    _ first: UnsafePointer<EncoderTables.Step>, _ end: UnsafePointer<EncoderTables.Step>,
    _ here: UInt32, _ places: UnsafeMutablePointer<UInt64>, _ tables: EncoderTables,
    _ before: BitSink
  ) -> BitSink {
    var sink = before
    var step = first
    while step < end {
      let place = UInt32(truncatingIfNeeded: places[Int(step.pointee.source)])
      let distance = here &+ UInt32(bitPattern: step.pointee.shift) &- place
      if distance <= Self.window {
        sink.append(step, tables.words)
        sink.putDistance(distance, tables.trained)
        sink.flush()
      } else {
        sink = detour(step, tables, sink)
      }
      step += 1
    }
    sink.append(step, tables.words)
    return sink
  }

  /// Writes a step whose copy has no source on this page.
  @inline(never)
  private static func detour(
    _ step: UnsafePointer<EncoderTables.Step>, _ tables: EncoderTables, _ before: BitSink
  ) -> BitSink {
    var sink = before
    let detour = tables.detours[step - tables.steps]
    if step.pointee.wordBits > 0 {
      sink.append(tables.words + Int(step.pointee.word), Int(step.pointee.wordBits))
    }
    let count = step.pointee.tailCount &- UInt64(detour.lengthBits)
    sink.put(step.pointee.tailBits & (1 &<< count &- 1), count)
    sink.flush()
    sink.append(tables.words + Int(detour.word), Int(detour.wordBits))
    return sink
  }

  /// Writes a piece as a match with its last occurrence, if that is cheaper than its ready bits.
  @inline(__always)
  private mutating func writeRepeated(
    _ piece: Int, _ start: Int, _ end: Int, _ distances: (last: UInt32, earlier: UInt32),
    _ next: UnsafePointer<DeflateRun>, _ pastRuns: UnsafePointer<DeflateRun>
  ) -> Bool {
    var distance = distances.last
    var (first, last) = grown(start, end, Int(distance))
    if distances.earlier <= Self.window {
      // Columns and rows of two kinds take turns: the occurrence before the last may have the more equal values beside it.
      let other = grown(start, end, Int(distances.earlier))
      if other.last &- other.first > last &- first {
        (first, last) = other
        distance = distances.earlier
      }
    }
    if last > end { last = trimmed(last, next, pastRuns, end) }
    let length = last &- first
    if length < 10, first <= start {
      if length < DeflateFormat.shortestMatch { return false }
      let cost = tables.trained.cost(ofLength: length, distance: distance)
      var saved = Int(tables.pieces[piece].bits)
      var at = first
      while at < start {
        saved &+= literalCost(at)
        at &+= 1
      }
      at = end
      while at < last {
        saved &+= literalCost(at)
        at &+= 1
      }
      if cost >= saved { return false }
    } else if length < DeflateFormat.shortestMatch {
      return false
    }
    if position < first { writeDynamic(to: first) }
    blocks.sink.putMatch(length, distance, tables.trained)
    position = last
    return true
  }

  /// A match's end, so that it does not cut the run it would end in: that one is cheaper whole.
  @inline(__always)
  private func trimmed(
    _ last: Int, _ next: UnsafePointer<DeflateRun>, _ pastRuns: UnsafePointer<DeflateRun>,
    _ end: Int
  ) -> Int {
    var run = next
    while run < pastRuns {
      // A run not yet checked: an index beyond the table ends the walk, and is refused when its turn comes.
      let segment = UInt32(bitPattern: run.pointee.segment)
      if segment >= UInt32(truncatingIfNeeded: tables.segmentCount) { break }
      let runEnd = Int(run.pointee.end)
      let start = runEnd &- Int(tables.segments[Int(segment)].length)
      if start >= last { break }
      if runEnd > last { return max(start, end) }
      run += 1
    }
    return last
  }

  @inline(__always)
  private func literalCost(_ at: Int) -> Int {
    tables.trained.cost(ofLiteral: page.load(fromByteOffset: at, as: UInt8.self))
  }

  // MARK: Chunks

  /// Ends chunks until a piece fits into the current one.
  @inline(never)
  private mutating func makeRoom(_ start: Int, _ end: Int) {
    while end > chunkLimit {
      endChunk(at: max(position, min(start, chunkLimit)))
    }
  }

  private mutating func endChunk(at end: Int) {
    if position < end { writeDynamic(to: end) }
    blocks.endChunk(page, at: position)
    chunkLimit = blocks.chunkLimit
    limit = min(count, chunkLimit)
  }
}
