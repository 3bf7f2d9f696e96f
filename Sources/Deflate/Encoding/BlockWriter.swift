/// Cuts a stream into blocks: tokens are written under the trained table, and every 65,535 bytes at most it is
/// looked at whether that paid.
///
/// A *chunk* is what lies between two looks. Accepted chunks follow each other in one block, without any mark between
/// them. A chunk that the trained table does not shorten is taken back and written under the fixed table or stored.
///
/// Why a stream is never longer than its input and 5 bytes for each 65,535 bytes begun: a chunk that is not stored saves at least
/// 5 bytes (the last one may instead cost what a stored block would), neighbouring stored blocks are joined until they are full,
/// and so each stored block beyond those of one long row is paid for by the chunk before it.
struct BlockWriter {
  var sink: BitSink
  private let start: UnsafeMutableRawPointer
  private let tables: EncoderTables
  /// Off while training: every chunk stays under the trained table.
  private let mayFallBack: Bool
  /// Where the current chunk begins in the input.
  private(set) var chunkStart = 0
  private var chunkSink: BitSink
  /// Whether a block under the trained table was open where the chunk begins.
  private var isOpen = false
  private var chunkBit = 0
  private var tokensBit = 0
  /// The first bit of the newest block's header, and that of the block before the current chunk.
  private var headerBit = 0
  private var storedHeader: UnsafeMutableRawPointer?
  private var storedCount = 0

  /// Room beyond the input that a stream of `count` bytes may need while it is made: two bytes a byte of the current chunk,
  /// and as much again to write it anew.
  static func room(for count: Int) -> Int {
    count + 4 * min(count, DeflateFormat.storedBlock)
      + 5 * (count / DeflateFormat.storedBlock + 1) + 1024
  }

  init(_ start: UnsafeMutableRawPointer, _ tables: EncoderTables, mayFallBack: Bool) {
    self.start = start
    self.tables = tables
    self.mayFallBack = mayFallBack
    sink = BitSink(start)
    chunkSink = sink
    beginChunk(at: 0)
  }

  /// Bits written so far.
  private var bit: Int { (sink.next - start) * 8 + Int(sink.count) }

  /// The input's end up to which the current chunk may grow.
  var chunkLimit: Int { chunkStart + DeflateFormat.storedBlock }

  private mutating func beginChunk(at position: Int) {
    chunkStart = position
    chunkSink = sink
    chunkBit = bit
    if !isOpen { sink.append(tables.header, tables.headerBits) }
    tokensBit = bit
  }

  /// Ends the chunk at `position`, everything before which is written, and begins the next there.
  mutating func endChunk(_ input: UnsafeRawPointer, at position: Int) {
    settle(input, position, isLast: false)
    beginChunk(at: position)
  }

  /// Ends the stream: the last block is marked as such.
  mutating func finish(_ input: UnsafeRawPointer, at position: Int) {
    settle(input, position, isLast: true)
    if isOpen { endBlock() }
    let byte = start + headerBit >> 3
    sink.alignToByte()
    let marked = byte.load(as: UInt8.self) | 1 << UInt8(headerBit & 7)
    byte.storeBytes(of: marked, as: UInt8.self)
  }

  /// Ends the bytes so that others may follow at a byte's boundary: an empty stored block, as zlib's sync flush.
  mutating func synchronize(_ input: UnsafeRawPointer, at position: Int) {
    settle(input, position, isLast: true)
    if isOpen { endBlock() }
    sink.put(0, 3)
    sink.alignToByte()
    sink.put(0xFFFF_0000, 32)
    sink.flush()
  }

  private mutating func endBlock() {
    sink.put(entry: tables.trained.symbols[CodeBook.Part.endOfBlock])
    sink.flush()
    isOpen = false
  }

  // MARK: Which way a chunk is written

  private mutating func settle(_ input: UnsafeRawPointer, _ position: Int, isLast: Bool) {
    let count = position - chunkStart
    if isLast, count == 0, position > 0 {
      sink = chunkSink
      return
    }
    let endBits = Int(tables.trained.symbols[CodeBook.Part.endOfBlock] >> 24)
    let trained = bit - chunkBit + (isOpen ? 0 : endBits)
    let limit = mostBits(count, isLast)
    // On text like the samples the fixed table takes a third more bits: it wins only where the header weighs as much.
    let tokens = bit - tokensBit
    let isSmall = !isOpen && tokens <= 3 * tables.headerBits
    if !mayFallBack || (trained <= limit && trained <= count * 5 && !isSmall) {
      return acceptTrained()
    }
    let fixed = fixedBits(until: bit) + 10 + (isOpen ? endBits : 0)
    if trained <= limit, trained <= fixed { return acceptTrained() }
    if fixed <= limit { return writeFixed(until: bit) }
    sink = chunkSink
    if isOpen { endBlock() }
    store(UnsafeRawBufferPointer(start: input + chunkStart, count: count))
  }

