/// The dialect's CSS: rules of class and identifier selectors, in a `<style>` before what it styles.
struct StyleSheet {
  struct Rule {
    /// Whether the selector is an identifier: it then outdoes every class.
    var isIdentifier: Bool
    var name: [UInt8]
    var declarations: [SceneDeclaration]
  }

  private(set) var rules: [Rule] = []

  mutating func removeAll() { rules.removeAll(keepingCapacity: true) }

  mutating func add(_ rule: Rule) { rules.append(rule) }

  /// Cuts a sheet into selectors and declarations.
  ///
  /// - Returns: nil, or what is wrong.
  static func cut(
    _ bytes: UnsafeRawBufferPointer,
    _ rule: (_ selectors: [(Bool, [UInt8])], _ body: Range<Int>) -> Void
  ) -> String? {
    var index = 0
    func skip() -> Bool {
      while index < bytes.count {
        if NumberScanner.isSpace(bytes[index]) {
          index += 1
        } else if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/"),
          bytes[index + 1] == UInt8(ascii: "*")
        {
          index += 2
          while index + 1 < bytes.count,
            !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
          {
            index += 1
          }
          if index + 1 >= bytes.count { return false }
          index += 2
        } else {
          break
        }
      }
      return true
    }
    while true {
      guard skip() else { return "a comment of the style sheet does not end" }
      if index >= bytes.count { return nil }
      var selectors: [(Bool, [UInt8])] = []
      repeat {
        guard skip(), index < bytes.count else { return "a rule of the style sheet does not end" }
        let mark = bytes[index]
        guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: "#") else {
          return "only class and id selectors belong in a scene's style sheet"
        }
        index += 1
        let start = index
        while index < bytes.count, isName(bytes[index]) { index += 1 }
        if index == start { return "a selector of the style sheet has no name" }
        selectors.append((mark == UInt8(ascii: "#"), Array(bytes[start..<index])))
        guard skip(), index < bytes.count else { return "a rule of the style sheet does not end" }
        let isList = bytes[index] == UInt8(ascii: ",")
        if isList { index += 1 }
        if !isList { break }
      } while true
      guard bytes[index] == UInt8(ascii: "{") else {
        return "only single class and id selectors belong in a scene's style sheet"
      }
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "}") { index += 1 }
      if index >= bytes.count { return "a rule of the style sheet does not end" }
      rule(selectors, start..<index)
      index += 1
    }
  }

  /// Cuts declarations `name: value; ...`; a false answer of `each` stops.
  ///
  /// - Returns: false where the text is not a list of declarations.
  static func cutDeclarations(
    _ bytes: UnsafeRawBufferPointer, _ each: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) -> Bool {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: ";") { end += 1 }
      let part = trimmed(bytes, start..<end)
      if !part.isEmpty {
        guard let colon = part.first(where: { bytes[$0] == UInt8(ascii: ":") }) else {
          return false
        }
        each(trimmed(bytes, part.lowerBound..<colon), trimmed(bytes, colon + 1..<part.upperBound))
      }
      start = end + 1
    }
    return true
  }

  static func trimmed(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, NumberScanner.isSpace(bytes[first]) {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, NumberScanner.isSpace(bytes[last]) {
      range = range.lowerBound..<last
    }
    return range
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
