/// The ways a locale writes a date, by name.
public enum DateStyle: UInt8, Sendable, CaseIterable {
  /// Thursday, March 5, 2026
  case full
  /// March 5, 2026
  case long
  /// Mar 5, 2026
  case medium
  /// 3/5/26
  case short
  /// March 2026
  case monthYear
  /// Mar 2026
  case monthYearShort
  /// March
  case monthLong
  /// Mar
  case monthShort
  /// March 5
  case dayMonth
  /// Mar 5
  case dayMonthShort
  /// Thursday
  case weekday
  /// Thu
  case weekdayShort

  /// What authors write in `date: '...'`.
  public var name: StaticString {
    switch self {
    case .full: "full"
    case .long: "long"
    case .medium: "medium"
    case .short: "short"
    case .monthYear: "month_year"
    case .monthYearShort: "month_year_short"
    case .monthLong: "month_long"
    case .monthShort: "month_short"
    case .dayMonth: "day_month"
    case .dayMonthShort: "day_month_short"
    case .weekday: "weekday"
    case .weekdayShort: "weekday_short"
    }
  }

  /// The style of a name; nil for anything else, such as a `strftime` format.
  public init?(named name: UnsafeRawBufferPointer) {
    var number: UInt8 = 0
    while let style = Self(rawValue: number) {
      if name.isSame(as: style.name.raw) {
        self = style
        return
      }
      number += 1
    }
    return nil
  }
}

extension StaticString {
  /// The text's bytes.
  @inline(__always)
  var raw: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
