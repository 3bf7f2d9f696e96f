/// Reads colours: `#rgb`, `#rrggbb`, `#rgba`, `#rrggbbaa`, `rgb()`, `rgba()`, `transparent` and CSS's basic names.
enum ColorReader {
  static func read(_ bytes: UnsafeRawBufferPointer) -> DisplayColor? {
    if bytes.first == UInt8(ascii: "#") { return hexadecimal(bytes) }
    var scanner = NumberScanner(bytes)
    let word = scanner.word().lowercased()
    if word == "rgb" || word == "rgba" { return functional(&scanner) }
    guard scanner.isAtEnd else { return nil }
    if word == "transparent" { return .clear }
    return names[word].map { DisplayColor(rgb: $0) }
  }

  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> DisplayColor? {
    var digits: [UInt32] = []
    for byte in bytes.dropFirst() {
      switch byte {
      case 0x30...0x39: digits.append(UInt32(byte) - 0x30)
      case 0x41...0x46: digits.append(UInt32(byte) - 0x37)
      case 0x61...0x66: digits.append(UInt32(byte) - 0x57)
      default: return nil
      }
    }
    func byte(_ index: Int) -> Float {
      digits.count <= 4
        ? Float(digits[index] * 17) / 255
        : Float(digits[index * 2] << 4 | digits[index * 2 + 1]) / 255
    }
    guard [3, 4, 6, 8].contains(digits.count) else { return nil }
    let hasAlpha = digits.count == 4 || digits.count == 8
    return DisplayColor(red: byte(0), green: byte(1), blue: byte(2), alpha: hasAlpha ? byte(3) : 1)
  }

  private static func functional(_ scanner: inout NumberScanner) -> DisplayColor? {
    guard scanner.take(byte: "(") else { return nil }
    var channels: [Double] = []
    scanner.skipSpaces()
    while channels.count < 4, var number = scanner.number() {
      let isPercent = scanner.take(byte: "%")
      if channels.count < 3 { number = (isPercent ? number * 2.55 : number).rounded() / 255 }
      if channels.count == 3, isPercent { number /= 100 }
      channels.append(min(max(number, 0), 1))
      scanner.skipComma()
      if scanner.take(byte: "/") { scanner.skipSpaces() }
    }
    guard channels.count >= 3, scanner.take(byte: ")"), scanner.isAtEnd else { return nil }
    return DisplayColor(
      red: Float(channels[0]), green: Float(channels[1]), blue: Float(channels[2]),
      alpha: channels.count == 4 ? Float(channels[3]) : 1)
  }

  /// The sixteen names of HTML 4, orange, and the greys' other spelling.
  private static let names: [String: UInt32] = [
    "black": 0x000000, "silver": 0xC0C0C0, "gray": 0x808080, "grey": 0x808080, "white": 0xFFFFFF,
    "maroon": 0x800000, "red": 0xFF0000, "purple": 0x800080, "fuchsia": 0xFF00FF, "green": 0x008000,
    "lime": 0x00FF00, "olive": 0x808000, "yellow": 0xFFFF00, "navy": 0x000080, "blue": 0x0000FF,
    "teal": 0x008080, "aqua": 0x00FFFF, "orange": 0xFFA500,
  ]
}
