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
  /// What it holds.
  public var format: InputFormat
  /// Whether it is gzip.
  public var isCompressed: Bool
  /// What it was when it was first looked at, which it must still be when it is read; nil for pipes.
  public var stamp: FileStamp?

  /// The size in bytes as stored; nil for standard input.
  public var size: Int64? { stamp?.size }

  /// Makes a description.
  public init(
    path: String, stamp: FileStamp?, format: InputFormat, isCompressed: Bool = false
  ) {
    self.path = path
    self.stamp = stamp
    self.format = format
    self.isCompressed = isCompressed
  }
}
