/// Reads the attributes of a start tag as `HTMLScanner` cuts it out.
enum HTMLAttributes {
  /// One attribute.
  struct Entry: Equatable {
    /// Its name, in small letters.
    let name: String
    /// Its value, with the character references that markup needs read; empty where it has none.
    let value: String
  }

  /// The attributes, in their order.
  ///
  /// - Parameter text: what stands between the element's name and `>`.
  /// - Returns: one entry for each, twice what stands twice.
  static func read(_ text: String) -> [Entry] {
    var entries: [Entry] = []
    var rest = text.utf8[...]
    while true {
      rest = rest.drop { isSpace($0) || $0 == UInt8(ascii: "/") }
      guard !rest.isEmpty else { return entries }
      let name = rest.prefix { !isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") }
      // A stray `=` begins a name.
      let taken = max(1, name.count)
      let word = String(decoding: rest.prefix(taken), as: UTF8.self).lowercased()
      rest = rest.dropFirst(taken)
      let behind = rest.drop(while: isSpace)
      guard behind.first == UInt8(ascii: "=") else {
        entries.append(Entry(name: word, value: ""))
        continue
      }
      rest = behind.dropFirst().drop(while: isSpace)
      let quote = rest.first
      let value: Substring.UTF8View
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !isSpace($0) }
        rest = rest.dropFirst(value.count)
      }
      entries.append(Entry(name: word, value: unescaped(String(decoding: value, as: UTF8.self))))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
