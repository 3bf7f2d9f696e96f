/// One locale, compiled: pointers into memory that is never freed and never written again.
struct LocaleTable: BitwiseCopyable {
  /// BCP 47 tag, with `-u-nu-` when its numerals are not the locale's own.
  let tag: ByteRun
  /// Whether text runs from right to left.
  let isRightToLeft: Bool
  /// Plain numbers.
  let shape: NumberShape
  /// Amounts of money; differs in Austria and in French Switzerland.
  let moneyShape: NumberShape
  /// Round a plain number.
  let plain: Affixes
  /// Round a percentage.
  let percent: Affixes
  /// Round an amount whose currency is shown by its code; `XXX` stands for the code.
  let code: Affixes
  /// Where in the four affixes of `code` the `XXX` starts; -1 where it does not.
  let codePlaces: SIMD4<Int8>
  /// `CurrencyTable.capacity` slots, hashed by code.
  let currencies: UnsafePointer<CurrencyEntry>
  /// 48 month names: format, format short, alone, alone short.
  let months: UnsafePointer<ByteRun>
  /// 28 weekday names from Monday: format, format short, alone, alone short.
  let days: UnsafePointer<ByteRun>
  /// One for each `DateStyle`.
  let dates: UnsafePointer<DatePattern>
  /// Which plural a count takes.
  let plurals: PluralRules
  /// Units, sorted by id, codes of UN/ECE Recommendation 20 among them.
  let units: UnsafePointer<UnitEntry>
  /// How many units there are.
  let unitCount: Int
  /// The same locale with its other numerals: Devanagari for Hindi, Arabic or Latin for Arabic; none or one.
  let otherNumerals: UnsafeBufferPointer<LocaleTable>
  /// The system of numerals: `latn`, `arab`, `deva`.
  let numerals: ByteRun
}

/// A currency that has a symbol of its own here, or other than two decimals.
struct CurrencyEntry: BitwiseCopyable {
  /// Its code, packed by `CurrencyTable.key`; 0 for an empty slot.
  let key: UInt32
  /// Decimals that CLDR gives it.
  let decimals: UInt8
  /// Whether `affixes` hold its symbol; else the code is shown.
  let hasSymbol: Bool
  /// Round an amount, symbol included.
  let affixes: Affixes
}

/// A small open hash table of currencies.
enum CurrencyTable {
  /// Slots: a power of two, more than twice the currencies any locale has.
  static let capacity = 256

  /// Three capital letters in one word; nil when they are not that.
  @inline(__always)
  static func key(_ code: UnsafeRawBufferPointer) -> UInt32? {
    guard code.count == 3 else { return nil }
    var key: UInt32 = 0
    for index in 0..<3 {
      let byte = code[index]
      guard byte >= 0x41 && byte <= 0x5A else { return nil }
      key = key << 8 | UInt32(byte)
    }
    return key
  }

  /// The slot where looking for a key starts.
  @inline(__always)
  static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 24) }

  /// The entry of a key; nil for a currency of two decimals that is shown by its code.
  @inline(__always)
  static func entry(
    _ key: UInt32, in table: UnsafePointer<CurrencyEntry>
  ) -> UnsafePointer<CurrencyEntry>? {
    var slot = slot(key)
    while table[slot].key != 0 {
      if table[slot].key == key { return table + slot }
      slot = (slot &+ 1) & (capacity &- 1)
    }
    return nil
  }
}
