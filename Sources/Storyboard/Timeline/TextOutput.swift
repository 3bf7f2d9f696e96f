/// Bytes being written as text, with the escapes of the formats a storyboard is told in.
struct TextOutput {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes += text.utf8 }

  /// As text or a quoted attribute value of HTML and XML; control characters, which XML cannot hold, become spaces.
  mutating func addEscaped(_ text: String) {
    for byte in text.utf8 {
      // U+FFFE and U+FFFF, EF BF BE and EF BF BF, are no characters of XML either.
      if byte == 0xBE || byte == 0xBF, bytes.suffix(2).elementsEqual([0xEF, 0xBF]) {
        bytes.removeLast(2)
        bytes.append(0x20)
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): add("&amp;")
      case UInt8(ascii: "<"): add("&lt;")
      case UInt8(ascii: ">"): add("&gt;")
      case UInt8(ascii: "\""): add("&quot;")
      case UInt8(ascii: "'"): add("&#39;")
      case 0..<0x20, 0x7F: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
  }

  /// As a JSON string, RFC 8259.
  mutating func addJSON(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): add("\\\"")
      case UInt8(ascii: "\\"): add("\\\\")
      case UInt8(ascii: "\n"): add("\\n")
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        add("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number of at most three decimals, without needless zeros.
  mutating func add(_ number: Double) { add(Self.text(number)) }

  static func text(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let sign = thousandths < 0 ? "-" : ""
    let whole = abs(thousandths) / 1000
    var rest = abs(thousandths) % 1000
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = 3
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    let text = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - text.count) + text
  }

  /// `00:01:02.345`, as WebVTT and people who cut films write it.
  static func clock(_ seconds: Double) -> String {
    let total = Int((seconds * 1000).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let rest = String(total % 1000)
    return "\(two(total / 3_600_000)):\(two(total / 60_000 % 60)):\(two(total / 1000 % 60))."
      + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// One line: white space of any kind becomes one space.
  static func line(_ text: String) -> String {
    text.split { $0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{202F}" }.joined(separator: " ")
  }
}
