import Sinks

/// Puts made-up words in the place of a customer's own, the same for the same word and salt.
///
/// Letters become letters, digits become digits, case and punctuation stay, so an IBAN keeps its form and a long name
/// its length. Numbers, dates, truth values and texts that the schema spells out (`enum`, `const`, currencies) are kept:
/// they are what the template's decisions stand on. What is replaced cannot be read back without the salt.
public struct Pseudonyms: Sendable {
  private let salt: String
  private let guide: SchemaGuide?
  /// Paths, as `account.status`, whose texts are kept because decisions compare them.
  private let kept: Set<String>

  /// Makes a replacer.
  public init(salt: String, guide: SchemaGuide?, kept: Set<String> = []) {
    self.salt = salt
    self.guide = guide
    self.kept = kept
  }

  /// The record with made-up words.
  public func applied(to tree: JSONTree) -> JSONTree { replaced(tree, guide?.record, "") }

  private func replaced(_ tree: JSONTree, _ schema: JSONTree?, _ path: String) -> JSONTree {
    switch tree {
    case .object(let members):
      return .object(
        members.map { member in
          let rule = schema.flatMap { guide?.member(member.key, of: $0) }
          let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
          return JSONTree.Member(key: member.key, value: replaced(member.value, rule, inner))
        })
    case .array(let elements):
      let rule = schema.flatMap { guide?.element(of: $0) }
      return .array(elements.map { replaced($0, rule, path) })
    case .string(let text):
      if kept.contains(path) || SchemaGuide.isClosed(schema) || Self.isDate(text) { return tree }
      if schema?["format"] == .string("iban") { return .string(account(text)) }
      return .string(word(text))
    case .null, .boolean, .number: return tree
    }
  }

  /// `2026-03-31`, with or without a time: kept even where the schema does not say so.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(10))
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return false
    }
    return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }

  /// What starts addresses of the web and of mail stays, so that links stay links.
  private static let starts = ["https://", "http://", "mailto:", "tel:"]

  private func word(_ text: String) -> String {
    for start in Self.starts where text.hasPrefix(start) {
      return start + word(String(text.dropFirst(start.count)))
    }
    let source = "\(salt)\u{0}\(text)"
    var seed = Array(source.utf8).withUnsafeBytes { SHA256Digest(of: $0) }.words.0
    var out = ""
    for scalar in text.unicodeScalars {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      out.unicodeScalars.append(Self.replacement(scalar, Int(seed >> 33)))
    }
    return out
  }

  /// Another account of the same country whose check digits are right: a schema that asks for an IBAN takes it.
  private func account(_ text: String) -> String {
    let country = String(text.prefix(2))
    let number = word(String(text.dropFirst(4)))
    var rest = 0
    for scalar in (number + country + "00").unicodeScalars {
      switch scalar {
      case "0"..."9": rest = (rest * 10 + Int(scalar.value) - 0x30) % 97
      case "A"..."Z": rest = (rest * 100 + Int(scalar.value) - 0x37) % 97
      // No record that is valid has other characters there.
      default: return word(text)
      }
    }
    let digits = 98 - rest
    return country + (digits < 10 ? "0" : "") + String(digits) + number
  }

  private static let vowels = Array("aeiou".unicodeScalars)
  private static let consonants = Array("bcdfglmnprstv".unicodeScalars)

  private static func replacement(_ scalar: Unicode.Scalar, _ number: Int) -> Unicode.Scalar {
    switch scalar {
    case "0"..."9": return Unicode.Scalar(UInt8(0x30 + number % 10))
    case "A"..."Z", "a"..."z":
      let lower = Unicode.Scalar(UInt8(scalar.value | 0x20))
      let letters = vowels.contains(lower) ? vowels : consonants
      let letter = letters[number % letters.count]
      return scalar.value < 0x61 ? Unicode.Scalar(UInt8(letter.value & ~0x20)) : letter
    default: return other(scalar, number)
    }
  }

  /// A letter of another script becomes one of the same script nearby; everything else stays.
  private static func other(_ scalar: Unicode.Scalar, _ number: Int) -> Unicode.Scalar {
    switch scalar.value {
    case 0xC0...0x24F where scalar.properties.isAlphabetic: return vowels[number % vowels.count]
    case 0x0391...0x03A1, 0x03B1...0x03C1: return at(scalar, 0x3B1, 17, number)
    case 0x0410...0x044F: return at(scalar, 0x430, 32, number)
    case 0x05D0...0x05EA: return at(scalar, 0x5D0, 27, number)
    case 0x0627...0x063A: return at(scalar, 0x627, 20, number)
    case 0x0641...0x064A: return at(scalar, 0x641, 8, number)
    case 0x3041...0x3096: return at(scalar, 0x3042, 80, number)
    case 0x30A1...0x30FA: return at(scalar, 0x30A2, 80, number)
    case 0x4E00...0x9FFF: return at(scalar, 0x4E00, 5000, number)
    case 0xAC00...0xD7A3: return at(scalar, 0xAC00, 11_000, number)
    default: return scalar
    }
  }

  private static func at(
    _ scalar: Unicode.Scalar, _ start: UInt32, _ count: Int, _ number: Int
  ) -> Unicode.Scalar {
    Unicode.Scalar(start + UInt32(number % count)) ?? scalar
  }
}
