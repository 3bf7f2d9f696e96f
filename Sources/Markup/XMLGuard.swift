internal import Glibc

/// Looks over a text before libxml2 does, for what would cost it too much.
///
/// It knows just enough of XML to tell tags from text. Where it meets something that is not well-formed it
/// stops looking: libxml2 stops at the first fault, too, so nothing behind it is ever parsed.
struct XMLGuard {
  private let text: UnsafeRawBufferPointer
  private let limits: XMLLimits
  private var next = 0
  private var depth = 0

  /// Refuses a document type declaration, elements nested too deeply, and tags that are too large.
  static func check(_ text: UnsafeRawBufferPointer, _ limits: XMLLimits) throws(MarkupError) {
    if text.count > limits.textBytes {
      throw MarkupError(.limit, "the text is longer than \(limits.textBytes) bytes")
    }
    var guardian = XMLGuard(text, limits)
    if let zero = guardian.find(0, from: 0) {
      throw guardian.fault(.syntax, "a zero byte stands in the text", at: zero)
    }
    // XML 1.1 allows characters that XML 1.0 does not; libxml2 would read it as 1.0.
    if XMLEncoding.declared("version", in: text) == "1.1" {
      throw MarkupError(.syntax, "this is XML 1.1, and only XML 1.0 is read", line: 1, column: 1)
    }
    while try guardian.step() {}
  }

  private init(_ text: UnsafeRawBufferPointer, _ limits: XMLLimits) {
    self.text = text
    self.limits = limits
  }

  /// Passes one tag, comment or the like; false at the end or at a fault.
  private mutating func step() throws(MarkupError) -> Bool {
    guard let start = find(UInt8(ascii: "<"), from: next) else { return false }
    guard start + 1 < text.count else { return false }
    switch text[start + 1] {
    case UInt8(ascii: "!"):
      if has("<!--", at: start) {
        return try passTo("-->", from: start + 4, limits.commentBytes, "a comment")
      }
      if has("<![CDATA[", at: start) { return try passTo("]]>", from: start + 9) }
      throw fault(.doctype, "a document type declaration is never read", at: start)
    case UInt8(ascii: "?"):
      return try passTo("?>", from: start + 2, limits.commentBytes, "a processing instruction")
    case UInt8(ascii: "/"):
      depth -= 1
      next = start + 2
      return true
    default: return try passStartTag(start)
    }
  }

  private mutating func passStartTag(_ start: Int) throws(MarkupError) -> Bool {
    var attributes = 0
    var quote: UInt8 = 0
    var index = start + 1
    while index < text.count {
      if index - start > limits.tagBytes {
        throw fault(.limit, "a tag is longer than \(limits.tagBytes) bytes", at: start)
      }
      let byte = text[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        attributes += 1
        if attributes > limits.attributes {
          throw fault(.limit, "an element has more than \(limits.attributes) attributes", at: start)
        }
      } else if byte == UInt8(ascii: ">") {
        if text[index - 1] != UInt8(ascii: "/") { depth += 1 }
        if depth > limits.depth {
          throw fault(.limit, "elements are nested more than \(limits.depth) deep", at: start)
        }
        next = index + 1
        return true
      }
      index += 1
    }
    return false
  }

  private mutating func passTo(
    _ end: StaticString, from start: Int, _ limit: Int = .max, _ what: String = ""
  ) throws(MarkupError) -> Bool {
    var index = start
    while let found = find(end.utf8Start.pointee, from: index) {
      if found - start > limit {
        throw fault(.limit, "\(what) is longer than \(limit) bytes", at: start)
      }
      if has(end, at: found) {
        next = found + end.utf8CodeUnitCount
        return true
      }
      index = found + 1
    }
    return false
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = text.baseAddress, start < text.count,
      let found = memchr(base + start, Int32(byte), text.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private func has(_ word: StaticString, at start: Int) -> Bool {
    guard let base = text.baseAddress, start + word.utf8CodeUnitCount <= text.count else {
      return false
    }
    return memcmp(base + start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  private func fault(_ code: MarkupError.Code, _ message: String, at offset: Int) -> MarkupError {
    var line = 1
    var lineStart = 0
    for index in 0..<offset where text[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return MarkupError(code, message, line: line, column: offset - lineStart + 1)
  }
}
