/// Tells a text's encoding from its first bytes and its declaration, and turns it into UTF-8.
///
/// libxml2 would believe the declaration; here bytes and declaration must agree (XML 1.0, appendix F).
enum XMLEncoding {
  /// A declaration stands within this many bytes or is no declaration of ours.
  private static let longestDeclaration = 512

  /// Calls `body` with the text as UTF-8 without a byte-order mark; most texts are not copied.
  static func withUTF8(
    _ bytes: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(MarkupError) -> Void
  ) throws(MarkupError) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw MarkupError(.encoding, "the text is UTF-32, which is not read", line: 1, column: 1)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try wide(bytes, from: 2, isBig: false, body) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try wide(bytes, from: 2, isBig: true, body) }
    if bytes.starts(with: [0x3C, 0]) { return try wide(bytes, from: 0, isBig: false, body) }
    if bytes.starts(with: [0, 0x3C]) { return try wide(bytes, from: 0, isBig: true, body) }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UnsafeRawBufferPointer(rebasing: bytes[(hasMark ? 3 : 0)...])
    let name = declaredName(text)
    switch name ?? "utf-8" {
    case "utf-8", "utf8", "us-ascii", "ascii":
      if !UTF8Check.isValid(text) {
        throw mismatch(name == nil ? "the text is not UTF-8 and declares nothing else" : nil)
      }
      try body(text)
    case let other where hasMark || other.hasPrefix("utf-16") || other.hasPrefix("utf-32"):
      throw mismatch()
    case "iso-8859-1", "latin1", "iso-latin-1": try narrow(text, SingleByte.latin1, body)
    case "iso-8859-15", "latin-9": try narrow(text, SingleByte.latin9, body)
    case "windows-1252", "cp1252": try narrow(text, SingleByte.windows1252, body)
    default:
      throw MarkupError(
        .encoding, "the declared encoding is not one that is read", line: 1, column: 1)
    }
  }

  private static func mismatch(_ words: String? = nil) -> MarkupError {
    MarkupError(
      .encoding, words ?? "the declared encoding is not that of the bytes", line: 1, column: 1)
  }

  private static func narrow(
    _ bytes: UnsafeRawBufferPointer, _ table: SingleByte,
    _ body: (UnsafeRawBufferPointer) throws(MarkupError) -> Void
  ) throws(MarkupError) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard let scalar = table.scalar(byte), let encoded = UTF8.encode(scalar) else {
        throw mismatch()
      }
      text.append(contentsOf: encoded)
    }
    try pass(text, body)
  }

  private static func wide(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isBig: Bool,
    _ body: (UnsafeRawBufferPointer) throws(MarkupError) -> Void
  ) throws(MarkupError) {
    if (bytes.count - start) % 2 != 0 {
      throw MarkupError(.encoding, "the UTF-16 text ends in half a character")
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: start, to: bytes.count, by: 2) {
      let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt16.self)
      units.append(isBig ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
    }
    var text: [UInt8] = []
    text.reserveCapacity(units.count)
    let isBroken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { text.append($0) }
    if isBroken { throw MarkupError(.encoding, "the UTF-16 text holds half a surrogate pair") }
    try pass(text) { utf8 throws(MarkupError) in
      let name = declaredName(utf8)
      if let name, !name.hasPrefix("utf-16") { throw mismatch() }
      if start == 0, name == nil {
        throw mismatch("the text is UTF-16 without a byte-order mark or a declaration")
      }
      try body(utf8)
    }
  }

  private static func pass(
    _ text: [UInt8], _ body: (UnsafeRawBufferPointer) throws(MarkupError) -> Void
  ) throws(MarkupError) {
    let result: Result<Void, MarkupError> = text.withUnsafeBytes { utf8 in
      Result { () throws(MarkupError) in try body(utf8) }
    }
    try result.get()
  }

  private static func declaredName(_ text: UnsafeRawBufferPointer) -> String? {
    declared("encoding", in: text)
  }

  /// What the XML declaration says of something, in lower case; nil where it says nothing.
  static func declared(_ what: String, in text: UnsafeRawBufferPointer) -> String? {
    guard text.starts(with: Array("<?xml".utf8)) else { return nil }
    let head = text.prefix(longestDeclaration)
    let declaration = head[..<(head.firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex)]
    let key = Array(what.utf8)
    for start in declaration.indices where declaration[start...].starts(with: key) {
      let rest = declaration[(start + key.count)...].drop { isSpace($0) || $0 == UInt8(ascii: "=") }
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        return nil
      }
      return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self).lowercased()
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
