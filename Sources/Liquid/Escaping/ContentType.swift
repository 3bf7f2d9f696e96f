/// What a page is, and so how its values are escaped.
public enum ContentType: UInt8, Sendable, Hashable, CaseIterable {
  /// Plain text: SMS, a rule, a path; nothing is escaped.
  case text
  /// An HTML page or e-mail.
  case html
  /// A standalone SVG document: XML rules.
  case svg
}
