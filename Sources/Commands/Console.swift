internal import Diagnostics
internal import Glibc

/// Where messages go: findings and progress to standard error, results to standard output.
struct Console {
  /// Findings as JSON lines instead of text.
  var printsJSON: Bool

  /// Whether a person watches standard error.
  var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private var usesColor: Bool { isTerminal && getenv("NO_COLOR") == nil }

  /// Prints findings: to standard error, or as JSON to standard output.
  func report(_ log: DiagnosticLog) {
    let printer = DiagnosticPrinter(usesColor: usesColor)
    for diagnostic in log.diagnostics {
      if printsJSON {
        out(printer.json(diagnostic) + "\n")
      } else {
        note(printer.text(diagnostic))
      }
    }
  }

  /// Prints one finding.
  func report(_ diagnostic: Diagnostic) {
    var log = DiagnosticLog()
    log.add(diagnostic)
    report(log)
  }

  /// Writes to standard output.
  func out(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes to standard error.
  func note(_ text: String) { write(text, to: STDERR_FILENO) }

  private func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        // A reader that has gone away is no fault of the run.
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
