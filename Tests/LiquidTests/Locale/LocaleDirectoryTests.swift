import Testing

@testable import Liquid

@Suite struct LocaleDirectoryTests {
  let scratch = Scratch()

  @Test(
    arguments: [
      ("de", "de"), ("de-DE", "de"), ("de_AT", "de-AT"), ("DE-ch", "de-CH"), ("en-US", "en"),
      ("en-AU", "en-001"), ("en-GB", "en-GB"), ("en-CH", "en-001"), ("no", "nb"), ("no-NO", "nb"),
      ("nb-NO", "nb"), ("iw", "he"), ("pt-AO", "pt-PT"), ("pt-BR", "pt-BR"), ("zh-Hans-CN", "zh"),
      ("zh-CN", "zh"), ("fr-CA", "fr"), ("it-IT-u-ca-gregory", "it"), ("de-DE-x-private", "de"),
      ("hi-u-nu-deva", "hi-u-nu-deva"), ("ar-u-nu-arab", "ar-u-nu-arab"),
      ("ar-EG-u-nu-arab", "ar-EG"),
      ("de-u-nu-native", "de"), ("hi-IN-u-nu-native", "hi-u-nu-deva"), ("sr", "none"),
      ("zh-TW", "none"),
      ("zh-Hant-HK", "none"), ("nn-NO", "none"), ("", "none"), ("-", "none"), ("d", "none"),
      ("deutsch-x", "none"),
      ("de--AT", "none"), ("de-u-nu-deva", "none"), ("../etc", "none"), ("dé", "none"),
    ]) func fallback(tag: String, expected: String)
  {
    let found = LocaleFormats.named(tag)?.tag ?? "none"
    #expect(found == expected)
  }

  @Test func everyLocaleReads() throws {
    #expect(LocaleFormats.tags.count >= 36)
    #expect(LocaleFormats.tags == LocaleFormats.tags.sorted())
    for tag in LocaleFormats.tags {
      let formats = try #require(LocaleFormats.named(tag))
      #expect(formats.tag == tag)
      #expect(formats.isRightToLeft == (tag.hasPrefix("ar") || tag == "he"))
    }
  }

  @Test func numerals() {
    #expect(LocaleFormats.named("ar")?.numerals == "latn")
    #expect(LocaleFormats.named("ar-EG")?.numerals == "arab")
    #expect(LocaleFormats.named("hi")?.withNumerals("deva".utf8)?.numerals == "deva")
    #expect(LocaleFormats.named("de")?.withNumerals("deva".utf8) == nil)
  }

  @Test(arguments: [
    ("de", "one other", "one other"), ("ja", "other", "other"),
    ("pl", "one few many other", "one few many other"),
    ("cs", "one few many other", "one few other"),
    ("it", "one many other", "one other"),
    ("ar", "zero one two few many other", "zero one two few many other"),
    ("lv", "zero one other", "zero one other"),
  ]) func pluralCategories(tag: String, all: String, counts: String) throws {
    let formats = try #require(LocaleFormats.named(tag))
    #expect(formats.pluralCategories.map(\.name.description).joined(separator: " ") == all)
    #expect(formats.countCategories.map(\.name.description).joined(separator: " ") == counts)
  }

  @Test func pluralsOfNumbersBeyond64Bits() throws {
    func category(_ digits: String, _ tag: String) -> PluralCategory? {
      LocaleFormats.named(tag)?.pluralCategory(
        Value(bigInteger: Value(digits, in: scratch.arena).bytes))
    }
    #expect(category("100000000000000000000001", "ru") == .one)
    #expect(category("100000000000000000000012", "ru") == .many)
    #expect(category("100000000000000000000000", "it") == .many)
    #expect(category("100000000000000000000001", "en") == .other)
  }
}

@Suite struct CivilDateTests {
  let scratch = Scratch()

  private func date(_ text: String) -> CivilDate? {
    CivilDate(iso: Value(text, in: scratch.arena).bytes)
  }

  @Test func everyDayOfTenThousandYearsFollowsTheOneBefore() throws {
    var expected = try #require(CivilDate(year: 1, month: 1, day: 1))
    var days = expected.daysSince1970
    var weekday = expected.weekday
    #expect(weekday == 0)
    while let date = CivilDate(daysSince1970: days) {
      if date != expected || date.daysSince1970 != days || date.weekday != weekday {
        Issue.record("day \(days) is \(date)")
        return
      }
      days += 1
      weekday = (weekday + 1) % 7
      let next =
        CivilDate(year: date.year, month: date.month, day: date.day + 1)
        ?? CivilDate(year: date.year, month: date.month + 1, day: 1)
        ?? CivilDate(year: date.year + 1, month: 1, day: 1)
      guard let next else { break }
      expected = next
    }
    #expect(days == CivilDate(year: 9_999, month: 12, day: 31).map { $0.daysSince1970 + 1 })
  }

  @Test func texts() {
    #expect(date("1970-01-01")?.daysSince1970 == 0)
    #expect(date("2026-03-05T23:59:59+14:00") == CivilDate(year: 2026, month: 3, day: 5))
    #expect(date("2026-03-05 10:00") == CivilDate(year: 2026, month: 3, day: 5))
    #expect(date("2026-03") == CivilDate(year: 2026, month: 3, day: 1))
    for text in [
      "", "2026", "2026-3-5", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
      "2026-03-05X", "2026/03/05", "20260305", "-026-01-01", "2026-03-0a", "2026-03-", "2100-02-29",
    ] {
      #expect(date(text) == nil, "\(text)")
    }
  }
}
