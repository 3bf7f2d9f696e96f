import Testing

@testable import Listening

/// Events and what is counted of them.
@Suite struct OutcomesTests {
  private static let run = "0123456789abcdef"

  private func line(
    _ event: String, _ name: String = "", visit: Int, groups: String = "", run: String = run
  ) -> [UInt8] {
    let number = String(visit)
    let drawn = String(repeating: "A", count: 22 - number.count) + number
    return Array(
      #"{"v":1,"run":"\#(run)","visit":"\#(drawn)","event":"\#(event)","name":"\#(name)","groups":[\#(groups)]}"#
        .utf8)
  }

  @Test func anEventIsReadAndWrittenAlike() {
    let bytes = line("scene", "pay-now", visit: 3, groups: #""0","17""#)
    let event = ListenEvent(bytes)
    #expect(event?.kind == .scene && event?.name == "pay-now")
    #expect(event?.groups == ["0", "17"])
    #expect(event.map { Array($0.line.utf8) } == bytes)
  }

  @Test func whatIsNoEvent() {
    let good = String(decoding: line("scene", "a", visit: 1), as: UTF8.self)
    #expect(ListenEvent(Array(good.utf8)) != nil)
    let others = [
      "", "{}", "[1]", good + "x", good.replacing("\"v\":1", with: "\"v\":2"),
      good.replacing("scene", with: "read"),
      good.replacing("\"name\":\"a\"", with: "\"name\":\"\""),
      good.replacing("\"name\":\"a\"", with: "\"name\":\"<a>\""),
      good.replacing("\"name\":\"a\"", with: "\"name\":\"a\\n\""),
      good.replacing("\"name\":\"a\"", with: "\"name\":1"),
      good.replacing("\"groups\":[]", with: "\"groups\":[1]"),
      good.replacing("\"groups\":[]", with: "\"groups\":\"\""),
      good.replacing("\"groups\":[]", with: "\"groups\":[\"late=yes\"]"),
      good.replacing("\"groups\":[]", with: "\"groups\":[],\"key\":\"INV-1\""),
      good.replacing("0123456789abcdef", with: "0123456789abcdeg"),
      good.replacing("AAAA", with: "A"), good.replacing("\"run\"", with: "\"rum\""),
    ]
    for other in others { #expect(ListenEvent(Array(other.utf8)) == nil, "\(other)") }
    let opened = String(decoding: line("opened", visit: 1), as: UTF8.self)
    #expect(
      ListenEvent(Array(opened.replacing("\"name\":\"\"", with: "\"name\":\"a\"").utf8)) == nil)
  }

  @Test func sizesAreALimit() {
    let name = String(repeating: "a", count: 64)
    #expect(ListenEvent(line("scene", name, visit: 1)) != nil)
    #expect(ListenEvent(line("scene", name + "a", visit: 1)) == nil)
    let groups = (0..<64).map { "\"g\($0)\"" }
    #expect(ListenEvent(line("opened", visit: 1, groups: groups.joined(separator: ","))) != nil)
    #expect(
      ListenEvent(line("opened", visit: 1, groups: (groups + ["\"h\""]).joined(separator: ",")))
        == nil)
    let good = line("opened", visit: 1)
    let spaces = [UInt8](repeating: 0x20, count: ListenEvent.mostBytes - good.count)
    #expect(ListenEvent(good + spaces) != nil)
    #expect(ListenEvent(good + spaces + [0x20]) == nil)
  }

