import Review

/// Shorter ways to say JSON.
extension JSONTree {
  /// An object of these fields, in this order.
  static func fields(_ fields: [(String, JSONTree)]) -> JSONTree {
    .object(fields.map { Member(key: $0.0, value: $0.1) })
  }

  /// JSON that is written already.
  ///
  /// A number keeps its own text, and so does this.
  static func raw(_ json: String) -> JSONTree { .number(json) }

  /// A single value as a person types it.
  var plainText: String {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    case .null: "null"
    case .array, .object: ""
    }
  }
}
