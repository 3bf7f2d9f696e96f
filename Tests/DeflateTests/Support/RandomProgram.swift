@testable import Deflate

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  /// Mixed, so that neighbouring seeds do not make the same numbers, one later.
  init(seed: UInt64) { state = Self.mixed(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
  mutating func isTrue(oneIn count: Int) -> Bool { below(count) == 0 }
}

/// A made-up template and pages of it.
struct RandomProgram {
  let segments: [[UInt8]]
  private var random: Random
  /// Bytes already used, which later ones repeat now and then.
  private var memory: [[UInt8]] = []

  init(seed: UInt64) {
    random = Random(seed: seed)
    var segments: [[UInt8]] = []
    for _ in 0..<random.below(24) {
      segments.append(Self.bytes(&random, Self.length(&random), segments))
    }
    self.segments = segments
  }

  /// Mostly short, sometimes at the edges of the format, rarely long.
  private static func length(_ random: inout Random) -> Int {
    switch random.below(24) {
    case 0: [0, 1, 2, 3, 4, 257, 258, 259, 260, 261, 516, 517, 774][random.below(13)]
    case 1: random.below(3000)
    case 2 where random.isTrue(oneIn: 6): random.below(70_000)
    default: random.below(60)
    }
  }

  /// Letters of a small or the whole alphabet, runs, or pieces of what was before.
  private static func bytes(
    _ random: inout Random, _ count: Int, _ before: [[UInt8]]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let kind = random.below(5)
    while bytes.count < count {
      switch kind {
      case 0: bytes.append(UInt8(truncatingIfNeeded: random.next()))
      case 1: bytes.append(UInt8(97 + random.below(4)))
      case 2: bytes += [UInt8](repeating: UInt8(random.below(256)), count: 1 + random.below(400))
      case 3 where !before.isEmpty:
        let source = before[random.below(before.count)]
        if source.isEmpty {
          bytes.append(7)
        } else {
          let start = random.below(source.count)
          bytes += source[start..<min(source.count, start + 1 + random.below(80))]
        }
      default: bytes += Array("<td class=\"r\">\(random.below(100)).\(random.below(100))</td>".utf8)
      }
    }
    return Array(bytes.prefix(count))
  }

  /// A page: runs of segments, dynamic bytes between, far repeats now and then.
  mutating func page(longest: Int = 60_000) -> DeflateSample {
    var page: [UInt8] = []
    var runs: [DeflateRun] = []
    let steps = random.below(random.isTrue(oneIn: 10) ? 400 : 40)
    for _ in 0..<steps where page.count < longest {
      if !segments.isEmpty, !random.isTrue(oneIn: 3) {
        let segment = random.below(segments.count)
        page += segments[segment]
        runs.append(DeflateRun(segment: segment, end: page.count))
      }
      switch random.below(8) {
      case 0: break
      case 1 where !memory.isEmpty: page += memory[random.below(memory.count)]
      case 2 where page.count > 0 && random.isTrue(oneIn: 4): farRepeat(&page)
      default:
        let bytes = Self.bytes(&random, Self.length(&random), segments)
        page += bytes
        if memory.count < 40 { memory.append(bytes) } else { memory[random.below(40)] = bytes }
      }
    }
    return DeflateSample(bytes: page, runs: runs)
  }

  /// A page of exactly `size` bytes: pages in a row, the last one cut.
  mutating func page(ofSize size: Int) -> DeflateSample {
    var bytes: [UInt8] = []
    var runs: [DeflateRun] = []
    while bytes.count < size {
      let more = page()
      for run in more.runs where bytes.count + Int(run.end) <= size {
        runs.append(DeflateRun(segment: Int(run.segment), end: bytes.count + Int(run.end)))
      }
      bytes += more.bytes
    }
    return DeflateSample(bytes: Array(bytes.prefix(size)), runs: runs)
  }

  /// Repeats some bytes at a distance round 32,768.
  private mutating func farRepeat(_ page: inout [UInt8]) {
    let word = Self.bytes(&random, 4 + random.below(30), [])
    let distance = DeflateFormat.window - 2 + random.below(5)
    page += word
    let filler = distance - word.count
    page += (0..<max(0, filler)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    page += word
  }
}
