/// Swift source with comments and string literals blanked, so that words in them are not code.
///
/// Line breaks stay, so line numbers do. Code inside a string's interpolation stays too. A regular
/// expression literal is not known; a quote in one blanks the rest of its line.
struct SwiftText {
  private let bytes: [UInt8]
  private var code: [UInt8] = []
  private var at = 0

  /// The blanked text, line by line.
  static func lines(of source: String) -> [String] {
    var text = SwiftText(bytes: Array(source.utf8))
    text.scanCode(untilParenthesis: false)
    return String(decoding: text.code, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension SwiftText {
  private mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while at < bytes.count {
      if starts(with: "//") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
      } else if starts(with: "/*") {
        scanBlockComment()
      } else if let pounds = openingPounds() {
        scanString(pounds: pounds)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        code.append(bytes[at])
        at += 1
      }
    }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < bytes.count
  }

  /// How many `#` stand before a quote here; nil where no string begins.
  private func openingPounds() -> Int? {
    var end = at
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
    return end - at
  }

  private mutating func scanString(pounds: Int) {
    let fence = String(repeating: "#", count: pounds)
    blank(pounds)
    let isLong = starts(with: "\"\"\"")
    let quotes = isLong ? "\"\"\"" : "\""
    blank(quotes.utf8.count)
    while at < bytes.count {
      if starts(with: quotes + fence) {
        blank(quotes.utf8.count + pounds)
        return
      }
      if !isLong, bytes[at] == UInt8(ascii: "\n") { return }
      if starts(with: "\\" + fence + "(") {
        blank(2 + pounds)
        scanCode(untilParenthesis: true)
        blank()
      } else if starts(with: "\\" + fence) {
        blank(2 + pounds)
      } else {
        blank()
      }
    }
  }

  private func starts(with text: String) -> Bool {
    bytes[at...].starts(with: text.utf8)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      code.append(bytes[at] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : UInt8(ascii: " "))
      at += 1
    }
  }
}
