import Diagnostics

extension RecordSchema {
  /// The smallest schema of what is read: JSON Schema text for `billow check --reads`.
  ///
  /// Holds the fields read, their types, formats and lists of values, and which of them are required; a value
  /// used whole is described without its inside.
  public func text(reading reads: FieldReads) -> String {
    let writer = ReadsSchemaWriter(rules: rules)
    return writer.text([0], reads)
  }
}

extension Communication {
  /// The smallest schema of what the template reads of a record; types are known where it has a schema.
  public var readsSchema: String {
    schema?.text(reading: reads) ?? ReadsSchemaWriter(rules: [SchemaRule()]).text([0], reads)
  }
}

extension FieldReads {
  /// The fields that are read whole, one path each: `bill.lines.amount`.
  public var paths: [String] {
    children.flatMap { child -> [String] in
      child.reads.isWhole ? [child.key] : child.reads.paths.map { "\(child.key).\($0)" }
    }
  }
}

/// Writes what is left of a schema's rules when only some fields are read.
struct ReadsSchemaWriter {
  let rules: [SchemaRule]

  /// A schema that refers to itself is written this deep.
  private static let deepest = 32

  func text(_ root: [Int], _ reads: FieldReads) -> String {
    var lines: [String] = []
    write(root, reads, indent: 0, isRoot: true, depth: 0, into: &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A rule with all that hold beside it or instead of it.
  private func parts(of rule: Int) -> [Int] {
    let row = rules[rule]
    return [rule] + (row.companions + row.anyOf + row.oneOf).flatMap { parts(of: $0) }
  }

  private func write(
    _ nodes: [Int], _ reads: FieldReads, indent: Int, isRoot: Bool = false, depth: Int,
    into lines: inout [String]
  ) {
    let space = String(repeating: "  ", count: indent + 1)
    var fields: [[String]] = []
    if isRoot {
      fields.append(["\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""])
    }
    let all = nodes.flatMap { parts(of: $0) }
    let types = nodes.reduce(into: SchemaTypes()) {
      $0.formUnion(SchemaFlattener.types(rules[$1], rules))
    }
    if let type = typeText(types) { fields.append(["\"type\": \(type)"]) }
    fields += details(all)
    if depth < Self.deepest, !reads.isWhole {
      let items = all.flatMap { (rules[$0].items.map { [$0] } ?? []) + rules[$0].prefixItems }
      if types.contains(.object) || items.isEmpty {
        fields += objectFields(all, reads, indent: indent, depth: depth)
      }
      if !items.isEmpty {
        var inner: [String] = []
        write(items, reads, indent: indent + 1, depth: depth + 1, into: &inner)
        inner[0] = "\"items\": " + inner[0]
        fields.append(inner)
      }
    }
    lines.append("{")
    for (index, field) in fields.enumerated() {
      var field = field
      if index < fields.count - 1 { field[field.count - 1] += "," }
      lines.append(space + field[0])
      lines += field.dropFirst()
    }
    lines.append(String(space.dropLast(2)) + "}")
  }

  private func objectFields(
    _ all: [Int], _ reads: FieldReads, indent: Int, depth: Int
  ) -> [[String]] {
    var fields: [[String]] = []
    let required = all.reduce(into: Set<String>()) { $0.formUnion(rules[$1].required) }
    let wanted = reads.children.map(\.key).filter { required.contains($0) }
    if !wanted.isEmpty {
      let names = wanted.map { JSONText.quoted($0) }.joined(separator: ", ")
      fields.append(["\"required\": [\(names)]"])
    }
    let space = String(repeating: "  ", count: indent + 2)
    var lines = ["\"properties\": {"]
    for (index, child) in reads.children.enumerated() {
      var inner: [String] = []
      let below = all.flatMap { rule -> [Int] in
        if let property = rules[rule].property(child.key) { return [property.rule] }
        if case .rule(let additional) = rules[rule].additional { return [additional] }
        return []
      }
      write(below, child.reads, indent: indent + 2, depth: depth + 1, into: &inner)
      inner[0] = space + JSONText.quoted(child.key) + ": " + inner[0]
      if index < reads.children.count - 1 { inner[inner.count - 1] += "," }
      lines += inner
    }
    lines.append(String(space.dropLast(2)) + "}")
    fields.append(lines)
    return fields
  }

  private func typeText(_ types: SchemaTypes) -> String? {
    if types == .anything || types.isEmpty { return nil }
    var names: [String] = []
    for row in SchemaTypes.names where types.isSuperset(of: row.type) {
      if row.type == .integer, types.contains(.number) { continue }
      names.append(JSONText.quoted(row.name))
    }
    return names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
  }

  private func details(_ all: [Int]) -> [[String]] {
    var fields: [[String]] = []
    if let format = all.lazy.map({ rules[$0].format }).first(where: { $0 != .none }),
      let name = SchemaFormat.checked.first(where: { $0.value == format })?.key
    {
      fields.append(["\"format\": \(JSONText.quoted(name))"])
    }
    if let constants = all.lazy.compactMap({ rules[$0].constants }).first {
      let values = constants.compactMap { $0.json }
      if values.count == constants.count {
        fields.append(["\"enum\": [\(values.joined(separator: ", "))]"])
      }
    }
    return fields
  }
}

extension SchemaConstant {
  /// As JSON; nil for lists and objects.
  var json: String? {
    switch self {
    case .string(let text): JSONText.quoted(text)
    case .null, .boolean, .number: words
    case .array, .object: nil
    }
  }
}
