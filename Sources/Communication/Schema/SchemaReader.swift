import Diagnostics
import Liquid

/// Reads a schema's JSON into rules, reporting every problem.
struct SchemaReader {
  let file: SourceFile
  let root: Value
  var rules: [SchemaRule] = []
  var log = DiagnosticLog()
  /// By JSON pointer: the rule that was or is being read from there.
  private var known: [String: Int] = [:]
  private var depth = 0

  /// More is no schema a person keeps.
  private static let deepest = 64
  private static let mostRules = 5_000

  init(_ root: Value, in file: SourceFile) {
    self.root = root
    self.file = file
  }

  /// All rules, the record's first.
  mutating func read() -> [SchemaRule] {
    if root.tag == .object, let draft = root.member("$schema"), draft.tag == .string,
      !draft.text.contains("2020-12")
    {
      problem(
        "schema-draft", "the schema is written for another draft", at: "/$schema",
        hint: "Billow reads https://json-schema.org/draft/2020-12/schema")
    }
    _ = rule(root, at: "")
    findCycles()
    checkTrust()
    return rules
  }

  mutating func problem(
    _ code: String, _ message: String, at pointer: String, hint: String? = nil
  ) {
    let span = JSONPlaces.span(of: pointer, in: file)
    log.add(
      Diagnostic(code: code, message: message, place: .init(file: file, span: span), hint: hint))
  }

  // MARK: Rules

  /// The rule of a subschema, read once.
  mutating func rule(_ value: Value, at pointer: String) -> Int {
    if let index = known[pointer] { return index }
    let index = rules.count
    known[pointer] = index
    var rule = SchemaRule()
    rule.pointer = pointer
    rules.append(rule)
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, rules.count <= Self.mostRules else {
      problem(
        "schema-limit", "the schema nests or repeats too much", at: pointer,
        hint: "at most \(Self.deepest) levels and \(Self.mostRules) subschemas")
      return index
    }
    switch value.tag {
    case .boolean: rule.isForbidden = !value.isTruthy
    case .object:
      for member in value.members { read(member, of: value, into: &rule) }
      finish(&rule)
    default:
      problem(
        "schema-value", "a schema is an object, true or false", at: pointer,
        hint: "for example { \"type\": \"string\" }")
    }
    rules[index] = rule
    return index
  }

  private mutating func read(_ member: Member, of schema: Value, into rule: inout SchemaRule) {
    let keyword = member.key.text
    let place = "\(rule.pointer)/\(JSONPlaces.step(keyword))"
    let value = member.value
    switch keyword {
    case "type": readTypes(value, at: place, into: &rule)
    case "properties": readProperties(value, at: place, into: &rule)
    case "required": rule.required = Set(names(value, at: place))
    case "additionalProperties":
      if value.tag == .boolean {
        rule.additional = value.isTruthy ? .anything : .nothing
      } else {
        rule.additional = .rule(self.rule(value, at: place))
      }
    case "items": rule.items = self.rule(value, at: place)
    case "prefixItems": rule.prefixItems = list(value, at: place)
    case "allOf": rule.allOf = list(value, at: place)
    case "anyOf": rule.anyOf = list(value, at: place)
    case "oneOf": rule.oneOf = list(value, at: place)
    case "enum": readConstants(value.elements.map { $0 }, value.tag == .array, place, &rule)
    case "const": readConstants([value], true, place, &rule)
    case "format": readFormat(value, at: place, into: &rule)
    case "pattern": readPattern(value, at: place, into: &rule)
    case "minLength": rule.lengths.least = count(value, at: place)
    case "maxLength": rule.lengths.most = count(value, at: place)
    case "minItems": rule.itemCounts.least = count(value, at: place)
    case "maxItems": rule.itemCounts.most = count(value, at: place)
    case "minimum": readBound(.minimum, value, at: place, into: &rule)
    case "maximum": readBound(.maximum, value, at: place, into: &rule)
    case "exclusiveMinimum": readBound(.exclusiveMinimum, value, at: place, into: &rule)
    case "exclusiveMaximum": readBound(.exclusiveMaximum, value, at: place, into: &rule)
    case "multipleOf": readBound(.multiple, value, at: place, into: &rule)
    case "$ref": rule.reference = reference(value, at: place)
    case "$defs": readDefinitions(value, at: place)
    case "x-currency": readCurrency(value, at: place, into: &rule)
    case "contentMediaType": readTrust(value, schema, at: place, into: &rule)
    default: checkOther(keyword, at: place)
    }
  }

