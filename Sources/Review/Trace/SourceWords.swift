public import Diagnostics
public import Liquid

/// What an author wrote at a trace point, as a reader wants it: one line, without the braces.
public enum SourceWords {
  /// The words of a tag: `if bill.status == 'paid'`.
  public static func tag(_ span: SourceSpan, of file: Int, in program: Program) -> String {
    var text = HTMLScanner.collapsed(Array(program.source(span, of: file).utf8)[...])[...]
    for mark in ["{%-", "{%", "{{-", "{{"] where text.hasPrefix(mark) {
      text = text.dropFirst(mark.count)
      break
    }
    for mark in ["-%}", "%}", "-}}", "}}"] where text.hasSuffix(mark) {
      text = text.dropLast(mark.count)
      break
    }
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text.count > 120 ? text.prefix(120) + "…" : String(text)
  }

  /// A place as `file:line`.
  public static func place(_ place: Diagnostic.Place) -> String {
    "\(place.file.path):\(place.file.location(of: place.span.start).line)"
  }
}
