/// The canonical form of an escaped fragment: how an escape is spelled does not matter.
///
/// Follows compare_escapes.py of the shared data.
enum CanonicalEscapes {
  static func form(_ text: String) -> String {
    var text = text.replacing(/&#(?:34|[xX]22);|&[qQ][uU][oO][tT];/, with: "&quot;")
    text = text.replacing(/&#0*39;|&#[xX]0*27;|&[aA][pP][oO][sS];/, with: "&#39;")
    text = text.replacing(/&#([0-9]+);/) { match in
      reference(UInt32(match.1), String(match.0))
    }
    text = text.replacing(/&#[xX]([0-9a-fA-F]+);/) { match in
      reference(UInt32(match.1, radix: 16), String(match.0))
    }
    text = text.replacing(/%[0-9a-fA-F]{2}/) { match in match.0.uppercased() }
    text = text.replacing(/\\x([0-9a-fA-F]{2})/) { match in "\\u00" + match.1 }
    text = text.replacing(/\\u([0-9a-fA-F]{4})/) { match in "\\u" + match.1.lowercased() }
    text = text.replacing("\\/", with: "/").replacing("\\u002f", with: "/")
    return text.replacing("#ZgotmplZ", with: "ZgotmplZ")
  }

  private static func reference(_ number: UInt32?, _ spelled: String) -> String {
    guard let number, let scalar = Unicode.Scalar(number) else { return spelled }
    switch scalar {
    case "<": return "&lt;"
    case ">": return "&gt;"
    case "&": return "&amp;"
    case "\"": return "&quot;"
    case "'": return "&#39;"
    default: return number >= 0x20 ? String(scalar) : spelled
    }
  }
}
