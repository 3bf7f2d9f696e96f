/// Builds a page from constant markup and escaped text.
///
/// The report's own writer: it has no template, and must come out even where a template is at fault.
struct HTMLText {
  private(set) var text = ""

  /// Appends markup that this program wrote.
  mutating func markup(_ markup: StaticString) { text += String(describing: markup) }

  /// Appends a text, with what HTML gives a meaning escaped.
  mutating func escaped(_ words: String) {
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Appends `<name>words</name>`.
  mutating func element(_ name: StaticString, _ words: String) {
    text += "<\(name)>"
    escaped(words)
    text += "</\(name)>"
  }

  /// Appends a cell of a table's figures.
  mutating func figure(_ words: String) {
    markup("<td class=\"n\">")
    escaped(words)
    markup("</td>")
  }

  /// Appends the heads of a table's columns; those after the first `left` are of figures.
  mutating func heads(_ names: [String], left: Int) {
    markup("<thead><tr>")
    for (number, name) in names.enumerated() {
      markup(number < left ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">")
      escaped(name)
      markup("</th>")
    }
    markup("</tr></thead>\n")
  }

  /// A whole number or a decimal with its thousands set apart, as English writes it.
  static func grouped(_ number: String) -> String {
    let isNegative = number.hasPrefix("-")
    let parts = number.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first else { return number }
    var digits = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { digits += "," }
      digits.append(digit)
    }
    return (isNegative ? "\u{2212}" : "") + digits + (parts.count > 1 ? "." + parts[1] : "")
  }

  static func grouped(_ number: Int) -> String { grouped(String(number)) }
}
