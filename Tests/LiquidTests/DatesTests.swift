import Testing

@testable import Liquid

@Suite struct DatesTests {
  /// 2024-01-01T00:01:58Z, a Monday.
  static let now: Int64 = 1_704_067_318

  static func date(_ text: String, _ format: String = "%Y-%m-%d %H:%M:%S.%N %z") throws -> String {
    let values = ValuesFixture(now: now)
    let arguments = FilterArguments(
      positional: values.list([values.text(format)]).elements, named: .init(start: nil, count: 0))
    return values.printed(try StandardFilters.date(values.text(text), arguments, values.scope))
  }

  @Test(arguments: [
    ("2020-06-15", "2020-06-15 00:00:00 +0000"),
    ("2020-06-15T14:30:45Z", "2020-06-15 14:30:45 +0000"),
    ("2020-06-15 14:30:45 +0100", "2020-06-15 14:30:45 +0100"),
    ("2020-06-15T14:30:45-05:30", "2020-06-15 14:30:45 -0530"),
    ("2020-06-15 14:30", "2020-06-15 14:30:00 +0000"), ("2020-6-5", "2020-06-05 00:00:00 +0000"),
    ("2020-02-30", "2020-03-01 00:00:00 +0000"),
    ("2020-06-15 24:00:00", "2020-06-16 00:00:00 +0000"),
    ("Fri, 16 Jul 2004 01:00:00 +0200", "2004-07-16 01:00:00 +0200"),
    ("Fri Jul 16 01:00:00 2004", "2004-07-16 01:00:00 +0000"),
    ("Fri Jul 16 01:00:00 EST 2004", "2004-07-16 01:00:00 -0500"),
    ("March 14, 2016", "2016-03-14 00:00:00 +0000"),
    ("14 March 2016", "2016-03-14 00:00:00 +0000"),
    ("14th of March 2016", "2016-03-01 00:00:00 +0000"),
    ("Mar 14 16", "2016-03-14 00:00:00 +0000"), ("July 2004", "2004-07-01 00:00:00 +0000"),
    ("march", "2024-03-01 00:00:00 +0000"), ("16th", "2024-01-16 00:00:00 +0000"),
    ("10:15", "2024-01-01 10:15:00 +0000"),
    ("10:15 pm", "2024-01-01 22:15:00 +0000"), ("12:15 a.m.", "2024-01-01 00:15:00 +0000"),
    ("5pm", "2024-01-01 17:00:00 +0000"),
    ("10h30", "2024-01-01 10:30:00 +0000"), ("07/05/2006", "2006-05-07 00:00:00 +0000"),
    ("2006/07/05", "2006-07-05 00:00:00 +0000"),
    ("7/5", "2024-07-05 00:00:00 +0000"), ("14.3.2016", "2016-03-14 00:00:00 +0000"),
    ("14-mar-2016", "2016-03-14 00:00:00 +0000"),
    ("20200301T101520", "2020-03-01 10:15:20 +0000"),
    ("20200301T1015Z", "2020-03-01 10:15:00 +0000"),
    ("20200301101520.5", "2020-03-01 10:15:20 +0000"),
    ("jan 5 2020 10:00 GMT", "2020-01-05 10:00:00 +0000"),
    ("2020-01-05 10:00 CET", "2020-01-05 10:00:00 +0000"),
    ("69-01-02", "1969-01-02 00:00:00 +0000"),
    ("68-01-02", "2068-01-02 00:00:00 +0000"), ("1152098955", "2006-07-05 11:29:15 +0000"),
    ("NOW", "2024-01-01 00:01:58 +0000"),
    ("ToDay", "2024-01-01 00:01:58 +0000"),
    ("1969-12-31", "1969-12-31 00:00:00 +0000"), ("h31.4.30", "2019-04-30 00:00:00 +0000"),
    ("Sun Nov  3 2019", "2019-11-03 00:00:00 +0000"), ("2019 Nov 3", "2019-11-03 00:00:00 +0000"),
  ])
  func textsAreReadAsTimeParseReadsThem(_ text: String, _ expected: String) throws {
    #expect(try Self.date(text, "%Y-%m-%d %H:%M:%S %z") == expected)
  }

