/// Every code that a diagnostic, reject or failure may carry: what it means, an example, the cure.
///
/// `billow explain-error CODE` and `Docs/errors.md` are made from it. A test holds the codes of all rooms against it.
public enum ErrorCatalog {
  /// One code.
  public struct Entry: Sendable, Hashable {
    /// The code, as printed in brackets.
    public let code: String
    /// What it means.
    public let explanation: String
    /// A text that has the problem.
    public let example: String
    /// What to do about it.
    public let cure: String

    init(_ code: String, _ explanation: String, example: String, cure: String) {
      self.code = code
      self.explanation = explanation
      self.example = example
      self.cure = cure
    }

    /// What `billow explain-error` prints.
    public var text: String {
      let indented = example.split(separator: "\n", omittingEmptySubsequences: false)
        .map { "    \($0)" }.joined(separator: "\n")
      return "\(code)\n\n\(explanation)\n\nExample:\n\n\(indented)\n\nCure: \(cure)\n"
    }
  }

  /// The codes of one subject, sorted.
  public struct Area: Sendable {
    /// The heading of the manual.
    public let title: String
    /// The codes, sorted.
    public let entries: [Entry]
  }

  /// All subjects, in the manual's order.
  public static let areas: [Area] = [
    syntax, escaping, fields, snippets, translations, schema, folder, scenes, scores, channels,
    records, rendering, run, verify, review, links, privacy, rules,
  ]

  /// The entry of a code; nil for a code that Billow does not have.
  public static func entry(_ code: String) -> Entry? {
    for area in areas {
      if let entry = area.entries.first(where: { $0.code == code }) { return entry }
    }
    return nil
  }

  /// Every code, sorted.
  public static var codes: [String] { areas.flatMap { $0.entries.map(\.code) }.sorted() }

  /// The text of `Docs/errors.md`.
  public static var manual: String {
    var text = """
      # What messages mean

      Every message ends in a code in brackets, but those about the command line itself, after which the exit code is
      2; rejected records carry theirs in `rejects.ndjson`. `billow explain-error CODE` prints the same words. This page
      is made from the table in `Sources/Diagnostics`: change it there.

      """
    for area in areas {
      text += "\n## \(area.title)\n"
      for entry in area.entries {
        let fence = entry.example.contains("```") ? "````" : "```"
        text += "\n### \(entry.code)\n\n\(entry.explanation)\n\n"
        text += "\(fence)text\n\(entry.example)\n\(fence)\n\n\(entry.cure)\n"
      }
    }
    return text
  }
}
