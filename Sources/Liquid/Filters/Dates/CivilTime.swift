/// An instant as a calendar and a clock show it, at a fixed offset from UTC (proleptic Gregorian).
///
/// The locale-aware `date` styles use it too.
struct CivilTime: BitwiseCopyable {
  /// Astronomical: year 0 is 1 BC.
  let year: Int
  /// January is 1.
  let month: Int
  /// The first is 1.
  let day: Int
  /// From 0 to 23.
  let hour: Int
  /// From 0 to 59.
  let minute: Int
  /// From 0 to 59.
  let second: Int
  /// From 0 to 999,999,999.
  let nanosecond: Int
  /// Seconds east of UTC.
  let offset: Int
  /// Seconds since 1970-01-01T00:00:00Z.
  let epoch: Int64

  private static let secondsInDay: Int64 = 86_400

  /// The farthest instants shown, about the years -290,000 and 290,000.
  private static let epochLimit: Int64 = 9_000_000_000_000

  /// The instant `epoch` at an offset; nil beyond some hundred thousand years.
  init?(epoch: Int64, nanosecond: Int = 0, offset: Int = 0) {
    guard epoch.magnitude < Self.epochLimit.magnitude else { return nil }
    let local = epoch + Int64(offset)
    let days = Int(local.floorDivided(by: Self.secondsInDay))
    let rest = Int(local - Int64(days) * Self.secondsInDay)
    (year, month, day) = Self.date(days: days)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    self.nanosecond = nanosecond
    self.offset = offset
    self.epoch = epoch
  }

  /// What a calendar and a clock at `offset` show; nil where Ruby's `Time` raises "argument out of range".
  ///
  /// Day 31 of a shorter month is a day of the next, second 60 the next minute, 24:00:00 the next day.
  init?(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, nanosecond: Int,
    offset: Int
  ) {
    guard year.magnitude < 280_000, (1...12).contains(month), (1...31).contains(day),
      (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0),
      (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Self.days(year: year, month: month, day: 1) + day - 1
    let seconds = Int64(days) * Self.secondsInDay + Int64(hour * 3600 + minute * 60 + second)
    self.init(epoch: seconds - Int64(offset), nanosecond: nanosecond, offset: offset)
  }

  /// Days since 1970-01-01.
  var days: Int { Self.days(year: year, month: month, day: day) }

  /// 0 is Sunday.
  var weekday: Int { (days % 7 + 11) % 7 }

  /// January 1 is 1.
  var dayOfYear: Int { days - Self.days(year: year, month: 1, day: 1) + 1 }

  /// The week of a year whose weeks begin on Sunday (0) or Monday (1).
  ///
  /// Days before the first such day are week 0.
  func week(startingOn first: Int) -> Int {
    (dayOfYear - 1 + 7 - (weekday - first + 7) % 7) / 7
  }

  /// The ISO 8601 week, and the year it belongs to.
  var isoWeek: (year: Int, week: Int) {
    let thursday = days + 4 - (weekday == 0 ? 7 : weekday)
    let year = Self.date(days: thursday).year
    return (year, (thursday - Self.days(year: year, month: 1, day: 1)) / 7 + 1)
  }

  /// Days from 1970-01-01 to a date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date `days` after 1970-01-01, by the same algorithms.
  static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * index + 2) / 5 + 1)
  }
}

extension Int64 {
  /// The quotient rounded down.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
