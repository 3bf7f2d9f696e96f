import Glibc

/// Reads path data (SVG 1.1, 8.3) into moves, lines, cubic curves and closes.
///
/// Quadratic curves become cubic ones exactly; arcs become up to four cubic curves, off by less than 3 in 10,000 of
/// the radius.
struct PathReader {
  private var scanner: NumberScanner
  private var steps: [PathStep] = []
  private var numbers: [Double] = []
  private var x = 0.0
  private var y = 0.0
  private var startX = 0.0
  private var startY = 0.0
  /// The last control point, for shorthands.
  private var controlX = 0.0
  private var controlY = 0.0
  private var last: UInt8 = 0

  private init(_ bytes: UnsafeRawBufferPointer) { scanner = NumberScanner(bytes) }

  /// Appends what the data says to the tables; nil where it is not path data.
  static func read(
    _ bytes: UnsafeRawBufferPointer, into tree: SceneTree
  ) -> SceneValue? {
    var reader = PathReader(bytes)
    guard reader.readAll() else { return nil }
    let firstStep = tree.steps.count
    let firstNumber = tree.numbers.count
    tree.steps += reader.steps
    tree.numbers += reader.numbers
    return .path(DisplayRange(firstStep, tree.steps.count), UInt32(firstNumber))
  }

  private mutating func readAll() -> Bool {
    scanner.skipSpaces()
    var command: UInt8 = 0
    while !scanner.isAtEnd {
      let byte = scanner.bytes[scanner.index]
      if (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A {
        command = byte
        scanner.index += 1
        scanner.skipSpaces()
        if steps.isEmpty, command | 0x20 != UInt8(ascii: "m") { return false }
      } else if command == 0 || command | 0x20 == UInt8(ascii: "z") {
        return false
      }
      guard step(command) else { return false }
      // Further pairs after a move are lines.
      if command == UInt8(ascii: "M") { command = UInt8(ascii: "L") }
      if command == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
      scanner.skipComma()
    }
    return true
  }

  private mutating func next() -> Double? {
    let value = scanner.number()
    if value != nil { scanner.skipComma() }
    return value
  }

  private mutating func flag() -> Bool? {
    let isSet = scanner.take(byte: "1")
    guard isSet || scanner.take(byte: "0") else { return nil }
    scanner.skipComma()
    return isSet
  }

  private mutating func step(_ command: UInt8) -> Bool {
    let isRelative = command >= 0x61
    let baseX = isRelative ? x : 0
    let baseY = isRelative ? y : 0
    let kind = command | 0x20
    defer { last = kind }
    switch kind {
    case UInt8(ascii: "m"):
      guard let dx = next(), let dy = next() else { return false }
      add(.move, baseX + dx, baseY + dy)
      startX = x
      startY = y
    case UInt8(ascii: "l"):
      guard let dx = next(), let dy = next() else { return false }
      add(.line, baseX + dx, baseY + dy)
    case UInt8(ascii: "h"):
      guard let dx = next() else { return false }
      add(.line, baseX + dx, y)
    case UInt8(ascii: "v"):
      guard let dy = next() else { return false }
      add(.line, x, baseY + dy)
    case UInt8(ascii: "z"):
      steps.append(.close)
      x = startX
      y = startY
    case UInt8(ascii: "c"):
      guard let x1 = next(), let y1 = next(), let x2 = next(), let y2 = next(), let dx = next(),
        let dy = next()
      else { return false }
      curve(baseX + x1, baseY + y1, baseX + x2, baseY + y2, baseX + dx, baseY + dy)
    case UInt8(ascii: "s"):
      guard let x2 = next(), let y2 = next(), let dx = next(), let dy = next() else { return false }
      let isSmooth = last == UInt8(ascii: "c") || last == UInt8(ascii: "s")
      curve(
        isSmooth ? 2 * x - controlX : x, isSmooth ? 2 * y - controlY : y, baseX + x2, baseY + y2,
        baseX + dx, baseY + dy)
    case UInt8(ascii: "q"):
      guard let x1 = next(), let y1 = next(), let dx = next(), let dy = next() else { return false }
      quadratic(baseX + x1, baseY + y1, baseX + dx, baseY + dy)
    case UInt8(ascii: "t"):
      guard let dx = next(), let dy = next() else { return false }
      let isSmooth = last == UInt8(ascii: "q") || last == UInt8(ascii: "t")
      quadratic(
        isSmooth ? 2 * x - controlX : x, isSmooth ? 2 * y - controlY : y, baseX + dx, baseY + dy)
    case UInt8(ascii: "a"):
      guard let rx = next(), let ry = next(), let turn = next(), let isLarge = flag(),
        let isSweep = flag(),
        let dx = next(), let dy = next()
      else { return false }
      arc(abs(rx), abs(ry), turn, isLarge, isSweep, baseX + dx, baseY + dy)
    default:
      return false
    }
    return true
  }

  private mutating func add(_ step: PathStep, _ toX: Double, _ toY: Double) {
    // After a close without a move, the next sub-path starts where the last one did.
    if step != .move, steps.last == .close {
      steps.append(.move)
      numbers += [x, y]
    }
    steps.append(step)
    numbers += [toX, toY]
    x = toX
    y = toY
  }

  private mutating func curve(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ toX: Double, _ toY: Double
  ) {
    if steps.last == .close {
      steps.append(.move)
      numbers += [x, y]
    }
    steps.append(.cubic)
    numbers += [x1, y1, x2, y2, toX, toY]
    controlX = x2
    controlY = y2
    x = toX
    y = toY
  }

  private mutating func quadratic(_ qx: Double, _ qy: Double, _ toX: Double, _ toY: Double) {
    curve(
      x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), toX + 2 / 3 * (qx - toX),
      toY + 2 / 3 * (qy - toY), toX, toY)
    controlX = qx
    controlY = qy
  }

