/// Compiles CLDR's number and date patterns (Unicode TR 35, parts 3 and 4) to bytes and steps.
struct PatternCompiler {
  typealias Bytes = ArraySlice<UInt8>

  let minus: Bytes
  let percentSign: Bytes

  /// What stands round a number in `pattern`, with `symbol` where the pattern has its currency sign.
  func affixes(_ pattern: Bytes, symbol: Bytes, in memory: inout LocaleMemory) -> Affixes {
    let (positive, negative) = LocaleReader.halves(pattern, at: 0x3B)
    let (before, behind) = Self.around(positive)
    let prefix = expand(before, symbol, numberFollows: true)
    let suffix = expand(behind, symbol, numberFollows: false)
    if negative.isEmpty {
      let kept = memory.keep(suffix)
      return Affixes(
        prefix: memory.keep(prefix), suffix: kept, negativePrefix: memory.keep(minus + prefix),
        negativeSuffix: kept)
    }
    let (negativeBefore, negativeBehind) = Self.around(negative)
    return Affixes(
      prefix: memory.keep(prefix), suffix: memory.keep(suffix),
      negativePrefix: memory.keep(expand(negativeBefore, symbol, numberFollows: true)),
      negativeSuffix: memory.keep(expand(negativeBehind, symbol, numberFollows: false)))
  }

  /// Where `XXX` starts in each affix; -1 where it does not stand.
  static func places(of code: Affixes) -> SIMD4<Int8> {
    func place(_ run: ByteRun) -> Int8 {
      guard run.count >= 3 else { return -1 }
      for index in 0...(run.count - 3)
      where (0..<3).allSatisfy({ run.start[index + $0] == 0x58 }) {
        return Int8(index)
      }
      return -1
    }
    return SIMD4(
      place(code.prefix), place(code.suffix), place(code.negativePrefix),
      place(code.negativeSuffix))
  }

  private static func around(_ pattern: Bytes) -> (Bytes, Bytes) {
    let isNumber: (UInt8) -> Bool = { [0x23, 0x30, 0x2C, 0x2E].contains($0) }
    guard let first = pattern.firstIndex(where: isNumber),
      let last = pattern.lastIndex(where: isNumber)
    else { preconditionFailure("a number pattern has no number") }
    return (pattern[..<first], pattern[(last + 1)...])
  }

  private func expand(_ affix: Bytes, _ symbol: Bytes, numberFollows: Bool) -> Bytes {
    var out: [UInt8] = []
    for scalar in String(decoding: affix, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "-": out += minus
      case "%": out += percentSign
      case "'": continue
      case "\u{A4}": out += symbol
      default: out += Array(String(scalar).utf8)
      }
    }
    let touches = numberFollows ? affix.suffix(2) : affix.prefix(2)
    guard touches.elementsEqual([0xC2, 0xA4]), Self.needsSpace(symbol, last: numberFollows) else {
      return out[...]
    }
    return numberFollows ? out[...] + [0xC2, 0xA0] : [0xC2, 0xA0] + out[...]
  }

  /// TR 35, part 3, `currencySpacing`: between a digit and a currency that is neither a symbol nor a space
  /// there, a no-break space.
  private static func needsSpace(_ symbol: Bytes, last: Bool) -> Bool {
    let scalars = String(decoding: symbol, as: UTF8.self).unicodeScalars
    guard let edge = last ? scalars.last : scalars.first else { return false }
    switch edge.properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return false
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }
}

