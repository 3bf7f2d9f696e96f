/// What the first bytes of an input say about it.
enum ContentKind: Equatable {
  /// Text that begins as JSON objects do.
  case jsonObject
  /// Text that begins as a JSON array does.
  case jsonArray
  /// Markup.
  case xml
  /// Other text.
  case text
  /// Nothing but white space in the bytes looked at.
  case blank
  /// UTF-16 or UTF-32; `isMarkup` when it begins with `<`.
  case wideText(name: String, isMarkup: Bool)
  /// A kind of file known by its first bytes, or bytes no text has.
  case other(name: String)

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x47, 0x49, 0x46, 0x38], "a GIF picture"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (or an office document)"),
    ([0x1F, 0x8B], "gzip inside gzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard-compressed"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed"),
    ([0x42, 0x5A, 0x68], "bzip2-compressed"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], "a SQLite database"),
  ]

  /// Tells what a file's first bytes are; UTF-16 is known with and without a byte-order mark.
  static func of(_ head: [UInt8]) -> ContentKind {
    for signature in signatures where head.starts(with: signature.bytes) {
      return .other(name: signature.name)
    }
    if let wide = wideText(head) { return wide }
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
    if text.contains(0) { return .other(name: "binary data") }
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    switch first {
    case nil: return .blank
    case UInt8(ascii: "{"): return .jsonObject
    case UInt8(ascii: "["): return .jsonArray
    case UInt8(ascii: "<"): return .xml
    default: return .text
    }
  }

  private static func wideText(_ head: [UInt8]) -> ContentKind? {
    func wide(_ name: String, _ mark: Int, _ width: Int) -> ContentKind {
      let first = head.dropFirst(mark).prefix(width).first { $0 != 0 }
      return .wideText(name: name, isMarkup: first == UInt8(ascii: "<"))
    }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) { return wide("UTF-32", 4, 4) }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) { return wide("UTF-32", 4, 4) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return wide("UTF-16", 2, 2)
    }
    guard head.count >= 4 else { return nil }
    // Without a mark: ASCII characters with zero bytes in between.
    switch (head[0] == 0, head[1] == 0, head[2] == 0, head[3] == 0) {
    case (false, true, false, true), (true, false, true, false): return wide("UTF-16", 0, 2)
    case (false, true, true, true), (true, true, true, false): return wide("UTF-32", 0, 4)
    default: return nil
    }
  }
}
