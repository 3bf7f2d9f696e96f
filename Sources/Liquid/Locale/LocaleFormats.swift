/// How one locale writes numbers, money, units, dates and plurals.
///
/// A trivially copyable handle to a table that lives as long as the process: passing it about costs nothing and
/// no thread counts references. Results depend on the committed CLDR data only, never on the machine.
/// What Babel and browsers do otherwise is explained in `Docs/locales.md`.
public struct LocaleFormats: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: the table is written once, before anybody has a pointer to it.

  let table: UnsafePointer<LocaleTable>

  /// The BCP 47 tag of the data, after fallback: `de` when `de-DE` was asked for.
  public var tag: String { String(decoding: table.pointee.tag.buffer, as: UTF8.self) }

  /// Whether the locale's text runs from right to left.
  public var isRightToLeft: Bool { table.pointee.isRightToLeft }

  /// The system of its digits: `latn`, `arab`, `deva`.
  public var numerals: String { String(decoding: table.pointee.numerals.buffer, as: UTF8.self) }

  /// The same locale with the numerals of a BCP 47 `nu` value, or `native` for those that are not Latin; nil where
  /// CLDR gives the locale no such numerals.
  public func withNumerals(_ system: some Sequence<UInt8>) -> LocaleFormats? {
    let name = Array(system)
    if table.pointee.numerals.buffer.elementsEqual(name) { return self }
    if !table.pointee.otherNumerals.isEmpty, let other = table.pointee.otherNumerals.baseAddress {
      if other.pointee.numerals.buffer.elementsEqual(name) { return LocaleFormats(table: other) }
      if name.elementsEqual("native".utf8), other.pointee.shape.digitWidth > 1 {
        return LocaleFormats(table: other)
      }
    }
    return name.elementsEqual("native".utf8) ? self : nil
  }
}

/// What a caller may choose about the digits of a number.
public struct NumberOptions: Sendable {
  /// The least decimals printed, 0...20; nil for the number's own, or what the currency has.
  public var minimumDecimals: Int?
  /// The most decimals printed, 0...20, never less than `minimumDecimals`; nil likewise.
  public var maximumDecimals: Int?
  /// How the others are dropped.
  public var rounding = RoundingMode.halfUp
  /// When thousands are separated.
  public var grouping = Grouping.locale

  /// Makes options.
  public init(
    minimumDecimals: Int? = nil,
    maximumDecimals: Int? = nil,
    rounding: RoundingMode = .halfUp,
    grouping: Grouping = .locale
  ) {
    self.minimumDecimals = minimumDecimals
    self.maximumDecimals = maximumDecimals
    self.rounding = rounding
    self.grouping = grouping
  }

  /// No number on a bill has more decimals.
  public static let widestDecimals = 20

  /// Least and most decimals when the number or currency has `own`.
  @inline(__always)
  func decimals(own: Int) -> (minimum: Int, maximum: Int) {
    let minimum = minimumDecimals ?? min(own, maximumDecimals ?? own)
    return (minimum, maximumDecimals ?? max(minimum, own))
  }
}
