import Testing

@testable import Deflate

/// Made-up templates and pages of every shape; each stream is read back by zlib.
///
/// A few, because debug builds are slow; `make test-deflate-full` does a million. `DEFLATE_PROGRAMS` asks for more of
/// them, `DEFLATE_PAGES` for other than eight pages of each, `DEFLATE_SEED` for others.
@Suite struct RandomProgramTests {
  private static let pages = Environment.number("DEFLATE_PAGES") ?? 8

  @Test func everyPageComesBack() throws {
    let programs = Environment.number("DEFLATE_PROGRAMS") ?? 4
    let first = UInt64(Environment.number("DEFLATE_SEED") ?? 1)
    for seed in first..<first + UInt64(programs) {
      try check(seed)
    }
  }

  /// Seeds, and numbers of samples, that once found a mistake.
  @Test(
    arguments: [
      // The fixed table after an open block: its end was written over the tokens still to be read.
      (0xF5D2_AD4F_A3E7_4D60, 3)
    ] as [(UInt64, Int)])
  func whatOnceFailed(seed: UInt64, samples: Int) throws { try check(seed, samples: samples) }

  /// Pages as long as the limits allow, round the format's own sizes, and empty.
  @Test func pagesOfEverySize() throws {
    var sizes = [0, 1, 32_767, 32_769, 65_534, 65_535, 65_536, 131_071, 1 << 20]
    if Environment.number("DEFLATE_PROGRAMS") != nil { sizes.append(10 << 20) }
    var random = RandomProgram(seed: 7)
    let program = DeflateProgram(
      segments: random.segments, samples: [random.page(longest: 4000)])
    let encoder = DeflateEncoder(program)
    for size in sizes {
      let page = random.page(ofSize: size)
      #expect(page.bytes.count == size)
      let stream = encoder.encoded(page, .gzip)
      let decoded = try stream.withUnsafeBytes {
        try Inflate.bytes(of: $0, Inflate.gzip, expecting: size)
      }
      #expect(decoded == page.bytes, "a page of \(size) bytes")
      #expect(stream.count - 18 <= size + 5 * max(1, (size + 65_534) / 65_535))
    }
  }

  /// While training nothing is taken back, however long it gets.
  @Test func aRareSampleHasRoom() throws {
    var random = Random(seed: 11)
    let letters = (0..<65_536).map { _ in UInt8(97 + random.below(4)) }
    let program = DeflateProgram(segments: [], samples: [DeflateSample(bytes: letters)])
    let encoder = DeflateEncoder(program, mayFallBack: false)
    let rare = (0..<2 << 20).map { _ in UInt8(128 + random.below(128)) }
    let stream = encoder.encoded(DeflateSample(bytes: rare), .gzip)
    #expect(stream.count > rare.count * 7 / 4, "the sample is not as rare as meant")
    let decoded = try stream.withUnsafeBytes {
      try Inflate.bytes(of: $0, Inflate.gzip, expecting: rare.count)
    }
    #expect(decoded == rare)
  }

  /// Runs that are not the segments' text give other bytes, as many, and never a stray access.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func falseRuns(seed: UInt64) throws {
    var made = RandomProgram(seed: seed)
    var random = Random(seed: seed)
    let program = DeflateProgram(
      segments: made.segments, samples: [made.page(longest: 4000)])
    let encoder = DeflateEncoder(program)
    for _ in 0..<4 {
      let page = made.page(longest: 4000)
      var runs: [DeflateRun] = []
      var end = 0
      while !made.segments.isEmpty {
        let segment = random.below(made.segments.count)
        end += made.segments[segment].count + random.below(9)
        if end > page.bytes.count { break }
        runs.append(DeflateRun(segment: segment, end: end))
      }
      let stream = encoder.encoded(DeflateSample(bytes: page.bytes, runs: runs), .raw)
      let decoded = try stream.withUnsafeBytes {
        try Inflate.bytes(of: $0, Inflate.raw, expecting: page.bytes.count)
      }
      #expect(decoded.count == page.bytes.count)
      let fresh = DeflateEncoder(program).encoded(
        DeflateSample(bytes: page.bytes, runs: runs), .raw)
      #expect(fresh == stream, "a page before shows")
    }
  }

  private func check(_ seed: UInt64, samples count: Int? = nil) throws {
    var random = RandomProgram(seed: seed)
    var samples: [DeflateSample] = []
    for _ in 0..<(count ?? Int(seed % 4)) { samples.append(random.page(longest: 4000)) }
    let program = DeflateProgram(segments: random.segments, samples: samples)
    let encoder = DeflateEncoder(program)
    let again = DeflateEncoder(program)
    for number in 0..<Self.pages {
      let page = random.page()
      let stream = encoder.encoded(page, .gzip)
      let decoded = Result {
        try stream.withUnsafeBytes {
          try Inflate.bytes(of: $0, Inflate.gzip, expecting: page.bytes.count)
        }
      }
      guard case .success(page.bytes) = decoded else {
        Issue.record(
          "seed \(seed), page \(number) of \(page.bytes.count) bytes: \(Self.words(decoded))")
        return
      }
      #expect(
        stream.count - 18 <= page.bytes.count + 5 * max(1, (page.bytes.count + 65_534) / 65_535),
        "seed \(seed), page \(number): longer than stored")
      // Another encoder, which has seen none of the pages before, writes the same.
      if number == Self.pages - 1 {
        let isSame = again.encoded(page, .gzip) == stream
        #expect(isSame, "seed \(seed)")
      }
    }
  }

  private static func words(_ decoded: Result<[UInt8], any Error>) -> String {
    switch decoded {
    case .success(let bytes): "\(bytes.count) other bytes"
    case .failure(let error): "\(error)"
    }
  }
}

extension DeflateEncoder {
  /// A page's stream as an array.
  func encoded(_ page: DeflateSample, _ container: DeflateContainer) -> [UInt8] {
    page.bytes.withUnsafeBytes { bytes in
      page.runs.withUnsafeBufferPointer { runs in
        Array(encode(bytes, runs: runs, container: container))
      }
    }
  }
}
