/// How inputs are read.
public struct RecordOptions: Sendable, Hashable {
  /// The format of all inputs; nil tells it from their content.
  public var format: InputFormat?
  /// What separates CSV fields: such as `,`; nil tells it from the header row.
  public var csvDelimiter: UInt8?
  /// Dotted paths that hold numbers, such as `bill.total` or `bill.lines.amount`: CSV cells there must be numbers.
  public var numericPaths: Set<String>
  /// Dotted paths that hold text: CSV cells there stay text, whatever they look like.
  public var textPaths: Set<String>
  /// Dotted paths that hold `true` or `false`: CSV cells there must be one of the two.
  public var booleanPaths: Set<String>
  /// The dotted path of a record's key, which a CSV input must have a column for.
  public var keyPath: String?

  /// Makes options; the default tells everything from the content.
  public init(
    format: InputFormat? = nil, csvDelimiter: UInt8? = nil, numericPaths: Set<String> = [],
    textPaths: Set<String> = [], booleanPaths: Set<String> = [],
    keyPath: String? = nil
  ) {
    self.format = format
    self.csvDelimiter = csvDelimiter
    self.numericPaths = numericPaths
    self.textPaths = textPaths
    self.booleanPaths = booleanPaths
    self.keyPath = keyPath
  }
}
