extension LocaleFilters {
  private static let secondsOfDay: Int64 = 86_400

  /// The day a value means: ISO text, `now` or `today`, or seconds since 1970 (UTC); nil for anything else.
  public static func civilDate(_ value: Value, _ scope: FilterScope) -> CivilDate? {
    switch value.tag {
    case .string:
      if let date = CivilDate(iso: value.bytes) { return date }
      return value.spells("now") || value.spells("today") ? day(scope.now) : nil
    case .integer: return day(value.integer)
    default: return nil
    }
  }

  private static func day(_ seconds: Int64) -> CivilDate? {
    // Rounded down, for the very first number, too.
    let day = seconds / secondsOfDay - (seconds % secondsOfDay < 0 ? 1 : 0)
    return CivilDate(daysSince1970: Int(day))
  }

  /// A date in one of the locale's styles: what the standard filter `date` does when `DateStyle` knows its argument.
  ///
  /// Nil gives nil, as in the standard filter.
  /// - Throws: `RenderFailure.argument` when no locale is set or the value is no date.
  public static func date(
    _ input: Value, style: DateStyle, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return input }
    let formats = try formats(scope, for: "date")
    guard let date = civilDate(input, scope) else {
      throw RenderFailure(.argument, "date needs a date as YYYY-MM-DD, not \(kind(input))")
    }
    try scope.charge(bytes: 64)
    var writer = ArenaWriter(scope.arena)
    formats.writeDate(date, style: style, to: &writer)
    return writer.finish()
  }

  static let daysSince: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    guard let end = civilDate(input, scope), let start = civilDate(arguments[0], scope) else {
      throw RenderFailure(
        .argument,
        "days_since needs two dates as YYYY-MM-DD, not \(kind(input)) and \(kind(arguments[0]))")
    }
    return Value(end.daysSince1970 - start.daysSince1970)
  }

  static let addDays: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    guard let date = civilDate(input, scope) else {
      throw RenderFailure(.argument, "add_days needs a date as YYYY-MM-DD, not \(kind(input))")
    }
    guard arguments[0].tag == .integer, arguments[0].integer.magnitude < 4_000_000,
      let later = CivilDate(daysSince1970: date.daysSince1970 + Int(arguments[0].integer))
    else {
      throw RenderFailure(
        .argument, "add_days needs a whole number of days that stays in the years 1 to 9999")
    }
    try scope.charge(bytes: 16)
    var writer = ArenaWriter(scope.arena, capacity: 16)
    later.writeISO(to: &writer)
    return writer.finish()
  }
}
