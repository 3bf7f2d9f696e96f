import Liquid
import Testing

@testable import Communication

/// Rates that add up to their total.
@Suite struct InstalmentTests {
  private func rates(
    _ mantissa: Int64, _ scale: Int, _ count: Int, _ rounding: RoundingMode = .down,
    decimals: Int = 2
  ) throws -> [Int64] {
    let total = scale == 0 ? Value(mantissa) : Value(mantissa: mantissa, scale: scale)
    return try InstalmentFilter.rates(of: total, count, decimals, rounding)
  }

  @Test func theLastTakesWhatRoundingLeaves() throws {
    #expect(try rates(10_000, 2, 3) == [3333, 3333, 3334])
    #expect(try rates(10_000, 2, 3, .up) == [3334, 3334, 3332])
    #expect(try rates(100, 0, 3, .halfUp) == [3333, 3333, 3334])
    #expect(try rates(15_320, 2, 3) == [5106, 5106, 5108])
    #expect(try rates(15_320, 2, 3, .halfUp) == [5107, 5107, 5106])
    #expect(try rates(1_0001, 2, 2, .halfEven) == [5000, 5001])
    #expect(try rates(1_0003, 2, 2, .halfEven) == [5002, 5001])
    #expect(try rates(1_0003, 2, 2, .halfDown) == [5001, 5002])
    #expect(try rates(1000, 0, 3, .down, decimals: 0) == [333, 333, 334])
    #expect(try rates(153_200, 3, 2) == [7660, 7660], "a zero too many is no cent")
  }

  @Test func everySumIsItsTotal() throws {
    for units in Int64(36)...800 {
      for count in [2, 3, 7, 12] {
        for rounding in RoundingMode.allCases {
          guard let found = try? rates(units, 2, count, rounding) else { continue }
          #expect(found.reduce(0, +) == units && found.count == count)
          #expect(found.allSatisfy { $0 > 0 })
          #expect(Set(found.dropLast()).count == 1)
        }
      }
    }
  }

  @Test func whatIsNoTotal() {
    for (mantissa, scale) in [(Int64(0), 2), (-100, 2), (1, 2), (12_345, 3), (.max, 0)] {
      #expect(throws: RenderFailure.self) { try rates(mantissa, scale, 2) }
    }
  }

  @Test(arguments: [
    (2026, 1, 31, 1, "2026-02-28"), (2026, 1, 31, 2, "2026-03-31"), (2027, 11, 30, 3, "2028-02-29"),
    (2026, 12, 15, 1, "2027-01-15"), (2026, 5, 1, 0, "2026-05-01"),
  ])
  func monthsEndWhereTheyEnd(
    year: Int, month: Int, day: Int, count: Int, expected: String
  ) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day)?.addingMonths(count))
    let scratch = Scratch()
    var writer = ArenaWriter(scratch.arena, capacity: 16)
    date.writeISO(to: &writer)
    #expect(String(decoding: writer.finish().bytes, as: UTF8.self) == expected)
  }
}
