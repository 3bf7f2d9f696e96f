internal import Liquid

extension JSONWalker {
  /// A copy of a string's text with its escapes replaced (RFC 8259, section 7).
  @inline(never)
  mutating func unescaped(_ text: Text) throws(JSONFault) -> Value {
    var writer = ArenaWriter(arena, capacity: text.length)
    var next = text.start
    let end = text.start + text.length
    while next < end {
      let run = next
      while next < end, base[next] != UInt8(ascii: "\\") { next += 1 }
      writer.append(UnsafeRawBufferPointer(start: base + run, count: next - run))
      if next == end { break }
      // The closing quotation mark is readable, so a backslash is never the last byte.
      switch base[next + 1] {
      case UInt8(ascii: "\""): writer.append(UInt8(ascii: "\""))
      case UInt8(ascii: "\\"): writer.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "/"): writer.append(UInt8(ascii: "/"))
      case UInt8(ascii: "b"): writer.append(0x08)
      case UInt8(ascii: "f"): writer.append(0x0C)
      case UInt8(ascii: "n"): writer.append(0x0A)
      case UInt8(ascii: "r"): writer.append(0x0D)
      case UInt8(ascii: "t"): writer.append(0x09)
      case UInt8(ascii: "u"):
        next = try appendScalar(escapedAt: next, end, to: &writer)
        continue
      default: throw JSONFault(kind: .escape, offset: next)
      }
      next += 2
    }
    return writer.finish()
  }

  /// Appends the scalar of one `\uXXXX` or of a surrogate pair; returns where the text goes on.
  private func appendScalar(escapedAt start: Int, _ end: Int, to writer: inout ArenaWriter)
    throws(JSONFault) -> Int
  {
    let first = try codeUnit(start, end)
    var next = start + 6
    var code = first
    if first & 0xFC00 == 0xD800 {
      guard next + 1 < end, base[next] == UInt8(ascii: "\\"), base[next + 1] == UInt8(ascii: "u")
      else { throw JSONFault(kind: .loneSurrogate, offset: start) }
      let second = try codeUnit(next, end)
      if second & 0xFC00 != 0xDC00 { throw JSONFault(kind: .loneSurrogate, offset: start) }
      code = 0x1_0000 + (first & 0x3FF) << 10 + second & 0x3FF
      next += 6
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw JSONFault(kind: .loneSurrogate, offset: start)
    }
    if let encoded = UTF8.encode(scalar) {
      for byte in encoded { writer.append(byte) }
    }
    return next
  }

  private func codeUnit(_ start: Int, _ end: Int) throws(JSONFault) -> UInt32 {
    guard start + 6 <= end else { throw JSONFault(kind: .escape, offset: start) }
    var code: UInt32 = 0
    for index in (start + 2)..<(start + 6) {
      let digit: UInt8
      switch base[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = base[index] - 0x30
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = base[index] - 0x57
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = base[index] - 0x37
      default: throw JSONFault(kind: .escape, offset: start)
      }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
