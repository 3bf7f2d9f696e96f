/// Byte classes of Liquid's grammar, as Ruby's regular expressions name them.
enum ByteClass {
  /// Ruby's `\s`.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// Ruby's `\w`, ASCII only.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// A run of a source file's bytes; what the parser passes around instead of strings.
struct TextSlice: Hashable, Sendable {
  var start: Int
  var end: Int

  init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  var isEmpty: Bool { start >= end }
}

/// One template's bytes with the small questions a parser asks about them.
struct SourceText: Sendable {
  let bytes: [UInt8]

  func text(_ slice: TextSlice) -> String {
    String(decoding: bytes[slice.start..<slice.end], as: UTF8.self)
  }

  func skippingSpace(_ slice: TextSlice) -> TextSlice {
    var start = slice.start
    while start < slice.end, ByteClass.isSpace(bytes[start]) { start += 1 }
    return TextSlice(start, slice.end)
  }

  func trimming(_ slice: TextSlice) -> TextSlice {
    let lead = skippingSpace(slice)
    return TextSlice(lead.start, trimmedEnd(lead))
  }

  func trimmedEnd(_ slice: TextSlice) -> Int {
    var end = slice.end
    while end > slice.start, ByteClass.isSpace(bytes[end - 1]) || bytes[end - 1] == 0 { end -= 1 }
    return end
  }

  func isBlank(_ slice: TextSlice) -> Bool { skippingSpace(slice).isEmpty }

  func hasPrefix(_ prefix: StaticString, at index: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != prefix.utf8Start[offset] { return false }
    return true
  }
}
