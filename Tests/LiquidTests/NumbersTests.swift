import Testing

@testable import Liquid

@Suite struct NumbersTests {
  let fixture = ValuesFixture()

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("007", "7"), ("-17", "-17"), ("1.50", "1.5"), ("1.0", "1.0"),
    ("12.10", "12.1"), ("0.1", "0.1"), ("-0.0", "-0.0"), ("1e3", "1000.0"), ("1E+2", "100.0"),
    ("1e20", "1.0e+20"), ("1e-5", "1.0e-05"), ("0.0001", "0.0001"), ("0.00001", "1.0e-05"),
    ("1e-10", "1.0e-10"), ("-1000000000000000.0", "-1.0e+15"),
    ("-100000000000000.0", "-100000000000000.0"), ("1234.3838300038383", "1234.3838300038383"),
    ("1.2345678901234568e+165", "1.2345678901234568e+165"),
    ("0.1234567890123456789", "0.12345678901234568"), ("1e400", "Infinity"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775808", "9223372036854775808"),
    ("-00123456789012345678901234567893", "-123456789012345678901234567893"),
    ("5.0", "5.0"), ("100.0", "100.0"), ("0.000", "0.0"), ("1.000000000000000000001", "1.0"),
    ("301.61290322580646", "301.61290322580646"), ("10020.030400506788", "10020.030400506788"),
  ])
  func literalsPrintAsRuby(_ literal: String, _ expected: String) throws {
    #expect(fixture.printed(try #require(fixture.number(literal))) == expected)
  }

  /// Zeros within the whole part once moved the point, so that 301.6 was printed as 3016.
  @Test func floatsReadBackAsThemselves() throws {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let whole = Double((state >> 32) % 1000) * [1, 10, 100, 1000][Int(state >> 60 & 3)]
      let value = whole + Double(state >> 40) / 7_654_321
      #expect(Double(fixture.printed(Value(value))) == value)
    }
  }

  @Test(arguments: [
    ("12.10", "12.10"), ("0.00", "0.00"), ("-0.05", "-0.05"), ("1.000", "1.000"),
    ("123456789012345.678", "123456789012345.678"), ("3", "3"), ("1e2", "100.0"),
    ("0.00001", "0.00001"), ("9223372036854775.807", "9223372036854775.807"),
  ])
  func recordsKeepTheirDecimals(_ literal: String, _ expected: String) throws {
    #expect(fixture.printed(try #require(fixture.number(literal, kept: true))) == expected)
  }

  @Test(arguments: ["", "-", "1.", ".5", "1e", "1e+", "+1", "1 ", "0x1", "1.2.3", "--1", "1_000"])
  func otherTextIsNoNumber(_ text: String) {
    #expect(fixture.number(text) == nil)
  }

  @Test(arguments: [
    ("10", "-3", "7", "13", "-30", "-4", "-2"), ("9.0", "2", "11.0", "7.0", "18.0", "4.5", "1.0"),
    ("10", "2.0", "12.0", "8.0", "20.0", "5.0", "0.0"),
    (
      "10.1", "7.0", "17.1", "3.1", "70.7",
      "1.4428571428571428", "3.1"
    ),
    ("0.1", "0.2", "0.3", "-0.1", "0.02", "0.5", "0.1"),
    ("-5.5", "2", "-3.5", "-7.5", "-11.0", "-2.75", "0.5"),
    (
      "9223372036854775807", "1", "9223372036854775808", "9223372036854775806",
      "9223372036854775807", "9223372036854775807", "0"
    ),
    ("1e20", "1", "1.0e+20", "1.0e+20", "1.0e+20", "1.0e+20", "0.0"),
    ("1.5", "1e-10", "1.5000000001", "1.4999999999", "1.5e-10", "15000000000.0", "0.0"),
    (
      "100000000000000000000", "3", "100000000000000000003", "99999999999999999997",
      "300000000000000000000", "33333333333333333333", "1"
    ),
    ("10", "3.0", "13.0", "7.0", "30.0", "3.3333333333333335", "1.0"),
  ])
  func arithmeticIsRubys(
    _ left: String, _ right: String, _ sum: String, _ difference: String, _ product: String,
    _ quotient: String, _ remainder: String
  ) throws {
    let (one, other) = (
      try #require(fixture.number(left)), try #require(fixture.number(right))
    )
    let scope = fixture.scope
    #expect(fixture.printed(try Value.sum(one, other, subtracting: false, in: scope)) == sum)
    #expect(fixture.printed(try Value.sum(one, other, subtracting: true, in: scope)) == difference)
    #expect(fixture.printed(try Value.product(one, other, in: scope)) == product)
    #expect(fixture.printed(try Value.quotient(one, other, in: scope)) == quotient)
    #expect(fixture.printed(try Value.remainder(one, other, in: scope)) == remainder)
  }
}
