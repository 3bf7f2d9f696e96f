import Testing

@testable import Liquid

@Suite struct LocaleNumberTests {
  let scratch = Scratch()

  func number(
    _ value: Value, _ options: NumberOptions = NumberOptions(), _ tag: String = "en"
  ) throws -> String? {
    let formats = try #require(LocaleFormats.named(tag))
    var writer = ArenaWriter(scratch.arena, capacity: 16)
    guard formats.writeNumber(value, options, to: &writer) else {
      #expect(writer.count == 0)
      return nil
    }
    return String(decoding: writer.finish().bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (RoundingMode.halfUp, ["0.13", "-0.13", "0.14", "0.12", "0.13", "-0.12"]),
    (.halfEven, ["0.12", "-0.12", "0.14", "0.12", "0.13", "-0.12"]),
    (.halfDown, ["0.12", "-0.12", "0.13", "0.12", "0.13", "-0.12"]),
    (.up, ["0.13", "-0.13", "0.14", "0.13", "0.13", "-0.13"]),
    (.down, ["0.12", "-0.12", "0.13", "0.12", "0.12", "-0.12"]),
    (.ceiling, ["0.13", "-0.12", "0.14", "0.13", "0.13", "-0.12"]),
    (.floor, ["0.12", "-0.13", "0.13", "0.12", "0.12", "-0.13"]),
  ]) func roundingIsByName(mode: RoundingMode, expected: [String]) throws {
    let options = NumberOptions(minimumDecimals: 2, maximumDecimals: 2, rounding: mode)
    let thousandths: [Int64] = [125, -125, 135, 121, 129, -121]
    for (mantissa, text) in zip(thousandths, expected) {
      #expect(try number(Value(mantissa: mantissa, scale: 3), options) == text)
    }
  }

  @Test func roundingCarriesThroughEveryDigit() throws {
    let options = NumberOptions(minimumDecimals: 0, maximumDecimals: 0)
    #expect(try number(Value(mantissa: 999_999_95, scale: 2), options) == "1,000,000")
    #expect(try number(Value(mantissa: .max, scale: 18), options) == "9")
    #expect(try number(Value(mantissa: .min, scale: 1), options) == "-922,337,203,685,477,581")
  }

  @Test func aNumberKeepsItsOwnDecimals() throws {
    #expect(try number(Value(mantissa: 1_210, scale: 2)) == "12.10")
    #expect(try number(Value(mantissa: 5, scale: 18)) == "0.000000000000000005")
    #expect(try number(Value(0)) == "0")
    #expect(try number(Value(mantissa: 0, scale: 3)) == "0.000")
    #expect(try number(Value(Int64.min)) == "-9,223,372,036,854,775,808")
  }

  @Test func leastAndMostDecimals() throws {
    let most = NumberOptions(minimumDecimals: 0, maximumDecimals: 3)
    #expect(try number(Value(mantissa: 1_210, scale: 2), most) == "12.1")
    #expect(try number(Value(mantissa: 12_000, scale: 3), most) == "12")
    #expect(try number(Value(mantissa: 123_456, scale: 5), most) == "1.235")
    let least = NumberOptions(minimumDecimals: 2)
    #expect(try number(Value(7), least) == "7.00")
    #expect(try number(Value(mantissa: 12_345, scale: 3), least) == "12.345")
    let wide = NumberOptions(minimumDecimals: 20, maximumDecimals: 20)
    #expect(try number(Value(1), wide) == "1.00000000000000000000")
  }

