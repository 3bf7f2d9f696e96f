/// Writing SVG, byte by byte and always the same: no locale, no font, no clock.
extension [UInt8] {
  /// Appends markup as it is.
  @inline(__always)
  mutating func svg(_ markup: StaticString) {
    append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends a length, rounded to hundredths, halves away from zero, without trailing zeros.
  mutating func svg(_ number: Double) {
    precondition(number.isFinite, "a figure's geometry is finite")
    var hundredths = Int((number * 100).rounded())
    if hundredths < 0 {
      append(UInt8(ascii: "-"))
      hundredths = -hundredths
    }
    svg(integer: hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return }
    append(UInt8(ascii: "."))
    append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 != 0 { append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  /// Appends a whole number that is not negative.
  mutating func svg(integer number: Int) {
    if number >= 10 { svg(integer: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Appends a text, safe in element content and in quoted attributes of HTML and XML.
  ///
  /// Control characters, which XML does not have, are left out.
  mutating func svg(text: FigureText) {
    for byte in text.bytes {
      switch byte {
      case UInt8(ascii: "&"): svg("&amp;")
      case UInt8(ascii: "<"): svg("&lt;")
      case UInt8(ascii: ">"): svg("&gt;")
      case UInt8(ascii: "\""): svg("&#34;")
      case UInt8(ascii: "'"): svg("&#39;")
      case 0x09, 0x0A, 0x0D: append(0x20)
      case 0x00..<0x20, 0x7F: continue
      default: append(byte)
      }
    }
  }

  /// Appends ` name="number"`.
  @inline(__always)
  mutating func svg(_ name: StaticString, _ number: Double) {
    append(0x20)
    svg(name)
    svg("=\"")
    svg(number)
    append(UInt8(ascii: "\""))
  }
}
