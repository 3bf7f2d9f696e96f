/// Cuts a page of ours into tags and texts, for comparing; no judge of validity.
struct HTMLScanner {
  /// One piece of a page.
  enum Piece: Equatable {
    /// `<name attributes>`; attributes as written, white space single.
    case open(name: String, attributes: String, closesItself: Bool)
    case close(name: String)
    /// Text with white space runs made one space.
    case text(String)
    /// What stands between `<style>`, `<script>` and their ends, raw.
    case raw(ArraySlice<UInt8>)
  }

  /// HTML's elements without an end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  private let bytes: [UInt8]
  private var position = 0
  private var rawEnd: [UInt8]?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next piece and where it starts, comments and declarations left out; nil at the end.
  mutating func next() -> (piece: Piece, offset: Int)? {
    while position < bytes.count {
      let start = position
      if let end = rawEnd {
        rawEnd = nil
        let stop = find(end, from: position) ?? bytes.count
        position = stop
        if stop > start { return (.raw(bytes[start..<stop]), start) }
        continue
      }
      if bytes[position] != UInt8(ascii: "<") {
        position = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let text = Self.collapsed(bytes[start..<position])
        if !text.isEmpty { return (.text(text), start) }
        continue
      }
      if let piece = tag() { return (piece, start) }
    }
    return nil
  }

  /// Reads what starts with `<`; nil for a comment or a declaration.
  private mutating func tag() -> Piece? {
    let start = position
    if bytes[position...].starts(with: Array("<!--".utf8)) {
      position = find(Array("-->".utf8), from: position).map { $0 + 3 } ?? bytes.count
      return nil
    }
    var quote: UInt8 = 0
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      position += 1
    }
    let inside = bytes[(start + 1)..<min(position, bytes.count)]
    position = min(position + 1, bytes.count)
    guard let first = inside.first else { return .text("<>") }
    if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") { return nil }
    if first == UInt8(ascii: "/") {
      return .close(name: Self.collapsed(inside.dropFirst()).lowercased())
    }
    return open(inside)
  }

  private mutating func open(_ inside: ArraySlice<UInt8>) -> Piece {
    var text = Self.collapsed(inside)
    let closes = text.hasSuffix("/")
    if closes { text.removeLast() }
    let name = text.prefix { !$0.isWhitespace }
    let attributes = text.dropFirst(name.count).drop { $0 == " " }
    let lower = name.lowercased()
    if lower == "style" || lower == "script" { rawEnd = Array("</\(lower)".utf8) }
    return .open(name: String(name), attributes: String(attributes), closesItself: closes)
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    guard needle.count <= bytes.count else { return nil }
    var index = start
    while index + needle.count <= bytes.count {
      if bytes[index] == needle[0], bytes[index...].starts(with: needle) { return index }
      index += 1
    }
    return nil
  }

  /// Text with each run of white space made one space; nothing at all where there is only white space.
  static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    var isSpace = false
    for byte in bytes {
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C {
        isSpace = true
        continue
      }
      if isSpace { out.append(0x20) }
      isSpace = false
      out.append(byte)
    }
    if isSpace, !out.isEmpty { out.append(0x20) }
    if out.allSatisfy({ $0 == 0x20 }) { return "" }
    return String(decoding: out, as: UTF8.self)
  }
}
