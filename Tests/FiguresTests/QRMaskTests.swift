import Testing

@testable import Figures

/// The masks that we choose, beside those that libqrencode chooses.
@Suite("QR masks")
struct QRMaskTests {
  /// Payloads of every kind that a symbol's modules can look like: noise, text, one letter repeated, mostly zeros.
  private static func payload(_ number: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<1 + Int(random.next() % 270)).map { _ in
      switch number % 4 {
      case 0: UInt8(truncatingIfNeeded: random.next())
      case 1: 0x20 + UInt8(random.next() % 90)
      case 2: 0x41
      default: random.next() % 9 == 0 ? 0x30 + UInt8(random.next() % 10) : 0
      }
    }
  }

  @Test func areTheLibrarysOwn() throws {
    var random = SplitMix(state: 7)
    var widths: Set<Int> = []
    for number in 0..<600 {
      let bytes = Self.payload(number, &random)
      let ours = try #require(QRSymbol(bytes, versions: 1...40))
      let theirs = try #require(QRSymbol(bytes, versions: 1...40, isMaskByLibrary: true))
      #expect(ours == theirs, "payload \(number) of \(bytes.count) bytes")
      widths.insert(ours.width)
    }
    // Every version up to 11, and some whose rows are wider than a word.
    #expect(widths.isSuperset(of: (1...11).map { 17 + 4 * $0 }))
    #expect(widths.contains { $0 > 64 })
  }

  @Test func aPayloadThatIsTooLongHasNoSymbol() {
    #expect(QRSymbol([UInt8](repeating: 0x41, count: 213), versions: 1...10) != nil)
    #expect(QRSymbol([UInt8](repeating: 0x41, count: 214), versions: 1...10) == nil)
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }
}
