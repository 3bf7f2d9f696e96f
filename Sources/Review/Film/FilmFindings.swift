import Diagnostics

/// Findings by place: of several at one place, in samples and layouts, the worst is told once.
struct FilmFindings {
  private struct Key: Hashable {
    var code: String
    var path: String
    var start: Int
  }

  private var found: [Key: (diagnostic: Diagnostic, badness: Double)] = [:]

  mutating func add(
    _ code: String, _ severity: Diagnostic.Severity, _ message: String, _ place: Diagnostic.Place,
    hint: String, badness: Double = 0
  ) {
    let key = Key(code: code, path: place.file.path, start: place.span.start)
    if let known = found[key],
      (known.diagnostic.severity, known.badness) >= (severity, badness)
    {
      return
    }
    let diagnostic = Diagnostic(
      code: code, severity: severity, message: message, place: place, hint: hint)
    found[key] = (diagnostic, badness)
  }

  mutating func add(_ diagnostic: Diagnostic) {
    guard let place = diagnostic.place else { return }
    add(
      diagnostic.code, diagnostic.severity, diagnostic.message, place, hint: diagnostic.hint ?? "")
  }

  /// By file and place.
  var log: DiagnosticLog {
    var log = DiagnosticLog()
    let ordered = found.sorted {
      ($0.key.path, $0.key.start, $0.key.code) < ($1.key.path, $1.key.start, $1.key.code)
    }
    for (_, entry) in ordered { log.add(entry.diagnostic) }
    return log
  }
}