  @Test(arguments: [
    "hello", "monday", "2020-13-01", "2020-12-32", "12/25/2020", "2020-01-01 25:00:00", "25:61",
    "-1152098955", "-7", "-1", "2020-W01-1", String(repeating: "1 ", count: 80) + "2020-01-01",
  ])
  func otherTextsStayAsTheyAre(_ text: String) throws {
    #expect(try Self.date(text) == text)
  }

  @Test(arguments: [
    ("%a %A %b %B %h", "Fri Friday Jan January Jan"),
    ("%^a %^B %#a %#B", "FRI JANUARY FRI JANUARY"),
    ("%p %P %#p %^P %#P", "AM am am AM AM"), ("%d %e %-d %_d %03d %3e", "03  3 3  3 003   3"),
    ("%H %k %I %l %-H %-I", "04  4 04  4 4 4"), ("%M %S %-M %-S", "05 06 5 6"),
    ("%j %-j %_j %5j", "003 3   3 00003"),
    ("%y %C %Y %-y %6Y %_6Y", "20 20 2020 20 002020   2020"),
    ("%U %W %V %G %g %u %w", "00 00 01 2020 20 5 5"),
    ("%s %12s", "1578020706 001578020706"),
    ("%L %3N %6N %9N %N %12N %1L", "123 123 123456 123456789 123456789 123456789000 1"),
    ("%z %:z %::z %:::z", "+0100 +01:00 +01:00:00 +01"),
    ("%10z %_10z %-z %-:z %_z", "+000000100       +100 +100 +1:00  +100"),
    ("%Z|", "|"), ("%c", "Fri Jan  3 04:05:06 2020"), ("%D %x %F", "01/03/20 01/03/20 2020-01-03"),
    ("%T %X %R %r", "04:05:06 04:05:06 04:05 04:05:06 AM"), ("%v", " 3-JAN-2020"),
    ("%+", "Fri Jan  3 04:05:06  2020"),
    ("%n%t%%", "\n\t%"), ("%10a|%-10a|%010a|%_10a|", "       Fri|Fri|0000000Fri|       Fri|"),
    ("%^c", "FRI JAN  3 04:05:06 2020"),
    ("%12F|%012F|", "  2020-01-03|002020-01-03|"), ("%Ey %Od %EY", "20 03 2020"),
    ("%Ed %Q %i %", "%Ed %Q %i %"),
    ("%:d %3-d", "%:d %3-d"), ("%5%|", "    %|"),
  ])
  func formatsAreRubys(_ format: String, _ expected: String) throws {
    #expect(try Self.date("2020-01-03 04:05:06.123456789 +0100", format) == expected)
  }

  @Test(arguments: [
    ("2019-12-30", "2020-W01-1"), ("2021-01-03", "2020-W53-7"), ("2016-01-01", "2015-W53-5"),
    ("2018-12-31", "2019-W01-1"),
    ("2024-02-29", "2024-W09-4"), ("1900-01-01", "1900-W01-1"),
  ])
  func weeksAreISOs(_ text: String, _ expected: String) throws {
    #expect(try Self.date(text, "%G-W%V-%u") == expected)
  }

  @Test func calendarGoesThereAndBack() {
    for days in stride(from: -1_000_000, to: 1_000_000, by: 997) {
      let (year, month, day) = CivilTime.date(days: days)
      #expect(CivilTime.days(year: year, month: month, day: day) == days)
    }
    #expect(CivilTime.days(year: 1970, month: 1, day: 1) == 0)
    #expect(CivilTime.days(year: 2000, month: 3, day: 1) == 11_017)
  }

  @Test func onlyIntegersAndTextsAreDates() throws {
    let values = ValuesFixture(now: Self.now)
    let arguments = FilterArguments(
      positional: values.list([values.text("%Y")]).elements, named: .init(start: nil, count: 0))
    func year(_ value: Value) throws -> String {
      values.printed(try StandardFilters.date(value, arguments, values.scope))
    }
    #expect(try year(Value(0)) == "1970")
    #expect(try year(Value(1.5)) == "1.5")
    #expect(try year(.nil) == "")
    #expect(try year(Value(true)) == "true")
    #expect(try year(Value(Int64.max)) == "9223372036854775807")
  }

  @Test func aHugeWidthIsALimit() {
    let failure = #expect(throws: RenderFailure.self) { _ = try Self.date("now", "%100000000d") }
    #expect(failure?.code == .limit)
  }
}
