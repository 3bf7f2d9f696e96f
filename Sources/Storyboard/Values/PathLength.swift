/// A path as short straight pieces, to measure it and to walk along it.
///
/// Curves are cut into 32 pieces: their length is then right to about 1 in 5,000 for a quarter circle.
struct PathWalk {
  private var points: [(x: Double, y: Double, length: Double)] = []
  /// Whole length; jumps between sub-paths count nothing.
  private(set) var length = 0.0

  private static let piecesOfCurve = 32

  init(steps: ArraySlice<PathStep>, numbers: [Double], from start: Int) {
    var index = start
    var x = 0.0
    var y = 0.0
    var startX = 0.0
    var startY = 0.0
    for step in steps {
      switch step {
      case .move:
        (x, y) = (numbers[index], numbers[index + 1])
        (startX, startY) = (x, y)
        points.append((x, y, length))
      case .line:
        line(x, y, numbers[index], numbers[index + 1])
        (x, y) = (numbers[index], numbers[index + 1])
      case .cubic:
        let c = Array(numbers[index..<index + 6])
        var (px, py) = (x, y)
        for piece in 1...Self.piecesOfCurve {
          let t = Double(piece) / Double(Self.piecesOfCurve)
          let u = 1 - t
          let qx = u * u * u * x + 3 * u * u * t * c[0] + 3 * u * t * t * c[2] + t * t * t * c[4]
          let qy = u * u * u * y + 3 * u * u * t * c[1] + 3 * u * t * t * c[3] + t * t * t * c[5]
          line(px, py, qx, qy)
          (px, py) = (qx, qy)
        }
        (x, y) = (c[4], c[5])
      case .close:
        line(x, y, startX, startY)
        (x, y) = (startX, startY)
      }
      index += step.coordinateCount
    }
  }

  private mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    let (dx, dy) = (x2 - x1, y2 - y1)
    length += (dx * dx + dy * dy).squareRoot()
    points.append((x2, y2, length))
  }

  /// Where one is after a part (0 to 1) of the way, and the direction as a vector.
  func place(at part: Double) -> (x: Double, y: Double, dx: Double, dy: Double) {
    guard let first = points.first else { return (0, 0, 1, 0) }
    let wanted = min(max(part, 0), 1) * length
    for index in points.indices.dropFirst()
    where points[index].length >= wanted && points[index].length > points[index - 1].length {
      let (from, to) = (points[index - 1], points[index])
      let share = (wanted - from.length) / (to.length - from.length)
      return (
        from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), to.x - from.x,
        to.y - from.y
      )
    }
    let last = points.last ?? first
    return (last.x, last.y, 1, 0)
  }
}
