import Diagnostics
import Testing
import YAMLFiles

@testable import Communication

/// Dates against those that `Scripts/make-calendar-vectors.py` computed with another library.
@Suite("Dates of the ladder")
struct LadderDateTests {
  private static let folder = Files.root + "/Tests/CommunicationTests/Ladder/Vectors"

  static func italy() throws -> BusinessCalendar {
    let path = Files.root + "/templates/energy-bill/calendars/it.yaml"
    let file = SourceFile(path: path, bytes: Files.bytes(path))
    var log = DiagnosticLog()
    let calendar = BusinessCalendar(try YAMLReader.read(file), in: file, log: &log)
    try #require(log.diagnostics.isEmpty)
    return calendar
  }

  private static func rows(_ name: String) -> [[String]] {
    Files.text("\(folder)/\(name)").split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
  }

  @Test("holidays of sixty years, Easter among them")
  func holidays() throws {
    let calendar = try Self.italy()
    let rows = Self.rows("holidays.txt")
    #expect(rows.count == 60)
    for row in rows {
      let year = try #require(Int(row[0]))
      let first = Day(year: year, month: 1, day: 1)
      let last = Day(year: year, month: 12, day: 31)
      let found = (0...(last - first)).map { first + $0 }.filter { calendar.isHoliday($0) }
      #expect(found.map { String($0.text.dropFirst(5)) } == Array(row.dropFirst()), "\(year)")
    }
  }

  @Test("calendar days and business days across Easter, the turn of the year and leap days")
  func offsets() throws {
    let calendar = try Self.italy()
    let rows = Self.rows("dates.txt")
    #expect(rows.count > 1_800)
    let plain = try Self.step("{ id: a, by: x }")
    let careful = try Self.step("{ id: a, by: x, never_on: [friday, day_before_holiday] }")
    for row in rows {
      let start = try #require(Day(row[0]))
      let offset = LadderManifest.Offset(
        days: try #require(Int(row[1])), businessDays: try #require(Int(row[2])))
      let clock = LadderClock(steps: [plain], calendar: calendar)
      let end = clock.adding(offset, to: start)
      #expect(end.text == row[3], "\(row)")
      #expect(clock.date(on: end) == row[4], "\(row)")
      #expect(
        LadderClock(steps: [careful], calendar: calendar).date(on: end) == row[5], "\(row)")
    }
  }

  @Test("a day's text is read back, and counts as the calendar does")
  func text() throws {
    var day = try #require(Day("1999-12-31"))
    for expected in ["2000-01-01", "2000-01-02"] {
      day = day + 1
      #expect(day.text == expected)
    }
    let leap = try #require(Day("2028-02-28"))
    #expect(leap + 1 == Day("2028-02-29"))
    let plain = try #require(Day("2100-02-28"))
    #expect(plain + 1 == Day("2100-03-01"))
    #expect(Day("1970-01-01")?.number == 0)
    #expect(Day("2026-11-29")?.weekday == 6)
    for number in stride(from: -135_000, to: 2_900_000, by: 997) {
      #expect(Day(Day(number: number).text)?.number == number)
    }
    for text in ["2026-02-29", "2026-13-01", "2026-00-10", "1599-12-31", "2026-1-1", "x", ""] {
      #expect(Day(text) == nil)
    }
  }

  static func step(_ text: String) throws -> LadderManifest.Step {
    let file = SourceFile(path: "ladder.yaml", text: "due: d\nsteps:\n  - \(text)\n")
    var log = DiagnosticLog()
    let manifest = LadderManifest(try YAMLReader.read(file), in: file, log: &log)
    try #require(log.diagnostics.isEmpty)
    return manifest.steps[0]
  }
}

extension LadderClock {
  /// The day of the first step for a bill due on a day.
  fileprivate func date(on day: Day) -> String? {
    position(Facts(due: day, done: [nil], prerequisites: [[]]), on: Day(number: -200_000)).date?
      .text
  }
}
