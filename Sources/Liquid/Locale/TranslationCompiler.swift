internal import Diagnostics

/// Turns keys and texts into a `TranslationTable`, and finds every problem on the way.
struct TranslationCompiler {
  /// One key, its text or its forms.
  private struct Text {
    var key: String
    var forms: [PluralCategory: String]
    var isPlural: Bool
  }

  private let formats: LocaleFormats
  /// Where a dotted key stands, if that is known.
  private let place: (String) -> Diagnostic.Place?
  /// Asked for by every plural text, and found by trying a thousand numbers.
  private let countCategories: [PluralCategory]
  private var log = DiagnosticLog()
  private var texts: [String: Text] = [:]
  private var bytes: [UInt8] = []
  private var segments: [TranslationTable.Segment] = []

  init(
    _ formats: LocaleFormats, _ place: @escaping (String) -> Diagnostic.Place? = { _ in nil }
  ) {
    self.formats = formats
    self.place = place
    countCategories = formats.countCategories
  }

  private mutating func problem(
    _ code: String, _ message: String, of key: String = "", _ hint: String? = nil
  ) {
    log.add(
      Diagnostic(
        code: code, message: "\(formats.tag): \(message)", place: place(key), hint: hint))
  }

  /// Flat keys: those that differ only in a last part that is a plural category are one text.
  mutating func add(_ flat: [(key: String, text: String)]) {
    var groups: [String: [(last: String, text: String)]] = [:]
    var order: [String] = []
    for row in flat {
      let (head, last) = Self.split(row.key)
      if groups[head] == nil { order.append(head) }
      groups[head, default: []].append((last, row.text))
    }
    for head in order {
      let rows = groups[head] ?? []
      if !head.isEmpty, rows.allSatisfy({ PluralCategory(name: $0.last.utf8) != nil }) {
        addPlural(head, rows)
      } else {
        for row in rows { add(head.isEmpty ? row.last : "\(head).\(row.last)", row.text) }
      }
    }
  }

  private static func split(_ key: String) -> (head: String, last: String) {
    guard let dot = key.utf8.lastIndex(of: UInt8(ascii: ".")) else { return ("", key) }
    return (String(key[..<dot]), String(key[key.utf8.index(after: dot)...]))
  }

  /// The tree of a locale file.
  mutating func add(_ tree: Value, under prefix: String = "") {
    guard tree.tag == .object else {
      problem("translation-not-text", "the locale file is not an object of texts")
      return
    }
    for member in tree.members {
      let name = String(decoding: member.key.bytes, as: UTF8.self)
      let key = prefix.isEmpty ? name : "\(prefix).\(name)"
      switch member.value.tag {
      case .string: add(key, String(decoding: member.value.bytes, as: UTF8.self))
      case .object:
        if let forms = Self.forms(member.value) {
          addPlural(key, forms)
        } else {
          add(member.value, under: key)
        }
      default:
        problem(
          "translation-not-text", "'\(key)' is neither a text nor an object of texts", of: key)
      }
    }
  }

  /// The plural forms an object holds, when it holds nothing else.
  private static func forms(_ object: Value) -> [(last: String, text: String)]? {
    var rows: [(last: String, text: String)] = []
    for member in object.members {
      guard member.value.tag == .string, PluralCategory(name: member.key.bytes) != nil else {
        return nil
      }
      rows.append(
        (
          String(decoding: member.key.bytes, as: UTF8.self),
          String(decoding: member.value.bytes, as: UTF8.self)
        ))
    }
    return rows.isEmpty ? nil : rows
  }

  private mutating func add(_ key: String, _ text: String) {
    insert(Text(key: key, forms: [.other: text], isPlural: false))
  }

  private mutating func addPlural(_ key: String, _ rows: [(last: String, text: String)]) {
    var forms: [PluralCategory: String] = [:]
    for row in rows {
      if let category = PluralCategory(name: row.last.utf8) { forms[category] = row.text }
    }
    if forms[.other] == nil {
      problem(
        "translation-plural", "'\(key)' has plural forms but not 'other'", of: key,
        "every language needs 'other'; add it")
    }
    for category in countCategories where forms[category] == nil && category != .other {
      let needed = countCategories.map(\.name.description).joined(separator: ", ")
      problem(
        "translation-plural", "'\(key)' lacks the plural form '\(category.name)'", of: key,
        "counting in \(formats.tag) takes \(needed)")
    }
    insert(Text(key: key, forms: forms, isPlural: true))
  }

  private mutating func insert(_ text: Text) {
    if texts[text.key] != nil {
      problem("translation-duplicate", "'\(text.key)' is there twice", of: text.key)
    }
    texts[text.key] = text
  }
}

