/// An affine map of the plane, as SVG writes it: `matrix(a b c d e f)`.
///
/// x' = a x + c y + e, y' = b x + d y + f.
public struct PlaneTransform: Hashable, Sendable, BitwiseCopyable {
  /// x to x.
  public var a: Double
  /// x to y.
  public var b: Double
  /// y to x.
  public var c: Double
  /// y to y.
  public var d: Double
  /// Added to x.
  public var e: Double
  /// Added to y.
  public var f: Double

  /// Makes one from its parts.
  public init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
  }

  /// Changes nothing.
  public static let identity = PlaneTransform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  /// Moves.
  public static func translation(_ x: Double, _ y: Double) -> PlaneTransform {
    PlaneTransform(a: 1, b: 0, c: 0, d: 1, e: x, f: y)
  }

  /// Grows each axis.
  public static func scale(_ x: Double, _ y: Double) -> PlaneTransform {
    PlaneTransform(a: x, b: 0, c: 0, d: y, e: 0, f: 0)
  }

  /// The map that applies `inner` first, then this one: as a child's `transform` stands in its parent.
  public func concatenating(_ inner: PlaneTransform) -> PlaneTransform {
    PlaneTransform(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b,
      c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
      e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
  }

  /// Where a point goes.
  public func applied(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (a * x + c * y + e, b * x + d * y + f)
  }

  /// The upright box round a mapped box.
  public func applied(_ box: DisplayBox) -> DisplayBox {
    if box.isEmpty { return .empty }
    var result = DisplayBox.empty
    for (x, y) in [
      (box.minX, box.minY), (box.maxX, box.minY), (box.minX, box.maxY), (box.maxX, box.maxY),
    ] {
      let point = applied(x, y)
      result.include(point.x, point.y)
    }
    return result
  }

  /// Square root of the area's growth: what a stroke's width grows by under an even scale.
  public var meanScale: Double { abs(a * d - b * c).squareRoot() }
}

/// An upright box: everything with `minX <= x <= maxX` and `minY <= y <= maxY`; empty where a minimum is above its maximum.
public struct DisplayBox: Hashable, Sendable, BitwiseCopyable {
  /// Left.
  public var minX: Double
  /// Top.
  public var minY: Double
  /// Right.
  public var maxX: Double
  /// Bottom.
  public var maxY: Double

  /// Makes one from its parts.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// Nothing.
  public static let empty = DisplayBox(
    minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

  /// Whether nothing is in it.
  public var isEmpty: Bool { !(minX <= maxX && minY <= maxY) }
  /// Extent from left to right.
  public var width: Double { isEmpty ? 0 : maxX - minX }
  /// Extent from top to bottom.
  public var height: Double { isEmpty ? 0 : maxY - minY }

  /// Grows to hold a point.
  public mutating func include(_ x: Double, _ y: Double) {
    minX = min(minX, x)
    minY = min(minY, y)
    maxX = max(maxX, x)
    maxY = max(maxY, y)
  }

  /// Grows to hold another box.
  public mutating func formUnion(_ other: DisplayBox) {
    if other.isEmpty { return }
    minX = min(minX, other.minX)
    minY = min(minY, other.minY)
    maxX = max(maxX, other.maxX)
    maxY = max(maxY, other.maxY)
  }

  /// What two boxes share.
  public func intersection(_ other: DisplayBox) -> DisplayBox {
    DisplayBox(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }

  /// Grown on all sides.
  public func outset(by distance: Double) -> DisplayBox {
    if isEmpty { return self }
    return DisplayBox(
      minX: minX - distance, minY: minY - distance, maxX: maxX + distance, maxY: maxY + distance)
  }

  /// Whether two boxes share a point.
  public func intersects(_ other: DisplayBox) -> Bool { !intersection(other).isEmpty }
}
