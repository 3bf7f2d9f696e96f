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

  /// Visits everything the path leads to, through lists: `bill.lines.amount` is the amount of each line.
  ///
  /// A list that is not there has no elements. `missing` is told of an element of a list that lacks the field.
  func forEachValue(
    in record: Value, missing: () -> Void, visit: (Value) -> Void
  ) {
    descend(record, 0, isElement: false, missing, visit)
  }

  private func descend(
    _ value: Value, _ step: Int, isElement: Bool, _ missing: () -> Void, _ visit: (Value) -> Void
  ) {
    if value.tag == .array {
      for element in value.elements { descend(element, step, isElement: true, missing, visit) }
      return
    }
    if step == keys.count { return visit(value) }
    let next = keys[step].withUnsafeBytes { value.member(named: $0) } ?? .nil
    if next.isNil {
      if isElement { missing() }
      return
    }
    descend(next, step + 1, isElement: isElement, missing, visit)
  }
}
