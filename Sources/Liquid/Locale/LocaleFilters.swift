/// The filters that depend on the document's language, and those that bills need besides.
public enum LocaleFilters {
  /// Their rows for the filter table.
  ///
  /// `date` is not among them: the standard filter calls `date(_:style:scope:)` for a locale style.
  public static let rows: [FilterRow] = [
    FilterRow(
      "money", .number, to: .string, arity: 0...1, names: numberNames + ["style"],
      "Writes an amount in the currency given, else in its schema's; style 'symbol', 'code' or 'plain'.",
      money),
    FilterRow(
      "number", .number, to: .string, names: numberNames,
      "Writes a number with the locale's separators, with its own decimals unless told.", number),
    FilterRow(
      "percentage", .number, to: .string, names: numberNames,
      "Writes a number of percent: 12.5 is 12.5%.", percentage),
    FilterRow(
      "unit", .number, to: .string, arity: 1...1, names: numberNames,
      "Writes a number with its unit, 'kWh', 'day' or a UN/ECE code such as 'KWH'.", unit),
    FilterRow(
      "days_since", .date, to: .number, arity: 1...1,
      "Whole days from the date given to the date piped in.", daysSince),
    FilterRow(
      "add_days", .date, to: .date, arity: 1...1,
      "The date so many days later, as YYYY-MM-DD; earlier when negative.", addDays),
    FilterRow(
      "mask", .string, to: .string, arity: 0...1,
      "Hides all but the last characters, four unless told, of an account number.", mask),
    FilterRow(
      "t", .string, to: .string, names: [anyName], safety: .escapes,
      "The text of a key in the document's language; named arguments fill its placeholders.",
      translate
    ).translating(),
  ]

  /// In `FilterRow.names`: every name is taken, the text of the key decides which are needed.
  public static let anyName = "*"

  static let numberNames = [
    "decimals", "min_decimals", "max_decimals", "rounding", "grouping", "numerals",
  ]

  /// The document's formats.
  static func formats(
    _ scope: FilterScope, for filter: StaticString
  ) throws(RenderFailure) -> LocaleFormats {
    guard let formats = scope.locale else {
      throw RenderFailure(.argument, "\(filter) needs the document's locale, and none is set")
    }
    return formats
  }

  /// What a value is, for a message that must not show it.
  static func kind(_ value: Value) -> StaticString {
    switch value.tag {
    case .nil: "nil"
    case .boolean: "a truth value"
    case .integer, .decimal, .bigInteger: "a number"
    case .float: value.float.isFinite ? "a number" : "an infinite number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    case .range: "a range"
    case .empty, .blank: "a blank"
    case .forLoop, .tableRowLoop: "a loop"
    }
  }
}

extension Value {
  /// Whether this is the string `text`.
  @inline(__always)
  func spells(_ text: StaticString) -> Bool {
    tag == .string && TranslationTable.compare(bytes, text.raw) == 0
  }

  /// The case of an enumeration that the string names.
  func named<Name: RawRepresentable<String> & CaseIterable>(_ type: Name.Type) -> Name? {
    guard tag == .string else { return nil }
    return type.allCases.first { $0.rawValue.utf8.elementsEqual(bytes) }
  }
}
