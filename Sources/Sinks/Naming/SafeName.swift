/// A file name made from any key: safe on every file system, and different for different keys.
///
/// The rule, reversible except for cut names:
/// - `a-z`, `A-Z`, `0-9`, `-`, `_` and `.` stand as they are; every other byte becomes `%` and two
///   lower-case hexadecimal digits. So no separator, control, space, bidirectional mark or
///   combining character reaches the file system, and normal forms stay apart.
/// - A first or last `.`, a first `-`, and the first letter of a name that Windows reserves
///   (`CON`, `nul.txt`, `COM1`) are percent-encoded too.
/// - If upper-case letters stand in the name, `=` and their pattern follow, so that names differ
///   even where case does not: `=u` when all letters are upper case, else one bit a letter
///   (1 is upper case), four to a hexadecimal digit, the last digit filled up with zeros.
/// - An empty key is `%empty`.
/// - A name over 200 bytes keeps its first 128 at most, never half an escape, and ends in `=h` and
///   the key's SHA-256 in hexadecimal.
///
/// `%`, `=` are never literal, so `%empty`, `=u`, `=<digits>` and `=h` cannot come from a key.
enum SafeName {
  /// Leaves room for the longest suffix a tool may add: ext4, XFS, NTFS and APFS stop at 255.
  static let maximumLength = 200
  /// With `=h` and 64 digits: at most 194.
  static let keptLength = 128

  /// Appends the name of `key`, whose SHA-256 is `digest`.
  static func append(
    _ key: UnsafeRawBufferPointer, digest: SHA256Digest, to text: inout ByteStore
  ) {
    guard !key.isEmpty else { return text.append("%empty") }
    let start = text.count
    let firstIsReserved = isReserved(key)
    var letters = 0
    var upperLetters = 0
    var cut = start
    for at in key.indices {
      let byte = key[at]
      if isLiteral(byte, at: at, of: key, firstIsReserved: firstIsReserved) {
        text.append(byte)
        if isLetter(byte) { letters += 1 }
        if isUpper(byte) { upperLetters += 1 }
      } else {
        text.append(0x25)
        text.append(hexDigit(byte >> 4))
        text.append(hexDigit(byte & 15))
      }
      if text.count - start <= keptLength { cut = text.count }
      // Longer than any pattern can bring back under the limit: stop encoding.
      if text.count - start > maximumLength { break }
    }
    if text.count - start <= maximumLength, upperLetters > 0 {
      appendPattern(key, firstIsReserved, isAllUpper: upperLetters == letters, to: &text)
    }
    if text.count - start > maximumLength {
      text.truncate(to: cut)
      text.append("=h")
      text.append(digest: digest)
    }
  }

  private static func appendPattern(
    _ key: UnsafeRawBufferPointer, _ firstIsReserved: Bool, isAllUpper: Bool,
    to text: inout ByteStore
  ) {
    text.append(0x3D)
    if isAllUpper { return text.append(0x75) }
    var digit: UInt8 = 0
    var bits = 0
    for at in key.indices where isLetter(key[at]) {
      guard isLiteral(key[at], at: at, of: key, firstIsReserved: firstIsReserved) else { continue }
      digit = digit << 1 | (isUpper(key[at]) ? 1 : 0)
      bits += 1
      if bits % 4 == 0 {
        text.append(hexDigit(digit))
        digit = 0
      }
    }
    if bits % 4 != 0 { text.append(hexDigit(digit << UInt8(4 - bits % 4))) }
  }

  private static func isLiteral(
    _ byte: UInt8, at: Int, of key: UnsafeRawBufferPointer, firstIsReserved: Bool
  ) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A: at > 0 || !firstIsReserved
    case 0x30...0x39, 0x5F: true
    case 0x2D: at > 0
    case 0x2E: at > 0 && at < key.count - 1
    default: false
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// Whether the part before the first dot is a device on Windows, in any case.
  private static func isReserved(_ key: UnsafeRawBufferPointer) -> Bool {
    var stem: UInt32 = 0
    var length = 0
    for byte in key {
      if byte == 0x2E { break }
      if length == 4 { return false }
      stem = stem << 8 | UInt32(isLetter(byte) ? byte | 0x20 : byte)
      length += 1
    }
    switch length {
    case 3: return stem == 0x63_6F6E || stem == 0x70_726E || stem == 0x61_7578 || stem == 0x6E_756C
    case 4:
      let digit = stem & 0xFF
      return (stem >> 8 == 0x63_6F6D || stem >> 8 == 0x6C_7074) && digit >= 0x30 && digit <= 0x39
    default: return false
    }
  }
}
