import Diagnostics
import Testing
import YAMLFiles

@testable import Communication

@Suite("Positions on the ladder")
struct LadderPositionTests {
  private static let text = """
    due: bill.due
    calendar: it
    steps:
      - { id: reminder, after: 5, by: billing, term: 10, done: a.reminded }
      - { id: notice, from: reminder, after: 15, by: credit, term: 15, done: a.noticed }
      - id: reduction
        from: notice
        after: { days: 15, business_days: 3 }
        requires:
          - { date: a.delivered, days: 40, business_days: 3, otherwise: confirm, by: office }
        never_on: [friday, day_before_holiday]
        by: grid
        done: a.reduced
      - { id: suspension, from: reduction, after: 15, by: grid, done: a.suspended }
    suppress:
      - { when: x, reason: dispute }
      - { when: y, reason: protected, from: reduction }

    """

  private static func clock() throws -> LadderClock {
    let file = SourceFile(path: "ladder.yaml", text: text)
    var log = DiagnosticLog()
    let manifest = LadderManifest(try YAMLReader.read(file), in: file, log: &log)
    try #require(log.diagnostics.isEmpty)
    return LadderClock(steps: manifest.steps, calendar: try LadderDateTests.italy())
  }

  private static func facts(
    _ done: [String?], delivered: String? = nil, held: [(Int, Int)] = []
  ) -> LadderClock.Facts {
    LadderClock.Facts(
      due: Day(year: 2026, month: 3, day: 2),
      done: (0..<4).map { index in
        index < done.count ? done[index].flatMap { Day($0) } : nil
      },
      prerequisites: [[], [], [delivered.flatMap { Day($0) }], []],
      suppressions: held.map { (index: $0.0, from: $0.1) })
  }

  private static func told(_ facts: LadderClock.Facts, _ today: String) throws -> String {
    let clock = try clock()
    let position = clock.position(facts, on: try #require(Day(today)))
    let step = position.pending.map { clock.steps[$0].id } ?? "-"
    return "\(position.state) \(step) \(position.date?.text ?? "-") (\(position.why))"
  }

  @Test(
    "a step is to come, due or overdue by its day",
    arguments: [
      ("2026-03-02", "waiting reminder 2026-03-09 (5 days after due date 2026-03-02)"),
      ("2026-03-09", "due reminder 2026-03-09 (5 days after due date 2026-03-02)"),
      ("2026-03-10", "overdue reminder 2026-03-09 (5 days after due date 2026-03-02)"),
    ])
  func byDay(_ today: String, _ expected: String) throws {
    // Five days after is Saturday the 7th; letters go out on business days.
    #expect(try Self.told(Self.facts([]), today) == expected)
  }

  @Test(
    "the next step counts from the day the one before was done, not from when it should have been")
  func fromDone() throws {
    #expect(
      try Self.told(Self.facts(["2026-03-20"]), "2026-03-21")
        == "waiting notice 2026-04-07 (15 days after reminder of 2026-03-20)")
    // 4 April is Saturday, Easter is on the 5th.
  }

  @Test("a step waits for what must be known before it")
  func prerequisite() throws {
    let done: [String?] = ["2026-03-20", "2026-04-07"]
    let blocked = try Self.told(Self.facts(done), "2026-05-20")
    #expect(
      blocked
        == "blocked reduction 2026-04-27 (15 days and 3 business days after notice of 2026-04-07)")
    // Delivered on 10 April: 40 days are 20 May, three business days more Monday the 25th.
    #expect(
      try Self.told(Self.facts(done, delivered: "2026-04-10"), "2026-05-20")
        == "waiting reduction 2026-05-25 (40 days and 3 business days after a.delivered of 2026-04-10)"
    )
  }

  @Test("nothing is cut off on a Friday or before a holiday")
  func avoided() throws {
    let done: [String?] = ["2026-03-20", "2026-04-07"]
    // 40 days from 18 April: 28 May; business days 29 May, 1 and 3 June (2 June is a holiday).
    #expect(
      try Self.told(Self.facts(done, delivered: "2026-04-18"), "2026-05-20").contains("2026-06-03"))
    // 40 days from 17 April: 27 May; 28, 29 May and 1 June, the day before a holiday: 3 June.
    #expect(
      try Self.told(Self.facts(done, delivered: "2026-04-17"), "2026-05-20").contains("2026-06-03"))
    // 40 days from 16 April: 26 May; 27, 28, 29 May, a Friday; 1 June is an eve: 3 June.
    #expect(
      try Self.told(Self.facts(done, delivered: "2026-04-16"), "2026-05-20").contains("2026-06-03"))
    // 40 days from 15 April: 25 May; 26, 27, 28 May, a Thursday.
    #expect(
      try Self.told(Self.facts(done, delivered: "2026-04-15"), "2026-05-20").contains("2026-05-28"))
  }

  @Test("a reason holds back from its step on, and not before")
  func suppressions() throws {
    let protected = [(1, 2)]
    #expect(
      try Self.told(Self.facts([], held: protected), "2026-03-10").hasPrefix("overdue reminder"))
    #expect(
      try Self.told(
        Self.facts(["2026-03-20", "2026-04-07"], delivered: "2026-04-10", held: protected),
        "2026-07-01"
      ).hasPrefix("held reduction"))
    #expect(try Self.told(Self.facts([], held: [(0, 0)]), "2026-03-10").hasPrefix("held reminder"))
  }

  @Test("a ladder ends")
  func end() throws {
    let all: [String?] = ["2026-03-20", "2026-04-07", "2026-05-25", "2026-06-09"]
    #expect(try Self.told(Self.facts(all), "2026-06-09") == "finished - - ()")
    #expect(
      try Self.told(Self.facts(all), "2026-06-08").hasPrefix("overdue suspension") == false,
      "what is dated later than today is not done yet")
    // A step that was left out: what came after it stands.
    #expect(
      try Self.told(Self.facts([nil, "2026-04-07"]), "2026-04-08").hasPrefix("waiting reduction"))
  }

  @Test("a step without a field for its day is done when its day is past")
  func undated() throws {
    let file = SourceFile(
      path: "ladder.yaml",
      text: """
        due: d
        steps:
          - { id: first, after: 3, by: robot, on: any_day }
          - { id: second, from: first, after: 7, by: robot, on: any_day }

        """)
    var log = DiagnosticLog()
    let manifest = LadderManifest(try YAMLReader.read(file), in: file, log: &log)
    let clock = LadderClock(steps: manifest.steps, calendar: .everyDay)
    let due = Day(year: 2024, month: 2, day: 26)
    let facts = LadderClock.Facts(due: due, done: [nil, nil], prerequisites: [[], []])
    #expect(clock.position(facts, on: due + 3).state == .due)
    let position = clock.position(facts, on: due + 4)
    #expect(position.done == 0 && position.pending == 1)
    #expect(position.date?.text == "2024-03-07")
    #expect(clock.position(facts, on: due + 11).state == .finished)
  }
}
