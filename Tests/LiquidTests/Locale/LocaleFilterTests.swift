import Testing

@testable import Liquid

@Suite struct LocaleFilterTests {
  let scratch = Scratch()
  let scope: FilterScope

  init() {
    scope = FilterScope(arena: scratch.arena, now: 1_772_668_800)
    scope.locale = LocaleFormats.named("en")
  }

  func value(_ text: String) -> Value { Value(text, in: scratch.arena) }

  func apply(
    _ name: String, _ input: Value, _ positional: [Value] = [], _ named: [(String, Value)] = []
  ) throws -> Value {
    let row = try #require(LocaleFilters.rows.first { $0.name == name })
    let members = named.map { Member(key: value($0.0), value: $0.1) }
    return try positional.withUnsafeBufferPointer { positional in
      try members.withUnsafeBufferPointer { members in
        try row.apply(
          input, FilterArguments(positional: positional, named: members), scope)
      }
    }
  }

  func text(
    _ name: String, _ input: Value, _ positional: [Value] = [], _ named: [(String, Value)] = []
  ) throws -> String {
    String(decoding: try apply(name, input, positional, named).bytes, as: UTF8.self)
  }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing thrown"
    } catch let failure as RenderFailure {
      #expect(failure.code == .argument)
      return failure.message
    } catch { return "\(error)" }
  }

  @Test func moneyAndItsOptions() throws {
    let amount = Value(mantissa: -1_234_565, scale: 3)
    let euro = Value("EUR")
    #expect(try text("money", amount, [euro]) == "-€1,234.57")
    #expect(try text("money", amount, [euro], [("style", Value("plain"))]) == "-1,234.57")
    #expect(
      try text("money", amount, [euro], [("rounding", Value("half-even"))]) == "-€1,234.56")
    #expect(try text("money", amount, [euro], [("decimals", Value(3))]) == "-€1,234.565")
    #expect(
      try text(
        "money", value("0.08"), [euro], [("min_decimals", Value(2)), ("max_decimals", Value(6))])
        == "€0.08")
    #expect(try text("money", amount, [euro], [("grouping", Value("never"))]) == "-€1234.57")
    scope.locale = LocaleFormats.named("hi")
    #expect(
      try text("money", amount, [Value("INR")], [("numerals", Value("native"))]) == "-₹१,२३४.५७")
  }

  @Test func whatMoneyRefuses() {
    let euro = Value("EUR")
    #expect(
      message { _ = try apply("money", .nil, [euro]) } == "money needs a number, not nil")
    #expect(
      message { _ = try apply("money", value("secret"), [euro]) }
        == "money needs a number, not text")
    #expect(
      message { _ = try apply("money", Value(1), [value("Euro")]) }
        == "money needs an ISO 4217 currency code such as 'EUR', not text")
    #expect(
      message { _ = try apply("money", Value(1), [euro], [("style", Value("x"))]) }
        == "money: style is one of 'symbol', 'plain', 'code'")
    #expect(
      message { _ = try apply("number", Value(1), [], [("decimals", Value(21))]) }
        == "number prints 0 to 20 decimals")
    #expect(
      message {
        _ = try apply(
          "number", Value(1), [], [("min_decimals", Value(3)), ("max_decimals", Value(2))])
      } == "number: min_decimals is more than max_decimals")
    scope.locale = nil
    #expect(
      message { _ = try apply("unit", Value(1), [Value("kWh")]) }
        == "unit needs the document's locale, and none is set")
  }

  @Test func percentages() throws {
    let value = Value(mantissa: 125, scale: 1)
    #expect(try text("percentage", value) == "12.5%")
    scope.locale = LocaleFormats.named("de")
    #expect(try text("percentage", value, [], [("decimals", Value(0))]) == "13\u{A0}%")
    scope.locale = LocaleFormats.named("tr")
    #expect(try text("percentage", value) == "%12,5")
  }

  @Test func days() throws {
    let due = value("2026-02-20")
    #expect(try apply("days_since", value("2026-03-05"), [due]).integer == 13)
    #expect(try apply("days_since", due, [value("2026-03-05T10:00:00Z")]).integer == -13)
    #expect(try apply("days_since", Value("today"), [due]).integer == 13)
    #expect(try text("add_days", due, [Value(10)]) == "2026-03-02")
    #expect(try text("add_days", due, [Value(-51)]) == "2025-12-31")
    #expect(
      message { _ = try apply("add_days", due, [Value(9_000_000)]) }.hasPrefix("add_days needs a"))
    #expect(
      message { _ = try apply("days_since", .nil, [due]) }
        == "days_since needs two dates as YYYY-MM-DD, not nil and text")
  }

  @Test(arguments: [Int64.min, .min + 86_399, .max])
  func daysBeyondAllCalendars(_ number: Int64) {
    let due = value("2026-02-20")
    for failing in [
      message { _ = try LocaleFilters.date(Value(number), style: .long, scope) },
      message { _ = try apply("days_since", Value(number), [due]) },
      message { _ = try apply("add_days", Value(number), [Value(1)]) },
      message { _ = try apply("add_days", due, [Value(number)]) },
    ] {
      #expect(failing != "nothing thrown")
    }
  }

  @Test func dates() throws {
    func date(_ input: Value, _ style: DateStyle) throws -> String {
      String(decoding: try LocaleFilters.date(input, style: style, scope).bytes, as: UTF8.self)
    }
    #expect(try date(value("2026-03-05"), .full) == "Thursday, March 5, 2026")
    #expect(try date(value("2026-03"), .monthYear) == "March 2026")
    #expect(try date(Value(0), .long) == "January 1, 1970")
    #expect(try date(Value(-1), .long) == "December 31, 1969")
    #expect(try LocaleFilters.date(.nil, style: .long, scope).isNil)
    #expect(
      message { _ = try LocaleFilters.date(Value("soon"), style: .long, scope) }
        == "date needs a date as YYYY-MM-DD, not text")
    #expect(LocaleFormats.dateStyle(named: Value("%Y").bytes) == nil)
    for style in DateStyle.allCases {
      #expect(LocaleFormats.dateStyle(named: style.name.raw) == style)
    }
  }

  @Test func masks() throws {
    #expect(try text("mask", value("IT60X0542811101000000123456"), [Value(4)]) == "••••\u{A0}3456")
    #expect(try text("mask", value("IT60 X054 2811 12"), [Value(4)]) == "••••\u{A0}1112")
    #expect(try text("mask", Value(123_456_789)) == "••••\u{A0}6789")
    #expect(try text("mask", value("1234")) == "••••")
    #expect(try text("mask", value("")) == "••••")
    #expect(try text("mask", value("αβγδε"), [Value(2)]) == "••••\u{A0}δε")
    #expect(try text("mask", value("123456"), [Value(0)]) == "••••")
    #expect(try apply("mask", .nil).isNil)
  }

  @Test func longNumbersAreChargedFor() throws {
    let digits = value(String(repeating: "9", count: 1_000_000))
    #expect(throws: RenderFailure.self) { try apply("number", digits) }
    let few = value(String(repeating: "9", count: 1_000))
    #expect(try apply("number", few).bytes.count == 1_333)
  }
}
