extension StandardFilters {
  /// Numbers.
  static let arithmetic: [FilterRow] = [
    FilterRow("abs", .number, to: .number, "The number without its sign.", abs),
    FilterRow("plus", .number, to: .number, arity: 1...1, "Adds a number.", plus),
    FilterRow("minus", .number, to: .number, arity: 1...1, "Subtracts a number.", minus),
    FilterRow("times", .number, to: .number, arity: 1...1, "Multiplies by a number.", times),
    FilterRow(
      "divided_by", .number, to: .number, arity: 1...1,
      "Divides by a number; rounds down when both are whole.", dividedBy),
    FilterRow(
      "modulo", .number, to: .number, arity: 1...1,
      "What is left after dividing by a number.", modulo),
    FilterRow(
      "round", .number, to: .number, arity: 0...1,
      "Rounds to a number of decimals, none unless given; halves go away from zero.", round),
    FilterRow("ceil", .number, to: .number, "Rounds up to a whole number.", ceil),
    FilterRow("floor", .number, to: .number, "Rounds down to a whole number.", floor),
    FilterRow(
      "at_least", .number, to: .number, arity: 1...1, "The larger of two numbers.", atLeast),
    FilterRow(
      "at_most", .number, to: .number, arity: 1...1, "The smaller of two numbers.", atMost),
    FilterRow(
      "sum", .array, to: .number, arity: 0...1,
      "Adds up a list of numbers, or a property of its objects.", sum),
  ]

  static func abs(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try input.magnitude(in: scope)
  }

  static func plus(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Value.sum(input, arguments[0], subtracting: false, in: scope)
  }

  static func minus(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Value.sum(input, arguments[0], subtracting: true, in: scope)
  }

  static func times(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Value.product(input, arguments[0], in: scope)
  }

  static func dividedBy(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Value.quotient(input, arguments[0], in: scope)
  }

  static func modulo(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try Value.remainder(input, arguments[0], in: scope)
  }

  static func round(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let places = try arguments[0].wholePart(in: scope)
    return try input.rounded(.nearest, places: places, in: scope)
  }

  static func ceil(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try input.rounded(.up, in: scope)
  }

  static func floor(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    try input.rounded(.down, in: scope)
  }

  static func atLeast(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let number = try input.asNumber(in: scope)
    let bound = try arguments[0].asNumber(in: scope)
    return (Value.compareNumbers(bound, number) ?? 0) > 0 ? bound : number
  }

  static func atMost(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let number = try input.asNumber(in: scope)
    let bound = try arguments[0].asNumber(in: scope)
    return (Value.compareNumbers(bound, number) ?? 0) < 0 ? bound : number
  }

  static func sum(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let elements = try input.filterElements(in: scope)
    let property = arguments[0]
    var total = Value(0)
    for element in elements {
      var addend = element
      if !property.isNil { addend = try element.property(property, in: scope) ?? Value(0) }
      if addend.tag == .array {
        for inner in try addend.filterElements(in: scope) {
          total = try Value.sum(total, inner, subtracting: false, in: scope)
        }
      } else {
        total = try Value.sum(total, addend, subtracting: false, in: scope)
      }
    }
    return total
  }
}

extension Value {
  /// The value as a number without its decimals, at most `Int64`'s bounds.
  fileprivate func wholePart(in scope: FilterScope) throws(RenderFailure) -> Int64 {
    if tag == .integer { return integer }
    let number = try asNumber(in: scope)
    switch number.tag {
    case .integer: return number.integer
    case .decimal:
      return Int64(truncatingIfNeeded: Int128(number.mantissa) / PowersOfTen.wide(number.scale))
    case .float where number.float.isFinite:
      return Int64(exactly: number.float.rounded(.towardZero)) ?? (number.float < 0 ? .min : .max)
    case .bigInteger: return try number.integerArgument()
    default:
      throw RenderFailure(.argument, "the number of decimals must be finite")
    }
  }
}