  /// SVG 1.1, F.6.5: from end points to a centre, then a cubic for at most each quarter turn.
  private mutating func arc(
    _ radiusX: Double, _ radiusY: Double, _ turn: Double, _ isLarge: Bool, _ isSweep: Bool,
    _ toX: Double, _ toY: Double
  ) {
    if x == toX, y == toY { return }
    if radiusX == 0 || radiusY == 0 { return add(.line, toX, toY) }
    var rx = radiusX
    var ry = radiusY
    let angle = turn * .pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    let px = cosine * (x - toX) / 2 + sine * (y - toY) / 2
    let py = -sine * (x - toX) / 2 + cosine * (y - toY) / 2
    let excess = px * px / (rx * rx) + py * py / (ry * ry)
    if excess > 1 {
      rx *= excess.squareRoot()
      ry *= excess.squareRoot()
    }
    let below = rx * rx * py * py + ry * ry * px * px
    var factor = max(0, (rx * rx * ry * ry - below) / below).squareRoot()
    if isLarge == isSweep { factor = -factor }
    let centerPX = factor * rx * py / ry
    let centerPY = -factor * ry * px / rx
    let centerX = cosine * centerPX - sine * centerPY + (x + toX) / 2
    let centerY = sine * centerPX + cosine * centerPY + (y + toY) / 2
    let from = atan2((py - centerPY) / ry, (px - centerPX) / rx)
    var sweep = atan2((-py - centerPY) / ry, (-px - centerPX) / rx) - from
    if isSweep, sweep < 0 { sweep += 2 * .pi }
    if !isSweep, sweep > 0 { sweep -= 2 * .pi }
    // Radii whose squares are no numbers any more leave no centre to turn about.
    guard sweep.isFinite else { return add(.line, toX, toY) }
    let parts = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
    let each = sweep / Double(parts)
    let handle = 4 / 3 * tan(each / 4)
    for part in 0..<parts {
      let start = from + each * Double(part)
      let end = start + each
      func point(_ u: Double, _ v: Double) -> (Double, Double) {
        (centerX + cosine * rx * u - sine * ry * v, centerY + sine * rx * u + cosine * ry * v)
      }
      let one = point(cos(start) - handle * sin(start), sin(start) + handle * cos(start))
      let two = point(cos(end) + handle * sin(end), sin(end) - handle * cos(end))
      let last = part == parts - 1 ? (toX, toY) : point(cos(end), sin(end))
      curve(one.0, one.1, two.0, two.1, last.0, last.1)
    }
  }
}
