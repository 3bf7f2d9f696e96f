/// Byte questions that the languages of a page share.
enum ASCII {
  /// HTML's white space.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B)
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  /// Browsers read a backslash in a URL as a slash.
  @inline(__always)
  static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }

  @inline(__always)
  static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexValue(_ byte: UInt8) -> UInt32 {
    isDigit(byte) ? UInt32(byte - 0x30) : UInt32((byte | 0x20) - 0x57)
  }

  /// Lower case of an ASCII letter; other bytes as they are.
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Whether `bytes` starts with lower-case `prefix`, in any case.
  static func hasPrefix(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount
    where lowercased(bytes[index]) != prefix.utf8Start[index] { return false }
    return true
  }

  /// Whether `bytes` is lower-case `word`, in any case.
  static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    bytes.count == word.utf8CodeUnitCount && hasPrefix(bytes, word)
  }

  /// Whether lower-case `word` stands at `index`, in any case.
  static func has(
    _ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    index >= 0 && index <= bytes.count
      && hasPrefix(UnsafeBufferPointer(rebasing: bytes[index...]), word)
  }

  /// Whether all of `bytes` from `index` is the beginning of lower-case `word`, or starts with it.
  static func mayBecome(
    _ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      if index + offset >= bytes.count { return true }
      if lowercased(bytes[index + offset]) != word.utf8Start[offset] { return false }
    }
    return true
  }

  /// The index of `byte` at or after `index`, or `bytes.count`.
  @inline(__always)
  static func find(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from index: Int, to end: Int
  ) -> Int {
    var index = index
    while index < end, bytes[index] != byte { index += 1 }
    return index
  }
}
