import Testing

@testable import Deflate

/// Ways through the encoder that made-up templates hardly ever take: each page goes through one of them.
@Suite struct RareWaysTests {
  private let letters = DeflateSample(bytes: (0..<30_000).map { UInt8(97 + $0 * $0 % 4) })

  /// Pieces of 16 KiB make chunks of three, which are stored: the next one goes on in the block before where that has room.
  @Test func storedBlocksAreJoined() throws {
    var random = Random(seed: 3)
    let segments = (0..<8).map { _ in
      (0..<16_384).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
    let encoder = DeflateEncoder(DeflateProgram(segments: segments, samples: [letters]))
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    for number in 0..<40 {
      bytes += segments[number % 8]
      runs.append(DeflateRun(segment: number % 8, end: bytes.count))
    }
    try check(encoder, DeflateSample(bytes: bytes, runs: runs))
  }

  /// A repeated segment that a chunk's end cuts just before its own end.
  @Test func aChunkEndsWithinARepeatedPiece() throws {
    var random = Random(seed: 6)
    let piece = (0..<26_384).map { _ in UInt8(97 + random.below(20)) }
    let encoder = DeflateEncoder(DeflateProgram(segments: [piece], samples: []))
    for lead in 12_764...12_770 {
      let before = (0..<lead).map { _ in UInt8(97 + random.below(20)) }
      let ends = [lead + piece.count, lead + 2 * piece.count]
      try check(
        encoder,
        DeflateSample(
          bytes: before + piece + piece, runs: ends.map { DeflateRun(segment: 0, end: $0) }))
    }
  }

  /// Chunks that the fixed table writes shorter, behind a block of the trained one that is still open.
  @Test func theFixedTableAfterAnOpenBlock() throws {
    var random = Random(seed: 8)
    let common = (0..<200_000).map { _ in UInt8(97 + random.below(4)) }
    let encoder = DeflateEncoder(
      DeflateProgram(segments: [], samples: [DeflateSample(bytes: common)]))
    let rare = (0..<4_000).map { _ in UInt8(random.below(90)) }
    var bytes = Array(common.prefix(65_535))
    for number in 0..<16 {
      bytes += rare.shuffled(using: &random).prefix(3_000)
      bytes += [UInt8](repeating: UInt8(number), count: 1_200)
    }
    try check(encoder, DeflateSample(bytes: bytes))
  }

  /// Behind two gigabytes the row of positions starts anew, and nothing of it may be remembered.
  @Test func theRowStartsAnew() throws {
    let text = Array("The quick brown fox jumps over the lazy dog, the quick brown fox.".utf8)
    let encoder = DeflateEncoder(DeflateProgram(segments: [text], samples: []))
    let page = DeflateSample(
      bytes: text + Array("mid mid mid".utf8) + text,
      runs: [text.count, 2 * text.count + 11].map { DeflateRun(segment: 0, end: $0) })
    let first = encoder.encoded(page, .gzip)
    encoder.base = DeflateEncoder.lastBase + 1
    let again = encoder.encoded(page, .gzip)
    let isSame = first == again
    #expect(isSame)
    try check(encoder, page)
  }

  private func check(_ encoder: DeflateEncoder, _ page: DeflateSample) throws {
    let stream = encoder.encoded(page, .gzip)
    let decoded = try stream.withUnsafeBytes {
      try Inflate.bytes(of: $0, Inflate.gzip, expecting: page.bytes.count)
    }
    let isSame = decoded == page.bytes
    #expect(isSame)
    let blocks = max(1, (page.bytes.count + 65_534) / 65_535)
    #expect(stream.count - 18 <= page.bytes.count + 5 * blocks, "longer than stored")
  }

  @Test func sumsAreThoseOfTheLastPage() {
    let encoder = DeflateEncoder(DeflateProgram(segments: [], samples: []))
    let page = DeflateSample(bytes: Array("a page".utf8))
    _ = encoder.encoded(page, .raw)
    #expect(encoder.crc32 == page.bytes.withUnsafeBytes { Checksums.crc32($0) })
    #expect(encoder.adler32 == 1)
    _ = encoder.encoded(page, .zlib)
    #expect(encoder.crc32 == 0)
    #expect(encoder.adler32 == page.bytes.withUnsafeBytes { Checksums.adler32($0) })
  }

  @Test func numbersBeyondARunStayBeyond() {
    let run = DeflateRun(segment: 1 << 32, end: (1 << 32) + 11)
    #expect(run.segment == .max)
    #expect(run.end == .max)
  }
}
