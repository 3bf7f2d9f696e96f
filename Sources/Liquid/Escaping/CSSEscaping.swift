/// CSS values and strings.
enum CSSEscaping {
  /// Inside a string: what could end it, or HTML, is written as a hexadecimal escape.
  static func replacement(_ byte: UInt8) -> (EscapeTable.Action, String)? {
    switch byte {
    case UInt8(ascii: "\\"): (.replace, "\\\\")
    case UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), 0x00...0x1F, 0x7F:
      (.cssEscape, "\\" + String(byte, radix: 16))
    case 0xEF: (.cssNonCharacter, "\\fff")
    default: nil
    }
  }

  /// Writes a value outside of strings: quantities, colours, keywords, names.
  ///
  /// What could open or close anything, load anything or run is replaced by `Inert.word`. The decoded value is
  /// written first and judged where it stands.
  static func writeValue(
    _ bytes: UnsafeRawBufferPointer, _ wrapping: Escaper.Wrapping, to output: Output
  ) {
    let mark = output.count
    let text = URLEscaping.bytes(bytes, 0, bytes.count)
    var index = 0
    while index < text.count { index = CSSEscapes.decodeOne(text, index) { output.append($0) } }
    let decoded = UnsafeRawBufferPointer(rebasing: output.bytes[mark...])
    guard isSafeValue(decoded) else {
      output.truncate(to: mark)
      Inert.word.write(to: output)
      return
    }
    guard wrapping == .unquoted || wrapping == .nested else { return }
    withUnsafeTemporaryAllocation(byteCount: decoded.count + 1, alignment: 1) { copy in
      copy.copyMemory(from: decoded)
      output.truncate(to: mark)
      EscapeTables[.plain, wrapping].write(
        UnsafeRawBufferPointer(rebasing: copy[..<(copy.count - 1)]), to: output)
    }
  }

  private static func isSafeValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var previous: UInt8 = 0
    var beforePrevious: UInt8 = 0
    // Letters in a row, signs left out, as Internet Explorer read them.
    var expression = 0
    var binding = 0
    for byte in bytes {
      switch byte {
      case 0x00...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"), UInt8(ascii: ";"),
        UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"),
        UInt8(ascii: "&"):
        return false
      case UInt8(ascii: "-"):
        if previous == byte { return false }
      case 0xBE, 0xBF:
        // U+FFFE and U+FFFF, which no XML may hold.
        if previous == 0xBF, beforePrevious == 0xEF { return false }
      default:
        if byte < 0x80, EscapeContext.isNameCharacter(byte) {
          let letter = ASCII.lowercased(byte)
          expression = step(expression, letter, "expression")
          binding = step(binding, letter, "mozbinding")
          if expression == 10 || binding == 10 { return false }
        }
      }
      beforePrevious = previous
      previous = byte
    }
    return true
  }

  /// How much of `word` ends at this letter.
  private static func step(_ matched: Int, _ letter: UInt8, _ word: StaticString) -> Int {
    if word.utf8Start[matched] == letter { return matched + 1 }
    // The only inner repetition: `expre` ends in the beginning of `ex`.
    if matched == 5, letter == UInt8(ascii: "x"), word.utf8Start[0] == UInt8(ascii: "e") {
      return 2
    }
    return word.utf8Start[0] == letter ? 1 : 0
  }
}
