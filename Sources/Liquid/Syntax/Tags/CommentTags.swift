extension TemplateParser {
  /// `{% # ... %}`: every line of it starts with `#`.
  mutating func inlineComment(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var index = tag.markup.start
    while index < tag.markup.end {
      if source.bytes[index] == UInt8(ascii: "\n") {
        let rest = source.skippingSpace(TextSlice(index, tag.markup.end))
        if !rest.isEmpty, source.bytes[rest.start] != UInt8(ascii: "#") {
          throw SyntaxError(
            "comment-line", "Each line of comments must be prefixed by the '#' character", rest)
        }
        index = max(rest.start, index + 1)
      } else {
        index += 1
      }
    }
    return nil
  }

  /// `{% comment %}`: nested comments are counted, `{% raw %}` inside hides what it holds.
  mutating func comment(_ tag: TagToken) throws(SyntaxError) -> Node? {
    var depth = 1
    while let token = lexer.next() {
      let inner =
        token.kind == .line
        ? Self.lineTag(token.slice, in: source) : Self.tag(token.slice, in: source)
      switch inner?.name {
      case "raw":
        guard endOfRaw(closing: "endraw") != nil else {
          throw SyntaxError("unclosed-tag", "'raw' tag was never closed", token.slice)
        }
      case "comment": depth += 1
      case "endcomment": depth -= 1
      default: break
      }
      if depth == 0 {
        if token.kind != .line { trimText(after: token.slice) }
        return nil
      }
    }
    throw SyntaxError(
      "unclosed-tag", "'comment' tag was never closed", tag.whole, hint: "add {% endcomment %}")
  }

  /// `{% doc %}`: documentation of a snippet, never printed.
  mutating func doc(_ tag: TagToken) throws(SyntaxError) -> Node? {
    guard source.isBlank(tag.markup) else {
      throw SyntaxError("doc-markup", "Syntax Error in 'doc': it takes nothing", tag.markup)
    }
    while let token = lexer.next() {
      guard let inner = lastTag(in: token.slice) else { continue }
      if inner.name == "doc" {
        throw SyntaxError("nested-doc", "Nested doc tags are not allowed", token.slice)
      }
      if inner.name == "enddoc" {
        trimText(after: token.slice)
        return nil
      }
    }
    throw SyntaxError(
      "unclosed-tag", "'doc' tag was never closed", tag.whole, hint: "add {% enddoc %}")
  }

  /// `{% raw %}`: printed as it stands.
  mutating func raw(_ tag: TagToken) throws(SyntaxError) -> Node? {
    guard source.isBlank(tag.markup) else {
      throw SyntaxError("raw-markup", "Syntax Error in 'raw': it takes nothing", tag.markup)
    }
    let start = lexer.offset
    guard let end = endOfRaw(closing: "endraw") else {
      throw SyntaxError(
        "unclosed-tag", "'raw' tag was never closed", tag.whole, hint: "add {% endraw %}")
    }
    trimText(after: end.token)
    let body = TextSlice(start, end.bodyEnd)
    return Node(kind: .raw(Span(body)), span: Span(tag.whole), isBlank: body.isEmpty)
  }

  private mutating func endOfRaw(closing name: String) -> (token: TextSlice, bodyEnd: Int)? {
    while let token = lexer.next() {
      if let inner = lastTag(in: token.slice), inner.name == name {
        return (token.slice, inner.start)
      }
    }
    return nil
  }

  /// The last `{% name` of a run that ends in `%}`, where raw text may stand before it.
  private func lastTag(in slice: TextSlice) -> (name: String, start: Int)? {
    guard slice.end - slice.start >= 4, source.hasPrefix("%}", at: slice.end - 2) else {
      return nil
    }
    var start = slice.end - 4
    while start >= slice.start {
      if source.hasPrefix("{%", at: start),
        let tag = Self.tag(TextSlice(start, slice.end), in: source), tag.name != "#"
      {
        return (tag.name, start)
      }
      start -= 1
    }
    return nil
  }
}
