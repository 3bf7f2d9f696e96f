public import Diagnostics

/// Writes findings as the workflow commands that GitHub shows beside the lines they mean.
public enum GitHubAnnotations {
  /// One line for each finding.
  public static func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      let level = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      var fields = "title=\(property(diagnostic.code))"
      if let place = diagnostic.place {
        let location = place.file.location(of: place.span.start)
        fields =
          "file=\(property(place.file.path)),line=\(location.line),col=\(location.column),\(fields)"
      }
      let message = diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
      return "::\(level) \(fields)::\(data(message))\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func property(_ text: String) -> String {
    var out = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": out += "%3A"
      case ",": out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
