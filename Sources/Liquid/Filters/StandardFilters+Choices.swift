extension StandardFilters {
  /// One value or another.
  static let choices: [FilterRow] = [
    FilterRow(
      "default", arity: 0...2, names: ["allow_false"], safety: .kept,
      "Another value where the input is nil, false or empty; `allow_false: true` lets false stand.",
      defaultValue)
  ]

  static func defaultValue(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    if arguments.count > 1, !arguments.named.isEmpty {
      // Ruby takes named arguments for one more positional one.
      throw RenderFailure(.argument, "wrong number of arguments (given 4, expected 1..3)")
    }
    let all =
      arguments.named.isEmpty ? arguments : arguments.withNamedAsObject(in: scope.arena)
    let options = all.count > 1 ? all[1] : .nil
    let allowsFalse = options.member(Value("allow_false"))?.isTruthy ?? false
    let isMissing = allowsFalse ? input.isNil : !input.isTruthy
    guard isMissing || input.isEmpty else { return input }
    return all.count > 0 ? all[0] : Value("")
  }
}
