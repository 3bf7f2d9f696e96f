/// Why a `pattern` is refused.
struct PatternProblem: Error {
  let message: String
  let hint: String

  init(_ message: String, hint: String = Self.subset) {
    self.message = message
    self.hint = hint
  }

  /// What patterns may hold: what runs in time proportional to the text, whatever the text is.
  static let subset =
    "patterns may hold literals, '.', classes, \\d \\w \\s, groups, '|', ? * + {n,m}, ^ and $"
}

/// A set of code points as sorted ranges that neither touch nor overlap.
struct CodePoints: Hashable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let last: UInt32 = 0x10_FFFF

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let end = self.ranges.last, range.lowerBound <= end.upperBound &+ 1 {
        self.ranges[self.ranges.count - 1] =
          end.lowerBound...max(end.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  func union(_ other: CodePoints) -> CodePoints { CodePoints(ranges + other.ranges) }

  var inverted: CodePoints {
    var found: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { found.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { found.append(next...Self.last) }
    return CodePoints(found)
  }

  func contains(_ point: UInt32) -> Bool { ranges.contains { $0.contains(point) } }

  static let digits = CodePoints([0x30...0x39])
  static let word = CodePoints([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// ECMA-262's white space and line ends.
  static let spaces = CodePoints([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What `.` does not match.
  static let lineEnds = CodePoints([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
}

/// The safe subset of ECMA-262's regular expressions that `pattern` may use.
///
/// No backreferences, no looking round, no word boundaries: what is left is a finite automaton.
indirect enum PatternSyntax {
  case empty
  case points(CodePoints)
  case start
  case end
  case sequence([PatternSyntax])
  case choice([PatternSyntax])
  /// `most` nil is no limit.
  case repeated(PatternSyntax, least: Int, most: Int?)
}

/// Reads a pattern.
struct PatternParser {
  private let points: [UInt32]
  private var position = 0
  private var depth = 0

  /// More is no longer a pattern a person checks.
  private static let longest = 1_000
  private static let deepest = 50
  private static let mostRepeats = 1_000

  static func parse(_ pattern: String) throws(PatternProblem) -> PatternSyntax {
    guard pattern.utf8.count <= longest else {
      throw PatternProblem("the pattern is longer than \(longest) bytes")
    }
    var parser = PatternParser(points: pattern.unicodeScalars.map(\.value))
    let syntax = try parser.choice()
    guard parser.position == parser.points.count else {
      throw PatternProblem("the pattern has a ')' that opens nothing")
    }
    return syntax
  }

  private init(points: [UInt32]) { self.points = points }

  private var current: Unicode.Scalar? {
    position < points.count ? Unicode.Scalar(points[position]) : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternProblem) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw PatternProblem("the pattern nests too deep") }
    var arms = [try sequence()]
    while take("|") { arms.append(try sequence()) }
    return arms.count == 1 ? arms[0] : .choice(arms)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let scalar = current, scalar != "|", scalar != ")" { parts.append(try piece()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func piece() throws(PatternProblem) -> PatternSyntax {
    let atom = try atom()
    guard let (least, most) = try quantifier() else { return atom }
    // A lazy quantifier finds another match, never another answer to whether there is one.
    _ = take("?")
    if case .start = atom { throw PatternProblem("'^' cannot be repeated") }
    if case .end = atom { throw PatternProblem("'$' cannot be repeated") }
    return .repeated(atom, least: least, most: most)
  }

  private mutating func quantifier() throws(PatternProblem) -> (least: Int, most: Int?)? {
    if take("?") { return (0, 1) }
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    guard take("{") else { return nil }
    guard let least = number() else { throw PatternProblem("'{' needs a number in the pattern") }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else { throw PatternProblem("'{' is not closed in the pattern") }
    guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, most ?? least >= least else {
      throw PatternProblem("a repetition must be 0 to \(Self.mostRepeats), the least first")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = current, ("0"..."9").contains(scalar), value ?? 0 <= Self.mostRepeats {
      value = (value ?? 0) * 10 + Int(scalar.value & 15)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(PatternProblem) -> PatternSyntax {
    guard let scalar = current else { return .empty }
    position += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .points(CodePoints.lineEnds.inverted)
    case "(": return try group()
    case "[": return .points(try characterClass())
    case "\\": return .points(try escape())
    case "*", "+", "?", "{": throw PatternProblem("'\(scalar)' repeats nothing in the pattern")
    case "]", "}": throw PatternProblem("write '\\\(scalar)' for the character '\(scalar)'")
    default: return .points(CodePoints([scalar.value...scalar.value]))
    }
  }

  private mutating func group() throws(PatternProblem) -> PatternSyntax {
    if take("?") {
      guard take(":") else {
        throw PatternProblem("the pattern looks ahead or behind, or names a group")
      }
    }
    let inside = try choice()
    guard take(")") else { throw PatternProblem("a '(' is not closed in the pattern") }
    return inside
  }

  private mutating func characterClass() throws(PatternProblem) -> CodePoints {
    let isInverted = take("^")
    var set = CodePoints()
    while !take("]") {
      let (single, low) = try classPart()
      if let single, current == "-", position + 1 < points.count, points[position + 1] != 0x5D {
        position += 1
        let (high, _) = try classPart()
        guard let high, high >= single else {
          throw PatternProblem("a range of a class runs backwards in the pattern")
        }
        set = set.union(CodePoints([single...high]))
      } else {
        set = set.union(low)
      }
    }
    return isInverted ? set.inverted : set
  }

  private mutating func classPart() throws(PatternProblem) -> (single: UInt32?, set: CodePoints) {
    guard let scalar = current else { throw PatternProblem("a '[' is not closed in the pattern") }
    position += 1
    guard scalar == "\\" else { return (scalar.value, CodePoints([scalar.value...scalar.value])) }
    let set = try escape()
    let single = set.ranges.count == 1 && set.ranges[0].count == 1 ? set.ranges[0].lowerBound : nil
    return (single, set)
  }

  private mutating func escape() throws(PatternProblem) -> CodePoints {
    guard let scalar = current else { throw PatternProblem("the pattern ends in a backslash") }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return CodePoints.digits.inverted
    case "w": return .word
    case "W": return CodePoints.word.inverted
    case "s": return .spaces
    case "S": return CodePoints.spaces.inverted
    case "t": return CodePoints([9...9])
    case "n": return CodePoints([10...10])
    case "r": return CodePoints([13...13])
    case "u":
      let point = try codePoint()
      return CodePoints([point...point])
    case "a"..."z", "A"..."Z", "0"..."9":
      throw PatternProblem("'\\\(scalar)' is not among what a pattern may use")
    default: return CodePoints([scalar.value...scalar.value])
    }
  }

  /// `\u0041` or `\u{41}`.
  private mutating func codePoint() throws(PatternProblem) -> UInt32 {
    let isBraced = take("{")
    var value: UInt32 = 0
    var digits = 0
    while digits < (isBraced ? 6 : 4), let scalar = current,
      let digit = UInt32(String(scalar), radix: 16)
    {
      value = value * 16 + digit
      digits += 1
      position += 1
    }
    guard isBraced ? digits > 0 && take("}") : digits == 4, Unicode.Scalar(value) != nil else {
      throw PatternProblem("'\\u' needs four hexadecimal digits of a character")
    }
    return value
  }
}
