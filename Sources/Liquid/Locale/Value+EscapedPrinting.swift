extension Value {
  /// Prints the value as HTML text: what a placeholder in a text of markup is filled with.
  ///
  /// Markup stays as it is; in an attribute its tags are left out and its character references stay.
  func writeEscaped(
    to writer: inout ArenaWriter, in scope: FilterScope, inAttribute: Bool
  ) throws(RenderFailure) {
    switch tag {
    case .nil, .empty, .blank, .boolean, .integer, .decimal, .float, .bigInteger:
      write(to: &writer)
    case .string where flags.contains(.markup):
      if !inAttribute { return writer.append(bytes) }
      var index = 0
      while index < bytes.count {
        if bytes[index] == 0x3C, let end = MarkupText.endOfTag(bytes, index) {
          index = end
          continue
        }
        // An ampersand begins a character reference here.
        if bytes[index] == 0x26 {
          writer.append(0x26)
        } else {
          writer.append(escaped: bytes[index])
        }
        index += 1
      }
    default: for byte in try text(in: scope).bytes { writer.append(escaped: byte) }
    }
  }
}

extension ArenaWriter {
  fileprivate mutating func append(escaped byte: UInt8) {
    switch byte {
    case 0x26: append("&amp;")
    case 0x3C: append("&lt;")
    case 0x3E: append("&gt;")
    case 0x22: append("&#34;")
    case 0x27: append("&#39;")
    default: append(byte)
    }
  }
}
