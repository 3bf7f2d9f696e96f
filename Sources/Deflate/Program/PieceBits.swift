/// The planned pieces as bits ready to be appended.
struct PieceBits {
  private(set) var words: [UInt64] = []
  private(set) var pieces: [EncoderTables.Piece] = []
  private(set) var steps: [EncoderTables.Step] = []
  private(set) var detours: [EncoderTables.Detour] = []

  init(_ text: SegmentText, _ tokens: [[PieceToken]], _ book: CodeBook) {
    for (piece, range) in text.pieces.enumerated() {
      let first = steps.count
      var bits = BitString()
      var total = 0
      var offset = 0
      for token in tokens[piece] {
        switch token {
        case .literal(let byte):
          bits.append(Int(byte), of: book.literals)
          offset += 1
        case .match(let length, let distance):
          Self.append(length, distance, book, to: &bits)
          offset += length
        case .copy(let length, let source, let sourceOffset):
          var literals = BitString()
          for byte in text.bytes[range.lowerBound + offset..<range.lowerBound + offset + length] {
            literals.append(Int(byte), of: book.literals)
          }
          let entry = book.entries[CodeBook.Part.lengths + length]
          bits.append(Int(entry & 0xFF_FFFF), Int(entry >> 24))
          total += bits.count + 14
          addStep(bits, source: source, shift: offset - sourceOffset, Int(entry >> 24), literals)
          bits = BitString()
          offset += length
        }
      }
      total += bits.count
      let copies = steps.count - first
      addStep(bits, source: 0, shift: 0, 0, BitString())
      pieces.append(
        EncoderTables.Piece(
          length: Int32(range.count), firstStep: Int32(first), copyCount: Int32(copies),
          bits: Int32(total)))
    }
  }

  private mutating func addStep(
    _ bits: BitString, source: Int, shift: Int, _ lengthBits: Int, _ literals: BitString
  ) {
    var tail = bits.count
    if tail > EncoderTables.Step.longestTail {
      // Whole words before it are the quickest; but a length's bits stay together.
      tail = bits.count & 63
      if tail > EncoderTables.Step.longestTail || tail < lengthBits { tail = 32 }
    }
    var before = bits
    let last = before.removeLast(tail)
    steps.append(
      EncoderTables.Step(
        tail: last << 8 | UInt64(tail), source: Int32(source), shift: Int32(shift),
        word: add(before), wordBits: Int32(before.count)))
    detours.append(
      EncoderTables.Detour(
        lengthBits: Int32(lengthBits), word: add(literals), wordBits: Int32(literals.count)))
  }

  private mutating func add(_ bits: BitString) -> Int32 {
    let first = words.count
    words += bits.words
    return Int32(first)
  }

  private static func append(
    _ length: Int, _ distance: Int, _ book: CodeBook, to bits: inout BitString
  ) {
    let symbol = DeflateFormat.distanceSymbol(distance)
    let entry = book.entries[CodeBook.Part.lengths + length]
    bits.append(Int(entry & 0xFF_FFFF), Int(entry >> 24))
    bits.append(symbol, of: book.distances)
    bits.append(
      distance - DeflateFormat.distanceBase[symbol], DeflateFormat.distanceExtra[symbol])
  }
}
