/// The date a run believes it is: an input, never the machine's clock.
public struct AsOfDate: Sendable, Hashable, CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public let description: String
  /// Midnight UTC of that day, in seconds since 1970.
  public let secondsSince1970: Int64
  /// Year, month and day.
  let parts: (year: Int, month: Int, day: Int)

  /// Reads `YYYY-MM-DD`; nil unless it is a day of the Gregorian calendar from 1600 to 9999.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), year >= 1600, (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    description = text
    parts = (Int(year), Int(month), Int(day))
    secondsSince1970 = Self.daysSince1970(year, month, day) * 86_400
  }

  /// Whether two dates are the same day.
  public static func == (left: AsOfDate, right: AsOfDate) -> Bool {
    left.secondsSince1970 == right.secondsSince1970
  }

  /// Hashes the day.
  public func hash(into hasher: inout Hasher) { hasher.combine(secondsSince1970) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from the civil epoch; years start in March so that the leap day is a year's last.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