extension TranslationCompiler {
  /// The compiled table; its memory is the caller's.
  mutating func table() throws(DiagnosticsError) -> TranslationTable {
    var entries: [TranslationTable.Entry] = []
    var variants: [TranslationTable.Variant] = []
    let sorted = texts.values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for text in sorted {
      entries.append(
        TranslationTable.Entry(
          key: keep(text.key.utf8), isMarkup: text.key.hasSuffix("_html"), isPlural: text.isPlural,
          variants: variants.count))
      var forms: [PluralCategory: TranslationTable.Variant] = [:]
      for (category, form) in text.forms.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let slice = compile(form, key: text.key)
        forms[category] = variant(slice)
      }
      let other = forms[.other] ?? TranslationTable.Variant()
      variants += PluralCategory.allCases.map { forms[$0] ?? other }
    }
    if !log.diagnostics.isEmpty { throw DiagnosticsError(log) }
    let slots = slots(of: entries)
    return TranslationTable(
      bytes: Self.copy(bytes), entries: Self.copy(entries), entryCount: entries.count,
      slots: Self.copy(slots), slotMask: slots.count - 1,
      variants: Self.copy(variants), segments: Self.copy(segments), formats: formats)
  }

  private func variant(_ slice: TranslationTable.Slice) -> TranslationTable.Variant {
    let segments = segments[slice.start..<(slice.start + slice.count)]
    return TranslationTable.Variant(
      segments: slice,
      literalWidth: segments.reduce(0) { $0 + ($1.isPlaceholder ? 0 : $1.text.count) },
      hasPlaceholders: segments.contains(where: \.isPlaceholder))
  }

  private func slots(of entries: [TranslationTable.Entry]) -> [Int32] {
    var count = 16
    while count < 2 * entries.count { count *= 2 }
    var slots = [Int32](repeating: -1, count: count)
    bytes.withUnsafeBytes { bytes in
      for (index, entry) in entries.enumerated() {
        let end = entry.key.start + entry.key.count
        let key = UnsafeRawBufferPointer(rebasing: bytes[entry.key.start..<end])
        var slot = Int(truncatingIfNeeded: key.mixed >> 32) & (count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
        slots[slot] = Int32(index)
      }
    }
    return slots
  }

  private static func copy<Element: BitwiseCopyable>(
    _ array: [Element]
  ) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
    memory.initialize(from: array, count: array.count)
    return memory
  }

  private mutating func keep(_ text: some Collection<UInt8>) -> TranslationTable.Slice {
    let start = bytes.count
    bytes += text
    return TranslationTable.Slice(start: start, count: text.count)
  }

  /// The segments of one text.
  private mutating func compile(_ text: String, key: String) -> TranslationTable.Slice {
    let start = segments.count
    let source = Array(text.utf8)
    var rest = source[...]
    var context = key.hasSuffix("_html") ? EscapeContext.initial(for: .html) : nil
    while let open = Self.pair(0x7B, in: rest) {
      literal(mended(rest[..<open], &context, key))
      guard let close = Self.pair(0x7D, in: rest[(open + 2)...]) else {
        problem("translation-placeholder", "a placeholder of '\(key)' has no '}}'", of: key)
        return TranslationTable.Slice(start: start, count: segments.count - start)
      }
      let name = rest[(open + 2)..<close].drop { $0 == 0x20 }
      let trimmed = name.prefix { $0 != 0x20 }
      if trimmed.isEmpty || !trimmed.allSatisfy(Self.isName)
        || !name[trimmed.endIndex...].allSatisfy({ $0 == 0x20 })
      {
        problem(
          "translation-placeholder", "a placeholder of '\(key)' is not a name", of: key,
          "write {{ name }} with letters, digits and _; filters go where the text is used")
      }
      var segment = TranslationTable.Segment(text: keep(trimmed), isPlaceholder: true)
      segment.isInAttribute = isInAttribute(&context, of: trimmed, key)
      segments.append(segment)
      rest = rest[(close + 2)...]
    }
    literal(mended(rest, &context, key))
    if let context, !context.canEnd {
      problem(
        "translation-markup", "the markup of '\(key)' ends within a tag, comment or script",
        of: key,
        "close what it opens: what follows it in the page would be swallowed")
    }
    return TranslationTable.Slice(start: start, count: segments.count - start)
  }

  /// Moves on over the markup of a text, and respells a lone `<` as pages do; the context is nil from its first fault on.
  private mutating func mended(
    _ text: ArraySlice<UInt8>, _ context: inout EscapeContext?, _ key: String
  ) -> ArraySlice<UInt8> {
    guard context != nil else { return text }
    do throws(EscapeProblem) {
      let edits = try context?.advance(over: String(decoding: text, as: UTF8.self)) ?? []
      var mended = Array(text)
      for edit in edits.reversed() where edit.kind == .escape {
        mended.replaceSubrange(edit.range, with: Array("\(edit.replacement)".utf8))
      }
      return mended[...]
    } catch {
      context = nil
      problem(
        "translation-markup", "in the markup of '\(key)': \(error.code.message)", of: key,
        error.code.cure)
      return text
    }
  }

  /// Whether the placeholder met stands in an attribute; a problem where it is neither there nor in the text of elements.
  ///
  /// Addresses, scripts and styles are for pages: only their compiler knows how a value is made safe there.
  private mutating func isInAttribute(
    _ context: inout EscapeContext?, of name: ArraySlice<UInt8>, _ key: String
  ) -> Bool {
    guard context != nil else { return false }
    let escaper = try? context?.printed()
    if escaper == .text || escaper == .attribute { return escaper == .attribute }
    context = nil
    let name = String(decoding: name, as: UTF8.self)
    problem(
      "translation-markup",
      "'\(name)' of '\(key)' stands where values of a text may not: in an address, a script, a style or a tag",
      of: key,
      "write that element into the page, and hand it over: {% capture link %}<a href=\"{{ url }}\">{% endcapture %}"
    )
    return false
  }

  private mutating func literal(_ text: ArraySlice<UInt8>) {
    if text.isEmpty { return }
    segments.append(TranslationTable.Segment(text: keep(text), isPlaceholder: false))
  }

  private static func pair(_ byte: UInt8, in text: ArraySlice<UInt8>) -> Int? {
    text.indices.dropLast().first { text[$0] == byte && text[$0 + 1] == byte }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
