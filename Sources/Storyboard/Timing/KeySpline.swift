/// A cubic Bezier curve from (0, 0) to (1, 1): how `keySplines` bends time.
enum KeySpline {
  /// The curve's y where its x is `part`.
  ///
  /// Newton's steps from the straight line, then halving where the curve is too flat for them: right to 1e-7.
  static func value(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, at part: Double)
    -> Double
  {
    if part <= 0 { return 0 }
    if part >= 1 { return 1 }
    func curve(_ a: Double, _ b: Double, _ t: Double) -> Double {
      let u = 1 - t
      return 3 * u * u * t * a + 3 * u * t * t * b + t * t * t
    }
    func slope(_ a: Double, _ b: Double, _ t: Double) -> Double {
      let u = 1 - t
      return 3 * u * u * a + 6 * u * t * (b - a) + 3 * t * t * (1 - b)
    }
    var t = part
    for _ in 0..<8 {
      let miss = curve(x1, x2, t) - part
      if abs(miss) < 1e-7 { return curve(y1, y2, t) }
      let rise = slope(x1, x2, t)
      if abs(rise) < 1e-6 { break }
      t -= miss / rise
    }
    var low = 0.0
    var high = 1.0
    t = part
    for _ in 0..<60 {
      let miss = curve(x1, x2, t) - part
      if abs(miss) < 1e-7 { break }
      if miss > 0 { high = t } else { low = t }
      t = (low + high) / 2
    }
    return curve(y1, y2, t)
  }
}
