/// Turns diagnostics into the text a person reads or the JSON a program reads.
public struct DiagnosticPrinter: Sendable {
  /// Whether ANSI colours are written; callers obey `NO_COLOR` and the terminal.
  public var usesColor: Bool

  /// Makes a printer.
  public init(usesColor: Bool = false) {
    self.usesColor = usesColor
  }

  /// `file:line:column: error: message [code]`, a caret snippet, the include trail and the hint.
  public func text(_ diagnostic: Diagnostic) -> String {
    var text = ""
    let label = paint(diagnostic.severity.rawValue, diagnostic.severity)
    if let place = diagnostic.place {
      let location = place.file.location(of: place.span.start)
      text += "\(place.file.path):\(location.line):\(location.column): "
      text += "\(label): \(diagnostic.message) [\(diagnostic.code)]\n"
      text += snippet(place, location)
    } else {
      text += "\(label): \(diagnostic.message) [\(diagnostic.code)]\n"
    }
    for step in diagnostic.trail {
      let location = step.file.location(of: step.span.start)
      text += "  included from \(step.file.path):\(location.line):\(location.column)\n"
    }
    if let hint = diagnostic.hint { text += "  help: \(hint)\n" }
    return text
  }

  /// One JSON object without a line end: `code, severity, message, file, line, column, hint, trail`.
  public func json(_ diagnostic: Diagnostic) -> String {
    var fields = [
      "\"code\":\(JSONText.quoted(diagnostic.code))",
      "\"severity\":\(JSONText.quoted(diagnostic.severity.rawValue))",
      "\"message\":\(JSONText.quoted(diagnostic.message))",
    ]
    if let place = diagnostic.place { fields.append(placeFields(place)) }
    if let hint = diagnostic.hint { fields.append("\"hint\":\(JSONText.quoted(hint))") }
    if !diagnostic.trail.isEmpty {
      let steps = diagnostic.trail.map { "{\(placeFields($0))}" }
      fields.append("\"trail\":[\(steps.joined(separator: ","))]")
    }
    return "{\(fields.joined(separator: ","))}"
  }
}

extension DiagnosticPrinter {
  /// Lines longer than this are cut round the caret, so that a minified page stays readable.
  private static let widestSnippet = 160

  private func snippet(_ place: Diagnostic.Place, _ location: SourceLocation) -> String {
    // A minified page is one line of a megabyte: only what stands round the caret is looked at.
    let near = place.span.start - location.lineStart + 4 * Self.widestSnippet
    let text = place.file.line(startingAt: location.lineStart, upTo: max(near, 0))
    let line = Array(text.unicodeScalars)
    let caret = min(location.column - 1, line.count)
    let from = line.count > Self.widestSnippet ? max(0, caret - Self.widestSnippet / 2) : 0
    let to = min(line.count, from + Self.widestSnippet)
    var shown = String.UnicodeScalarView()
    for scalar in line[from..<to] { shown.append(isPrintable(scalar) ? scalar : " ") }
    let number = String(location.line)
    let gutter = String(repeating: " ", count: number.count)
    let spanBytes = place.span.end - place.span.start
    let width = max(1, min(spanBytes, to - caret))
    let marks = String(repeating: " ", count: caret - from) + String(repeating: "^", count: width)
    return " \(number) | \(String(shown))\n \(gutter) | \(marks)\n"
  }

  private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F
  }

  private func placeFields(_ place: Diagnostic.Place) -> String {
    let location = place.file.location(of: place.span.start)
    return "\"file\":\(JSONText.quoted(place.file.path)),\"line\":\(location.line),"
      + "\"column\":\(location.column)"
  }

  private func paint(_ text: String, _ severity: Diagnostic.Severity) -> String {
    guard usesColor else { return text }
    let color =
      switch severity {
      case .note: "36"
      case .warning: "33"
      case .error: "31"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }
}
