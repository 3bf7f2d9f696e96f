/// The formats records come in.
public enum InputFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case ndjson
  /// UBL 2.1 invoices and credit notes.
  case ubl
  /// RFC 4180 with a header row.
  case csv
}

/// One input file, for the manifest.
public struct InputDescription: Sendable, Hashable {
  /// The path as the user named it, or below the folder they named; `-` is standard input.
  public var path: String
  /// The size in bytes as stored; nil for standard input and pipes.
  public var size: Int64?
  /// What it holds.
  public var format: InputFormat
  /// Whether it is gzip.
  public var isCompressed: Bool

  /// Makes a description.
  public init(path: String, size: Int64?, format: InputFormat, isCompressed: Bool = false) {
    self.path = path
    self.size = size
    self.format = format
    self.isCompressed = isCompressed
  }
}
