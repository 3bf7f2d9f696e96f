import Liquid

/// Reads the rule of a check: two sides with `=` between them.
///
/// A side is made of `+`, `-`, `*` and parentheses over numbers, fields, `sum(path)` and `round(side, decimals, mode)`.
struct BillCheckParser {
  /// What is wrong, and at which byte of the rule.
  struct Problem: Error {
    let message: String
    let offset: Int
  }

  /// Deep enough for any bill; a parser that calls itself must end.
  private static let deepestNesting = 32

  private let text: [UInt8]
  private var position = 0
  private var depth = 0
  private var steps: [BillCheck.Step] = []

  private init(_ rule: String) { text = Array(rule.utf8) }

  /// The steps of a rule.
  static func steps(of rule: String) throws(Problem) -> [BillCheck.Step] {
    var parser = BillCheckParser(rule)
    try parser.side()
    try parser.expect("=")
    try parser.side()
    parser.skipSpace()
    guard parser.position == parser.text.count else {
      throw parser.problem("the rule should end here")
    }
    return parser.steps
  }

  private mutating func side() throws(Problem) {
    depth += 1
    guard depth <= Self.deepestNesting else { throw problem("the rule is nested too deeply") }
    try product()
    while true {
      if take("+") {
        try product()
        steps.append(.add)
      } else if take("-") {
        try product()
        steps.append(.subtract)
      } else {
        depth -= 1
        return
      }
    }
  }

  private mutating func product() throws(Problem) {
    try factor()
    while take("*") {
      try factor()
      steps.append(.multiply)
    }
  }

  private mutating func factor() throws(Problem) {
    if take("(") {
      try side()
      return try expect(")")
    }
    skipSpace()
    let start = position
    guard let first = peek else { throw problem("a number or a field is missing here") }
    if first >= 0x30, first <= 0x39 {
      let digits = word { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") }
      guard let number = ExactNumber(digits[...]) else {
        throw Problem(message: "'\(digits)' is not a decimal", offset: start)
      }
      return steps.append(.number(number))
    }
    let name = word(Self.isPathByte)
    switch name {
    case "": throw problem("a number or a field is missing here")
    case "sum" where take("("):
      skipSpace()
      let path = word(Self.isPathByte)
      guard !path.isEmpty else { throw problem("sum takes a field") }
      steps.append(.sum(FieldPath(path)))
      try expect(")")
    case "round" where take("("): try rounding()
    default: steps.append(.field(FieldPath(name)))
    }
  }

  private mutating func rounding() throws(Problem) {
    try side()
    try expect(",")
    skipSpace()
    let start = position
    let decimals = Int(word { $0 >= 0x30 && $0 <= 0x39 })
    guard let decimals, decimals <= 18 else {
      throw Problem(message: "round takes 0 to 18 decimals", offset: start)
    }
    try expect(",")
    skipSpace()
    let nameStart = position
    let name = word { $0 == UInt8(ascii: "-") || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    guard let mode = RoundingMode(rawValue: name) else {
      let known = RoundingMode.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(message: "rounding is one of \(known)", offset: nameStart)
    }
    steps.append(.round(decimals: decimals, mode))
    try expect(")")
  }

  // MARK: Characters

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private func problem(_ message: String) -> Problem { Problem(message: message, offset: position) }

  private mutating func skipSpace() { while peek == 0x20 { position += 1 } }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Problem) {
    guard take(scalar) else { throw problem("'\(scalar)' is missing here") }
  }

  private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek, isPart(byte) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}
