/// HTML's character references, decoded where template text stands in an attribute.
///
/// Only those that stand for ASCII decide anything; the others are left as they are.
enum CharacterReferences {
  /// Calls `body` with the decoded text, which is the text itself when there is nothing to decode.
  static func withDecoded(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws(EscapeProblem) -> Void
  ) throws(EscapeProblem) {
    guard text.contains(0x26) else {
      try body(text)
      return
    }
    let decoded = decode(text)
    let result = decoded.withUnsafeBufferPointer { buffer in
      Result { () throws(EscapeProblem) in try body(buffer) }
    }
    try result.get()
  }

  /// The text with its references replaced.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == 0x26, let found = reference(text, index) {
        append(found.scalar, to: &result)
        index = found.end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// Whether the text ends in a reference that more text could complete.
  static func isUnfinished(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.lastIndex(of: 0x26) else { return false }
    return text[(start + 1)...].allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x23 }
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    if let scalar = Unicode.Scalar(scalar), scalar.value != 0 {
      result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    } else {
      result.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
  }

  private static func reference(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (scalar: UInt32, end: Int)? {
    let index = start + 1
    guard index < text.count else { return nil }
    if text[index] == 0x23 { return number(text, index + 1) }
    var end = index
    while end < text.count, end - index < 32, ASCII.isAlphanumeric(text[end]) { end += 1 }
    let name = String(decoding: text[index..<end], as: UTF8.self)
    if end < text.count, text[end] == UInt8(ascii: ";"), let scalar = named[name] {
      return (scalar, end + 1)
    }
    // Some old names need no semicolon, but in an attribute not before `=` or a letter or digit.
    guard let scalar = legacy[name], end >= text.count || text[end] != UInt8(ascii: "=") else {
      return nil
    }
    return (scalar, end)
  }

  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (scalar: UInt32, end: Int)? {
    var index = start
    var value: UInt32 = 0
    let isHex = index < text.count && text[index] | 0x20 == UInt8(ascii: "x")
    if isHex { index += 1 }
    let digits = index
    while index < text.count, isHex ? ASCII.isHex(text[index]) : ASCII.isDigit(text[index]) {
      value = min(0x11_0000, value * (isHex ? 16 : 10) + ASCII.hexValue(text[index]))
      index += 1
    }
    guard index > digits else { return nil }
    if index < text.count, text[index] == UInt8(ascii: ";") { index += 1 }
    return (value, index)
  }

  private static let legacy: [String: UInt32] = [
    "amp": 0x26, "AMP": 0x26, "lt": 0x3C, "LT": 0x3C, "gt": 0x3E, "GT": 0x3E, "quot": 0x22,
    "QUOT": 0x22,
  ]

  private static let named: [String: UInt32] = [
    "amp": 0x26, "AMP": 0x26, "lt": 0x3C, "LT": 0x3C, "gt": 0x3E, "GT": 0x3E, "quot": 0x22,
    "QUOT": 0x22, "apos": 0x27, "Tab": 0x09, "NewLine": 0x0A, "excl": 0x21, "num": 0x23,
    "dollar": 0x24, "percnt": 0x25, "lpar": 0x28, "rpar": 0x29, "ast": 0x2A, "midast": 0x2A,
    "plus": 0x2B, "comma": 0x2C, "period": 0x2E, "sol": 0x2F, "colon": 0x3A, "semi": 0x3B,
    "equals": 0x3D, "quest": 0x3F, "commat": 0x40, "lsqb": 0x5B, "lbrack": 0x5B, "bsol": 0x5C,
    "rsqb": 0x5D, "rbrack": 0x5D, "Hat": 0x5E, "lowbar": 0x5F, "UnderBar": 0x5F, "grave": 0x60,
    "DiacriticalGrave": 0x60, "lcub": 0x7B, "lbrace": 0x7B, "verbar": 0x7C, "vert": 0x7C,
    "VerticalLine": 0x7C, "rcub": 0x7D, "rbrace": 0x7D, "nbsp": 0xA0,
  ]
}
