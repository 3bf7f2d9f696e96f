/// A text message measured as networks bill it (3GPP TS 23.038 and 23.040).
public struct SMSText: Sendable, Hashable {
  /// How its characters are sent.
  public enum Encoding: String, Sendable {
    /// The default alphabet of 7 bits: 160 characters, or 153 a segment of several.
    case gsm7 = "GSM-7"
    /// 16 bits a unit: 70, or 67 a segment of several.
    case ucs2 = "UCS-2"

    fileprivate var single: Int { self == .gsm7 ? 160 : 70 }
    fileprivate var part: Int { self == .gsm7 ? 153 : 67 }
  }

  /// How its characters are sent: GSM-7 where all of them are in its alphabet.
  public let encoding: Encoding
  /// Its length in units of the encoding; a character of GSM-7's extension table counts two.
  public let length: Int
  /// How many messages are billed; none for an empty text.
  public let segments: Int

  /// The first character that makes it UCS-2; nil where all are of GSM-7.
  public let firstOutsideGSM7: Unicode.Scalar?

  /// How much fits into as many messages, in the same units; into one for an empty text.
  public var room: Int { segments > 1 ? segments * encoding.part : encoding.single }

  /// Measures a text.
  public init(_ text: String) {
    let sizes = text.unicodeScalars.map { Self.septets[$0] ?? 0 }
    firstOutsideGSM7 = text.unicodeScalars.first { Self.septets[$0] == nil }
    if firstOutsideGSM7 == nil {
      encoding = .gsm7
      length = sizes.reduce(0, +)
      segments = Self.segments(of: sizes, length, .gsm7)
    } else {
      let units = text.unicodeScalars.map { $0.value > 0xFFFF ? 2 : 1 }
      encoding = .ucs2
      length = units.reduce(0, +)
      segments = Self.segments(of: units, length, .ucs2)
    }
  }

  /// A character of two units is never cut in two, so a segment may stay one short.
  private static func segments(of sizes: [Int], _ length: Int, _ encoding: Encoding) -> Int {
    if length <= encoding.single { return length == 0 ? 0 : 1 }
    var count = 1
    var used = 0
    for size in sizes {
      if used + size > encoding.part {
        count += 1
        used = 0
      }
      used += size
    }
    return count
  }

  /// The default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1).
  private static let septets: [Unicode.Scalar: Int] = {
    let basic =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    var table: [Unicode.Scalar: Int] = [:]
    for scalar in basic.unicodeScalars { table[scalar] = 1 }
    for scalar in "\u{C}^{}\\[~]|€".unicodeScalars { table[scalar] = 2 }
    return table
  }()
}
