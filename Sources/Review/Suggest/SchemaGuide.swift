import Communication

/// Finds what a JSON Schema says of a field, following `$ref` and the alternatives.
public struct SchemaGuide: Sendable {
  private let root: JSONTree

  /// Makes a guide to a schema; nil where a template has none.
  public init?(_ schema: JSONTree?) {
    guard let schema else { return nil }
    root = schema
  }

  /// Reads the schema of a template.
  public init?(of template: ReviewTemplate) {
    let file = template.folder.file("schema.json")
    self.init(file.flatMap { template.tree($0) })
  }

  /// The schema of a whole record.
  public var record: JSONTree { resolved(root) }

  private static let deepestReference = 16

  private func resolved(_ schema: JSONTree) -> JSONTree {
    var schema = schema
    for _ in 0..<Self.deepestReference {
      guard case .string(let reference)? = schema["$ref"], reference.hasPrefix("#/") else { break }
      let path = reference.dropFirst(2).split(separator: "/").map(String.init)
      guard let target = root.value(at: path) else { break }
      schema = target
    }
    return schema
  }

  /// The schema of a member; nil where nothing is said of it.
  public func member(_ key: String, of schema: JSONTree) -> JSONTree? {
    if let found = schema["properties"]?[key] { return resolved(found) }
    for word in ["allOf", "anyOf", "oneOf"] {
      guard case .array(let parts)? = schema[word] else { continue }
      for part in parts {
        if let found = member(key, of: resolved(part)) { return found }
      }
    }
    return nil
  }

  /// The schema of a list's elements.
  public func element(of schema: JSONTree) -> JSONTree? { schema["items"].map { resolved($0) } }

  /// Whether a text is one of few that the schema spells out, or a date: not the customer's own words.
  static func isClosed(_ schema: JSONTree?) -> Bool {
    guard let schema else { return false }
    if schema["enum"] != nil || schema["const"] != nil { return true }
    if case .string(let format)? = schema["format"] {
      return ["date", "date-time", "time", "duration"].contains(format)
    }
    return schema["pattern"] == .string("^[A-Z]{3}$") || schema["pattern"] == .string("^[A-Z]{2}$")
  }

  /// The whole number of a keyword.
  static func number(_ word: String, of schema: JSONTree?) -> Int? {
    guard case .number(let text)? = schema?[word] else { return nil }
    return Int(text)
  }
}
