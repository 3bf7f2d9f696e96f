import Liquid

/// The numbers that a schema's `minimum`, `maximum` and their like allow.
struct NumberSpan: Hashable, Sendable {
  /// One end: the number, and whether it is itself allowed.
  struct End: Hashable, Sendable {
    let number: SchemaNumber
    let isIncluded: Bool
  }

  private(set) var least: End?
  private(set) var most: End?

  /// The span of all bounds together; nil where there are none.
  init?(_ bounds: [SchemaBound]) {
    for bound in bounds {
      switch bound.kind {
      case .minimum: raise(End(number: bound.number, isIncluded: true))
      case .exclusiveMinimum: raise(End(number: bound.number, isIncluded: false))
      case .maximum: lower(End(number: bound.number, isIncluded: true))
      case .exclusiveMaximum: lower(End(number: bound.number, isIncluded: false))
      case .multiple: break
      }
    }
    if least == nil, most == nil { return nil }
  }

  private mutating func raise(_ end: End) {
    guard let least else {
      least = end
      return
    }
    let order = end.number.order(least.number)
    if order > 0 || (order == 0 && !end.isIncluded) { self.least = end }
  }

  private mutating func lower(_ end: End) {
    guard let most else {
      most = end
      return
    }
    let order = end.number.order(most.number)
    if order < 0 || (order == 0 && !end.isIncluded) { self.most = end }
  }

  /// Whether no number of the span stands in this relation to another one; only `!=` cannot be told so.
  func never(_ sign: Comparison, _ other: SchemaNumber) -> Bool {
    let low = least.map { (order: $0.number.order(other), isIncluded: $0.isIncluded) }
    let high = most.map { (order: $0.number.order(other), isIncluded: $0.isIncluded) }
    let isAbove = low.map { $0.order > 0 || ($0.order == 0 && !$0.isIncluded) } ?? false
    let isBelow = high.map { $0.order < 0 || ($0.order == 0 && !$0.isIncluded) } ?? false
    return switch sign {
    case .equal, .notEqual: isAbove || isBelow
    case .less: low.map { $0.order >= 0 } ?? false
    case .lessOrEqual: isAbove
    case .greater: high.map { $0.order <= 0 } ?? false
    case .greaterOrEqual: isBelow
    case .contains: false
    }
  }

  /// `from 0`, `more than 5 and at most 10`.
  var words: String {
    let parts = [
      least.map { ($0.isIncluded ? "at least " : "more than ") + $0.number.words },
      most.map { ($0.isIncluded ? "at most " : "less than ") + $0.number.words },
    ]
    return parts.compactMap { $0 }.joined(separator: " and ")
  }
}

extension Comparison {
  /// The same question with its sides changed over.
  var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .contains: self
    }
  }
}
