public import Diagnostics
public import Liquid

/// The parsers and digests that this room borrows, so that it stands on no YAML, JSON or cryptography library.
public struct TemplateReaders: Sendable {
  /// Reads YAML into a tree with positions.
  public let yaml: @Sendable (SourceFile) throws(DiagnosticsError) -> ConfigNode
  /// Reads strict JSON into a value in an arena.
  public let json: @Sendable (SourceFile, Arena) throws(DiagnosticsError) -> Value
  /// SHA-256 of bytes: 32 bytes.
  public let sha256: @Sendable ([UInt8]) -> [UInt8]
  /// Tags that other rooms draw, such as `chart`.
  public let tags: [TagRow]
  /// Filters beyond the house's own, which they replace where they have the same name.
  public let filters: [FilterRow]

  /// Makes a set of readers.
  public init(
    yaml: @escaping @Sendable (SourceFile) throws(DiagnosticsError) -> ConfigNode,
    json: @escaping @Sendable (SourceFile, Arena) throws(DiagnosticsError) -> Value,
    sha256: @escaping @Sendable ([UInt8]) -> [UInt8],
    tags: [TagRow], filters: [FilterRow] = []
  ) {
    self.yaml = yaml
    self.json = json
    self.sha256 = sha256
    self.tags = tags
    self.filters = filters
  }
}
