extension FilterRow {
  /// Applies the filter, counting arguments as Ruby does: the input is one, all named ones together are one.
  ///
  /// A filter that knows no named arguments gets them as an object after the others.
  /// - Throws: `RenderFailure.argument` for too few or too many arguments; what the filter throws.
  public func callAsFunction(
    _ input: Value, _ arguments: FilterArguments, in scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let given = arguments.positional.count + (arguments.named.isEmpty ? 0 : 1)
    let most = max(arity.upperBound, names.isEmpty ? 0 : arguments.positional.count + 1)
    if given < arity.lowerBound || given > most || arguments.positional.count > arity.upperBound {
      throw wrongNumber(given)
    }
    if arguments.named.isEmpty || !names.isEmpty { return try apply(input, arguments, scope) }
    return try apply(input, arguments.withNamedAsObject(in: scope.arena), scope)
  }

  private func wrongNumber(_ given: Int) -> RenderFailure {
    let least = arity.lowerBound + 1
    let most = arity.upperBound + 1
    let expected = least == most ? "\(least)" : "\(least)..\(most)"
    return RenderFailure(
      .argument, "wrong number of arguments (given \(given + 1), expected \(expected))")
  }
}

extension FilterArguments {
  /// How many positional arguments there are.
  var count: Int { positional.count }

  /// The arguments as Ruby passes them: named ones gathered in an object that comes last.
  func withNamedAsObject(in arena: Arena) -> FilterArguments {
    let all = arena.allocateValues(positional.count + 1)
    for (index, value) in positional.enumerated() { all[index] = value }
    // Copied: the result may hold the object longer than the caller holds its arguments.
    let members = arena.allocateMembers(named.count)
    for (index, member) in named.enumerated() { (members + index).initialize(to: member) }
    all[positional.count] = Value(object: UnsafeBufferPointer(start: members, count: named.count))
    return FilterArguments(
      positional: UnsafeBufferPointer(start: all, count: positional.count + 1),
      named: UnsafeBufferPointer(start: nil, count: 0))
  }
}
