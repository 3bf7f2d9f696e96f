/// An e-mail as its reader sees it: headers unfolded, encoded words and transfer encodings undone.
///
/// Of parts that are no text nothing is kept. Where no markup is, `<` becomes a space, lest an address be taken for a tag.
/// RFC 5322, RFC 2045 and RFC 2047, as far as `EmailMessage` writes them, and base64 besides.
struct EmailText {
  private(set) var bytes: [UInt8] = []
  private var boundaries: [[UInt8]] = []
  private var field: [UInt8] = []
  private var part = Part()

  private struct Part {
    enum Encoding { case plain, quotedPrintable, base64 }
    var encoding = Encoding.plain
    var isText = true
    var isMarkup = false
    var base64 = Base64()
  }

  /// Reads a message in the place of the one before.
  mutating func read(_ email: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    boundaries.removeAll()
    part = Part()
    var isHeader = true
    var at = 0
    while at < email.count {
      let stop = email[at...].firstIndex(of: 0x0A) ?? email.count
      var line = email[at..<stop]
      at = stop + 1
      if line.last == 0x0D { line = line.dropLast() }
      if isBoundary(line) {
        endField()
        part = Part()
        isHeader = true
      } else if !isHeader {
        takeBody(line)
      } else if line.isEmpty {
        endField()
        isHeader = false
      } else {
        if line.first != 0x20, line.first != 0x09 { endField() }
        field += line
      }
    }
    endField()
  }

  private func isBoundary(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard line.starts(with: "--".utf8) else { return false }
    return boundaries.contains { line.dropFirst(2).starts(with: $0) }
  }

  private mutating func keep(_ byte: UInt8) {
    bytes.append(byte == 0x3C && !part.isMarkup ? 0x20 : byte)
  }
}

// MARK: Headers

extension EmailText {
  private mutating func endField() {
    guard !field.isEmpty else { return }
    let name = field.prefix { $0 != 0x3A }
    let value = field.dropFirst(name.count + 1).drop { $0 == 0x20 }
    switch Self.small(name) {
    case "content-transfer-encoding":
      let word = Self.small(value)
      if word.hasPrefix("quoted-printable") { part.encoding = .quotedPrintable }
      if word.hasPrefix("base64") { part.encoding = .base64 }
    case "content-type":
      let type = Self.small(value.prefix(16))
      part.isText = type.hasPrefix("text/") || type.hasPrefix("multipart/")
      part.isMarkup = type.hasPrefix("text/html")
      if let found = value.firstRange(of: "boundary=".utf8) {
        let rest = value[found.upperBound...].drop { $0 == 0x22 }
        let boundary = rest.prefix { $0 != 0x22 && $0 != 0x3B }
        if !boundary.isEmpty { boundaries.append(Array(boundary)) }
      }
    default: break
    }
    let wasMarkup = part.isMarkup
    part.isMarkup = false
    takeField()
    keep(0x0A)
    part.isMarkup = wasMarkup
    field.removeAll(keepingCapacity: true)
  }

  private static func small(_ text: some Collection<UInt8>) -> String {
    String(decoding: text, as: UTF8.self).lowercased()
  }

  /// Keeps the field with its encoded words undone; spaces between two of them are none.
  private mutating func takeField() {
    let text = field[...]
    var at = 0
    var lastEnd: Int?
    while at < text.count {
      if let word = Self.encodedWord(text[at...]) {
        if let end = lastEnd, text[end..<at].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
          bytes.removeLast(at - end)
        }
        for byte in word.bytes { keep(byte) }
        at = word.end
        lastEnd = at
      } else {
        keep(text[at])
        at += 1
      }
    }
  }

  /// `=?charset?Q?text?=` or `=?charset?B?text?=` at the start of a text.
  private static func encodedWord(_ text: ArraySlice<UInt8>) -> (bytes: [UInt8], end: Int)? {
    guard text.starts(with: "=?".utf8) else { return nil }
    guard let charset = text.dropFirst(2).firstIndex(of: 0x3F), charset + 2 < text.endIndex,
      text[charset + 2] == 0x3F,
      let end = text[(charset + 3)...].firstRange(of: "?=".utf8)
    else { return nil }
    let inner = text[(charset + 3)..<end.lowerBound]
    var bytes: [UInt8] = []
    switch text[charset + 1] | 0x20 {
    case UInt8(ascii: "q"):
      var at = inner.startIndex
      while at < inner.endIndex {
        if let byte = quoted(inner, at) {
          bytes.append(byte)
          at += 3
        } else {
          bytes.append(inner[at] == 0x5F ? 0x20 : inner[at])
          at += 1
        }
      }
    case UInt8(ascii: "b"):
      var base64 = Base64()
      for digit in inner { if let byte = base64.take(digit) { bytes.append(byte) } }
    default: return nil
    }
    return (bytes, end.upperBound)
  }
}

// MARK: Bodies

extension EmailText {
  private mutating func takeBody(_ line: Slice<UnsafeRawBufferPointer>) {
    guard part.isText else { return }
    switch part.encoding {
    case .plain:
      for byte in line { keep(byte) }
      keep(0x0A)
    case .quotedPrintable:
      var at = line.startIndex
      // Blanks at a line's end were put there on the way.
      let end = line.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? at
      let isSoft = end > at && line[end - 1] == 0x3D
      while at < (isSoft ? end - 1 : end) {
        if let byte = Self.quoted(line, at) {
          keep(byte)
          at += 3
        } else {
          keep(line[at])
          at += 1
        }
      }
      if !isSoft { keep(0x0A) }
    case .base64:
      for digit in line { if let byte = part.base64.take(digit) { keep(byte) } }
    }
  }

  /// The byte that `=XX` stands for.
  private static func quoted<Text: RandomAccessCollection<UInt8>>(
    _ text: Text, _ at: Int
  ) -> UInt8? where Text.Index == Int {
    guard text[at] == 0x3D, at + 2 < text.endIndex,
      let high = digit(text[at + 1]), let low = digit(text[at + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
    default: nil
    }
  }

  /// Undoes base64, a digit at a time, wherever lines end.
  private struct Base64 {
    private var bits: UInt32 = 0
    private var count = 0

    /// The byte that is whole with this digit.
    mutating func take(_ digit: UInt8) -> UInt8? {
      let value: UInt8
      switch digit {
      case 0x41...0x5A: value = digit - 0x41
      case 0x61...0x7A: value = digit - 0x61 + 26
      case 0x30...0x39: value = digit - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { return nil }
      count -= 8
      return UInt8(truncatingIfNeeded: bits >> UInt32(count))
    }
  }
}
