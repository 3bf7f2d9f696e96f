/// One thing that is wrong, where it is, and what to do about it.
///
/// Never holds a customer's value: a record is named by ordinal and field path.
public struct Diagnostic: Sendable, Error {
  /// How bad it is: only `error` stops a run.
  public enum Severity: String, Sendable, Comparable {
    case note
    case warning
    case error

    /// Orders by gravity, `note` lowest.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A place in a file.
  public struct Place: Sendable, Hashable {
    /// The file that holds the span.
    public let file: SourceFile
    /// The bytes meant.
    public let span: SourceSpan

    /// Makes a place.
    public init(file: SourceFile, span: SourceSpan) {
      self.file = file
      self.span = span
    }
  }

  /// A stable, documented identifier such as `unknown-filter`.
  public var code: String
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// Where, when a file is to blame.
  public var place: Place?
  /// What to do about it.
  public var hint: String?
  /// The partials through which `place` was reached, innermost first.
  public var trail: [Place]

  /// Makes a diagnostic.
  public init(
    code: String,
    severity: Severity = .error,
    message: String,
    place: Place? = nil,
    hint: String? = nil,
    trail: [Place] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.hint = hint
    self.trail = trail
  }
}
