/// XML's rules for text (https://www.w3.org/TR/xml/#charsets).
enum SVGEscaping {
  /// Control characters are no XML characters, not even as references.
  static func replacement(_ byte: UInt8) -> (EscapeTable.Action, String)? {
    switch byte {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00...0x1F: (.replace, "\u{FFFD}")
    case 0xEF: (.nonCharacter, "\u{FFFD}")
    default: nil
    }
  }
}
