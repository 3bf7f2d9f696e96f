/// What an XML text may be; each bound names the attack it stops.
public struct XMLLimits: Sendable, Hashable {
  /// Bytes of the whole text: the parser keeps a copy.
  public var textBytes = 64 << 20
  /// Elements within elements: stack exhaustion.
  public var depth = 100
  /// Attributes and namespace declarations of one element: comparing names is quadratic in libxml2 2.9
  /// (200,000 took over two minutes).
  public var attributes = 256
  /// Bytes of one start tag: huge attribute values.
  public var tagBytes = 256 << 10
  /// Bytes of one comment or processing instruction.
  public var commentBytes = 1 << 20
  /// Elements and runs of text of one document: memory of a tree.
  public var nodes = 1_000_000
  /// Bytes of one run of text; the largest attachment seen in a real invoice has 3.2 MB.
  public var runBytes = 8 << 20

  /// Makes the default limits.
  public init() {}
}
