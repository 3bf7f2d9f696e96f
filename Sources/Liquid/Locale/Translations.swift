public import Diagnostics

/// The texts of one language, compiled from `locales/<lang>.json`: what the filter `t` prints.
///
/// Nested keys are joined by dots. An object of the keys `zero one two few many other` is one text with plural
/// forms, chosen by `count`. `{{ name }}` in a text is a placeholder. A key whose last part ends in `_html`
/// holds markup. Immutable; made once for a template and shared by its workers.
public final class Translations: Sendable {
  let table: TranslationTable

  /// Compiles texts that are already flat: dotted key and text, `bill.days.one` a plural form.
  ///
  /// - Parameters:
  ///   - texts: keys and texts in any order.
  ///   - formats: the language the texts are written in; its plural rules choose forms.
  /// - Throws: `DiagnosticsError` with every problem: `translation-placeholder`, `translation-plural`,
  ///   `translation-duplicate`.
  public init(
    _ texts: [(key: String, text: String)], in formats: LocaleFormats
  ) throws(DiagnosticsError) {
    var compiler = TranslationCompiler(formats)
    compiler.add(texts)
    table = try compiler.table()
  }

  /// Compiles the object that a locale file's JSON is; `place` says where a dotted key stands in it.
  ///
  /// - Throws: `DiagnosticsError` as the other initialiser, and `translation-not-text` for numbers, lists and other
  ///   values that are no text.
  public init(
    _ tree: Value, in formats: LocaleFormats,
    place: @escaping (String) -> Diagnostic.Place? = { _ in nil }
  ) throws(DiagnosticsError) {
    var compiler = TranslationCompiler(formats, place)
    compiler.add(tree)
    table = try compiler.table()
  }

  deinit {
    table.bytes.deallocate()
    table.entries.deallocate()
    table.slots.deallocate()
    table.variants.deallocate()
    table.segments.deallocate()
  }
}

extension Translations {
  /// The language of the texts.
  public var formats: LocaleFormats { table.formats }

  /// Every key, sorted.
  public var keys: [String] {
    (0..<table.entryCount).map { string(table.entries[$0].key) }
  }

  /// Whether there is a text for a key.
  public func contains(_ key: String) -> Bool { entry(key) != nil }

  /// The names a text asks for, sorted, `count` among them only when it is printed; nil for an unknown key.
  public func placeholders(of key: String) -> [String]? {
    guard let entry = entry(key) else { return nil }
    var names: [String] = []
    // A text without plural forms is the same in every category.
    for category in entry.isPlural ? PluralCategory.allCases : [.other] {
      for segment in table.segments(of: entry, category) where segment.isPlaceholder {
        let name = string(segment.text)
        if !names.contains(name) { names.append(name) }
      }
    }
    return names.sorted()
  }

  /// Whether `count` chooses the form of a text.
  public func isPlural(_ key: String) -> Bool { entry(key)?.isPlural ?? false }

  /// Whether a text is markup.
  public func isMarkup(_ key: String) -> Bool { entry(key)?.isMarkup ?? false }

  /// The plural forms a text has, in CLDR's order; none when `count` does not choose.
  ///
  /// All of `formats.countCategories` are among them, or the texts had not compiled.
  public func pluralCategories(of key: String) -> [PluralCategory] {
    guard let entry = entry(key), entry.isPlural else { return [] }
    let other = table.segments(of: entry, .other)
    return PluralCategory.allCases.filter {
      $0 == .other || table.segments(of: entry, $0).baseAddress != other.baseAddress
    }
  }

  private func string(_ slice: TranslationTable.Slice) -> String {
    String(decoding: table.text(slice), as: UTF8.self)
  }

  private func entry(_ key: String) -> TranslationTable.Entry? {
    var key = key
    return key.withUTF8 { table.entry(UnsafeRawBufferPointer($0)) }
  }
}
