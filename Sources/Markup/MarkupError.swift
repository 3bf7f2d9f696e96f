/// Why an XML text cannot be read; never holds any of its content.
public struct MarkupError: Error, Sendable, Hashable {
  /// What kind of fault it is.
  public enum Code: String, Sendable {
    /// Not well-formed (XML 1.0).
    case syntax = "xml-syntax"
    /// A document type declaration, which is refused unread: entity bombs live there.
    case doctype = "xml-doctype"
    /// A bound of `XMLLimits` was passed.
    case limit = "xml-limit"
    /// A fault against Namespaces in XML 1.0.
    case namespace = "xml-namespace"
    /// An encoding that is unknown or contradicts the bytes.
    case encoding = "xml-encoding"
  }

  /// What kind of fault it is.
  public var code: Code
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// The line, from 1; 0 when unknown.
  public var line: Int
  /// The column in bytes of UTF-8, from 1; 0 when unknown.
  public var column: Int

  /// Makes an error.
  public init(_ code: Code, _ message: String, line: Int = 0, column: Int = 0) {
    self.code = code
    self.message = message
    self.line = line
    self.column = column
  }
}
