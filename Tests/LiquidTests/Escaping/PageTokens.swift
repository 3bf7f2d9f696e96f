/// An independent tokenizer of pages, as browsers read them, to see whether a value changed a page's structure
/// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
struct PageTokens {
  struct Tag {
    let name: String
    let isEnd: Bool
    var attributes: [(name: String, value: String)] = []
  }

  enum Token {
    case text(String)
    case comment
    case tag(Tag)
  }

  private let bytes: [UInt8]
  private var index = 0
  private(set) var tokens: [Token] = []

  init(_ page: [UInt8]) {
    bytes = page
    while index < bytes.count { step() }
  }

  /// Names and order of tags and comments; text left out.
  var structure: [String] {
    tokens.compactMap { token in
      switch token {
      case .text: nil
      case .comment: "comment"
      case .tag(let tag):
        (tag.isEnd ? "/" : "") + tag.name + tag.attributes.map { " " + $0.name }.joined()
      }
    }
  }

  private func has(_ text: String, at place: Int) -> Bool {
    let wanted = Array(text.utf8)
    guard place + wanted.count <= bytes.count else { return false }
    return wanted.indices.allSatisfy { bytes[place + $0] | fold(wanted[$0]) == wanted[$0] }
  }

  private func fold(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? 0x20 : 0 }

  private func isLetter(_ place: Int) -> Bool {
    place < bytes.count && bytes[place] | 0x20 >= 0x61 && bytes[place] | 0x20 <= 0x7A
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [9, 10, 12, 13, 32].contains(byte) }

  private func text(_ from: Int, _ to: Int) -> String {
    String(decoding: bytes[from..<to], as: UTF8.self)
  }

  private mutating func step() {
    let start = index
    while index < bytes.count {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      let next = index + 1
      let opens =
        isLetter(next) || (next < bytes.count && (bytes[next] == 0x21 || bytes[next] == 0x3F))
        || (next + 1 < bytes.count && bytes[next] == 0x2F)
      if opens { break }
      index += 1
    }
    if index > start {
      tokens.append(.text(text(start, index)))
    } else if isLetter(index + 1) || (bytes[index + 1] == 0x2F && isLetter(index + 2)) {
      readTag()
    } else {
      readComment()
    }
  }

  private mutating func readComment() {
    tokens.append(.comment)
    guard has("<!--", at: index) else {
      while index < bytes.count, bytes[index] != 0x3E { index += 1 }
      index += 1
      return
    }
    index += 4
    if has(">", at: index) || has("->", at: index) {
      while bytes[index] != 0x3E { index += 1 }
      index += 1
      return
    }
    while index < bytes.count, !has("-->", at: index), !has("--!>", at: index) { index += 1 }
    while index < bytes.count, bytes[index] != 0x3E { index += 1 }
    index += 1
  }

  private mutating func readTag() {
    let isEnd = bytes[index + 1] == 0x2F
    index += isEnd ? 2 : 1
    let start = index
    while index < bytes.count, !endsName(bytes[index]) { index += 1 }
    var tag = Tag(name: text(start, index).lowercased(), isEnd: isEnd)
    while index < bytes.count, bytes[index] != 0x3E {
      if PageTokens.isSpace(bytes[index]) || bytes[index] == 0x2F {
        index += 1
      } else {
        tag.attributes.append(readAttribute())
      }
    }
    index += 1
    tokens.append(.tag(tag))
    if !isEnd { readBody(of: tag.name) }
  }

  private func endsName(_ byte: UInt8) -> Bool {
    PageTokens.isSpace(byte) || byte == 0x2F || byte == 0x3E
  }

  private mutating func readAttribute() -> (name: String, value: String) {
    let start = index
    index += 1
    while index < bytes.count, !endsName(bytes[index]), bytes[index] != 0x3D { index += 1 }
    let name = text(start, index).lowercased()
    var after = index
    while after < bytes.count, PageTokens.isSpace(bytes[after]) { after += 1 }
    guard after < bytes.count, bytes[after] == 0x3D else { return (name, "") }
    index = after + 1
    while index < bytes.count, PageTokens.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return (name, "") }
    let quote = bytes[index]
    let value: String
    if quote == 0x22 || quote == 0x27 {
      let first = index + 1
      index = first
      while index < bytes.count, bytes[index] != quote { index += 1 }
      value = text(first, min(index, bytes.count))
      index += 1
    } else {
      let first = index
      while index < bytes.count, bytes[index] != 0x3E, !PageTokens.isSpace(bytes[index]) {
        index += 1
      }
      value = text(first, index)
    }
    return (name, PageReferences.decode(value))
  }

  /// Elements whose content is text whatever it looks like.
  private mutating func readBody(of name: String) {
    let raw = [
      "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
    ]
    guard raw.contains(name), index < bytes.count else { return }
    let start = index
    var isEscaped = false
    var isDouble = false
    while index < bytes.count {
      if name == "script" {
        if has("<!--", at: index) { isEscaped = true }
        if has("-->", at: index) { (isEscaped, isDouble) = (false, false) }
        if isEscaped, has("<script", at: index) { isDouble = true }
        if isDouble, has("</script", at: index) {
          isDouble = false
          index += 1
          continue
        }
      }
      let after = index + 2 + name.utf8.count
      if !isDouble, has("</" + name, at: index), after < bytes.count, endsName(bytes[after]) {
        break
      }
      index += 1
    }
    tokens.append(.text(text(start, index)))
  }
}

/// Character references as far as they decide structure.
enum PageReferences {
  static func decode(_ text: String) -> String {
    let reference = /&(#[xX][0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);/.matchingSemantics(.unicodeScalar)
    return text.replacing(reference) { match -> String in
      let name = match.1
      if name.hasPrefix("#") {
        let number =
          name.hasPrefix("#x") || name.hasPrefix("#X")
          ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        return number.flatMap(Unicode.Scalar.init).map { String($0) } ?? "\u{FFFD}"
      }
      let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "colon": ":", "Tab": "\t",
        "NewLine": "\n", "lpar": "(", "rpar": ")", "semi": ";", "sol": "/", "bsol": "\\",
      ]
      return named[String(name)] ?? String(match.0)
    }
  }
}
