/// The content of a refresh.
enum MetaEscaping {
  /// Whether the value holds no URL: neither `url =` nor anything behind a semicolon or comma.
  static func isPlainRefresh(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let text = URLEscaping.bytes(bytes, 0, bytes.count)
    for index in text.indices {
      if text[index] == UInt8(ascii: ";") || text[index] == UInt8(ascii: ",") { return false }
      guard ASCII.has("url", in: text, at: index) else { continue }
      var end = index + 3
      while end < text.count, ASCII.isSpace(text[end]) { end += 1 }
      if end < text.count, text[end] == UInt8(ascii: "=") { return false }
    }
    return true
  }
}
