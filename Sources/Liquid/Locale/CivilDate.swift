/// A day of the proleptic Gregorian calendar, without time and time zone.
public struct CivilDate: BitwiseCopyable, Sendable, Hashable, Comparable {
  /// 1...9999.
  public let year: Int
  /// 1...12.
  public let month: Int
  /// 1...31.
  public let day: Int

  /// Makes a date; nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, alone or before a time (`T` or a space), or `YYYY-MM`, which means its first day.
  ///
  /// The time and its zone do not count: a bill's date is the date that is written in it.
  public init?(iso text: UnsafeRawBufferPointer) {
    guard text.count == 7 || text.count == 10 || (text.count > 10 && Self.isTime(text[10])),
      text[4] == 0x2D, text.count == 7 || text[7] == 0x2D,
      let year = Self.number(text, 0, 4), let month = Self.number(text, 5, 2),
      let day = text.count == 7 ? 1 : Self.number(text, 8, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date `days` after 1970-01-01; nil outside the years 1...9999.
  public init?(daysSince1970 days: Int) {
    guard abs(days) < 4_000_000 else { return nil }
    // Days count from 1 March of year 0, so that a leap day ends its year: 400 years are 146,097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before.
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, from 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((daysSince1970 % 7) + 10) % 7 }

  /// Orders by time.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// Writes `YYYY-MM-DD`.
  public func writeISO(to sink: inout some FormatSink) {
    let place = sink.room(10)
    Self.write(year, 4, to: place)
    place[4] = 0x2D
    Self.write(month, 2, to: place + 5)
    place[7] = 0x2D
    Self.write(day, 2, to: place + 8)
    sink.advance(10)
  }
}

extension CivilDate {
  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isTime(_ byte: UInt8) -> Bool { byte == 0x54 || byte == 0x20 }

  @inline(__always)
  private static func number(_ text: UnsafeRawBufferPointer, _ at: Int, _ count: Int) -> Int? {
    var value = 0
    for index in at..<(at + count) {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      value = value * 10 + Int(text[index] & 15)
    }
    return value
  }

  private static func write(_ value: Int, _ count: Int, to place: UnsafeMutablePointer<UInt8>) {
    var rest = value
    for index in stride(from: count - 1, through: 0, by: -1) {
      place[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
