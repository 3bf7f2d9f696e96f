/// Quoted-printable text (RFC 2045, section 6.7): lines of at most 76 characters, in ASCII.
enum QuotedPrintable {
  /// The longest line, its soft break included.
  private static let longestLine = 76
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Appends a text, its line ends as CRLF; it ends in one.
  static func append(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
    var column = 0
    var index = text.startIndex
    // White space waits: at a line's end it must be written out.
    var waiting: [UInt8] = []
    func room(_ count: Int) {
      // One column is kept for the soft break.
      if column + count > longestLine - 1 {
        output += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
      }
      column += count
    }
    func encode(_ byte: UInt8) {
      room(3)
      output += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    func write(_ byte: UInt8) {
      room(1)
      // A line that begins with a point, or "From ", is changed by some mail programs on its way; a soft break begins one, too.
      if column == 1, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F") {
        column = 0
        encode(byte)
      } else {
        output.append(byte)
      }
    }
    func flush(atLineEnd: Bool) {
      for (place, byte) in waiting.enumerated() {
        if atLineEnd, place == waiting.count - 1 {
          encode(byte)
        } else {
          room(1)
          output.append(byte)
        }
      }
      waiting.removeAll(keepingCapacity: true)
    }
    func endLine() {
      flush(atLineEnd: true)
      output += [0x0D, 0x0A]
      column = 0
    }
    while index < text.endIndex {
      let byte = text[index]
      index = text.index(after: index)
      switch byte {
      case 0x0D:
        if index < text.endIndex, text[index] == 0x0A { index = text.index(after: index) }
        endLine()
      case 0x0A: endLine()
      case 0x20, 0x09: waiting.append(byte)
      case 0x21...0x3C, 0x3E...0x7E:
        flush(atLineEnd: false)
        write(byte)
      default:
        flush(atLineEnd: false)
        encode(byte)
      }
    }
    if column > 0 || !waiting.isEmpty { endLine() }
  }
}
