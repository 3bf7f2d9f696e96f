/// The shape of a script or style: its tokens with the content of strings left out.
enum LanguageShape {
  /// Letters of other scripts as `x`: a combining mark would hide the quote before it in one Character.
  private static func plain(_ text: String) -> Substring {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.isASCII || scalar == "\u{2028}" || scalar == "\u{2029}" ? scalar : "x"
    }
    return Substring(String(String.UnicodeScalarView(scalars)))
  }

  /// JavaScript: `S` for a string, `R` for a regular expression, `T` for a piece of a template literal, `I` for a word.
  static func script(_ text: String) -> String {
    var shape = ""
    var rest = plain(text)
    var literals: [Int] = []
    while let first = rest.first {
      if first == "\"" || first == "'" {
        rest = skipString(rest, first, &shape)
      } else if first == "`" {
        rest = skipTemplate(rest.dropFirst(), &shape, &literals)
      } else if first == "}", literals.last == 0 {
        literals.removeLast()
        rest = skipTemplate(rest.dropFirst(), &shape, &literals)
      } else if rest.hasPrefix("//") || rest.hasPrefix("<!--") {
        rest = rest.drop { $0 != "\n" && $0 != "\r" && $0 != "\u{2028}" && $0 != "\u{2029}" }
      } else if rest.hasPrefix("/*") {
        rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
      } else if first == "/", !"SRTI)]".contains(shape.last ?? "(") {
        rest = skipRegexp(rest.dropFirst(), &shape)
      } else if first.isLetter || first.isNumber || "_$.".contains(first) {
        shape += "I"
        rest = rest.drop { $0.isLetter || $0.isNumber || "_$.".contains($0) }
      } else {
        if first == "{", !literals.isEmpty { literals[literals.count - 1] += 1 }
        if first == "}", !literals.isEmpty { literals[literals.count - 1] -= 1 }
        if !first.isWhitespace { shape.append(first) }
        rest = rest.dropFirst()
      }
    }
    return shape
  }

  private static func skipString(
    _ text: Substring, _ quote: Character, _ shape: inout String
  ) -> Substring {
    var rest = text.dropFirst()
    while let next = rest.first, next != quote {
      if next.isNewline, next != "\u{2028}", next != "\u{2029}", next != "\u{85}", next != "\u{B}",
        next != "\u{C}"
      {
        shape += "!"
        return rest
      }
      rest = rest.dropFirst(next == "\\" ? 2 : 1)
    }
    shape += rest.isEmpty ? "!" : "S"
    return rest.dropFirst()
  }

  private static func skipTemplate(
    _ text: Substring, _ shape: inout String, _ literals: inout [Int]
  ) -> Substring {
    var rest = text
    shape += "T"
    while let next = rest.first {
      if next == "`" { return rest.dropFirst() }
      if rest.hasPrefix("${") {
        literals.append(0)
        return rest.dropFirst(2)
      }
      rest = rest.dropFirst(next == "\\" ? 2 : 1)
    }
    shape += "!"
    return rest
  }

  private static func skipRegexp(_ text: Substring, _ shape: inout String) -> Substring {
    var rest = text
    while let next = rest.first, next != "/" {
      if next == "\n" || next == "\r" { break }
      rest = rest.dropFirst(next == "\\" ? 2 : 1)
    }
    shape += "R"
    return rest.dropFirst()
  }

  /// CSS: what opens, closes, loads or ends something; strings as `S`, words left out.
  static func style(_ text: String) -> String {
    var shape = ""
    var rest = plain(text)
    while let first = rest.first {
      if first == "\"" || first == "'" {
        rest = skipString(rest, first, &shape)
      } else if rest.hasPrefix("/*") {
        rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
      } else if rest.prefix(4).lowercased() == "url(",
        !"\"'".contains(rest.dropFirst(4).first ?? "'")
      {
        shape += "U"
        rest = rest.drop { $0 != ")" }.dropFirst()
      } else {
        if "{}()[];@<\\".contains(first) { shape.append(first) }
        rest = rest.dropFirst()
      }
    }
    return shape
  }
}
