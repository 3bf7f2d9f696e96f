import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("Bill checks")
struct BillCheckTests {
  /// What a rule says of a record: nil when it holds or does not apply, else code, message and field.
  private static func failure(
    _ rule: String, each: String? = nil, within: String = "0", _ record: String
  ) throws -> String? {
    let check = BillCheck(
      name: "it", each: each.map { FieldPath($0) }, steps: try BillCheckParser.steps(of: rule),
      tolerance: try #require(ExactNumber(within[...])))
    let scratch = Scratch()
    let value = TestJSON.value(record, in: scratch.arena)
    do throws(BillCheckFailure) {
      try check.check(value)
      return nil
    } catch {
      return "\(error.code): \(error.message) @\(error.field)"
    }
  }

  @Test(
    "what adds up passes",
    arguments: [
      ("sum(lines.amount) = total", #"{"lines":[{"amount":0.1},{"amount":0.2}],"total":0.3}"#),
      ("a + b - c = d", #"{"a":107.30,"b":118.17,"c":107.3,"d":118.170}"#),
      ("a - b - c = 0", #"{"a":6,"b":3,"c":3}"#),
      ("a - (b - c) = 6", #"{"a":6,"b":3,"c":3}"#),
      ("a + b * 2 = 7", #"{"a":1,"b":3}"#),
      (
        "sum(supplies.readings.used) = 9",
        #"{"supplies":[{"readings":[{"used":4}]},{"readings":[{"used":5}]},{}]}"#
      ),
      ("total - sum(payments.amount) = due", #"{"total":5,"due":5}"#),
      ("big * big = 999999999999999998000000000000000001", #"{"big":999999999999999999}"#),
      ("missing = total", #"{"total":5}"#),
    ])
  func holds(_ rule: String, _ record: String) throws {
    // The right side of the largest product has more digits than a rule may spell out.
    if rule.hasPrefix("big") {
      #expect(throws: BillCheckParser.Problem.self) { try BillCheckParser.steps(of: rule) }
    } else {
      #expect(try Self.failure(rule, record) == nil)
    }
  }

  @Test("the difference is exact and signed")
  func difference() throws {
    #expect(
      try Self.failure(
        "sum(lines.amount) = total", #"{"lines":[{"amount":0.1},{"amount":0.2}],"total":0.31}"#)
        == "check-failed: 'it' does not add up: off by -0.01 @")
    #expect(
      try Self.failure("a = b", #"{"a":10,"b":7.5}"#)
        == "check-failed: 'it' does not add up: off by 2.5 @")
  }

  @Test("a tolerance is a limit: it passes, a hundredth more fails")
  func tolerance() throws {
    #expect(try Self.failure("a = b", within: "0.02", #"{"a":1.02,"b":1}"#) == nil)
    #expect(try Self.failure("a = b", within: "0.02", #"{"a":0.98,"b":1}"#) == nil)
    #expect(try Self.failure("a = b", within: "0.02", #"{"a":1.03,"b":1}"#) != nil)
    #expect(try Self.failure("a = b", within: "0.02", #"{"a":0.97,"b":1}"#) != nil)
  }

  @Test(
    "rounding is the one that is named",
    arguments: [
      ("half-up", "0.13", "-0.13"), ("half-even", "0.12", "-0.12"), ("half-down", "0.12", "-0.12"),
      ("up", "0.13", "-0.13"), ("down", "0.12", "-0.12"), ("ceiling", "0.13", "-0.12"),
      ("floor", "0.12", "-0.13"),
    ])
  func rounding(_ mode: String, _ positive: String, _ negative: String) throws {
    #expect(try Self.failure("round(a, 2, \(mode)) = b", #"{"a":0.125,"b":\#(positive)}"#) == nil)
    #expect(try Self.failure("round(a, 2, \(mode)) = b", #"{"a":-0.125,"b":\#(negative)}"#) == nil)
    #expect(try Self.failure("round(a, 2, \(mode)) = b", #"{"a":0.12,"b":0.12}"#) == nil)
  }

  @Test("elements are checked one by one, and the first that fails is named")
  func each() throws {
    let vat = "round(base * rate * 0.01, 2, half-up) = amount"
    let good =
      #"{"vat":[{"base":112.54,"rate":5,"amount":5.63},{"base":10,"rate":22,"amount":2.2}]}"#
    let bad =
      #"{"vat":[{"base":112.54,"rate":5,"amount":5.63},{"base":10,"rate":22,"amount":2.3}]}"#
    #expect(try Self.failure(vat, each: "vat", good) == nil)
    #expect(
      try Self.failure(vat, each: "vat", bad)
        == "check-failed: 'it' does not add up: off by -0.10 @vat[1]")
    #expect(try Self.failure(vat, each: "vat", #"{"vat":[{"base":10,"amount":2.3}]}"#) == nil)
    #expect(try Self.failure(vat, each: "vat", "{}") == nil)
  }

  @Test("what is no exact decimal is said, with its field and without its value")
  func notDecimal() throws {
    let failure = try Self.failure("a = b", #"{"a":"secret","b":1}"#)
    #expect(
      failure
        == "check-not-decimal: a number that 'it' needs is not an exact decimal of at most 18 digits @a"
    )
    #expect(try Self.failure("sum(l.x) = b", #"{"l":[{"x":1},{}],"b":1}"#) == nil)
  }

  @Test("a number too large to compare is not waved through")
  func overflow() throws {
    let nines = String(repeating: "9", count: 18)
    let record = #"{"a":\#(nines),"b":0}"#
    #expect(try Self.failure("a * a * a = b", record)?.hasPrefix("check-not-decimal") == true)
  }

  @Test(
    "a rule that cannot be read is told with its place",
    arguments: [
      ("a", 1, "'=' is missing here"), ("a == b", 3, "a number or a field is missing here"),
      ("a = b c", 6, "the rule should end here"), ("a = 1.2.3", 4, "'1.2.3' is not a decimal"),
      ("round(a, 19, half-up) = b", 9, "round takes 0 to 18 decimals"),
      (
        "round(a, 2, bankers) = b", 12,
        "rounding is one of half-up, half-even, half-down, up, down, ceiling, floor"
      ),
      ("sum() = b", 4, "sum takes a field"), ("(a = b", 3, "')' is missing here"),
      ("", 0, "a number or a field is missing here"),
    ])
  func problems(_ rule: String, _ offset: Int, _ message: String) {
    do throws(BillCheckParser.Problem) {
      _ = try BillCheckParser.steps(of: rule)
      Issue.record("'\(rule)' was read")
    } catch {
      #expect(error.message == message && error.offset == offset, "\(error)")
    }
  }

  @Test("nesting ends: 31 parentheses pass, 32 do not")
  func nesting() throws {
    func rule(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth) + " = a"
    }
    #expect(try !BillCheckParser.steps(of: rule(31)).isEmpty)
    #expect(throws: BillCheckParser.Problem.self) { try BillCheckParser.steps(of: rule(32)) }
  }
}
