extension LocaleFormats {
  /// Which plural a count takes, as it prints without rounding: 1 and 1.0 differ in some languages.
  ///
  /// Nil when the value is no finite number.
  public func pluralCategory(_ value: Value) -> PluralCategory? {
    guard let number = DecimalNumber(value) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PrintedNumber.room) { room in
      guard let base = room.baseAddress else { return .other }
      let printed = PrintedNumber(number, minimum: max(0, number.scale), room: base)
      return table.pointee.plurals.category(printed)
    }
  }

  /// The categories that whole counts below a thousand take, in CLDR's order: what a plural text must have.
  ///
  /// Czech has `many` for decimals only and Spanish for round millions; there `other` reads well enough.
  public var countCategories: [PluralCategory] {
    let found = Set((0..<1_000).compactMap { pluralCategory(Value($0)) })
    return PluralCategory.allCases.filter { $0 == .other || found.contains($0) }
  }

  /// The categories the language tells apart, in CLDR's order; what a plural text may have.
  public var pluralCategories: [PluralCategory] {
    var found: Set<PluralCategory> = [.other]
    for index in 0..<table.pointee.plurals.count {
      found.insert(table.pointee.plurals.relations[index].category)
    }
    return PluralCategory.allCases.filter { found.contains($0) }
  }
}
