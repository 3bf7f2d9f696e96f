import Liquid

/// A day of the Gregorian calendar, from 1600 to 9999, as a count of days since 1970-01-01.
struct Day: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Days since 1970-01-01.
  let number: Int

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  static func - (left: Day, right: Day) -> Int { left.number - right.number }

  init(number: Int) { self.number = number }

  /// A day of the proleptic Gregorian calendar.
  ///
  /// Counts years from March, so that the leap day is a year's last (Hinnant, "chrono-compatible low-level date algorithms").
  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `YYYY-MM-DD`, with or without a time after a `T`; nil unless it is a day of the calendar.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 10 || (bytes.count > 10 && bytes[10] | 0x20 == UInt8(ascii: "t")),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), year >= 1600, (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  init?(_ text: String) {
    var text = text
    guard let day = text.withUTF8({ Day(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = day
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day.
  var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400
    return month < 10 ? (year, month + 3, day) : (year + 1, month - 9, day)
  }

  /// 0 for Monday to 6 for Sunday.
  var weekday: Int {
    // 1970-01-01 was a Thursday.
    let rest = (number + 3) % 7
    return rest < 0 ? rest + 7 : rest
  }

  /// `YYYY-MM-DD`.
  var text: String {
    let (year, month, day) = parts
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
      + "-\(two(month))-\(two(day))"
  }

  /// `YYYY-MM-DD` as a value that lives in an arena.
  func value(in arena: Arena) -> Value {
    let (year, month, day) = parts
    var writer = ArenaWriter(arena, capacity: 16)
    for (number, width) in [(year, 4), (month, 2), (day, 2)] {
      if width == 2 { writer.append(UInt8(ascii: "-")) }
      var divisor = width == 4 ? 1000 : 10
      while divisor > 0 {
        writer.append(UInt8(truncatingIfNeeded: 0x30 + number / divisor % 10))
        divisor /= 10
      }
    }
    return writer.finish()
  }
}