  private mutating func checkOther(_ keyword: String, at place: String) {
    if SchemaKeywords.annotations.contains(keyword) || keyword.hasPrefix("x-") { return }
    if SchemaKeywords.refused.contains(keyword) {
      problem(
        "schema-unsupported", "'\(keyword)' is not checked here and therefore refused", at: place,
        hint: SchemaKeywords.cure(keyword))
      return
    }
    let near = Suggestion.nearest(
      keyword, in: SchemaKeywords.checked.union(SchemaKeywords.annotations))
    problem(
      "schema-keyword", "JSON Schema has no keyword '\(keyword)'", at: place,
      hint: near.map { "did you mean '\($0)'?" } ?? "names of your own start with x-")
  }

  /// Required names have a property each, whose schema may be anything.
  private mutating func finish(_ rule: inout SchemaRule) {
    for name in rule.required.sorted() where rule.property(name) == nil {
      let index = rules.count
      var open = SchemaRule()
      open.pointer = "\(rule.pointer)/required"
      rules.append(open)
      rule.properties.append(SchemaRule.Property(name: name, rule: index))
    }
  }

  // MARK: References

  private mutating func reference(_ value: Value, at place: String) -> Int? {
    let text = value.tag == .string ? value.text : ""
    guard text.hasPrefix("#"), text == "#" || text.hasPrefix("#/") else {
      problem(
        "schema-reference", "'$ref' must point into this file", at: place,
        hint: "write #/$defs/name")
      return nil
    }
    let pointer = Self.percentDecoded(String(text.dropFirst()))
    let path = JSONPlaces.path(of: pointer)
    guard let target = Self.find(path, in: root) else {
      let last = path.last ?? ""
      let siblings = Self.find(path.dropLast(), in: root)?.members.map(\.key.text) ?? []
      problem(
        "schema-reference", "'$ref' points at '\(text)', where nothing is", at: place,
        hint: Suggestion.nearest(last, in: siblings).map { "did you mean '\($0)'?" })
      return nil
    }
    let canonical = path.map { "/" + JSONPlaces.step($0) }.joined()
    return rule(target, at: canonical)
  }

  private static func find(_ path: some Sequence<String>, in root: Value) -> Value? {
    var value = root
    for step in path {
      switch value.tag {
      case .object:
        guard let next = value.member(step) else { return nil }
        value = next
      case .array:
        guard let index = Int(step), index >= 0, index < value.elements.count else { return nil }
        value = value.elements[index]
      default: return nil
      }
    }
    return value
  }

  private static func percentDecoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        out.append(byte)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func readDefinitions(_ value: Value, at place: String) {
    guard value.tag == .object else {
      problem("schema-value", "'$defs' is an object of schemas", at: place)
      return
    }
    for member in value.members {
      _ = rule(member.value, at: "\(place)/\(JSONPlaces.step(member.key.text))")
    }
  }

  /// A rule that refers to itself without going into the record would be checked for ever.
  private mutating func findCycles() {
    var state = [UInt8](repeating: 0, count: rules.count)
    for index in rules.indices where state[index] == 0 { visit(index, &state) }
  }

  private mutating func visit(_ index: Int, _ state: inout [UInt8]) {
    state[index] = 1
    for next in rules[index].companions + rules[index].anyOf + rules[index].oneOf {
      if state[next] == 1 {
        problem(
          "schema-cycle", "the schema refers to itself without going into the record",
          at: rules[index].pointer, hint: "refer to it from properties or items")
        rules[index].reference = nil
        (rules[index].allOf, rules[index].anyOf, rules[index].oneOf) = ([], [], [])
        break
      } else if state[next] == 0 {
        visit(next, &state)
      }
    }
    state[index] = 2
  }
}

extension Value {
  /// The text of a string, for cold paths.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The member of a name, for cold paths.
  func member(_ name: String) -> Value? {
    var name = name
    return name.withUTF8 { member(named: UnsafeRawBufferPointer($0)) }
  }
}
