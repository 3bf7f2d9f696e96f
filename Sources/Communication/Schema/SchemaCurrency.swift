import Liquid

/// Where the currency of an amount is said: in the schema itself, or in a field of the record.
enum SchemaCurrency: Sendable, Hashable {
  case code(String)
  case field(FieldPath)

  /// Three capital letters are a currency (ISO 4217), anything else a field's path.
  init?(_ text: String) {
    if text.isEmpty { return nil }
    let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    self = isCode ? .code(text) : .field(FieldPath(text))
  }
}
