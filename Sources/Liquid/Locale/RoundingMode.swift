/// How decimals that are not printed are dropped; never implied, always one of these by name.
public enum RoundingMode: String, Sendable, CaseIterable {
  /// To the nearest, halves away from zero: 0.125 -> 0.13, -0.125 -> -0.13. The default, as Intl's `halfExpand`.
  case halfUp = "half-up"
  /// To the nearest, halves to the even neighbour: 0.125 -> 0.12, 0.135 -> 0.14.
  case halfEven = "half-even"
  /// To the nearest, halves toward zero: 0.125 -> 0.12.
  case halfDown = "half-down"
  /// Away from zero: 0.121 -> 0.13.
  case up = "up"
  /// Toward zero: 0.129 -> 0.12.
  case down = "down"
  /// Toward positive infinity.
  case ceiling = "ceiling"
  /// Toward negative infinity.
  case floor = "floor"

  /// Whether a magnitude grows by one in its last place.
  ///
  /// `half` orders what was dropped against one half; `isExact` says nothing was dropped.
  @inline(__always)
  package func increments(half: HalfOrder, isExact: Bool, isOdd: Bool, isNegative: Bool) -> Bool {
    if isExact { return false }
    switch self {
    case .halfUp: return half != .below
    case .halfEven: return half == .above || (half == .equal && isOdd)
    case .halfDown: return half == .above
    case .up: return true
    case .down: return false
    case .ceiling: return !isNegative
    case .floor: return isNegative
    }
  }

  /// What was dropped, against one half of the last place kept.
  package enum HalfOrder {
    case below
    case equal
    case above
  }
}
