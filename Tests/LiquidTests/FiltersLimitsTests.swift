import Testing

@testable import Liquid

/// Each limit passes at its bound and fails one beyond it, and no filter is a bomb.
@Suite struct FiltersLimitsTests {
  private let rows = Dictionary(uniqueKeysWithValues: StandardFilters.rows.map { ($0.name, $0) })

  private func apply(
    _ name: String, _ input: Value, _ arguments: [Value], _ fixture: ValuesFixture
  ) throws -> Value {
    let row = try #require(rows[name])
    let positional = fixture.list(arguments).elements
    return try row(
      input, FilterArguments(positional: positional, named: .init(start: nil, count: 0)),
      in: fixture.scope)
  }

  private func limit(
    _ name: String, _ input: Value, _ arguments: [Value], _ fixture: ValuesFixture
  ) -> RenderFailure.Code? {
    do throws(any Error) {
      _ = try apply(name, input, arguments, fixture)
      return nil
    } catch {
      return (error as? RenderFailure)?.code
    }
  }

  @Test(
    arguments: [
      ("append", "aaaaa", ["bbbbb"]), ("prepend", "aaaaa", ["bbbbb"]),
      ("replace", "aaaab", ["b", "cccccc"]), ("replace_first", "aaaab", ["b", "cccccc"]),
      ("replace_last", "aaaab", ["b", "cccccc"]), ("escape", "aa<>", []),
      ("escape_once", "aa<>", []), ("newline_to_br", "aaa\n", []), ("url_encode", "a%%%", []),
      ("base64_encode", "aaaaaa", []), ("upcase", "ßßßßß", []), ("downcase", "ABCDEFGHIJ", []),
      ("truncate", "aaaaaaaaaaaaaaa", ["10"]), ("date", "now", ["%10d"]),
    ] as [(String, String, [String])])
  func aStringHasItsLimit(_ name: String, _ input: String, _ arguments: [String]) throws {
    let free = ValuesFixture()
    let result = try apply(name, free.text(input), arguments.map { free.text($0) }, free)
    let length = result.bytes.count
    for (bytes, expected) in [(length, nil), (length - 1, RenderFailure.Code.limit)] {
      var limits = RenderLimits()
      limits.stringBytes = bytes
      let fixture = ValuesFixture(limits: limits)
      let values = arguments.map { fixture.text($0) }
      #expect(limit(name, fixture.text(input), values, fixture) == expected)
    }
  }

  @Test func doublingEndsAtTheStringLimit() {
    let fixture = ValuesFixture()
    var text = fixture.text("0123456789abcdef")
    var count = 0
    while let next = try? apply("append", text, [text], fixture) {
      text = next
      count += 1
    }
    #expect(count == 18)
    #expect(text.bytes.count == fixture.scope.limits.stringBytes)
  }

  @Test func squaringEndsAtTheStepLimit() {
    var limits = RenderLimits()
    limits.steps = 10_000
    let fixture = ValuesFixture(limits: limits)
    var number = fixture.text("123456789012345678901")
    var count = 0
    while count < 100, let next = try? apply("times", number, [number], fixture) {
      number = next
      count += 1
    }
    #expect((5..<12).contains(count))
  }

  @Test(arguments: [
    ("split", ""), ("replace", "a"), ("escape", ""), ("url_encode", ""), ("strip_html", ""),
    ("truncatewords", "100000"), ("slice", "0"),
  ])
  func longStringsAreWorkOfTheirLength(_ name: String, _ argument: String) throws {
    let fixture = ValuesFixture()
    let text = fixture.text(String(repeating: "a<", count: 1 << 16))
    let row = try #require(rows[name])
    let arguments = row.arity.lowerBound > 0 ? [fixture.text(argument)] : []
    _ = limit(name, text, arguments, fixture)
    #expect(fixture.scope.steps >= text.bytes.count / 64)
  }

  @Test func aListOfLongStringsIsNotComparedForEver() {
    var limits = RenderLimits()
    limits.steps = 50_000
    let fixture = ValuesFixture()
    let one = fixture.text(String(repeating: "a", count: 1 << 16))
    let other = fixture.text(String(repeating: "a", count: 1 << 16))
    let list = fixture.list((0..<10_000).map { $0.isMultiple(of: 2) ? one : other })
    for name in ["sort", "sort_natural", "uniq"] {
      #expect(limit(name, list, [], ValuesFixture(limits: limits)) == .limit)
    }
    #expect(limit("where", list, [one, other], ValuesFixture(limits: limits)) == .limit)
  }

  @Test func longListsAndRangesAreLimited() {
    let fixture = ValuesFixture()
    let list = fixture.list((0..<200_000).map { Value(-$0) })
    #expect(limit("sort", list, [], ValuesFixture()) == .limit)
    #expect(limit("size", fixture.range(1, .max), [], fixture) == nil)
    #expect(limit("reverse", fixture.range(1, .max), [], fixture) == .limit)
  }
}
