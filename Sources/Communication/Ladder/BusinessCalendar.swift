import Diagnostics

/// Which days are business days: all but weekends and holidays.
///
/// Holidays are rules, so a calendar does not run out: fixed dates, days from Easter Sunday, and single days.
struct BusinessCalendar: Sendable {
  /// A holiday of every year, between two years.
  struct Rule: Sendable, Hashable {
    enum Date: Sendable, Hashable {
      case fixed(month: Int, day: Int)
      /// Days after Easter Sunday; negative for days before.
      case easter(Int)
    }

    let name: String
    let date: Date
    /// The first and last year it is one.
    let years: ClosedRange<Int>
  }

  /// Years that rules may be about.
  static let years = 1600...9999

  let name: String
  /// By weekday from Monday: whether it is no business day.
  let weekend: [Bool]
  let rules: [Rule]
  let single: Set<Day>

  /// Every day is a business day.
  static let everyDay = BusinessCalendar(
    name: "", weekend: [Bool](repeating: false, count: 7), rules: [], single: [])

  func isHoliday(_ day: Day) -> Bool {
    if single.contains(day) { return true }
    let (year, month, dayOfMonth) = day.parts
    for rule in rules where rule.years.contains(year) {
      switch rule.date {
      case .fixed(month, dayOfMonth): return true
      case .easter(let offset) where Self.easter(year) + offset == day: return true
      default: continue
      }
    }
    return false
  }

  func isBusinessDay(_ day: Day) -> Bool { !weekend[day.weekday] && !isHoliday(day) }

  /// The day so many business days after another: 1 is the first business day after it.
  func adding(_ count: Int, to day: Day) -> Day {
    var day = day
    var left = count
    while left > 0 {
      day = day + 1
      if isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// Easter Sunday of the Gregorian calendar (Meeus, "Astronomical Algorithms", 2nd edition, chapter 8).
  static func easter(_ year: Int) -> Day {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    let day = (h + l - 7 * m + 33 * month + 19) % 32
    return Day(year: year, month: month, day: day)
  }
}

extension BusinessCalendar {
  /// The days of a week, as files name them.
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Reads the tree of a file in `calendars/`, reporting every problem.
  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    let fields = LadderFields(file: file)
    var reader = ConfigReader(node, in: file, log: &log)
    name = reader.text("name", &log) ?? ""
    var weekend = [Bool](repeating: false, count: 7)
    for item in reader.list("weekend", &log) {
      if let index = Self.weekdays.firstIndex(of: item.text ?? "") {
        weekend[index] = true
      } else {
        fields.fault(
          "a weekday is one of: \(Self.weekdays.joined(separator: ", "))", item.span, &log)
      }
    }
    if !weekend.contains(false) { fields.fault("a week has business days", node.span, &log) }
    self.weekend = weekend
    var rules: [Rule] = []
    for item in reader.list("holidays", &log) {
      if let rule = fields.holiday(item, &log) { rules.append(rule) }
    }
    self.rules = rules
    var single: Set<Day> = []
    for item in reader.list("days", &log) {
      if let day = item.text.flatMap({ Day($0) }) {
        single.insert(day)
      } else {
        fields.fault("a day is YYYY-MM-DD", item.span, &log)
      }
    }
    self.single = single
    reader.rejectOthers(&log)
  }
}
