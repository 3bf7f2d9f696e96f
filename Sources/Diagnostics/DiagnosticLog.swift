/// Collects every problem of one pass, so that a person mends them all at once.
public struct DiagnosticLog: Sendable {
  /// What was found, in the order it was found.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Makes an empty log.
  public init() {}

  /// Adds a finding.
  public mutating func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Adds another pass's findings.
  public mutating func add(contentsOf other: DiagnosticLog) {
    diagnostics += other.diagnostics
  }

  /// Whether anything found stops a run.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Several diagnostics thrown as one error.
public struct DiagnosticsError: Error, Sendable {
  /// What was found; never empty.
  public let log: DiagnosticLog

  /// Wraps a log whose errors stop the work.
  public init(_ log: DiagnosticLog) {
    precondition(!log.diagnostics.isEmpty, "an error without a diagnostic explains nothing")
    self.log = log
  }

  /// Wraps one diagnostic.
  public init(_ diagnostic: Diagnostic) {
    var log = DiagnosticLog()
    log.add(diagnostic)
    self.init(log)
  }
}
