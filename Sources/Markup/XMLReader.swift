/// Reads XML 1.0 with namespaces, safely, through libxml2's SAX2 interface.
///
/// No document type, no entities but the five predefined ones, no network, no files; well-formedness and
/// namespace faults stop it at once, and `XMLLimits` bound what a text may cost. The text may be UTF-8,
/// UTF-16, ISO-8859-1, ISO-8859-15 or windows-1252, with bytes and declaration in agreement.
public struct XMLReader: Sendable {
  /// What a text may be.
  public var limits: XMLLimits

  /// Makes a reader.
  public init(limits: XMLLimits = XMLLimits()) { self.limits = limits }

  /// Reads one document, telling `handler` of each part.
  ///
  /// - Throws: `MarkupError` at the first fault, or whatever the handler throws; what was heard until then
  ///   is not to be used.
  public func read(_ text: UnsafeRawBufferPointer, into handler: any XMLHandler)
    throws(MarkupError)
  {
    if text.isEmpty { throw MarkupError(.syntax, "there is no element", line: 1, column: 1) }
    try XMLEncoding.withUTF8(text) { utf8 throws(MarkupError) in
      try XMLGuard.check(utf8, limits)
      try SAXSession.parse(utf8, handler, limits)
    }
  }

  /// Reads one document into a small tree, replacing what the tree held.
  ///
  /// - Throws: `MarkupError` at the first fault; the tree is then empty.
  public func read(_ text: UnsafeRawBufferPointer, into document: XMLDocument)
    throws(MarkupError)
  {
    document.begin(limits)
    do throws(MarkupError) {
      try read(text, into: document as any XMLHandler)
    } catch {
      document.begin(limits)
      throw error
    }
  }
}