extension PatternCompiler {
  /// The steps of a date pattern.
  static func dateSteps(_ pattern: Bytes, in memory: inout LocaleMemory) -> [DatePattern.Step] {
    var steps: [DatePattern.Step] = []
    var literal: [UInt8] = []
    let none = memory.keep([])
    var isQuoted = false
    var index = pattern.startIndex
    while index < pattern.endIndex {
      let byte = pattern[index]
      if byte == 0x27 {
        isQuoted.toggle()
        index += 1
        continue
      }
      guard !isQuoted, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A else {
        literal.append(byte)
        index += 1
        continue
      }
      let run = pattern[index...].prefix { $0 == byte }.count
      if !literal.isEmpty {
        steps.append(.init(kind: .literal, literal: memory.keep(literal), names: 0))
        literal = []
      }
      let (kind, names) = field(byte, run)
      steps.append(.init(kind: kind, literal: none, names: names))
      index += run
    }
    if !literal.isEmpty {
      steps.append(.init(kind: .literal, literal: memory.keep(literal), names: 0))
    }
    return steps
  }

  /// What a field letter means (TR 35, part 4, date field symbol table).
  private static func field(_ letter: UInt8, _ count: Int) -> (DatePattern.Kind, names: Int) {
    switch (letter, count) {
    case (UInt8(ascii: "d"), 1): (.day, 0)
    case (UInt8(ascii: "d"), 2): (.dayTwoDigits, 0)
    case (UInt8(ascii: "M"), 1), (UInt8(ascii: "L"), 1): (.month, 0)
    case (UInt8(ascii: "M"), 2), (UInt8(ascii: "L"), 2): (.monthTwoDigits, 0)
    case (UInt8(ascii: "M"), 4): (.monthName, 0)
    case (UInt8(ascii: "M"), 3): (.monthName, 12)
    case (UInt8(ascii: "L"), 4): (.monthName, 24)
    case (UInt8(ascii: "L"), 3): (.monthName, 36)
    case (UInt8(ascii: "y"), 1), (UInt8(ascii: "y"), 4): (.year, 0)
    case (UInt8(ascii: "y"), 2): (.yearTwoDigits, 0)
    case (UInt8(ascii: "E"), 4): (.weekdayName, 0)
    case (UInt8(ascii: "E"), 1...3): (.weekdayName, 7)
    case (UInt8(ascii: "c"), 4): (.weekdayName, 14)
    case (UInt8(ascii: "c"), 3): (.weekdayName, 21)
    default: preconditionFailure("a date pattern has an unknown field")
    }
  }
}

/// Compiles plural rules as Babel spells them: `n mod 10 in 2..4 and f not in 12,14`.
enum PluralReader {
  typealias Bytes = ArraySlice<UInt8>

  /// The relations of one conjunction, the last of which ends it.
  static func relations(
    _ text: Bytes, _ category: PluralCategory, _ ranges: inout [PluralRules.Range]
  ) -> [PluralRules.Relation] {
    var relations: [PluralRules.Relation] = []
    let words = text.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    let parts = words.split(separator: "and")
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      relations.append(relation(Array(part), category, isEnd: isLast, &ranges))
    }
    return relations
  }

  private static func relation(
    _ words: [String], _ category: PluralCategory, isEnd: Bool,
    _ ranges: inout [PluralRules.Range]
  ) -> PluralRules.Relation {
    let operands: [String: PluralRules.Operand] = [
      "n": .n, "i": .i, "v": .v, "w": .w, "f": .f, "t": .t, "e": .e,
    ]
    guard let operand = words.first.flatMap({ operands[$0] }), let list = words.last else {
      preconditionFailure("a plural rule has no operand")
    }
    let modulus = words.firstIndex(of: "mod").flatMap { UInt64(words[$0 + 1]) } ?? 0
    let first = ranges.count
    for item in list.split(separator: ",") {
      let ends = item.split(separator: ".").compactMap { UInt64($0) }
      guard let low = ends.first, let high = ends.last else {
        preconditionFailure("a plural rule has no range")
      }
      ranges.append(PluralRules.Range(low: low, high: high))
    }
    return PluralRules.Relation(
      operand: operand, modulus: modulus, isNegated: words.contains("not"),
      firstRange: UInt16(first), rangeCount: UInt16(ranges.count - first),
      category: category, isEnd: isEnd)
  }
}
