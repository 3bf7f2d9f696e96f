extension Value {
  /// Writes the value as Ruby's `inspect`: quoted strings, `nil`, `["a", 1]`, `{"k"=>"v"}`.
  ///
  /// Liquid fixes the form with `=>` whatever the Ruby version (`Liquid::Utils.hash_inspect`).
  func inspected<Sink: ByteSink>(to sink: inout Sink) {
    switch tag {
    case .nil: sink.append("nil")
    case .string: sink.append(inspecting: bytes)
    case .array:
      sink.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { sink.append(", ") }
        element.inspected(to: &sink)
      }
      sink.append(UInt8(ascii: "]"))
    case .object:
      sink.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { sink.append(", ") }
        sink.append(inspecting: member.key.bytes)
        sink.append("=>")
        member.value.inspected(to: &sink)
      }
      sink.append(UInt8(ascii: "}"))
    default: printed(to: &sink)
    }
  }
}

extension ByteSink {
  /// Writes text as Ruby's `String#inspect`.
  fileprivate mutating func append(inspecting text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x80 {
        let (scalar, length) = UTF8Scanner.scalar(text, at: index)
        appendUnlessPrinted(scalar, UnsafeRawBufferPointer(rebasing: text[index..<index + length]))
        index += length
        continue
      }
      index += 1
      appendInspected(byte, next: index < text.count ? text[index] : 0)
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendInspected(_ byte: UInt8, next: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "#"):
      // Ruby escapes what would start an interpolation.
      let starts: [UInt8] = [UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "@")]
      append(starts.contains(next) ? "\\#" : "#" as StaticString)
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0x0C: append("\\f")
    case 0x0B: append("\\v")
    case 0x08: append("\\b")
    case 0x07: append("\\a")
    case 0x1B: append("\\e")
    case 0x7F: append("\\x7F")
    case 0x00..<0x20: append(string: "\\u00" + Self.hexadecimal(UInt32(byte), digits: 2))
    default: append(byte)
    }
  }

  private mutating func appendUnlessPrinted(
    _ scalar: Unicode.Scalar, _ bytes: UnsafeRawBufferPointer
  ) {
    switch scalar.properties.generalCategory {
    case .control, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator:
      let wide = scalar.value > 0xFFFF
      let digits = Self.hexadecimal(scalar.value, digits: wide ? 5 : 4)
      append(string: wide ? "\\u{\(digits)}" : "\\u\(digits)")
    default: append(bytes)
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
