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
  private static let window = UInt32(DeflateFormat.window)

  let page: UnsafeRawPointer
  let count: Int
  /// What a position is in the encoder's long row of pages.
  let base: UInt32
  let tables: EncoderTables
  let lastPlaces: UnsafeMutablePointer<UInt32>
  /// Where each piece stood before its last place.
  let earlierPlaces: UnsafeMutablePointer<UInt32>
  let hashTable: UnsafeMutablePointer<UInt32>
  var blocks: BlockWriter
  /// The page up to here is written.
  var position = 0

  init(
    page: UnsafeRawPointer, count: Int, base: UInt32, tables: EncoderTables,
    lastPlaces: UnsafeMutablePointer<UInt32>, hashTable: UnsafeMutablePointer<UInt32>,
    blocks: BlockWriter
  ) {
    self.page = page
    self.count = count
    self.base = base
    self.tables = tables
    self.lastPlaces = lastPlaces
    earlierPlaces = lastPlaces + tables.pieceCount
    self.hashTable = hashTable
    self.blocks = blocks
  }

  /// Encodes the whole page; what closes the stream is left to the block writer.
  mutating func encode(_ runs: UnsafeBufferPointer<DeflateRun>) {
    var before = 0
    for index in runs.indices {
      let run = runs[index]
      precondition(
        Int(run.segment) < tables.segmentCount && run.segment >= 0, "a run of no segment")
      let segment = tables.segments[Int(run.segment)]
      let end = Int(run.end)
      var start = end &- Int(segment.length)
      precondition(start >= before && end <= count, "runs are in order and within the page")
      before = end
      var piece = Int(segment.firstPiece)
      let pastPiece = piece &+ Int(segment.pieceCount)
      while piece < pastPiece {
        let pieceEnd = start &+ Int(tables.pieces[piece].length)
        if pieceEnd > blocks.chunkLimit { makeRoom(start, pieceEnd) }
        place(piece, start, pieceEnd, runs, index)
        start = pieceEnd
        piece &+= 1
      }
    }
    while count > blocks.chunkLimit { endChunk(at: blocks.chunkLimit) }
    writeDynamic(to: count)
  }

  // MARK: Static text

  @inline(__always)
  private mutating func place(
    _ piece: Int, _ start: Int, _ end: Int, _ runs: UnsafeBufferPointer<DeflateRun>, _ index: Int
  ) {
    let here = base &+ UInt32(truncatingIfNeeded: start)
    let last = lastPlaces[piece]
    let distances = (last: here &- last, earlier: here &- earlierPlaces[piece])
    earlierPlaces[piece] = last
    lastPlaces[piece] = here
    if end <= position { return }
    if distances.last <= Self.window {
      if writeRepeated(piece, start, end, distances, runs, index) { return }
    }
    if position > start {
      // Only where a chunk ended within the piece's match.
      writeDynamic(to: end)
      return
    }
    if position < start { writeDynamic(to: start) }
    writeFirst(piece, start)
    position = end
  }

  /// Writes a piece's ready bits.
  @inline(__always)
  private mutating func writeFirst(_ piece: Int, _ start: Int) {
    let entry = tables.pieces[piece]
    var sink = blocks.sink
    var step = tables.steps + Int(entry.firstStep)
    let end = step + Int(entry.stepCount)
    let here = base &+ UInt32(truncatingIfNeeded: start)
    while step < end {
      sink.append(tables.words + Int(step.pointee.word), Int(step.pointee.bitCount))
      let source = Int(step.pointee.source)
      if source >= 0 {
        let distance =
          here &+ UInt32(bitPattern: step.pointee.shift) &- lastPlaces[source]
        if distance <= Self.window {
          sink.put(entry: step.pointee.length)
          sink.putDistance(distance, tables.book)
          sink.flush()
        } else {
          sink.append(
            tables.words + Int(step.pointee.literalWord), Int(step.pointee.literalBits))
        }
      }
      step += 1
    }
    blocks.sink = sink
  }

  /// Writes a piece as a match with its last occurrence, if that is cheaper than its ready bits.
  @inline(__always)
  private mutating func writeRepeated(
    _ piece: Int, _ start: Int, _ end: Int, _ distances: (last: UInt32, earlier: UInt32),
    _ runs: UnsafeBufferPointer<DeflateRun>, _ index: Int
  ) -> Bool {
    var distance = distances.last
    var back = Int(distance)
    var first = position < start ? grownBackward(start, back) : max(start, position)
    var last = grownForward(end, back)
    if distances.earlier <= Self.window {
      // Columns and rows of two kinds take turns: the occurrence before the last may have the more equal values beside it.
      let other = Int(distances.earlier)
      let otherFirst = position < start ? grownBackward(start, other) : max(start, position)
      let otherLast = grownForward(end, other)
      if otherLast &- otherFirst > last &- first {
        (first, last) = (otherFirst, otherLast)
        distance = distances.earlier
        back = other
      }
    }
    if last > end { last = trimmed(last, runs, index, end) }
    let length = last &- first
    if length < 16, first <= start {
      if length < DeflateFormat.shortestMatch { return false }
      let symbol = DeflateFormat.distanceSymbol(back)
      let entry = tables.book[CodeBook.Part.distances &+ symbol]
      var cost = Int(tables.book[CodeBook.Part.lengths &+ length] &>> 24) &+ Int(entry &>> 24)
      cost &+= max(0, symbol &>> 1 &- 1)
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
    blocks.sink.putMatch(length, distance, tables.book)
    position = last
    return true
  }

  /// A match's end, so that it does not cut the run it would end in: that one is cheaper whole.
  @inline(__always)
  private func trimmed(
    _ last: Int, _ runs: UnsafeBufferPointer<DeflateRun>, _ index: Int, _ end: Int
  ) -> Int {
    var next = index &+ 1
    while next < runs.count {
      let run = runs[next]
      // A run not yet checked: an index beyond the table ends the walk, and is refused when its turn comes.
      if run.segment < 0 || Int(run.segment) >= tables.segmentCount { break }
      let start = Int(run.end) &- Int(tables.segments[Int(run.segment)].length)
      if start >= last { break }
      if Int(run.end) > last { return max(start, end) }
      next &+= 1
    }
    return last
  }

  @inline(__always)
  private func literalCost(_ at: Int) -> Int {
    Int(tables.book[Int(page.load(fromByteOffset: at, as: UInt8.self))] &>> 24)
  }

  // MARK: How far bytes are equal

  @inline(__always)
  func word(_ at: Int) -> UInt64 {
    UInt64(littleEndian: page.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The first position from which on bytes before `start` equal those `back` before them; not below `position`.
  @inline(__always)
  private func grownBackward(_ start: Int, _ back: Int) -> Int {
    var at = start
    while at &- back >= 8 {
      let difference = word(at &- 8) ^ word(at &- back &- 8)
      if difference != 0 {
        return max(position, at &- difference.leadingZeroBitCount &>> 3)
      }
      at &-= 8
      if at <= position { return position }
    }
    while at > position, at > back,
      page.load(fromByteOffset: at &- 1, as: UInt8.self)
        == page.load(fromByteOffset: at &- 1 &- back, as: UInt8.self)
    {
      at &-= 1
    }
    return at
  }

  /// The position after `end` from which on bytes differ from those `back` before them.
  @inline(__always)
  func grownForward(_ end: Int, _ back: Int) -> Int {
    let limit = min(count, blocks.chunkLimit)
    var at = end
    while at &+ 8 <= limit {
      let difference = word(at) ^ word(at &- back)
      if difference != 0 { return at &+ difference.trailingZeroBitCount &>> 3 }
      at &+= 8
    }
    while at < limit,
      page.load(fromByteOffset: at, as: UInt8.self)
        == page.load(fromByteOffset: at &- back, as: UInt8.self)
    {
      at &+= 1
    }
    return at
  }

  // MARK: Chunks

  /// Ends chunks until a piece fits into the current one.
  @inline(never)
  private mutating func makeRoom(_ start: Int, _ end: Int) {
    while end > blocks.chunkLimit {
      endChunk(at: max(position, min(start, blocks.chunkLimit)))
    }
  }

  private mutating func endChunk(at end: Int) {
    if position < end { writeDynamic(to: end) }
    blocks.endChunk(page, at: position)
  }
}
