/// What is known about a template's pages before the first of them: its static text as bits, and one Huffman table.
///
/// Made once per template, immutable, shared by every worker. Which bytes an encoder writes depends on the segments and the samples
/// alone, so equal templates give equal streams on every machine, in every run.
///
/// Cost: some 40 ms for a template of 30 KB and a few dozen samples; memory about three times the static text and a quarter of a megabyte.
public final class DeflateProgram: @unchecked Sendable {
  // Unchecked: the buffers are written by `init`, freed by `deinit` and only read in between.

  /// Static text longer than this is encoded in parts: at least two fit between two looks at a block.
  static let longestPiece = 16 << 10

  /// How often the table and the encoding of static text are fitted to each other; a fourth time changes little.
  private static let rounds = 3

  let tables: EncoderTables
  private let memory: [UnsafeMutableRawPointer]

  /// Makes a program for a template's pages.
  ///
  /// - Parameters:
  ///   - segments: its static text, in the order that `DeflateRun.segment` counts.
  ///   - samples: pages like those to come; without any, the table is fitted to the static text alone.
  public convenience init(segments: [[UInt8]], samples: [DeflateSample]) {
    let text = SegmentText(segments, longestPiece: Self.longestPiece)
    let samples = samples.isEmpty ? [Self.everySegment(segments)] : samples
    for sample in samples { Self.check(sample, segments) }
    let matches = PieceMatches(text, samples)
    var book = CodeBook(counts: .guess(from: samples))
    for _ in 0..<Self.rounds {
      let program = DeflateProgram(text, Self.planned(text, matches, book), book)
      book = CodeBook(counts: program.counts(of: samples))
    }
    self.init(text, Self.planned(text, matches, book), book)
  }

  private static func planned(
    _ text: SegmentText, _ matches: PieceMatches, _ book: CodeBook
  ) -> PieceBits {
    PieceBits(text, PiecePlanner(text, matches, book).plan(), book)
  }

  init(_ text: SegmentText, _ bits: PieceBits, _ book: CodeBook) {
    var memory: [UnsafeMutableRawPointer] = []
    func keep<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
      let buffer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
      buffer.initialize(from: elements, count: elements.count)
      memory.append(UnsafeMutableRawPointer(buffer))
      return UnsafePointer(buffer)
    }
    let segments = text.segments.map { Self.entry(of: $0, text) }
    tables = EncoderTables(
      trained: CodeTable(
        symbols: keep(book.entries), distances: keep(DistanceTable.entries(book.distances))),
      fixed: .fixed,
      header: keep(book.header.words), headerBits: book.header.count, words: keep(bits.words),
      segments: keep(segments), segmentCount: segments.count, pieces: keep(bits.pieces),
      pieceCount: bits.pieces.count, steps: keep(bits.steps), detours: keep(bits.detours),
      reader: TokenReader(
        literals: keep(TokenReader.table(ofLiterals: book.literals)),
        distances: keep(TokenReader.table(ofDistances: book.distances))))
    self.memory = memory
  }

  deinit {
    for pointer in memory { pointer.deallocate() }
  }

  /// Segments from this length on are not summed again in each page.
  private static let shortestSummed = 512

  private static func entry(of pieces: Range<Int>, _ text: SegmentText) -> EncoderTables.Segment {
    let start = pieces.first.map { text.pieces[$0].lowerBound } ?? 0
    let end = pieces.last.map { text.pieces[$0].upperBound } ?? 0
    let isSummed = end - start >= shortestSummed
    return EncoderTables.Segment(
      length: Int32(end - start), firstPiece: Int32(pieces.lowerBound),
      pieceCount: Int32(pieces.count),
      crc: isSummed
        ? text.bytes.withUnsafeBytes { Checksums.crc32(.init(rebasing: $0[start..<end])) } : 0,
      shift: isSummed ? Checksums.crcShift(over: end - start) : 0)
  }

  /// The sample of a template that has none: all its text, once.
  private static func everySegment(_ segments: [[UInt8]]) -> DeflateSample {
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    for (index, segment) in segments.enumerated() where !segment.isEmpty {
      bytes += segment
      runs.append(DeflateRun(segment: index, end: bytes.count))
    }
    return DeflateSample(bytes: bytes, runs: runs)
  }

  private static func check(_ sample: DeflateSample, _ segments: [[UInt8]]) {
    var end = 0
    for run in sample.runs {
      precondition(segments.indices.contains(Int(run.segment)), "a run of no segment")
      let segment = segments[Int(run.segment)]
      let start = Int(run.end) - segment.count
      precondition(start >= end && Int(run.end) <= sample.bytes.count, "runs overlap")
      let isEqual = sample.bytes.withUnsafeBytes { page in
        segment.withUnsafeBytes { isSame(.init(rebasing: page[start..<Int(run.end)]), $0) }
      }
      precondition(isEqual, "a run's text differs")
      end = Int(run.end)
    }
  }
  /// Whether bytes, as many on both sides, are equal.
  private static func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool
  {
    let words = one.count & ~7
    for at in stride(from: 0, to: words, by: 8) {
      let word = one.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if word != other.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
    }
    for at in words..<one.count where one[at] != other[at] { return false }
    return true
  }
}