  @Test func visitsAreCountedOnce() throws {
    var outcomes = Outcomes(
      run: Self.run,
      groups: [.init(name: "all", documents: 10), .init(name: "firm", code: "0", documents: 4)])
    for visit in 1...6 {
      let groups = visit <= 2 ? "\"0\"" : ""
      outcomes.add(line("opened", visit: visit, groups: groups))
      outcomes.add(line("opened", visit: visit, groups: groups))
      if visit < 5 { outcomes.add(line("scene", "welcome", visit: visit, groups: groups)) }
      if visit < 3 { outcomes.add(line("scene", "pay", visit: visit, groups: groups)) }
      if visit == 1 { outcomes.add(line("action", "pay", visit: visit, groups: groups)) }
    }
    outcomes.add(line("paid", visit: 1))
    outcomes.add(line("opened", visit: 9, run: "fedcba9876543210"))
    outcomes.add(Array("nonsense".utf8))
    outcomes.count()
    let all = try #require(outcomes.rows.first)
    #expect(all.opened == 6 && all.played == 4 && all.acted == 1 && all.paid == 1)
    #expect(all.scenes.map(\.name) == ["welcome", "pay"] && all.scenes.map(\.visits) == [4, 2])
    let firm = outcomes.rows[1]
    #expect(firm.opened == 2 && firm.played == 2 && firm.paid == 1)
    #expect(outcomes.doubled == 6 && outcomes.others == 1 && outcomes.unreadable == 1)
    #expect(outcomes.text.contains("left out: 6 doubled, 1 of other runs, 1 unreadable"))
    #expect(
      outcomes.text.contains("  opened                  6  60.0 % of 10 (95 %: 31.3 to 83.2 %)\n"))
    let lines = outcomes.columns.split(separator: "\r\n").map(String.init)
    #expect(lines[0].hasPrefix("group,documents,opened,opened_rate,opened_low,opened_high,played"))
    #expect(lines[1].hasPrefix("all,10,6,0.6000,0.3127,0.8318,4,0.6667,"))
    #expect(lines[2].hasPrefix("firm,4,2,0.5000,"))
  }

  @Test func visitsThatDidNotOpenAreLeftOut() throws {
    var outcomes = Outcomes(run: Self.run, groups: [.init(name: "all", documents: 10)])
    outcomes.add(line("opened", visit: 1))
    for visit in 1...3 {
      outcomes.add(line("scene", "welcome", visit: visit))
      outcomes.add(line("action", "pay", visit: visit))
      outcomes.add(line("paid", visit: visit))
    }
    outcomes.count()
    let all = try #require(outcomes.rows.first)
    #expect(all.opened == 1 && all.played == 1 && all.acted == 1 && all.paid == 1)
    #expect(all.scenes.map(\.visits) == [1] && all.actions.map(\.visits) == [1])
    #expect(outcomes.text.contains("left out: 2 visits without an opened page\n"))
  }

  @Test func moreVisitsThanDocumentsAreNoProportion() {
    var outcomes = Outcomes(run: Self.run, groups: [.init(name: "all", documents: 1)])
    for visit in 1...2 { outcomes.add(line("opened", visit: visit)) }
    outcomes.count()
    #expect(outcomes.text.contains("more than the 1 they are counted against"))
    #expect(outcomes.columns.contains("all,1,2,,,,0,0.0000,"))
  }

  @Test func ratesOfNothingAreLeftEmpty() {
    var outcomes = Outcomes(
      run: Self.run,
      groups: [.init(name: "none", documents: 0), .init(name: "unopened", documents: 5)])
    outcomes.count()
    let lines = outcomes.columns.split(separator: "\r\n").map(String.init)
    #expect(lines[1] == "none,0,0,,,,0,,,,0,,,,0,,,")
    #expect(lines[2] == "unopened,5,0,0.0000,0.0000,0.4345,0,,,,0,,,,0,,,")
  }

  /// Against R's `binom.confint(method = "wilson")` and Newcombe (1998), table I.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718), (20, 20, 0.8389, 1.0), (0, 0, 0.0, 1.0),
  ])
  func wilson(count: Int, total: Int, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(count, of: total))
    #expect(abs(interval.low - low) < 0.00005, "\(interval.low)")
    #expect(abs(interval.high - high) < 0.00005, "\(interval.high)")
    #expect(WilsonInterval(total + 1, of: total) == nil)
  }
}
