/// Characters (code points, as Ruby counts them) in UTF-8 bytes.
///
/// Values are UTF-8 by contract; a stray byte counts as one character, so nothing reads out of bounds.
enum UTF8Scanner {
  /// The byte length of the character that starts at `index`.
  @inline(__always)
  static func length(_ text: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = text[index]
    if lead < 0xC0 { return 1 }
    let wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    return min(wanted, text.count - index)
  }

  /// The character that starts at `index`, and its byte length.
  static func scalar(
    _ text: UnsafeRawBufferPointer, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let length = length(text, at: index)
    var value = UInt32(text[index])
    switch length {
    case 2: value &= 0x1F
    case 3: value &= 0x0F
    case 4: value &= 0x07
    default: break
    }
    for offset in 1..<max(1, length) {
      value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// How many characters the text has: bytes that do not continue one, eight at a time.
  static func count(_ text: UnsafeRawBufferPointer) -> Int {
    guard let start = text.baseAddress else { return 0 }
    var continuations = 0
    var index = 0
    while index + 8 <= text.count {
      let chunk = (start + index).loadUnaligned(as: UInt64.self)
      // Bytes that begin with the bits 10.
      let found = (chunk >> 7) & ~(chunk >> 6) & 0x0101_0101_0101_0101
      continuations &+= found.nonzeroBitCount
      index &+= 8
    }
    while index < text.count {
      if (start + index).load(as: UInt8.self) & 0xC0 == 0x80 { continuations &+= 1 }
      index &+= 1
    }
    return text.count &- continuations
  }

  /// Whether all bytes are below 128.
  static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let start = text.baseAddress else { return true }
    var index = 0
    while index + 16 <= text.count {
      if (start + index).loadUnaligned(as: SIMD16<UInt8>.self).max() >= 0x80 { return false }
      index &+= 16
    }
    while index < text.count {
      if text[index] >= 0x80 { return false }
      index &+= 1
    }
    return true
  }

  /// The byte offset of character number `number`, or the text's end when it has fewer.
  static func offset(_ text: UnsafeRawBufferPointer, ofCharacter number: Int) -> Int {
    if number >= text.count { return text.count }
    var index = 0
    var left = number
    while left > 0, index < text.count {
      index += length(text, at: index)
      left -= 1
    }
    return index
  }

  /// Whether the bytes are well-formed UTF-8 (Unicode table 3-7).
  static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < text.count {
      let lead = text[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard lead >= 0xC2, lead <= 0xF4, index + length <= text.count else { return false }
      let second = text[index + 1]
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
      guard second >= lowest, second <= highest else { return false }
      for offset in 2..<max(2, length) where text[index + offset] & 0xC0 != 0x80 { return false }
      index += length
    }
    return true
  }
}

extension UInt8 {
  /// Ruby's `isspace`: tab, line feed, vertical tab, form feed, carriage return, space.
  @inline(__always)
  var isRubySpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  /// Whether this is an ASCII digit.
  @inline(__always)
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