  /// The bits a chunk may take so that the stream's bound holds; 7 more may go into filling up a byte.
  private func mostBits(_ count: Int, _ isLast: Bool) -> Int {
    let follows = storedHeader != nil
    return 8 * (count + (isLast ? (follows ? 0 : 5) : -5)) - 7
  }

  private mutating func acceptTrained() {
    if !isOpen { headerBit = chunkBit }
    isOpen = true
    storedHeader = nil
  }

  private func fixedBits(until end: Int) -> Int {
    var position = tokensBit
    var bits = 0
    // What waits in the sink is written too: eight bytes from `next` on belong to the room.
    (sink.next).storeBytes(of: sink.buffer.littleEndian, as: UInt64.self)
    while position < end {
      let token = tables.reader.next(start, &position)
      if token.length == 0 {
        bits += Int(tables.fixed.symbols[token.value] >> 24)
      } else {
        let symbol = DeflateFormat.distanceSymbol(token.value)
        bits += Int(tables.fixed.symbols[CodeBook.Part.lengths + token.length] >> 24) + 5
        bits += DeflateFormat.distanceExtra[symbol]
      }
    }
    return bits
  }

  /// Writes the chunk's tokens again under the fixed table, behind themselves, and moves the result to its place.
  private mutating func writeFixed(until end: Int) {
    let afresh = sink.next + 16
    let place = chunkSink
    // The bytes from `place.next` on are the old tokens until the copy is moved over them: nothing may be flushed there.
    var copy = BitSink(afresh)
    copy.buffer = place.buffer
    copy.count = place.count
    headerBit = chunkBit
    if isOpen {
      let end = tables.trained.symbols[CodeBook.Part.endOfBlock]
      copy.put(entry: end)
      headerBit += Int(end >> 24)
      isOpen = false
    }
    copy.put(2, 3)
    copy.flush()
    var position = tokensBit
    while position < end {
      let token = tables.reader.next(start, &position)
      if token.length == 0 {
        copy.put(entry: tables.fixed.symbols[token.value])
      } else {
        copy.put(entry: tables.fixed.symbols[CodeBook.Part.lengths + token.length])
        copy.putDistance(UInt32(token.value), tables.fixed)
      }
      copy.flush()
    }
    copy.put(entry: tables.fixed.symbols[CodeBook.Part.endOfBlock])
    copy.flush()
    let written = copy.next - afresh
    place.next.copyMemory(from: afresh, byteCount: written)
    sink.next = place.next + written
    sink.buffer = copy.buffer
    sink.count = copy.count
    storedHeader = nil
  }

  private mutating func store(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    if let header = storedHeader, storedCount < DeflateFormat.storedBlock {
      let taken = min(rest.count, DeflateFormat.storedBlock - storedCount)
      append(UnsafeRawBufferPointer(rebasing: rest[..<taken]))
      storedCount += taken
      writeLengths(header)
      rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
      if rest.isEmpty { return }
    }
    headerBit = bit
    sink.put(0, 3)
    sink.alignToByte()
    storedHeader = sink.next
    storedCount = rest.count
    writeLengths(sink.next)
    sink.next += 4
    append(rest)
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if let from = bytes.baseAddress { sink.next.copyMemory(from: from, byteCount: bytes.count) }
    sink.next += bytes.count
  }

  private func writeLengths(_ header: UnsafeMutableRawPointer) {
    let count = UInt32(storedCount)
    header.storeBytes(of: (count | (~count & 0xFFFF) << 16).littleEndian, as: UInt32.self)
  }
}

extension BitSink {
  /// Puts a distance's word and extra bits; the length's word stands before it.
  @inline(__always)
  mutating func putDistance(_ distance: UInt32, _ code: CodeTable) {
    let entry = code.distances[Int(distance)]
    put(UInt64(entry & 0x7FF_FFFF), UInt64(entry &>> 27))
  }

  /// Puts a match of any length of at least 3: parts of at most 258, none shorter than 3.
  @inline(__always)
  mutating func putMatch(_ length: Int, _ distance: UInt32, _ code: CodeTable) {
    var left = length
    while left > DeflateFormat.longestMatch {
      let part = left >= 261 ? DeflateFormat.longestMatch : left &- DeflateFormat.shortestMatch
      put(entry: code.symbols[CodeBook.Part.lengths &+ part])
      putDistance(distance, code)
      flush()
      left &-= part
    }
    put(entry: code.symbols[CodeBook.Part.lengths &+ left])
    putDistance(distance, code)
    flush()
  }
}
