/// The instant a text means, as Ruby's `Time.parse` in UTC reads it.
///
/// ISO 8601, RFC 2822, "March 1, 2020", "1.3.2020", "20200301T1015", "10:15 pm" and what lies between. Parts
/// that are not said are those of `now` down to the first that is said, and the least possible after it. Not
/// read, besides what Ruby leaves out: years before Christ by name.
enum DateText {
  /// As `Date._parse`'s limit.
  private static let longestText = 128

  /// Nil when the text holds no date, or one that is none.
  static func time(_ bytes: UnsafeRawBufferPointer, now: Int64) -> CivilTime? {
    if let time = ISOText(bytes)?.time { return time }
    guard bytes.count <= longestText else { return nil }
    var parts = DateParts(DateWords(bytes))
    parts.read()
    return parts.time(now: now)
  }
}

/// What a text says of a date and a time.
struct DateParts {
  var words: DateWords
  var year: Int?
  var month: Int?
  var day: Int?
  var dayOfYear: Int?
  var hour: Int?
  var minute: Int?
  var second: Int?
  var nanosecond: Int?
  var zone: [UInt8]?
  /// Whether a year of two digits means one of 1969...2068.
  var completesYear = true

  init(_ words: DateWords) { self.words = words }

  /// Reads the parts in the order of `Date._parse`.
  mutating func read() {
    readWeekday()
    readClock()
    _ =
      readDayMonth() || readMonthDay() || readISO() || readJapanese() || readDashedMonth()
      || readSlashes() || readDots() || readQuotedYear() || readMonth() || readOrdinal()
      || readDigits()
    readFragment()
    if completesYear, let short = year, (0...99).contains(short) {
      year = short + (short >= 69 ? 1900 : 2000)
    }
  }

  /// The instant, as `Time.parse` completes it.
  func time(now: Int64) -> CivilTime? {
    let offset = zone.flatMap { DateZone.offset($0) } ?? 0
    guard let current = CivilTime(epoch: now, offset: offset) else { return nil }
    if let dayOfYear { return time(dayOfYear: dayOfYear, current) }
    if year == nil, month == nil, day == nil, hour == nil, minute == nil, second == nil {
      return nil
    }
    let hasDate = year != nil || month != nil || day != nil
    return CivilTime(
      year: year ?? current.year,
      month: month ?? (year != nil ? 1 : current.month),
      day: day ?? (hasDate ? 1 : current.day),
      hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0, nanosecond: nanosecond ?? 0,
      offset: offset)
  }

  private func time(dayOfYear: Int, _ current: CivilTime) -> CivilTime? {
    guard dayOfYear >= 1, dayOfYear <= 366 else { return nil }
    let year = self.year ?? current.year
    let days = CivilTime.days(year: year, month: 1, day: 1) + dayOfYear - 1
    let date = CivilTime.date(days: days)
    guard date.year == year else { return nil }
    return CivilTime(
      year: year, month: date.month, day: date.day, hour: hour ?? 0, minute: minute ?? 0,
      second: second ?? 0, nanosecond: nanosecond ?? 0, offset: current.offset)
  }
}

/// Time zones that `Time.parse` knows.
enum DateZone {
  private static let hours: [String: Int] = [
    "utc": 0, "z": 0, "ut": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7,
    "h": 8, "i": 9, "k": 10, "l": 11, "m": 12, "n": -1, "o": -2, "p": -3, "q": -4, "r": -5,
    "s": -6, "t": -7, "u": -8, "v": -9, "w": -10, "x": -11, "y": -12,
  ]

  /// Seconds east of UTC; nil for a zone that is not known.
  static func offset(_ zone: [UInt8]) -> Int? {
    guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return hours[String(decoding: zone, as: UTF8.self)].map { $0 * 3600 }
    }
    var pairs = zone.dropFirst().split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false
    )
    .map { Array($0) }
    if pairs.count == 1 {
      // Without colons: two digits a part.
      let digits = pairs[0]
      guard digits.count.isMultiple(of: 2) else { return nil }
      pairs = stride(from: 0, to: digits.count, by: 2).map { Array(digits[$0..<($0 + 2)]) }
    }
    guard (1...3).contains(pairs.count) else { return nil }
    var seconds = 0
    for (pair, unit) in zip(pairs, [3600, 60, 1]) {
      guard pair.count == 2, pair[0].isDigit, pair[1].isDigit else { return nil }
      seconds += (Int(pair[0] - UInt8(ascii: "0")) * 10 + Int(pair[1] - UInt8(ascii: "0"))) * unit
    }
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }
}
