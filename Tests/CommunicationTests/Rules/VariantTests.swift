import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("Variants")
struct VariantTests {
  /// SHA-256 as Python's `hashlib` has it, for keys of these tests (`python3 -c` beside each).
  private static func place(_ key: String, salt: String) throws -> Int {
    let rules = try SmallRules("variants:\n  cta: { split: { a: 50, b: 50 } }\n")
    let book = try #require(rules.book)
    return Array(key.utf8).withUnsafeBytes { book.place(of: $0, salt: salt) }
  }

  @Test("a key's place is what anybody can compute again")
  func place() throws {
    // int.from_bytes(hashlib.sha256(b"cta:R-1").digest()[:8], "big") % 1_000_000
    #expect(try Self.place("R-1", salt: "cta") == 571_973)
    #expect(try Self.place("OL-2026-004417\u{FC}", salt: "autumn-2026") == 845_490)
  }

  @Test("shares of 100,000 keys are what was asked for, and another salt divides anew")
  func shares() throws {
    let rules = try SmallRules(
      """
      variants:
        three: { split: { a: 50, b: 33.3333, c: 16.6667 } }
        other: { salt: else, split: { a: 50, b: 50 } }

      """)
    let book = try #require(rules.book)
    var counts = [0, 0, 0]
    var both = 0
    for number in 0..<100_000 {
      let key = Array("R-\(number)".utf8)
      key.withUnsafeBytes { bytes in
        let three = book.manifest.variants[0]
        let option = RuleBook.option(
          at: book.place(of: bytes, salt: three.salt), of: three.otherwise ?? [])
        counts[option] += 1
        let other = book.manifest.variants[1]
        let second = RuleBook.option(
          at: book.place(of: bytes, salt: other.salt), of: other.otherwise ?? [])
        if option == 0, second == 0 { both += 1 }
      }
    }
    // Four standard deviations of a binomial: 632, 596, 471; and of the quarter that is in both halves: 548.
    #expect(abs(counts[0] - 50_000) < 632)
    #expect(abs(counts[1] - 33_333) < 596)
    #expect(abs(counts[2] - 16_667) < 471)
    #expect(abs(both - 25_000) < 548)
    #expect(counts == [49983, 33284, 16733])
  }

  @Test(
    "percentages are exact to a millionth",
    arguments: [
      ("50", 500_000), ("33.3333", 333_333), ("0.0001", 1), ("100", 1_000_000), ("7.5", 75_000),
    ])
  func percentages(_ text: String, _ millionths: Int) {
    #expect(RuleFields.millionths(text) == millionths)
  }

  @Test(
    "what is no percentage is refused", arguments: ["0", "100.1", "-5", "1.23456", "", ".5", "5 %"])
  func noPercentages(_ text: String) {
    #expect(RuleFields.millionths(text) == nil)
  }
}
