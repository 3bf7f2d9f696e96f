/// The planned pieces as bits ready to be appended.
struct PieceBits {
  private(set) var words: [UInt64] = []
  private(set) var pieces: [EncoderTables.Piece] = []
  private(set) var steps: [EncoderTables.Step] = []

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
          total += bits.count + Int(book.entries[CodeBook.Part.lengths + length] >> 24) + 14
          let word = add(bits)
          steps.append(
            EncoderTables.Step(
              word: word, bitCount: Int32(bits.count), source: Int32(source),
              shift: Int32(offset - sourceOffset),
              length: book.entries[CodeBook.Part.lengths + length],
              literalWord: add(literals), literalBits: Int32(literals.count)))
          bits = BitString()
          offset += length
        }
      }
      total += bits.count
      if bits.count > 0 {
        steps.append(
          EncoderTables.Step(
            word: add(bits), bitCount: Int32(bits.count), source: -1, shift: 0, length: 0,
            literalWord: 0, literalBits: 0))
      }
      pieces.append(
        EncoderTables.Piece(
          length: Int32(range.count), firstStep: Int32(first),
          stepCount: Int32(steps.count - first), bits: Int32(total)))
    }
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
