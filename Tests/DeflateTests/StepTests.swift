import Testing

@testable import Deflate

/// What a piece writes before and at a copy from another piece, whose place only a page decides.
@Suite struct StepTests {
  /// Text that holds no byte sequence twice, as far as 200 bytes go.
  private static func unlike(_ count: Int, from first: Int) -> [UInt8] {
    (0..<count).map { UInt8((first + $0 * 7) % 94 + 33) }
  }

  /// A copy behind bits of every count, with its source on the page, with the source too far away, and without it.
  @Test(arguments: 0...40)
  func aCopyComesBack(literals: Int) throws {
    let source = Array("Payable within thirty days of this bill's date".utf8)
    let segments = [source, Self.unlike(literals, from: 5) + source + Array("!".utf8)]
    let whole = page([0, 1], segments, between: 10)
    let program = DeflateProgram(
      segments: segments, samples: [DeflateSample](repeating: whole, count: 30))
    let pieces = program.tables.pieces
    #expect(pieces[1].copyCount > 0, "the second segment copies from the first")
    let encoder = DeflateEncoder(program)
    for page in [
      whole, page([1], segments, between: 10), page([1, 1], segments, between: 3),
      page([0, 1], segments, between: 32_600), page([0, 1], segments, between: 40_000),
    ] {
      let stream = encoder.encoded(page, .gzip)
      let decoded = try stream.withUnsafeBytes {
        try Inflate.bytes(of: $0, Inflate.gzip, expecting: page.bytes.count)
      }
      #expect(decoded == page.bytes)
    }
  }

  /// Segments with so many dynamic bytes before each.
  private func page(_ order: [Int], _ segments: [[UInt8]], between: Int) -> DeflateSample {
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    for segment in order {
      bytes += (0..<between).map { UInt8(48 + $0 * $0 / 3 % 10) }
      bytes += segments[segment]
      runs.append(DeflateRun(segment: segment, end: bytes.count))
    }
    return DeflateSample(bytes: bytes, runs: runs)
  }

  /// The last bits of a string, of every count and at every place.
  @Test func lastBitsAreCutOff() {
    for count in 1...140 {
      for taken in 0...min(count, 64) {
        var bits = BitString()
        var head = BitString()
        var tail: UInt64 = 0
        for index in 0..<count {
          let bit = (index * index / 3 + index) & 1
          bits.append(bit, 1)
          if index < count - taken {
            head.append(bit, 1)
          } else {
            tail |= UInt64(bit) << UInt64(index - (count - taken))
          }
        }
        let last = bits.removeLast(taken)
        #expect(last == tail, "\(taken) of \(count)")
        #expect(bits == head, "\(taken) of \(count)")
      }
    }
  }

  /// Every distance's entry holds its symbol's word and the extra bits.
  @Test(arguments: [false, true])
  func everyDistanceHasItsBits(isSteep: Bool) {
    let steep = (0..<DeflateFormat.distanceSymbols).map { 1 << ($0 * $0 % 30) }
    let code =
      isSteep
      ? HuffmanCode(frequencies: steep, longest: DistanceTable.longestWord)
      : CodeBook.fixed.distances
    if isSteep { #expect(code.lengths.max() == 14) }
    let entries = DistanceTable.entries(code)
    for distance in 1...DeflateFormat.window {
      let symbol = DeflateFormat.distanceSymbol(distance)
      var bits = BitString()
      bits.append(symbol, of: code)
      bits.append(
        distance - DeflateFormat.distanceBase[symbol], DeflateFormat.distanceExtra[symbol])
      let entry = entries[distance]
      #expect(Int(entry >> 27) == bits.count && UInt64(entry & 0x7FF_FFFF) == bits.words[0])
    }
  }
}
