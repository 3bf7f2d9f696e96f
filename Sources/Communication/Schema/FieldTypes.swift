/// The fields of which a schema allows one type only, by dotted paths in which lists leave no trace.
///
/// For formats such as CSV, whose text alone does not say what a value is.
public struct FieldTypes: Sendable {
  /// Numbers, whole or not.
  public private(set) var numeric: Set<String> = []
  /// Texts.
  public private(set) var text: Set<String> = []
  /// `true` or `false`.
  public private(set) var boolean: Set<String> = []

  /// What the rules of a record say of each path.
  init(_ rules: [SchemaRule]) {
    guard !rules.isEmpty else { return }
    var known: [Int: [String: SchemaTypes]] = [:]
    for (path, types) in Self.types(of: 0, rules, [], &known) where !path.isEmpty {
      switch types.subtracting(.null) {
      case .integer, [.integer, .number]: numeric.insert(path)
      case .string: text.insert(path)
      case .boolean: boolean.insert(path)
      default: break
      }
    }
  }

  /// Beyond this many fields the rest are told by their cells: rules that share others can name any number.
  private static let mostFields = 4096

  /// The types at and below a rule; nothing of what refers to itself.
  private static func types(
    of index: Int, _ rules: [SchemaRule], _ outer: Set<Int>,
    _ known: inout [Int: [String: SchemaTypes]]
  ) -> [String: SchemaTypes] {
    if let found = known[index] { return found }
    guard !outer.contains(index) else { return ["": .anything] }
    let inner = outer.union([index])
    let rule = rules[index]
    var own = rule.types
    if let constants = rule.constants {
      own.formIntersection(constants.reduce(into: []) { $0.formUnion($1.types) })
    }
    var found: [String: SchemaTypes] = [:]
    // A list is transparent: its elements stand in its place.
    let elements = rule.prefixItems + (rule.items.map { [$0] } ?? [])
    if !elements.isEmpty, own.contains(.array) {
      own.subtract(.array)
      for element in elements {
        for (path, types) in Self.types(of: element, rules, inner, &known) {
          found[path, default: []].formUnion(types)
        }
      }
    }
    // Where nothing is said of the type but what elements are, it is a list.
    let isList = found[""] != nil && own == SchemaTypes.anything.subtracting(.array)
    if !isList { found["", default: []].formUnion(own) }
    for property in rule.properties {
      for (path, types) in Self.types(of: property.rule, rules, inner, &known) {
        let whole = path.isEmpty ? property.name : "\(property.name).\(path)"
        if found.count < mostFields { found[whole] = types }
      }
    }
    for part in rule.companions {
      narrow(&found, Self.types(of: part, rules, inner, &known))
    }
    for choices in [rule.anyOf, rule.oneOf] where !choices.isEmpty {
      var either: [String: SchemaTypes] = [:]
      for choice in choices {
        for (path, types) in Self.types(of: choice, rules, inner, &known) {
          either[path, default: []].formUnion(types)
        }
      }
      narrow(&found, either)
    }
    known[index] = found
    return found
  }

  private static func narrow(
    _ found: inout [String: SchemaTypes], _ more: [String: SchemaTypes]
  ) {
    for (path, types) in more where found[path] != nil || found.count < mostFields {
      found[path, default: .anything].formIntersection(types)
    }
  }
}

extension RecordSchema {
  /// The fields whose type it settles.
  public var fieldTypes: FieldTypes { FieldTypes(rules) }
}
