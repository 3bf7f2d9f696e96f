import Glibc

/// Reads a `transform` attribute: translate, scale, rotate, skewX, skewY and matrix, applied from right to left.
enum TransformReader {
  static func read(_ bytes: UnsafeRawBufferPointer) -> PlaneTransform? {
    var scanner = NumberScanner(bytes)
    var result = PlaneTransform.identity
    scanner.skipSpaces()
    while !scanner.isAtEnd {
      let name = scanner.word()
      scanner.skipSpaces()
      guard scanner.take(byte: "(") else { return nil }
      scanner.skipSpaces()
      var numbers: [Double] = []
      while numbers.count < 6, let number = scanner.number() {
        numbers.append(number)
        scanner.skipComma()
      }
      guard scanner.take(byte: ")"), let next = transform(name, numbers) else { return nil }
      result = result.concatenating(next)
      scanner.skipComma()
    }
    return result
  }

  private static func transform(_ name: String, _ n: [Double]) -> PlaneTransform? {
    switch (name, n.count) {
    case ("translate", 1): .translation(n[0], 0)
    case ("translate", 2): .translation(n[0], n[1])
    case ("scale", 1): .scale(n[0], n[0])
    case ("scale", 2): .scale(n[0], n[1])
    case ("rotate", 1): rotation(n[0], 0, 0)
    case ("rotate", 3): rotation(n[0], n[1], n[2])
    case ("skewX", 1): PlaneTransform(a: 1, b: 0, c: tan(n[0] * .pi / 180), d: 1, e: 0, f: 0)
    case ("skewY", 1): PlaneTransform(a: 1, b: tan(n[0] * .pi / 180), c: 0, d: 1, e: 0, f: 0)
    case ("matrix", 6): PlaneTransform(a: n[0], b: n[1], c: n[2], d: n[3], e: n[4], f: n[5])
    default: nil
    }
  }

  /// A turn by degrees about a point.
  static func rotation(_ degrees: Double, _ x: Double, _ y: Double) -> PlaneTransform {
    // Quarter turns are exact, so that upright things stay upright.
    let quarter = degrees.truncatingRemainder(dividingBy: 90) == 0
    let turn = degrees.truncatingRemainder(dividingBy: 360) * .pi / 180
    let (cosine, sine) =
      quarter ? (cos(turn).rounded(), sin(turn).rounded()) : (cos(turn), sin(turn))
    return PlaneTransform(
      a: cosine, b: sine, c: -sine, d: cosine, e: x - cosine * x + sine * y,
      f: y - sine * x - cosine * y)
  }
}

extension TransformReader {
  /// A slant by degrees along one axis.
  static func skew(x: Double, y: Double) -> PlaneTransform {
    PlaneTransform(a: 1, b: tan(y * .pi / 180), c: tan(x * .pi / 180), d: 1, e: 0, f: 0)
  }
}
