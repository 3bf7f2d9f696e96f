import Liquid

/// `{% abort 'reason' %}`: this document cannot be made; the reason stands in the books.
enum AbortTag {
  static let rows: [TagRow] = [
    TagRow(
      "abort", arity: 1...1, takesLiterals: true, content: .nothing,
      "Rejects this document with a reason, which is a text in quotes.", abort)
  ]

  /// Reasons are codes of the template: a value of the record would carry a customer's text into the books.
  private static let longestReason = 64

  private static func abort(
    _ arguments: FilterArguments, _ scope: FilterScope, _ output: Output
  ) throws(RenderFailure) {
    let reason = arguments[0].bytes.prefix(longestReason)
    throw RenderFailure(.aborted, String(decoding: reason, as: UTF8.self))
  }
}
