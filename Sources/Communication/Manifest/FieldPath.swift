public import Liquid

/// A path to one field of a record: `bill.number`.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
  /// The path as written.
  public let description: String
  private let keys: [[UInt8]]

  /// Makes a path from names joined by dots.
  public init(_ text: String) {
    description = text
    keys = text.split(separator: ".").map { Array($0.utf8) }
  }

  /// The field of a record; nil where any step is missing.
  public func value(in record: Value) -> Value {
    var value = record
    for key in keys {
      let next = key.withUnsafeBytes { value.member(named: $0) }
      guard let next else { return .nil }
      value = next
    }
    return value
  }
}
