/// A day of the Gregorian calendar as days since 1970.
struct SampleDay: BitwiseCopyable {
  var number: Int

  static func + (day: SampleDay, days: Int) -> SampleDay { SampleDay(number: day.number + days) }
  static func - (day: SampleDay, days: Int) -> SampleDay { SampleDay(number: day.number - days) }

  /// Year, month and day: years start in March, so that the leap day is a year's last.
  ///
  /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  var civil: (year: Int, month: Int, day: Int) {
    // Days since 0000-03-01; no day of a bill is before it.
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  var month: SampleMonth {
    let (year, month, _) = civil
    return SampleMonth(index: year * 12 + month - 1)
  }
}

/// A month as months since the year 0.
struct SampleMonth: BitwiseCopyable {
  var index: Int

  var year: Int { index / 12 }
  /// From 1.
  var number: Int { index % 12 + 1 }

  static func + (month: SampleMonth, months: Int) -> SampleMonth {
    SampleMonth(index: month.index + months)
  }
  static func - (month: SampleMonth, months: Int) -> SampleMonth {
    SampleMonth(index: month.index - months)
  }

  /// Source: Hinnant, days_from_civil, for the first of a month.
  var firstDay: SampleDay {
    let shiftedYear = number <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (number > 2 ? number - 3 : number + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return SampleDay(number: era * 146_097 + dayOfEra - 719_468)
  }

  var lastDay: SampleDay { (self + 1).firstDay - 1 }
}
