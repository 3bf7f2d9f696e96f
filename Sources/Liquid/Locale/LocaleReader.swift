/// Reads one locale's text into a table; once a locale and process, so clarity before speed.
///
/// The text is part of the program: what is wrong with it is a slip of `Scripts/make-locales.py`, hence
/// preconditions.
struct LocaleReader {
  typealias Bytes = ArraySlice<UInt8>

  /// One system of numerals and what goes with it, by key.
  private typealias Section = [String: Bytes]

  var memory = LocaleMemory()
  private var tag: Bytes = []
  private var isRightToLeft = false
  private var sections: [Section] = []
  private var values: [String: [Bytes]] = [:]
  private var named: [String: [(name: Bytes, value: Bytes)]] = [:]

  private static let sectionKeys: Set<String> = [
    "decimal", "group", "minus", "percent-sign", "currency", "currency-decimal", "currency-group",
  ]

  /// The table of a locale's text.
  static func read(_ text: StaticString) -> LocaleTable {
    var reader = LocaleReader()
    for line in Array(text.raw).split(separator: 0x0A) { reader.take(line) }
    return reader.table()
  }

  private mutating func take(_ line: Bytes) {
    let (key, value) = Self.halves(line, at: 0x20)
    let word = String(decoding: key, as: UTF8.self)
    switch word {
    case "tag": tag = value
    case "direction": isRightToLeft = true
    case "numerals", "native": sections.append([word: value])
    case "date", "plural", "unit":
      let (name, rest) = Self.halves(value, at: 0x20)
      named[word, default: []].append((name, rest))
    case _ where Self.sectionKeys.contains(word):
      sections[sections.count - 1][word] = value
    default:
      values[word, default: []] += value.split(separator: 0x7C)
    }
  }

  /// What stands before and behind the first `separator`.
  static func halves(_ bytes: Bytes, at separator: UInt8) -> (Bytes, Bytes) {
    guard let index = bytes.firstIndex(of: separator) else { return (bytes, []) }
    return (bytes[..<index], bytes[(index + 1)...])
  }

  private mutating func table() -> LocaleTable {
    let months = ["months", "months-short", "months-alone", "months-alone-short"]
    let days = ["days", "days-short", "days-alone", "days-alone-short"]
    let monthRuns = names(months, of: 12).map { memory.keep($0) }
    let dayRuns = names(days, of: 7).map { memory.keep($0) }
    let units = units()
    let plurals = plurals()
    let dates = dates(monthRuns, dayRuns)
    let parts = CommonParts(
      months: memory.keep(array: monthRuns), days: memory.keep(array: dayRuns),
      dates: memory.keep(array: dates), plurals: plurals, units: memory.keep(array: units),
      unitCount: units.count)
    var others: [LocaleTable] = []
    if sections.count > 1 { others = [table(sections[1], parts, [])] }
    return table(sections[0], parts, others)
  }

  private func names(_ keys: [String], of count: Int) -> [Bytes] {
    keys.flatMap { key in
      let list = values[key] ?? []
      precondition(list.count == count, "a locale has \(list.count) of \(count) \(key)")
      return list
    }
  }

  /// What a locale's numeral systems share.
  private struct CommonParts {
    let months: UnsafePointer<ByteRun>
    let days: UnsafePointer<ByteRun>
    let dates: UnsafePointer<DatePattern>
    let plurals: PluralRules
    let units: UnsafePointer<UnitEntry>
    let unitCount: Int
  }

  private mutating func table(
    _ section: Section, _ parts: CommonParts, _ others: [LocaleTable]
  ) -> LocaleTable {
    let system = section["numerals"] ?? section["native"] ?? []
    let (name, zero) = Self.halves(system, at: 0x20)
    let fullTag = section["numerals"] == nil ? tag + Array("-u-nu-".utf8) + name : tag
    var patterns = PatternCompiler(
      minus: section["minus"] ?? [0x2D], percentSign: section["percent-sign"] ?? [0x25])
    let money = section["currency"] ?? []
    let code = patterns.affixes(money, symbol: Array("XXX".utf8)[...], in: &memory)
    return LocaleTable(
      tag: memory.keep(fullTag),
      isRightToLeft: isRightToLeft,
      shape: shape(section, zero, point: "decimal", group: "group"),
      moneyShape: shape(section, zero, point: "currency-decimal", group: "currency-group"),
      plain: patterns.affixes([0x23], symbol: [], in: &memory),
      percent: patterns.affixes(values["percent"]?.first ?? [], symbol: [], in: &memory),
      code: code,
      codePlaces: PatternCompiler.places(of: code),
      currencies: currencies(money, &patterns),
      months: parts.months, days: parts.days, dates: parts.dates, plurals: parts.plurals,
      units: parts.units, unitCount: parts.unitCount,
      otherNumerals: UnsafeBufferPointer(
        start: memory.keep(array: others), count: others.count),
      numerals: memory.keep(name))
  }

