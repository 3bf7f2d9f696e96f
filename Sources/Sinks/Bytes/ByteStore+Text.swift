/// Numbers and JSON, written without passing through `String`.
extension ByteStore {
  /// Appends a whole number in decimal.
  mutating func append(decimal value: Int) {
    if value < 0 { append(0x2D) }
    var rest = value.magnitude
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
      var at = 20
      repeat {
        at -= 1
        digits[at] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      append(UnsafeRawBufferPointer(rebasing: digits[at...]))
    }
  }

  /// Appends bytes as lower-case hexadecimal digits.
  mutating func append(hex bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      append(hexDigit(byte >> 4))
      append(hexDigit(byte & 15))
    }
  }

  /// Appends a 32-bit value as 8 hexadecimal digits.
  mutating func append(hex value: UInt32) {
    withUnsafeBytes(of: value.bigEndian) { append(hex: $0) }
  }

  /// Appends a little-endian integer, as ZIP wants it.
  mutating func append<Number: FixedWidthInteger>(little value: Number) {
    withUnsafeBytes(of: value.littleEndian) { append($0) }
  }

  /// Appends UTF-8 text as a JSON string with its quotation marks (RFC 8259, section 7).
  ///
  /// Runs that need no escape are copied whole.
  package mutating func append(json bytes: UnsafeRawBufferPointer) {
    append(0x22)
    var runStart = 0
    for at in bytes.indices {
      let byte = bytes[at]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F else { continue }
      append(UnsafeRawBufferPointer(rebasing: bytes[runStart..<at]))
      runStart = at + 1
      switch byte {
      case 0x22: append("\\\"")
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      default:
        append("\\u00")
        append(hexDigit(byte >> 4))
        append(hexDigit(byte & 15))
      }
    }
    append(UnsafeRawBufferPointer(rebasing: bytes[runStart...]))
    append(0x22)
  }

  /// Appends a text as a JSON string.
  mutating func append(json text: String) {
    var text = text
    text.withUTF8 { append(json: UnsafeRawBufferPointer($0)) }
  }
}

/// The lower-case hexadecimal digit of a value under 16.
func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
