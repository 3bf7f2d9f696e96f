import Diagnostics
import Liquid

extension SchemaReader {
  mutating func readTypes(_ value: Value, at place: String, into rule: inout SchemaRule) {
    rule.types = []
    for name in value.tag == .string ? [value.text] : names(value, at: place) {
      if let row = SchemaTypes.names.first(where: { $0.name == name }) {
        rule.types.formUnion(row.type)
      } else {
        problem(
          "schema-value", "'\(name)' is not a type", at: place,
          hint: Suggestion.nearest(name, in: SchemaTypes.names.map(\.name))
            .map { "did you mean '\($0)'?" } ?? "types: \(Self.typeNames)")
      }
    }
    if rule.types.isEmpty { rule.types = .anything }
  }

  private static let typeNames = SchemaTypes.names.map(\.name).joined(separator: ", ")

  mutating func readProperties(_ value: Value, at place: String, into rule: inout SchemaRule) {
    guard value.tag == .object else {
      problem("schema-value", "'properties' is an object of schemas", at: place)
      return
    }
    for member in value.members {
      let name = member.key.text
      let index = self.rule(member.value, at: "\(place)/\(JSONPlaces.step(name))")
      rule.properties.append(SchemaRule.Property(name: name, rule: index))
    }
  }

  mutating func names(_ value: Value, at place: String) -> [String] {
    guard value.tag == .array, value.elements.allSatisfy({ $0.tag == .string }) else {
      problem("schema-value", "a list of texts belongs here", at: place)
      return []
    }
    return value.elements.map(\.text)
  }

  mutating func list(_ value: Value, at place: String) -> [Int] {
    guard value.tag == .array, !value.elements.isEmpty else {
      problem("schema-value", "a list of schemas belongs here", at: place)
      return []
    }
    return value.elements.enumerated().map { rule($1, at: "\(place)/\($0)") }
  }

  mutating func readConstants(
    _ values: [Value], _ isList: Bool, _ place: String, _ rule: inout SchemaRule
  ) {
    let constants = values.compactMap { SchemaConstant($0) }
    guard isList, !constants.isEmpty else {
      problem("schema-value", "'enum' is a list of values", at: place)
      return
    }
    // Beside one another, `enum` and `const` both hold.
    rule.constants = rule.constants.map { $0.filter { constants.contains($0) } } ?? constants
  }

  mutating func readFormat(_ value: Value, at place: String, into rule: inout SchemaRule) {
    let name = value.tag == .string ? value.text : ""
    if let format = SchemaFormat.checked[name] {
      rule.format = format
    } else if !SchemaFormat.unchecked.contains(name) {
      let known = SchemaFormat.unchecked.union(SchemaFormat.checked.keys)
      problem(
        "schema-value", "JSON Schema has no format '\(name)'", at: place,
        hint: Suggestion.nearest(name, in: known).map { "did you mean '\($0)'?" }
          ?? "checked here: \(SchemaFormat.checked.keys.sorted().joined(separator: ", "))")
    }
  }

  mutating func readPattern(_ value: Value, at place: String, into rule: inout SchemaRule) {
    guard value.tag == .string else {
      problem("schema-value", "'pattern' is a text", at: place)
      return
    }
    do throws(PatternProblem) {
      _ = try PatternMachine(value.text)
      rule.pattern = value.text
    } catch {
      problem("schema-regexp", error.message, at: place, hint: error.hint)
    }
  }

  mutating func count(_ value: Value, at place: String) -> Int32 {
    guard value.tag == .integer, value.integer >= 0 else {
      problem("schema-value", "a whole number from 0 belongs here", at: place)
      return 0
    }
    return Int32(clamping: value.integer)
  }

  mutating func readBound(
    _ kind: SchemaBound.Kind, _ value: Value, at place: String, into rule: inout SchemaRule
  ) {
    switch value.tag {
    case .integer, .decimal, .float, .bigInteger:
      let number = SchemaNumber(value)
      if kind == .multiple, number.order(SchemaNumber(mantissa: 0, scale: 0)) <= 0 {
        problem("schema-value", "'multipleOf' is more than 0", at: place)
      } else {
        rule.bounds.append(SchemaBound(kind: kind, number: number))
      }
    default: problem("schema-value", "a number belongs here", at: place)
    }
  }

  // MARK: Currencies

  /// `"x-currency": "EUR"`, or the field of the record that holds it: `"x-currency": "bill.currency"`.
  mutating func readCurrency(_ value: Value, at place: String, into rule: inout SchemaRule) {
    let text = value.tag == .string ? value.text : ""
    guard let currency = SchemaCurrency(text) else {
      problem(
        "schema-value", "'x-currency' is a currency or the field that holds it", at: place,
        hint: "write \"EUR\", or a field such as \"bill.currency\"")
      return
    }
    rule.currency = currency
  }

  // MARK: Trust

  /// What a text of a media type may be printed as.
  private static let trusted: [String: Value.Flags] = [
    "text/html": .markup, "image/svg+xml": .markup, "text/css": .trustedCSS,
    "text/javascript": .trustedScript, "application/javascript": .trustedScript,
    "text/uri-list": .trustedURL,
  ]

  mutating func readTrust(
    _ value: Value, _ schema: Value, at place: String, into rule: inout SchemaRule
  ) {
    guard value.tag == .string else {
      problem("schema-value", "'contentMediaType' is a text", at: place)
      return
    }
    let type = value.text.prefix { $0 != ";" && $0 != " " }.lowercased()
    guard let flags = Self.trusted[type] else { return }
    if schema.member("contentEncoding") != nil {
      problem(
        "schema-trust", "an encoded text cannot be trusted as '\(type)'", at: place,
        hint: "let the records hold the text itself")
      return
    }
    rule.trust = flags
  }

  /// Trust must not depend on which alternative a value happens to match.
  mutating func checkTrust() {
    for rule in rules {
      for alternatives in [rule.anyOf, rule.oneOf] where !alternatives.isEmpty {
        var texts: Set<UInt8> = []
        for alternative in alternatives where allowsText(alternative) {
          texts.insert(trust(of: alternative).rawValue)
        }
        if texts.count > 1 {
          problem(
            "schema-trust", "only some alternatives say contentMediaType", at: rule.pointer,
            hint: "trust all texts of this field, or none")
        }
      }
    }
  }

  private func allowsText(_ index: Int) -> Bool {
    let rule = rules[index]
    return rule.types.contains(.string) && !rule.isForbidden
      && rule.companions.allSatisfy { allowsText($0) }
  }

  /// The trust a text gets that matches a rule.
  func trust(of index: Int) -> Value.Flags {
    var flags = rules[index].trust
    for companion in rules[index].companions { flags.formUnion(trust(of: companion)) }
    for alternatives in [rules[index].anyOf, rules[index].oneOf] {
      if let first = alternatives.first(where: { allowsText($0) }) {
        flags.formUnion(trust(of: first))
      }
    }
    return flags
  }
}
