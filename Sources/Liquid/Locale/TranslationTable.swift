/// The compiled texts of one language as plain memory, for workers to read; `Translations` owns it.
struct TranslationTable: BitwiseCopyable, @unchecked Sendable {
  // Unchecked: written once, by `Translations.init`.

  /// One key.
  struct Entry: BitwiseCopyable {
    /// Dotted key, in `bytes`.
    let key: Slice
    /// Whether the text is markup: the key ends in `_html`.
    let isMarkup: Bool
    /// Whether `count` chooses among variants; else every variant is the same.
    let isPlural: Bool
    /// First variant: one for each `PluralCategory`.
    let variants: Int
  }

  /// What a text says in one plural category.
  struct Variant: BitwiseCopyable {
    /// Its literals and placeholders.
    var segments = Slice(start: 0, count: 0)
    /// Bytes of its literals.
    var literalWidth = 0
    /// Whether it has placeholders.
    var hasPlaceholders = false
  }

  /// Part of the text memory or of the segments.
  struct Slice: BitwiseCopyable {
    /// Where it starts.
    let start: Int
    /// How much it is.
    let count: Int
  }

  /// A literal, or the name of a placeholder.
  struct Segment: BitwiseCopyable {
    /// The text or name, in `bytes`.
    let text: Slice
    /// Whether it names a placeholder.
    let isPlaceholder: Bool
    /// Whether a placeholder stands in an attribute of markup, where markup is text, too.
    var isInAttribute = false
  }

  /// All text.
  let bytes: UnsafeMutablePointer<UInt8>
  /// Entries, sorted by key.
  let entries: UnsafeMutablePointer<Entry>
  /// How many.
  let entryCount: Int
  /// Indices of entries by their keys' hash, -1 for none: open addressing, half of them free or more.
  let slots: UnsafeMutablePointer<Int32>
  /// How many slots there are less one.
  let slotMask: Int
  /// Six for each entry.
  let variants: UnsafeMutablePointer<Variant>
  /// Literals and placeholders.
  let segments: UnsafeMutablePointer<Segment>
  /// The language of the texts: its plural rules.
  let formats: LocaleFormats

  /// The bytes of a slice.
  @inline(__always)
  func text(_ slice: Slice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + slice.start, count: slice.count)
  }

  /// The entry of a key.
  func entry(_ key: UnsafeRawBufferPointer) -> Entry? {
    var slot = Int(truncatingIfNeeded: key.mixed >> 32) & slotMask
    while slots[slot] >= 0 {
      let entry = entries + Int(slots[slot])
      if text(entry.pointee.key).isSame(as: key) { return entry.pointee }
      slot = (slot &+ 1) & slotMask
    }
    return nil
  }

  /// What an entry says in a plural category.
  @inline(__always)
  func variant(of entry: Entry, _ category: PluralCategory) -> Variant {
    variants[entry.variants &+ Int(category.rawValue)]
  }

  /// The segments of a variant.
  @inline(__always)
  func segments(of variant: Variant) -> UnsafeBufferPointer<Segment> {
    UnsafeBufferPointer(start: segments + variant.segments.start, count: variant.segments.count)
  }

  /// The segments of an entry in a plural category.
  func segments(
    of entry: Entry, _ category: PluralCategory
  ) -> UnsafeBufferPointer<Segment> {
    segments(of: variant(of: entry, category))
  }

  /// Orders bytes; negative when the left is first.
  @inline(__always)
  static func compare(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return Int(left[index]) &- Int(right[index])
    }
    return left.count &- right.count
  }
}
