/// SplitMix64, a small generator of random numbers that depend on the seed alone.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014),
/// with the constants of Vigna's reference code, <https://prng.di.unimi.it/splitmix64.c>.
struct SampleRandom: BitwiseCopyable {
  private var state: UInt64

  private static let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The numbers of one bill: they depend on nothing but the seed and the bill's ordinal.
  init(seed: UInt64, ordinal: Int) {
    // Mixed twice, so that neighbouring seeds and ordinals start at unrelated states.
    let stream = Self.mix(seed) &+ UInt64(truncatingIfNeeded: ordinal) &* Self.gamma
    state = Self.mix(stream)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  /// A number below `bound`, which is small, so that the bias of the multiplication is nil in practice.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True for this many of a thousand.
  mutating func happens(_ permille: Int) -> Bool { below(1000) < permille }

  /// One of a table's entries.
  mutating func pick<Entry>(_ table: [Entry]) -> Entry { table[below(table.count)] }
}
