/// `srcset`: URLs with a width or density each, separated by commas
/// (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes).
enum SrcsetEscaping {
  /// Writes each candidate, or what is inert instead of an unsafe one.
  static func write(
    _ bytes: UnsafeRawBufferPointer, _ wrapping: Escaper.Wrapping, to output: Output
  ) {
    var start = 0
    var index = 0
    while index <= bytes.count {
      if index == bytes.count || bytes[index] == UInt8(ascii: ",") {
        if start > 0 { output.append(UInt8(ascii: ",")) }
        writeCandidate(UnsafeRawBufferPointer(rebasing: bytes[start..<index]), wrapping, to: output)
        start = index + 1
      }
      index += 1
    }
  }

  private static func writeCandidate(
    _ bytes: UnsafeRawBufferPointer, _ wrapping: Escaper.Wrapping, to output: Output
  ) {
    var start = 0
    while start < bytes.count, ASCII.isSpace(bytes[start]) { start += 1 }
    var end = start
    while end < bytes.count, !ASCII.isSpace(bytes[end]) { end += 1 }
    let url = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    let descriptor = UnsafeRawBufferPointer(rebasing: bytes[end...])
    let isPlain = descriptor.allSatisfy {
      ASCII.isSpace($0) || ASCII.isAlphanumeric($0) || $0 == 0x2E
    }
    guard URLEscaping.isSafe(url), isPlain else {
      Inert.url.write(to: output)
      return
    }
    let plain = EscapeTables[.plain, wrapping]
    plain.write(UnsafeRawBufferPointer(rebasing: bytes[..<start]), to: output)
    EscapeTables[.url, wrapping].write(url, to: output)
    plain.write(descriptor, to: output)
  }
}
