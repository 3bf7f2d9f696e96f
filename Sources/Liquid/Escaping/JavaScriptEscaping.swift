/// JavaScript and JSON.
enum JavaScriptEscaping {
  /// What stands round the text.
  enum Place {
    case string
    case trustedString
    case template
    case regexp
    case json
  }

  /// What could end the string, the script or an attribute is written as `\u00xx`.
  static func replacement(_ byte: UInt8, in place: Place) -> (EscapeTable.Action, String)? {
    switch byte {
    case 0xE2: return (.lineSeparator, "\\u202")
    case 0xEF: return (.escapedNonCharacter, "\\ufff")
    case UInt8(ascii: "\\"):
      return place == .trustedString ? nil : (.replace, "\\\\")
    case 0x09: return (.replace, "\\t")
    case 0x0A: return (.replace, "\\n")
    case 0x0C: return (.replace, "\\f")
    case 0x0D: return (.replace, "\\r")
    case 0x00...0x1F, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      return unicode(byte)
    default: break
    }
    if place == .json { return byte == UInt8(ascii: "\"") ? (.replace, "\\\"") : nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "+"):
      return unicode(byte)
    case UInt8(ascii: "/"): return (.replace, "\\/")
    case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      if place == .template { return unicode(byte) }
    default: break
    }
    guard place == .regexp else { return nil }
    for special in "$()*-.?[]^{|}".utf8 where special == byte {
      return (.replace, "\\" + String(UnicodeScalar(byte)))
    }
    return nil
  }

  private static func unicode(_ byte: UInt8) -> (EscapeTable.Action, String) {
    let hex = String(byte, radix: 16)
    return (.replace, "\\u00" + (hex.count == 1 ? "0" : "") + hex)
  }
}