  private mutating func shape(
    _ section: Section, _ zero: Bytes, point: String, group: String
  ) -> NumberShape {
    var bytes: UInt32 = 0
    for (index, byte) in zero.enumerated() { bytes |= UInt32(byte) << UInt32(index * 8) }
    let sizes = (values["grouping"]?.first ?? []).split(separator: 0x20).map { $0.first ?? 0 }
    precondition(sizes.count == 3, "grouping needs three numbers")
    return NumberShape(
      digitWidth: zero.count, zero: bytes,
      point: memory.keep(section[point] ?? section["decimal"] ?? []),
      group: memory.keep(section[group] ?? section["group"] ?? []),
      primary: Int(sizes[0] & 15), secondary: Int(sizes[1] & 15), minimum: Int(sizes[2] & 15))
  }
}

extension LocaleReader {
  private mutating func currencies(
    _ pattern: Bytes, _ patterns: inout PatternCompiler
  ) -> UnsafePointer<CurrencyEntry> {
    let none = ByteRun(start: memory.keep([]).start, count: 0)
    let noAffixes = Affixes(
      prefix: none, suffix: none, negativePrefix: none, negativeSuffix: none)
    let empty = CurrencyEntry(key: 0, decimals: 2, hasSymbol: false, affixes: noAffixes)
    var slots = [CurrencyEntry](repeating: empty, count: CurrencyTable.capacity)
    var fractions: [UInt32: UInt8] = [:]
    for item in Array(LocaleData.fractions.raw).split(separator: 0x20) {
      let (code, digits) = Self.halves(item, at: 0x3D)
      fractions[key(code)] = (digits.first ?? 0) & 15
    }
    var symbols: [UInt32: Bytes] = [:]
    for item in values["symbols"] ?? [] {
      let (code, symbol) = Self.halves(item, at: 0x3D)
      symbols[key(code)] = symbol
    }
    for key in Set(fractions.keys).union(symbols.keys).sorted() {
      let symbol = symbols[key]
      let entry = CurrencyEntry(
        key: key, decimals: fractions[key] ?? 2, hasSymbol: symbol != nil,
        affixes: symbol.map { patterns.affixes(pattern, symbol: $0, in: &memory) } ?? noAffixes)
      var slot = CurrencyTable.slot(key)
      while slots[slot].key != 0 { slot = (slot + 1) & (CurrencyTable.capacity - 1) }
      slots[slot] = entry
    }
    return memory.keep(array: slots)
  }

  private func key(_ code: Bytes) -> UInt32 {
    guard let key = code.withUnsafeBytes({ CurrencyTable.key($0) }) else {
      preconditionFailure("a currency code is not three letters")
    }
    return key
  }

  private mutating func dates(_ months: [ByteRun], _ days: [ByteRun]) -> [DatePattern] {
    let longest = (months + days).map(\.count).max() ?? 0
    return DateStyle.allCases.map { style in
      let pattern = named["date"]?.first { style.name.raw.elementsEqual($0.name) }?.value ?? []
      let steps = PatternCompiler.dateSteps(pattern, in: &memory)
      precondition(!steps.isEmpty, "a locale lacks the date style \(style.name)")
      return DatePattern(
        steps: memory.keep(array: steps), count: steps.count,
        widest: steps.reduce(32) { $0 + max($1.literal.count, longest, 16) })
    }
  }

  private mutating func plurals() -> PluralRules {
    var ranges: [PluralRules.Range] = []
    var relations: [PluralRules.Relation] = []
    for category in PluralCategory.allCases {
      for row in named["plural"] ?? [] where category.name.raw.elementsEqual(row.name) {
        relations += PluralReader.relations(row.value, category, &ranges)
      }
    }
    return PluralRules(
      relations: memory.keep(array: relations), count: relations.count,
      ranges: memory.keep(array: ranges))
  }

  private mutating func units() -> [UnitEntry] {
    var forms: [String: UnsafePointer<UnitEntry.Form>] = [:]
    var rows: [String: [Bytes]] = [:]
    for row in named["unit"] ?? [] {
      rows[String(decoding: row.name, as: UTF8.self), default: []] += row.value.split(
        separator: 0x7C)
    }
    for (name, items) in rows { forms[name] = unitForms(items) }
    for item in Array(UnitAliases.all.raw).split(separator: 0x20) {
      let (alias, name) = Self.halves(item, at: 0x3D)
      forms[String(decoding: alias, as: UTF8.self)] = forms[String(decoding: name, as: UTF8.self)]
    }
    return forms.map { UnitEntry(id: memory.keep(Array($0.key.utf8)), forms: $0.value) }.sorted {
      $0.id.buffer.lexicographicallyPrecedes($1.id.buffer)
    }
  }

  private mutating func unitForms(_ items: [Bytes]) -> UnsafePointer<UnitEntry.Form> {
    var patterns: [PluralCategory: Bytes] = [:]
    for item in items {
      let (name, pattern) = Self.halves(item, at: 0x3D)
      if let category = PluralCategory(name: name) { patterns[category] = pattern }
    }
    let other = patterns[.other] ?? []
    let forms = PluralCategory.allCases.map { form(patterns[$0] ?? other) }
    return memory.keep(array: forms)
  }

  private mutating func form(_ pattern: Bytes) -> UnitEntry.Form {
    guard let open = pattern.firstIndex(of: 0x7B) else {
      return UnitEntry.Form(
        prefix: memory.keep(pattern), suffix: memory.keep([]), showsNumber: false)
    }
    return UnitEntry.Form(
      prefix: memory.keep(pattern[..<open]), suffix: memory.keep(pattern[(open + 3)...]),
      showsNumber: true)
  }
}
