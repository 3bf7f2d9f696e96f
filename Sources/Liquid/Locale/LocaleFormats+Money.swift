/// How an amount of money names its currency.
public enum MoneyStyle: String, Sendable, CaseIterable {
  /// By the symbol it has in the locale, or its code when it has none: `€12.10`, `12,10 €`, `CHF 12.10`.
  case symbol = "symbol"
  /// Not at all: `12.10`.
  case plain = "plain"
  /// By its ISO 4217 code: `EUR 12.10`, `12,10 EUR`.
  case code = "code"
}

/// What can be wrong with an amount.
public enum MoneyProblem: Sendable {
  /// The value is no finite number.
  case amount
  /// The currency is not three capital letters.
  case currency
}

extension LocaleFormats {
  /// Writes an amount of money with the currency's own decimals, unless the options say otherwise.
  ///
  /// Decimals are CLDR's: 0 for JPY, 3 for KWD, 2 for what CLDR does not list. Returns what is wrong, having
  /// written nothing; nil when the amount stands written.
  public func writeMoney(
    _ value: Value, currency: UnsafeRawBufferPointer, style: MoneyStyle = .symbol,
    _ options: NumberOptions = NumberOptions(), to sink: inout some FormatSink
  ) -> MoneyProblem? {
    guard let key = CurrencyTable.key(currency) else { return .currency }
    guard var number = DecimalNumber(value) else { return .amount }
    let entry = CurrencyTable.entry(key, in: table.pointee.currencies)
    let own = Int(entry?.pointee.decimals ?? 2)
    let (minimum, maximum) = options.decimals(own: own)
    number.round(to: maximum, options.rounding)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PrintedNumber.room) { room in
      guard let base = room.baseAddress else { return }
      let printed = PrintedNumber(number, minimum: minimum, room: base)
      let grouping = options.grouping
      switch style {
      case .plain:
        Self.write(printed, table.pointee.moneyShape, table.pointee.plain, grouping, to: &sink)
      case .symbol:
        if let entry, entry.pointee.hasSymbol {
          Self.write(
            printed, table.pointee.moneyShape, entry.pointee.affixes, grouping, to: &sink)
        } else {
          writeWithCode(printed, key, grouping, to: &sink)
        }
      case .code: writeWithCode(printed, key, grouping, to: &sink)
      }
    }
    return nil
  }

  /// The amount between affixes whose `XXX` becomes the code.
  private func writeWithCode(
    _ printed: PrintedNumber, _ key: UInt32, _ grouping: Grouping, to sink: inout some FormatSink
  ) {
    let affixes = table.pointee.code
    let places = table.pointee.codePlaces
    let shape = table.pointee.moneyShape
    let start = sink.room(shape.widest(printed) &+ affixes.widest)
    let isNegative = printed.isNegative
    let prefix = isNegative ? affixes.negativePrefix : affixes.prefix
    let suffix = isNegative ? affixes.negativeSuffix : affixes.suffix
    var place = prefix.write(to: start)
    Self.put(key, at: isNegative ? places[2] : places[0], of: start)
    place = shape.write(printed, grouping: grouping, to: place)
    let behind = suffix.write(to: place)
    Self.put(key, at: isNegative ? places[3] : places[1], of: place)
    sink.advance(behind - start)
  }

  private static func put(
    _ key: UInt32, at offset: Int8, of place: UnsafeMutablePointer<UInt8>
  ) {
    if offset < 0 { return }
    let target = place + Int(offset)
    target[0] = UInt8(truncatingIfNeeded: key >> 16)
    target[1] = UInt8(truncatingIfNeeded: key >> 8)
    target[2] = UInt8(truncatingIfNeeded: key)
  }
}
