public import Deflate

/// The fuzzer's bytes, read from the front; zeros after their end.
public struct FuzzBytes {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// Pages stay small, so that many are tried a second; runs are stretched to pass the format's edges.
  private static let longestPage = 200_000

  /// Reads `bytes`, which stay where they are.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A template: its segments and, now and then, a sample.
  public mutating func program() -> (program: DeflateProgram, segments: [[UInt8]]) {
    let segments = (0..<next() % 8).map { _ in run(upTo: next()) }
    let training = next() % 2 == 0 ? [page(segments)] : []
    return (DeflateProgram(segments: segments, samples: training), segments)
  }

  private var isAtEnd: Bool { position >= bytes.count }

  /// The next byte; 0 behind the last.
  public mutating func next() -> Int {
    if isAtEnd { return 0 }
    defer { position += 1 }
    return Int(bytes[position])
  }

  /// The next bytes, as many as there are.
  public mutating func run(upTo count: Int) -> [UInt8] {
    let end = min(bytes.count, position + count)
    defer { position = end }
    return position < end ? Array(bytes[position..<end]) : []
  }

  /// A page: each byte names a segment to print, a run to stretch up to 255 times `stretch` bytes, or a number of dynamic bytes.
  public mutating func page(_ segments: [[UInt8]], stretch: Int = 256) -> DeflateSample {
    var page: [UInt8] = []
    var runs: [DeflateRun] = []
    for _ in 0..<next() where !isAtEnd && page.count < Self.longestPage {
      let choice = next()
      switch choice {
      case 0..<128 where !segments.isEmpty:
        let segment = choice % segments.count
        page += segments[segment]
        runs.append(DeflateRun(segment: segment, end: page.count))
      case 128..<136:
        // A long run of one byte, or of a short word.
        let word = run(upTo: 1 + choice % 8)
        let times = next() * stretch
        if !word.isEmpty { page += Self.repeated(word, times / word.count) }
      default: page += run(upTo: choice % 64)
      }
    }
    return DeflateSample(bytes: page, runs: runs)
  }

  /// Doubled rather than looped: a loop's every byte would be reported to the fuzzer, which takes longer than the encoder.
  private static func repeated(_ word: [UInt8], _ times: Int) -> ArraySlice<UInt8> {
    var words = word
    while words.count < times * word.count { words += words }
    return words.prefix(times * word.count)
  }
}