  @Test func floatsAreTheirShortestDigits() throws {
    #expect(try number(Value(0.1)) == "0.1")
    #expect(try number(Value(1e21)) == "1,000,000,000,000,000,000,000")
    #expect(try number(Value(-2.5e-7)) == "-0.00000025")
    let two = NumberOptions(minimumDecimals: 2, maximumDecimals: 2)
    #expect(try number(Value(1.005), two) == "1.01")
    #expect(try number(Value(1e-300), two) == "0.00")
    #expect(
      try number(
        Value(1e-300), NumberOptions(minimumDecimals: 2, maximumDecimals: 2, rounding: .up))
        == "0.01")
    #expect(try number(Value(Double.infinity)) == nil)
    #expect(try number(Value(Double.nan)) == nil)
  }

  @Test func textIsANumberOrNot() throws {
    for (text, expected) in [
      ("12.10", "12.10"), (" -7 ", "-7"), ("+1", "1"), ("1e3", "1,000"), ("1.5E-2", "0.015"),
      ("00012", "12"), ("123456789012345678901", "123,456,789,012,345,678,901"),
      ("-00123456789012345678901", "-123,456,789,012,345,678,901"),
    ] {
      #expect(try number(Value(text, in: scratch.arena)) == expected)
    }
    for text in [
      "", " ", "-", ".5", "5.", "1,5", "12a", "0x10", "1e", "1e999", "--1", "1 2", "٣",
      "1234567890123456789012.5",
    ] {
      #expect(try number(Value(text, in: scratch.arena)) == nil)
    }
    for value in [Value.nil, Value(true), .empty, .blank] { #expect(try number(value) == nil) }
  }

  @Test func groupingByLocaleAndByChoice() throws {
    func grouped(_ value: Int64, _ grouping: Grouping, _ tag: String) throws -> String? {
      try number(Value(value), NumberOptions(grouping: grouping), tag)
    }
    for tag in ["it", "es", "pl", "pt-PT"] {
      #expect(try grouped(1_234, .locale, tag) == "1234")
      #expect(try grouped(1_234, .always, tag)?.utf8.count ?? 0 > 4)
      #expect(try grouped(12_345, .locale, tag)?.utf8.count ?? 0 > 5)
    }
    #expect(try grouped(1_234, .minimumTwo, "de") == "1234")
    #expect(try grouped(1_234, .locale, "de") == "1.234")
    #expect(try grouped(12_345_678, .never, "de") == "12345678")
    #expect(try grouped(123_456_789, .locale, "hi") == "12,34,56,789")
    #expect(try grouped(123_456_789, .locale, "hi-u-nu-deva") == "१२,३४,५६,७८९")
    #expect(try grouped(999, .always, "en") == "999")
  }

  @Test func aPageTakesNumbersToo() throws {
    var output = scratch.output
    let formats = try #require(LocaleFormats.named("de"))
    let problem = formats.writeMoney(
      Value(mantissa: 123_456, scale: 2), currency: Value("EUR").bytes, to: &output)
    #expect(problem == nil)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "1.234,56\u{A0}€")
  }

  @Test func currenciesByCode() throws {
    let formats = try #require(LocaleFormats.named("en"))
    func money(_ currency: String, _ style: MoneyStyle = .symbol) -> String? {
      var writer = ArenaWriter(scratch.arena)
      let problem = formats.writeMoney(
        Value(12), currency: Value(currency, in: scratch.arena).bytes, style: style, to: &writer)
      return problem == nil ? String(decoding: writer.finish().bytes, as: UTF8.self) : nil
    }
    #expect(money("EUR") == "€12.00")
    #expect(money("EUR", .code) == "EUR\u{A0}12.00")
    #expect(money("EUR", .plain) == "12.00")
    #expect(money("QQQ") == "QQQ\u{A0}12.00")
    #expect(money("JPY") == "¥12")
    #expect(money("KWD") == "KWD\u{A0}12.000")
    for wrong in ["eur", "EU", "EURO", "E1R", "", "€"] { #expect(money(wrong) == nil) }
  }

  @Test func unitsByNameAndCode() throws {
    func unit(_ value: Value, _ name: String, _ tag: String) throws -> String {
      let formats = try #require(LocaleFormats.named(tag))
      var writer = ArenaWriter(scratch.arena)
      #expect(formats.writeUnit(value, unit: Value(name, in: scratch.arena).bytes, to: &writer))
      return String(decoding: writer.finish().bytes, as: UTF8.self)
    }
    #expect(try unit(Value(312), "kWh", "de") == "312\u{A0}kWh")
    #expect(try unit(Value(312), "KWH", "de") == "312\u{A0}kWh")
    #expect(try unit(Value(1), "MON", "de") == "1\u{A0}Monat")
    #expect(try unit(Value(3), "month", "de") == "3\u{A0}Monate")
    #expect(try unit(Value(mantissa: 15, scale: 1), "day", "en") == "1.5\u{A0}days")
    #expect(try unit(Value(2), "DAY", "ar") == "يومان")
    #expect(try unit(Value(5), "H87", "pl") == "5\u{A0}szt.")
    #expect(try unit(Value(40), "SMC", "it") == "40\u{A0}Smc")
    #expect(try unit(Value(40), "SM3", "en") == "40\u{A0}Sm³")
    #expect(try unit(Value(2), "MWh", "ru") == "2\u{A0}МВт⋅ч")
    #expect(try unit(Value(250), "gCO2/kWh", "en") == "250\u{A0}g\u{A0}CO₂/kWh")
    #expect(try unit(Value(3), "XBX", "en") == "3\u{A0}XBX")
    let formats = try #require(LocaleFormats.named("en"))
    #expect(formats.knowsUnit(Value("C62").bytes))
    #expect(!formats.knowsUnit(Value("XBX").bytes))
  }

  @Test func everyLocaleKnowsEveryUnitAndForm() throws {
    for tag in LocaleFormats.tags {
      let formats = try #require(LocaleFormats.named(tag))
      for item in Array(UnitAliases.all.raw).split(separator: 0x20) {
        let (alias, name) = LocaleReader.halves(item, at: 0x3D)
        for id in [alias, name] {
          let known = Array(id).withUnsafeBytes { formats.knowsUnit($0) }
          #expect(known, "\(tag) lacks \(String(decoding: id, as: UTF8.self))")
        }
      }
    }
  }
}
