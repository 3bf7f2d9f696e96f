extension LocaleFilters {
  /// What the named arguments of a number filter ask for.
  private struct Wishes {
    var formats: LocaleFormats
    var options = NumberOptions()
    var style = MoneyStyle.symbol
  }

  static let money: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    let wishes = try wishes(arguments, scope, for: "money")
    var writer = try writer(for: input, scope)
    let currency = arguments.positional.isEmpty ? scope.currency(of: input) : arguments[0]
    let problem = wishes.formats.writeMoney(
      input, currency: currency.bytes, style: wishes.style, wishes.options, to: &writer)
    switch problem {
    case nil: return writer.finish()
    case .amount: throw notANumber(input, "money")
    case .currency:
      throw RenderFailure(
        .argument,
        "money needs an ISO 4217 currency code such as 'EUR', not \(kind(currency))")
    }
  }

  static let number: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    let wishes = try wishes(arguments, scope, for: "number")
    var writer = try writer(for: input, scope)
    guard wishes.formats.writeNumber(input, wishes.options, to: &writer) else {
      throw notANumber(input, "number")
    }
    return writer.finish()
  }

  static let percentage: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    let wishes = try wishes(arguments, scope, for: "percentage")
    var writer = try writer(for: input, scope)
    guard wishes.formats.writePercentage(input, wishes.options, to: &writer) else {
      throw notANumber(input, "percentage")
    }
    return writer.finish()
  }

  static let unit: FilterRow.Function = { input, arguments, scope throws(RenderFailure) in
    let wishes = try wishes(arguments, scope, for: "unit")
    guard arguments[0].tag == .string, arguments[0].length > 0 else {
      throw RenderFailure(.argument, "unit needs a unit's name, not \(kind(arguments[0]))")
    }
    try scope.charge(bytes: Int(arguments[0].length))
    var writer = try writer(for: input, scope)
    guard
      wishes.formats.writeUnit(
        input, unit: arguments[0].bytes, wishes.options, to: &writer)
    else { throw notANumber(input, "unit") }
    return writer.finish()
  }
}

extension LocaleFilters {
  private static func notANumber(_ value: Value, _ filter: StaticString) -> RenderFailure {
    RenderFailure(.argument, "\(filter) needs a number, not \(kind(value))")
  }

  /// A short string's room; digits written as text are charged for at their widest.
  @inline(__always)
  private static func writer(
    for input: Value, _ scope: FilterScope
  ) throws(RenderFailure) -> ArenaWriter {
    let digits = input.tag == .string || input.tag == .bigInteger ? Int(input.length) &* 8 : 0
    try scope.charge(bytes: 64 &+ digits)
    return ArenaWriter(scope.arena, capacity: 64)
  }

  @inline(__always)
  private static func wishes(
    _ arguments: FilterArguments, _ scope: FilterScope, for filter: StaticString
  ) throws(RenderFailure) -> Wishes {
    let plain = Wishes(formats: try formats(scope, for: filter))
    return arguments.named.isEmpty ? plain : try read(arguments.named, plain, for: filter)
  }

  @inline(never)
  private static func read(
    _ named: UnsafeBufferPointer<Member>, _ plain: Wishes, for filter: StaticString
  ) throws(RenderFailure) -> Wishes {
    var wishes = plain
    for member in named {
      let value = member.value
      if member.key.spells("decimals") {
        let count = try decimals(value, filter)
        wishes.options.minimumDecimals = count
        wishes.options.maximumDecimals = count
      } else if member.key.spells("min_decimals") {
        wishes.options.minimumDecimals = try decimals(value, filter)
      } else if member.key.spells("max_decimals") {
        wishes.options.maximumDecimals = try decimals(value, filter)
      } else if member.key.spells("style") {
        wishes.style = try choice(value, "style", filter)
      } else if member.key.spells("rounding") {
        wishes.options.rounding = try choice(value, "rounding", filter)
      } else if member.key.spells("grouping") {
        wishes.options.grouping = try choice(value, "grouping", filter)
      } else if member.key.spells("numerals") {
        guard let formats = wishes.formats.withNumerals(value.bytes) else {
          throw RenderFailure(.argument, "\(filter): the locale does not have these numerals")
        }
        wishes.formats = formats
      }
    }
    try check(&wishes.options, filter)
    return wishes
  }

  /// The least never exceeds the most; `max_decimals` alone drops trailing zeros down to none.
  private static func check(
    _ options: inout NumberOptions, _ filter: StaticString
  ) throws(RenderFailure) {
    guard let maximum = options.maximumDecimals else { return }
    let minimum = options.minimumDecimals ?? 0
    if minimum > maximum {
      throw RenderFailure(.argument, "\(filter): min_decimals is more than max_decimals")
    }
    options.minimumDecimals = minimum
  }

  private static func decimals(
    _ value: Value, _ filter: StaticString
  ) throws(RenderFailure) -> Int {
    guard value.tag == .integer, value.integer >= 0,
      value.integer <= Int64(NumberOptions.widestDecimals)
    else {
      throw RenderFailure(
        .argument, "\(filter) prints 0 to \(NumberOptions.widestDecimals) decimals")
    }
    return Int(value.integer)
  }

  private static func choice<Name: RawRepresentable<String> & CaseIterable>(
    _ value: Value, _ name: StaticString, _ filter: StaticString
  ) throws(RenderFailure) -> Name {
    guard let choice = value.named(Name.self) else {
      let names = Name.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      throw RenderFailure(.argument, "\(filter): \(name) is one of \(names)")
    }
    return choice
  }
}
