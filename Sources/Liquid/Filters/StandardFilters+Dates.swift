extension StandardFilters {
  /// Dates; the locale's row of the same name knows named styles besides.
  static let dates: [FilterRow] = [
    FilterRow(
      "date", .date, to: .string, arity: 1...1,
      "Shows a date in a strftime format, in UTC or the offset it was given in.", date)
  ]

  static func date(
    _ input: Value, _ arguments: FilterArguments, _ scope: FilterScope
  ) throws(RenderFailure) -> Value {
    let format = try arguments[0].text(in: scope).bytes
    if format.isEmpty { return input }
    // Without a locale the words are formats like any other, as in Shopify/liquid.
    if scope.locale != nil, let style = LocaleFormats.dateStyle(named: format) {
      return try LocaleFilters.date(input, style: style, scope)
    }
    guard let time = try time(of: input, scope) else { return input }
    return try TimeFormat.format(time, format, in: scope)
  }

  /// The instant a value means (`Liquid::Utils.to_date`): seconds since 1970, "now", "today", or a date's text.
  static func time(of input: Value, _ scope: FilterScope) throws(RenderFailure) -> CivilTime? {
    switch input.tag {
    case .integer: return CivilTime(epoch: input.integer)
    case .string:
      let bytes = input.bytes
      if bytes.isEmpty { return nil }
      try scope.charge(steps: 2)
      if bytes.allSatisfy({ $0.isDigit }) {
        return IntegerText.prefix(of: bytes).small.flatMap { CivilTime(epoch: $0) }
      }
      if isWord(bytes, "now") || isWord(bytes, "today") { return CivilTime(epoch: scope.now) }
      return DateText.time(bytes, now: scope.now)
    default: return nil
    }
  }

  private static func isWord(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    for (index, byte) in bytes.enumerated()
    where LetterCase.lower.ascii(byte) != word.utf8Start[index] { return false }
    return true
  }
}
