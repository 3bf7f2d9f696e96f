/// Points on a circle, computed with nothing but additions and multiplications.
///
/// The C library's sine may differ in its last bit from machine to machine, and a picture must not.
enum UnitCircle {
  /// Sine and cosine of a whole turn times `turn`, exact to about 1e-12.
  static func point(turn: Double) -> (sine: Double, cosine: Double) {
    let whole = turn - turn.rounded(.down)
    let eighth = Int((whole * 8).rounded(.down)) & 7
    // Within an eighth of a turn the series converge quickly; the other seven are its mirror images.
    let rest = whole - Double(eighth / 2) * 0.25
    let isUpper = eighth & 1 == 1
    let angle = (isUpper ? 0.25 - rest : rest) * 2 * Double.pi
    let (small, large) = (sine(angle), cosine(angle))
    let (sine, cosine) = isUpper ? (large, small) : (small, large)
    switch eighth / 2 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  private static func sine(_ x: Double) -> Double {
    let square = x * x
    var term = x
    var sum = x
    for index in 1...8 {
      term *= -square / Double(2 * index * (2 * index + 1))
      sum += term
    }
    return sum
  }

  private static func cosine(_ x: Double) -> Double {
    let square = x * x
    var term = 1.0
    var sum = 1.0
    for index in 1...8 {
      term *= -square / Double(2 * index * (2 * index - 1))
      sum += term
    }
    return sum
  }
}
