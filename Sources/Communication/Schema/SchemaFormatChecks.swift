import Figures
import Liquid

extension SchemaFormat {
  /// Whether a text has the format.
  @inline(__always)
  func allows(_ text: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .none: true
    case .date: text.count == 10 && Self.isDate(text)
    case .dateTime: Self.isDateTime(text)
    case .uri: Self.isURI(text)
    case .email: Self.isEmail(text)
    case .iban: IBAN.isValid(text)
    }
  }

  private static func isDate(_ text: UnsafeRawBufferPointer) -> Bool {
    CivilDate(iso: UnsafeRawBufferPointer(rebasing: text[..<10])) != nil
  }

  /// RFC 3339, section 5.6; a leap second is a time.
  private static func isDateTime(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 20, isDate(text), text[10] | 0x20 == UInt8(ascii: "t"),
      isClock(text, at: 11), text[16] == UInt8(ascii: ":"), let seconds = pair(text, at: 17),
      seconds <= 60
    else { return false }
    var index = 19
    if text[index] == UInt8(ascii: ".") {
      let start = index + 1
      index = start
      while index < text.count, isDigit(text[index]) { index += 1 }
      if index == start { return false }
    }
    guard index < text.count else { return false }
    if text[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == text.count }
    return (text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"))
      && index + 6 == text.count && isClock(text, at: index + 1)
  }

  /// `hh:mm`.
  private static func isClock(_ text: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard let hour = pair(text, at: start), let minute = pair(text, at: start + 3) else {
      return false
    }
    return hour < 24 && minute < 60 && text[start + 2] == UInt8(ascii: ":")
  }

  private static func pair(_ text: UnsafeRawBufferPointer, at start: Int) -> Int? {
    guard start + 2 <= text.count, isDigit(text[start]), isDigit(text[start + 1]) else {
      return nil
    }
    return Int(text[start] & 15) * 10 + Int(text[start + 1] & 15)
  }

  /// RFC 3986: a scheme, a colon, and only characters a URI may hold.
  private static func isURI(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first, isLetter(first) else { return false }
    var colon = 1
    while colon < text.count, text[colon] != UInt8(ascii: ":") {
      let byte = text[colon]
      guard
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+")
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return false }
      colon += 1
    }
    guard colon + 1 < text.count else { return false }
    var index = colon + 1
    while index < text.count {
      guard isURICharacter(text[index]) else { return false }
      if text[index] == UInt8(ascii: "%") {
        guard index + 2 < text.count, isHex(text[index + 1]), isHex(text[index + 2]) else {
          return false
        }
      }
      index += 1
    }
    return true
  }

  /// One `@` with text on both sides, no spaces or control characters, a domain without empty labels.
  private static func isEmail(_ text: UnsafeRawBufferPointer) -> Bool {
    var at = -1
    var labelStart = 0
    for index in 0..<text.count {
      let byte = text[index]
      if byte <= 0x20 || byte == 0x7F { return false }
      if byte == UInt8(ascii: "@") {
        if at >= 0 || index == 0 { return false }
        at = index
        labelStart = index + 1
      } else if byte == UInt8(ascii: "."), at >= 0 {
        if index == labelStart { return false }
        labelStart = index + 1
      }
    }
    return at > 0 && labelStart < text.count
  }

  @inline(__always)
  private static func isURICharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
}
