/// Markup where only its text can stand.
enum MarkupText {
  /// Writes the text of markup, tags and comments left out, through a table.
  static func write(
    _ bytes: UnsafeRawBufferPointer, _ table: EscapeTable, to output: Output
  ) {
    var copied = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x3C, let end = endOfTag(bytes, index) else {
        index += 1
        continue
      }
      table.write(UnsafeRawBufferPointer(rebasing: bytes[copied..<index]), to: output)
      copied = end
      index = end
    }
    table.write(UnsafeRawBufferPointer(rebasing: bytes[copied...]), to: output)
  }

  /// Writes markup with `-->` respelled, so that it does not end the comment round it.
  static func writeKeepingComment(_ bytes: UnsafeRawBufferPointer, to output: Output) {
    var copied = 0
    for index in 0..<max(0, bytes.count - 2)
    where bytes[index] == 0x2D && bytes[index + 1] == 0x2D && bytes[index + 2] == 0x3E {
      output.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<index + 2]))
      output.append("&gt;")
      copied = index + 3
    }
    output.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
  }

  /// The index behind the tag or comment at `start`; nil for a `<` that is text.
  static func endOfTag(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    let text = URLEscaping.bytes(bytes, 0, bytes.count)
    var index = start + 1
    if ASCII.has("<!--", in: text, at: start) {
      while index < text.count, !ASCII.has("-->", in: text, at: index) { index += 1 }
      return min(text.count, index + 3)
    }
    if index < text.count, text[index] == 0x2F { index += 1 }
    guard index < text.count, ASCII.isLetter(text[index]) else { return nil }
    var quote: UInt8 = 0
    while index < text.count {
      let byte = text[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        return index + 1
      } else if byte == 0x22 || byte == 0x27,
        text[index - 1] == 0x3D || ASCII.isSpace(text[index - 1])
      {
        quote = byte
      }
      index += 1
    }
    return text.count
  }
}
