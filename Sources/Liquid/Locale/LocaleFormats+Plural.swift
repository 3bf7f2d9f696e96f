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

  /// The categories the language tells apart, in CLDR's order; what a plural text needs at most.
  public var pluralCategories: [PluralCategory] {
    var found: Set<PluralCategory> = [.other]
    for index in 0..<table.pointee.plurals.count {
      found.insert(table.pointee.plurals.relations[index].category)
    }
    return PluralCategory.allCases.filter { found.contains($0) }
  }
}
