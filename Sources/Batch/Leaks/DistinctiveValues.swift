import Liquid

/// What of a record may tell one customer from all others.
///
/// Every text and whole number of the record is looked at, and counts as distinctive when it is
/// - a single word of at least 8 letters or digits, or of at least 6 with both in it;
/// - several words with at least 8 letters and digits in all, letters among them; of more than 8
///   words the first 8 count;
/// - an identifier: letters and digits, at least 8 in all, each word tied to the next by one hyphen, slash or underscore;
/// - digits in groups, at least 9 in all, that are no date.
///
/// A record's key is so from 6 letters and digits on, if both are in it, however they are divided.
///
/// So names, addresses, telephone and account numbers, keys, addresses of mail and web are;
/// amounts, dates, readings, single names and short words are not. An identifier of 15 characters or more counts both as
/// one word and in groups of four, as IBANs are printed. Whether a value is one
/// customer's alone is not decided here.
struct DistinctiveValues {
  /// The longest phrase that is searched for.
  static let mostWords = 8
  private static let shortestWord = 8
  private static let shortestMixedWord = 6
  private static let shortestPhrase = 8
  private static let shortestKey = 6
  private static let longestUnit = 4
  private static let fewestGroupedDigits = 9
  private static let shortestIdentifier = 15

  private var words = WordScanner()
  private var grouped = WordScanner()
  private var path: [String] = []

  /// Calls `body` with each distinctive value's words, and with `wanted` also where it stands.
  mutating func forEach(
    in record: Value, arena: Arena, tellsPath: Bool = false,
    _ body: (_ value: WordScanner, _ words: Int, _ path: String) -> Void
  ) {
    path.removeAll()
    visit(record, arena, tellsPath, body)
  }

  /// Calls `body` with a record's key, if it is distinctive where another value of its form may not be.
  mutating func judge(
    key: UnsafeRawBufferPointer,
    _ body: (_ value: WordScanner, _ words: Int, _ path: String) -> Void
  ) {
    words.removeAll()
    words.add(text: key)
    guard Self.isDistinctive(key: words) else { return }
    body(words, min(words.count, Self.mostWords), "the key")
  }

  /// Whether nobody has these words by chance, because they are a key.
  ///
  /// Not of digits alone: of a hundred thousand customers' numbers one is always some other's reading.
  static func isDistinctive(key words: WordScanner) -> Bool {
    let digits = words.bytes.reduce(0) { $0 + (isDigit($1) ? 1 : 0) }
    return words.bytes.count >= shortestKey && digits > 0 && digits < words.bytes.count
  }

  /// Adds all words of all texts and numbers of a record to `scanner`.
  static func addAllWords(of record: Value, arena: Arena, to scanner: inout WordScanner) {
    switch record.tag {
    case .object:
      for member in record.members {
        addAllWords(of: member.value, arena: arena, to: &scanner)
      }
    case .array:
      for element in record.elements {
        addAllWords(of: element, arena: arena, to: &scanner)
      }
    case .string: scanner.add(text: record.bytes)
    case .integer, .decimal, .bigInteger: scanner.add(text: record.text(in: arena).bytes)
    default: break
    }
  }

  private mutating func visit(
    _ value: Value, _ arena: Arena, _ tellsPath: Bool,
    _ body: (WordScanner, Int, String) -> Void
  ) {
    switch value.tag {
    case .object:
      for member in value.members {
        if tellsPath { path.append(String(decoding: member.key.bytes, as: UTF8.self)) }
        visit(member.value, arena, tellsPath, body)
        if tellsPath { path.removeLast() }
      }
    case .array:
      for (index, element) in value.elements.enumerated() {
        if tellsPath { path.append(String(index)) }
        visit(element, arena, tellsPath, body)
        if tellsPath { path.removeLast() }
      }
    case .string: judge(value.bytes, body)
    case .integer, .bigInteger: judge(value.text(in: arena).bytes, body)
    default: break
    }
  }

  private mutating func judge(
    _ text: UnsafeRawBufferPointer, _ body: (WordScanner, Int, String) -> Void
  ) {
    words.removeAll()
    words.add(text: text)
    guard words.count > 0 else { return }
    let shown = path.joined(separator: ".")
    let letters = words.bytes.reduce(0) { $0 + (Self.isDigit($1) ? 0 : 1) }
    let digits = words.bytes.count - letters
    if words.count == 1 {
      let least = letters > 0 && digits > 0 ? Self.shortestMixedWord : Self.shortestWord
      guard words.bytes.count >= least else { return }
      body(words, 1, shown)
      if letters > 0, digits > 0, words.bytes.count >= Self.shortestIdentifier {
        group(words.bytes)
        body(grouped, min(grouped.count, Self.mostWords), shown)
      }
      return
    }
    if !isIdentifier {
      if letters > 1 ? words.bytes.count < Self.shortestPhrase : digits < Self.fewestGroupedDigits {
        return
      }
      if isDate || isNumberAndUnit { return }
    }
    body(words, min(words.count, Self.mostWords), shown)
    let isGrouped =
      letters > 0 && digits > 0 && (0..<words.count).allSatisfy { words[$0].count <= 4 }
    if isGrouped, words.bytes.count >= Self.shortestIdentifier {
      let whole = words.bytes
      grouped.removeAll()
      whole.withUnsafeBytes { grouped.add(text: $0) }
      body(grouped, 1, shown)
    }
  }

  private mutating func group(_ bytes: [UInt8]) {
    grouped.removeAll()
    for start in stride(from: 0, to: bytes.count, by: 4) {
      bytes[start..<min(start + 4, bytes.count)].withUnsafeBytes { grouped.add(text: $0) }
    }
  }

  /// `2026-03-31`, with or without a time behind it; the bill `2026-03-000871` is none.
  private var isDate: Bool {
    guard words.count >= 3 else { return false }
    return words[0].count == 4 && words[1].count == 2 && words[2].count >= 2
      && words[0].allSatisfy(Self.isDigit) && words[1].allSatisfy(Self.isDigit)
      && words[2].prefix { Self.isDigit($0) }.count == 2
  }

  /// `INV-3387745`, `R-26-118204`: what a quantity with its unit, or with its sign, never looks like.
  private var isIdentifier: Bool {
    guard words.bytes.count >= Self.shortestPhrase, words.marks.dropFirst().allSatisfy(Self.ties),
      !isDate, !isDateWithName
    else { return false }
    return (0..<words.count).contains { words[$0].allSatisfy(Self.isDigit) }
      && (0..<words.count).contains { !words[$0].prefix(1).allSatisfy(Self.isDigit) }
  }

  /// `15-Mar-2026`: a day or a month with no more than a year, and a short word.
  private var isDateWithName: Bool {
    (0..<words.count).allSatisfy { word in
      words[word].allSatisfy(Self.isDigit)
        ? words[word].count <= 2
          || words[word].count == 4 && words[word].prefix(1).allSatisfy { $0 <= 0x32 }
        : words[word].count <= Self.longestUnit
    }
  }

  /// Digits but for one word, such as `12 345 kWh`: a quantity, which others may have by chance.
  private var isNumberAndUnit: Bool {
    let texts = (0..<words.count).filter { !words[$0].allSatisfy(Self.isDigit) }
    return texts.count == 1 && words[texts[0]].count <= Self.longestUnit && words.bytes.count < 12
  }

  /// Whether a mark ties the parts of an identifier together.
  private static func ties(_ mark: UInt8) -> Bool {
    mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
