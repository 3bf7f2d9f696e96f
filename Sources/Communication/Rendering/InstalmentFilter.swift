import Liquid

/// `{{ bill.amount_due | instalments: 3, first: '2026-05-01', rounding: 'down' }}`: a total in equal rates that add up to it.
///
/// Each rate but the last is the total divided by their number, rounded as named to the currency's decimals; the last is
/// what is left, so the sum is the total to the cent, whatever the rounding. Rates are due a month apart, on the same day
/// or the month's last.
enum InstalmentFilter {
  static let row = FilterRow(
    "instalments", .number, to: .array, arity: 1...1, names: ["first", "rounding", "decimals"],
    "The amount in so many rates, each with number, amount and due_date; the last takes what rounding leaves.",
    instalments)

  /// One rate is no plan; more than three years of months are a loan.
  private static let counts: ClosedRange<Int64> = 2...36
  /// Cents, and for some currencies none or thousandths.
  private static let mostDecimals = 4

  private static func instalments(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if input.isNil { return .nil }
    guard arguments[0].tag == .integer, counts.contains(arguments[0].integer) else {
      throw RenderFailure(.argument, "instalments: a whole number of rates from 2 to 36 is needed")
    }
    let count = Int(arguments[0].integer)
    let (rounding, decimals, first) = try options(arguments)
    let rates = try rates(of: input, count, decimals, rounding)
    try scope.charge(bytes: 256 * count)
    let list = scope.arena.allocateValues(count)
    for (number, rate) in rates.enumerated() {
      let due = first.flatMap { $0.addingMonths(number) }
      var members: [(String, Value)] = [
        ("number", Value(number + 1)),
        ("amount", decimals == 0 ? Value(rate) : Value(mantissa: rate, scale: decimals)),
      ]
      if let due {
        var writer = ArenaWriter(scope.arena, capacity: 16)
        due.writeISO(to: &writer)
        members.append(("due_date", writer.finish()))
      }
      (list + number).initialize(to: GlobalValues.object(members, scope.arena))
    }
    return Value(array: UnsafeBufferPointer(start: list, count: count))
  }

  /// The rates in the smallest unit of the currency, the last behind the others.
  static func rates(
    of total: Value, _ count: Int, _ decimals: Int, _ rounding: RoundingMode
  ) throws(RenderFailure) -> [Int64] {
    guard let units = units(total, decimals), units > 0 else {
      throw RenderFailure(
        .argument, "instalments: the amount must be above zero, with at most \(decimals) decimals")
    }
    let divisor = Int64(count)
    var rate = units / divisor
    let rest = units % divisor
    let twice = rest * 2
    let half: RoundingMode.HalfOrder =
      twice < divisor ? .below : twice == divisor ? .equal : .above
    if rounding.increments(half: half, isExact: rest == 0, isOdd: rate % 2 != 0, isNegative: false)
    {
      rate += 1
    }
    let last = units - rate * (divisor - 1)
    guard rate > 0, last > 0 else {
      throw RenderFailure(.argument, "instalments: the amount is too small for \(count) rates")
    }
    return [Int64](repeating: rate, count: count - 1) + [last]
  }

  /// An amount in units of so many decimals; nil when it has more, or is no exact number.
  private static func units(_ value: Value, _ decimals: Int) -> Int64? {
    var (mantissa, scale): (Int64, Int)
    switch value.tag {
    case .integer: (mantissa, scale) = (value.integer, 0)
    case .decimal: (mantissa, scale) = (value.mantissa, value.scale)
    default: return nil
    }
    while scale > decimals {
      guard mantissa % 10 == 0 else { return nil }
      mantissa /= 10
      scale -= 1
    }
    while scale < decimals {
      let (more, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = more
      scale += 1
    }
    // Twice a rest must fit too.
    return mantissa.magnitude < 1 << 60 ? mantissa : nil
  }

  private static func options(
    _ arguments: FilterArguments
  ) throws(RenderFailure) -> (RoundingMode, Int, CivilDate?) {
    var rounding = RoundingMode.down
    var decimals = 2
    var first: CivilDate?
    for argument in arguments.named where !argument.value.isNil {
      let value = argument.value
      if argument.key.bytes.elementsEqual("rounding") {
        guard let named = RoundingMode(rawValue: String(decoding: value.bytes, as: UTF8.self))
        else {
          let names = RoundingMode.allCases.map(\.rawValue).joined(separator: ", ")
          throw RenderFailure(.argument, "instalments: rounding is one of \(names)")
        }
        rounding = named
      } else if argument.key.bytes.elementsEqual("decimals") {
        guard value.tag == .integer, (0...Int64(mostDecimals)).contains(value.integer) else {
          throw RenderFailure(.argument, "instalments: decimals are 0 to \(mostDecimals)")
        }
        decimals = Int(value.integer)
      } else {
        guard let date = CivilDate(iso: value.bytes) else {
          throw RenderFailure(.argument, "instalments: first must be a date as YYYY-MM-DD")
        }
        first = date
      }
    }
    return (rounding, decimals, first)
  }
}

extension CivilDate {
  /// The same day so many months later, or the month's last where it has no such day; nil after the year 9999.
  func addingMonths(_ count: Int) -> CivilDate? {
    let months = year * 12 + month - 1 + count
    for last in stride(from: day, through: 28, by: -1) {
      if let date = CivilDate(year: months / 12, month: months % 12 + 1, day: last) { return date }
    }
    return CivilDate(year: months / 12, month: months % 12 + 1, day: day)
  }
}
