import Diagnostics
public import Liquid

/// A record as a tree that can be changed and written again, each number in its own text.
///
/// For tools that look at single records; a run never makes one.
public indirect enum JSONTree: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number as its text, so that `12.10` stays `12.10`.
  case number(String)
  case string(String)
  case array([JSONTree])
  case object([Member])

  /// One entry of an object, in source order.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var key: String
    /// The value.
    public var value: JSONTree

    /// Makes a member.
    public init(key: String, value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// Copies a value out of the memory it lives in.
  public init(_ value: Value, in arena: Arena) {
    switch value.tag {
    case .nil, .empty, .blank, .forLoop, .tableRowLoop, .range: self = .null
    case .boolean: self = .boolean(value.isTruthy)
    case .string: self = .string(String(decoding: value.bytes, as: UTF8.self))
    case .array: self = .array(value.elements.map { JSONTree($0, in: arena) })
    case .object:
      self = .object(
        value.members.map {
          Member(
            key: String(decoding: $0.key.bytes, as: UTF8.self), value: JSONTree($0.value, in: arena)
          )
        })
    case .integer, .decimal, .float, .bigInteger:
      self = .number(String(decoding: value.text(in: arena).bytes, as: UTF8.self))
    }
  }

  /// The entry of a name; nil where there is none or this is no object.
  public subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value at a path of names and indices; nil where any step is missing.
  public func value(at path: some Collection<String>) -> JSONTree? {
    guard let step = path.first else { return self }
    if case .array(let elements) = self {
      guard let index = Int(step), elements.indices.contains(index) else { return nil }
      return elements[index].value(at: path.dropFirst())
    }
    return self[step]?.value(at: path.dropFirst())
  }

  /// The tree with another value at a path; objects on the way are made, list elements must exist.
  public func setting(_ value: JSONTree, at path: some Collection<String>) -> JSONTree {
    guard let step = path.first else { return value }
    let rest = path.dropFirst()
    if case .array(var elements) = self {
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      elements[index] = elements[index].setting(value, at: rest)
      return .array(elements)
    }
    var members: [Member] = []
    if case .object(let known) = self { members = known }
    if let index = members.firstIndex(where: { $0.key == step }) {
      members[index].value = members[index].value.setting(value, at: rest)
    } else {
      members.append(Member(key: step, value: JSONTree.object([]).setting(value, at: rest)))
    }
    return .object(members)
  }

  /// One line of JSON.
  public var text: String {
    switch self {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number(let text): text
    case .string(let text): JSONText.quoted(text)
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONText.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",")
        + "}"
    }
  }

  /// JSON over several lines, two spaces a level, for files that people read.
  public func pretty(_ indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + $0.pretty(inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { inner + JSONText.quoted($0.key) + ": " + $0.value.pretty(inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return text
    }
  }
}
