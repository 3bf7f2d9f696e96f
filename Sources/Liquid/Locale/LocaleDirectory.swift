internal import Synchronization

/// Finds locales by tag, and reads each at most once.
enum LocaleDirectory {
  private struct Loaded: @unchecked Sendable {
    // Unchecked: pointers to tables that are never written again.
    var tables: [String: UnsafePointer<LocaleTable>] = [:]
  }

  private static let loaded = Mutex(Loaded())

  /// The table of a locale that there is, by its exact tag.
  private static func table(_ tag: String) -> UnsafePointer<LocaleTable>? {
    loaded.withLock { loaded in
      if let table = loaded.tables[tag] { return table }
      guard let row = LocaleData.all.first(where: { $0.tag == tag }) else { return nil }
      let table = UnsafeMutablePointer<LocaleTable>.allocate(capacity: 1)
      table.initialize(to: LocaleReader.read(row.text))
      loaded.tables[tag] = UnsafePointer(table)
      return UnsafePointer(table)
    }
  }

  /// The table for a canonical tag without extensions, its parents tried in turn (TR 35, part 1, section 4.1.3).
  static func lookUp(_ tag: String) -> UnsafePointer<LocaleTable>? {
    var current = tag
    // A tag has at most language, script and region, and one jump to another region's parent.
    for _ in 0..<6 {
      if let table = table(current) { return table }
      if words(LocaleData.orphans).contains(current) { return nil }
      if let parent = parent(of: current) {
        current = parent
        continue
      }
      guard let cut = current.utf8.lastIndex(of: 0x2D) else { return nil }
      current = String(current[..<cut])
    }
    return nil
  }

  private static func parent(of tag: String) -> String? {
    let start = tag + "="
    return words(LocaleData.parents).first { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count)) }
  }

  private static func words(_ text: StaticString) -> [String] {
    text.description.split(separator: " ").map { String($0) }
  }

  /// `de_de` -> `de-DE`, `ZH-hant` -> `zh-Hant`, and the numerals asked for by `-u-nu-`.
  static func canonical(_ tag: String) -> (tag: String, numerals: String?)? {
    let parts = tag.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.allSatisfy({ (1...8).contains($0.utf8.count) && isAlphanumeric($0) }),
      let language = parts.first, (2...3).contains(language.utf8.count)
    else { return nil }
    var words = [language.lowercased()]
    var index = 1
    while index < parts.count, parts[index].utf8.count > 1 {
      words.append(cased(parts[index]))
      index += 1
    }
    var numerals: String?
    if let key = parts[index...].firstIndex(where: { $0.lowercased() == "nu" }),
      key + 1 < parts.count
    {
      numerals = parts[key + 1].lowercased()
    }
    return (words.joined(separator: "-"), numerals)
  }

  private static func isAlphanumeric(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
  }

  private static func cased(_ part: String) -> String {
    switch part.utf8.count {
    case 4: part.prefix(1).uppercased() + part.dropFirst().lowercased()
    case 2: part.uppercased()
    default: part.lowercased()
    }
  }
}

extension LocaleFormats {
  /// The formats for a BCP 47 tag, with CLDR's fallback: `de-DE` is `de`, `en-AU` is `en-001`.
  ///
  /// Underscores are taken for hyphens, letter case does not count, `-u-nu-deva` chooses numerals. Nil for
  /// a language there is no data for, and for numerals the locale does not have. Reads the locale's data when it is
  /// first asked for: call it before the workers start.
  public static func named(_ tag: String) -> LocaleFormats? {
    guard let wanted = LocaleDirectory.canonical(tag),
      let table = LocaleDirectory.lookUp(wanted.tag)
    else { return nil }
    let formats = LocaleFormats(table: table)
    guard let numerals = wanted.numerals else { return formats }
    return formats.withNumerals(numerals.utf8)
  }

  /// The tags there is data for, sorted.
  public static var tags: [String] { LocaleData.all.map(\.tag) }
}
