/// Why a record does not fit its schema: the first fault in the order of the document.
///
/// Says where and what is expected, never what was found.
public struct SchemaViolation: Error, Sendable, Hashable {
  /// What kind of fault it is.
  public enum Code: String, Sendable, CaseIterable {
    /// A required field is not there.
    case missing = "schema-missing"
    /// A value of another type.
    case type = "schema-type"
    /// A value that is not among those listed.
    case choice = "schema-enum"
    /// A text without the form its `format` asks for.
    case format = "schema-format"
    /// A text without the form its `pattern` asks for.
    case pattern = "schema-pattern"
    /// A number beyond its limits, or not a multiple.
    case range = "schema-range"
    /// A text too short or too long.
    case length = "schema-length"
    /// A list too short or too long.
    case count = "schema-count"
    /// A field that the schema does not allow.
    case additional = "schema-additional"
    /// A value that fits none of several schemas, or more than the one it may.
    case alternatives = "schema-alternatives"
    /// A record that nests too deep.
    case depth = "schema-depth"
  }

  /// What kind of fault it is.
  public let code: Code
  /// The field, such as `bill.lines[3].amount`; empty for the record itself.
  ///
  /// A key that only the record knows is written `*`.
  public let path: String
  /// What the schema wants there, in words.
  public let expectation: String

  /// The whole fault in a sentence without a final full stop.
  public var message: String {
    let place = path.isEmpty ? "the record" : "'\(path)'"
    return switch code {
    case .missing: "\(place) is missing; \(expectation)"
    default: "\(place) must be \(expectation)"
    }
  }
}
