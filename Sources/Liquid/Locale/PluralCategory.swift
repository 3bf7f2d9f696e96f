/// The plural forms CLDR names; a language uses some of them, always `other`.
public enum PluralCategory: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// Zero, where a language has a form for it.
  case zero
  /// One, and what is counted like it.
  case one
  /// Two.
  case two
  /// Few: Slavic 2-4.
  case few
  /// Many: Slavic 5-20, fractions in some languages.
  case many
  /// Everything else.
  case other

  /// The word in CLDR and in `locales/*.json`.
  public var name: StaticString {
    switch self {
    case .zero: "zero"
    case .one: "one"
    case .two: "two"
    case .few: "few"
    case .many: "many"
    case .other: "other"
    }
  }

  /// The category of a word.
  init?(name: some Sequence<UInt8>) {
    for category in Self.allCases {
      let own = UnsafeBufferPointer(
        start: category.name.utf8Start, count: category.name.utf8CodeUnitCount)
      if own.elementsEqual(name) {
        self = category
        return
      }
    }
    return nil
  }
}
