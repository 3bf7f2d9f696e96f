internal import Diagnostics
internal import Glibc
internal import Synchronization

/// Where messages go: findings and progress to standard error, results to standard output.
struct Console {
  /// Findings as JSON lines instead of text.
  var printsJSON: Bool

  /// Whether a person watches standard error.
  var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal on standard error; 80 where it does not say.
  var columns: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1
    return isKnown ? Int(size.ws_col) : 80
  }

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

  /// The number of the first error in writing to standard output; 0 while there was none.
  private static let outputError = Atomic<Int32>(0)

  /// Why a part of the result could not be written; nil when all was, or its reader has gone away.
  static var outputFault: String? {
    let number = outputError.load(ordering: .relaxed)
    return number == 0 ? nil : String(cString: strerror(number))
  }

  /// Writes to standard output.
  func out(_ text: String) {
    let fault = write(text, to: STDOUT_FILENO)
    // A reader that has gone away is no fault of the run.
    guard fault != 0, fault != EPIPE else { return }
    _ = Self.outputError.compareExchange(expected: 0, desired: fault, ordering: .relaxed)
  }

  /// Writes to standard error.
  func note(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all of a text; the number of the error that kept it from that, or 0.
  private func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return 0
    }
  }
}
