/// The JSON types a schema allows.
struct SchemaTypes: OptionSet, BitwiseCopyable, Hashable, Sendable {
  let rawValue: UInt8

  static let null = SchemaTypes(rawValue: 1)
  static let boolean = SchemaTypes(rawValue: 2)
  /// Numbers without a fraction, however they are written: 1, 1.0.
  static let integer = SchemaTypes(rawValue: 4)
  /// Every number; always together with `integer`.
  static let number = SchemaTypes(rawValue: 8)
  static let string = SchemaTypes(rawValue: 16)
  static let array = SchemaTypes(rawValue: 32)
  static let object = SchemaTypes(rawValue: 64)

  static let anything = SchemaTypes(rawValue: 127)

  /// The words of JSON Schema, in the order messages list them.
  static let names: [(name: String, type: SchemaTypes, words: String)] = [
    ("string", .string, "text"),
    ("number", [.number, .integer], "a number"),
    ("integer", .integer, "a whole number"),
    ("boolean", .boolean, "true or false"),
    ("array", .array, "a list"),
    ("object", .object, "an object"),
    ("null", .null, "null"),
  ]

  /// `text`, `a number or null`.
  var words: String {
    var found: [String] = []
    for row in Self.names where isSuperset(of: row.type) {
      if row.type == .integer, contains(.number) { continue }
      found.append(row.words)
    }
    guard let last = found.popLast() else { return "nothing" }
    return found.isEmpty ? last : found.joined(separator: ", ") + " or " + last
  }
}

/// The text formats that are checked: JSON Schema's, and `iban`.
///
/// The specification makes `format` an annotation; a bill's date that is no date would fail later and worse.
enum SchemaFormat: UInt8, Sendable, Hashable {
  /// Nothing is checked.
  case none
  /// `YYYY-MM-DD`, a day of the calendar.
  case date
  /// RFC 3339: a date, `T`, a time with seconds and its zone.
  case dateTime
  /// An absolute URI: a scheme and what follows it, without spaces and control characters.
  case uri
  /// `local@domain`.
  case email
  /// An account number of ISO 13616 with its check digits; not of the specification, ours.
  case iban

  /// The checked formats by their names.
  static let checked: [String: SchemaFormat] = [
    "date": .date, "date-time": .dateTime, "uri": .uri, "email": .email,
    "iban": .iban,
  ]

  /// Formats of the specification that are annotations here.
  static let unchecked: Set<String> = [
    "time", "duration", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri-reference",
    "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer",
    "regex",
  ]

  /// What a message says is expected.
  var words: String {
    switch self {
    case .none: "text"
    case .date: "a date as YYYY-MM-DD"
    case .dateTime: "a date and time as YYYY-MM-DDThh:mm:ssZ"
    case .uri: "an absolute URI such as https://example.com/"
    case .email: "an e-mail address"
    case .iban: "an IBAN with its check digits, without spaces"
    }
  }
}
