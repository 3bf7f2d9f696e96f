import Liquid

/// One subschema as it was read: what the template checker asks and what the record checks are made from.
struct SchemaRule: Sendable {
  /// What an object may hold besides its properties.
  enum Additional: Sendable, Hashable {
    /// Nothing is said: records may hold more, templates may not read it.
    case unsaid
    /// `true`: records may hold more, and templates may read it.
    case anything
    /// `false`: nothing.
    case nothing
    /// What a rule allows.
    case rule(Int)
  }

  struct Property: Sendable {
    let name: String
    let rule: Int
  }

  /// Where it stands in the schema: a JSON pointer.
  var pointer = ""
  var types = SchemaTypes.anything
  /// Whether it is the schema `false`.
  var isForbidden = false
  /// In the order of the schema; required names without a schema of their own are among them.
  var properties: [Property] = []
  var required: Set<String> = []
  var additional = Additional.unsaid
  var items: Int?
  var prefixItems: [Int] = []
  var constants: [SchemaConstant]?
  var format = SchemaFormat.none
  var pattern: String?
  var lengths = SchemaCount()
  var itemCounts = SchemaCount()
  var bounds: [SchemaBound] = []
  var reference: Int?
  var allOf: [Int] = []
  var anyOf: [Int] = []
  var oneOf: [Int] = []
  /// The currency of this amount, where the schema names it.
  var currency: SchemaCurrency?
  /// What the schema says this text may be printed as.
  var trust: Value.Flags = []

  /// The rules that hold for the same value at the same time.
  var companions: [Int] { (reference.map { [$0] } ?? []) + allOf }

  func property(_ name: String) -> Property? { properties.first { $0.name == name } }
}

/// At least and at most so many.
struct SchemaCount: Sendable, Hashable {
  var least: Int32 = 0
  var most = Int32.max

  /// `at least 1`, `1 to 20`, `at most 20`.
  func words(_ unit: String) -> String {
    if most == .max { return "at least \(least) \(unit)" }
    if least == 0 { return "at most \(most) \(unit)" }
    return least == most ? "\(least) \(unit)" : "\(least) to \(most) \(unit)"
  }

  var isLimited: Bool { least > 0 || most < .max }
}

/// A value that `enum` or `const` spells out.
indirect enum SchemaConstant: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(SchemaNumber)
  case string(String)
  case array([SchemaConstant])
  case object([String: SchemaConstant])

  /// Reads a value of the schema; nil for what JSON does not have.
  init?(_ value: Value) {
    switch value.tag {
    case .nil: self = .null
    case .boolean: self = .boolean(value.isTruthy)
    case .integer, .decimal, .float, .bigInteger: self = .number(SchemaNumber(value))
    case .string: self = .string(String(decoding: value.bytes, as: UTF8.self))
    case .array: self = .array(value.elements.compactMap { SchemaConstant($0) })
    case .object:
      var members: [String: SchemaConstant] = [:]
      for member in value.members {
        members[String(decoding: member.key.bytes, as: UTF8.self)] = SchemaConstant(member.value)
      }
      self = .object(members)
    default: return nil
    }
  }

  /// The types it has.
  var types: SchemaTypes {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number(let number): number.isWhole ? [.integer, .number] : .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// How it reads in a message: the schema's own text, never a customer's.
  var words: String {
    switch self {
    case .null: "null"
    case .boolean(let boolean): "\(boolean)"
    case .number(let number): number.words
    case .string(let text): "'\(text)'"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
