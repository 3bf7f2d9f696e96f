import Diagnostics

/// What stands round a text when it is compiled: what `prepare` assigns, conditions, a loop.
struct Wrapping {
  private(set) var opening = ""
  private(set) var closing = ""
  /// The conditions and the loop; they start where they do in `opening`.
  private(set) var parts: [PlacedSource.Part] = []

  mutating func include(_ snippet: String) { opening += "{%- include '\(snippet)' -%}" }

  mutating func condition(_ text: StoryboardManifest.Text, of file: SourceFile, isOwn: Bool) {
    open(Self.conditionTag, text, of: file, isOwn)
    opening += " -%}"
    closing = "{%- endif -%}" + closing
  }

  mutating func loop(
    _ text: StoryboardManifest.Text, _ options: String, of file: SourceFile, isOwn: Bool
  ) {
    open(Self.loopTag, text, of: file, isOwn)
    opening += "\(options) -%}"
    closing = "{%- endfor -%}" + closing
  }

  /// What stands before a condition.
  static let conditionTag = "{%- if "
  /// What stands before a loop.
  static let loopTag = "{%- for "

  private mutating func open(
    _ tag: String, _ text: StoryboardManifest.Text, of file: SourceFile, _ isOwn: Bool
  ) {
    let start = opening.utf8.count
    opening += tag
    parts.append(
      PlacedSource.Part(
        tag: start, start: opening.utf8.count, count: text.text.utf8.count, file: file,
        origin: text.span.start, isOwn: isOwn))
    opening += text.text
  }
}
