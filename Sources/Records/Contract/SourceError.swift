public import Diagnostics

/// Why an input as a whole cannot be used.
public struct SourceError: Error, Sendable, Hashable {
  /// A stable identifier.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no such file or folder.
    case notFound = "input-not-found"
    /// It may not be read.
    case notReadable = "input-not-readable"
    /// The system failed while reading.
    case readFailed = "input-read-failed"
    /// A folder without a file to read.
    case emptyFolder = "input-folder-empty"
    /// Nothing in it.
    case empty = "input-empty"
    /// Its first bytes are those of another kind of file.
    case wrongKind = "input-wrong-kind"
    /// UTF-16 or UTF-32 where UTF-8 is needed.
    case encoding = "input-encoding"
    /// A pipe or a device where a file is needed.
    case notFile = "input-not-file"
    /// It is no longer what it was when the run began.
    case changed = "input-changed"
    /// Compressed data that is damaged or cut off.
    case gzip = "input-gzip"
    /// The format cannot be told, or the inputs are of several.
    case format = "input-format"
    /// A CSV header that names no fields, or contradicts itself.
    case header = "input-csv-header"
    /// A quoted CSV field that nothing closes.
    case openQuote = "input-csv-quote"
    /// A file of several invoices is too long to be cut.
    case tooLong = "input-too-long"
    /// The input ends before the place where a run is to go on.
    case shorter = "input-shorter"
  }

  /// What kind of failure it is.
  public var code: Code
  /// The input, as the user named it; `-` is standard input.
  public var path: String
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// What to do about it.
  public var hint: String?

  /// Makes an error.
  public init(_ code: Code, path: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.path = path
    self.message = message
    self.hint = hint
  }

  /// The error of an input that is no longer what it was when the run began.
  public static func changed(_ path: String) -> SourceError {
    SourceError(
      .changed, path: path, "the input changed while it was read",
      hint: "wait until what writes it has finished, then start a new run in a new folder")
  }

  /// The same as a diagnostic, to be printed with the others.
  public var diagnostic: Diagnostic {
    Diagnostic(code: code.rawValue, message: "\(path): \(message)", hint: hint)
  }
}
