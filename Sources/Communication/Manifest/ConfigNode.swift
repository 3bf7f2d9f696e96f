public import Diagnostics
import Liquid

/// A configuration file as a tree that remembers where everything stood.
///
/// A front-end room makes it from YAML; this room only reads it, so that it needs no YAML library.
public struct ConfigNode: Sendable {
  /// What stands there.
  public indirect enum Content: Sendable {
    /// Text, with its value's span without quotes.
    case scalar(String)
    /// A list.
    case sequence([ConfigNode])
    /// Keys and values in source order.
    case mapping([(key: ConfigNode, value: ConfigNode)])
  }

  /// What stands there.
  public let content: Content
  /// The bytes it was read from.
  public let span: SourceSpan

  /// Makes a node.
  public init(_ content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// Reads one mapping key by key and reports what is missing, misspelt or of the wrong kind.
struct ConfigReader {
  let file: SourceFile
  let node: ConfigNode
  private let entries: [(key: ConfigNode, value: ConfigNode)]
  private var taken: Set<String> = []

  init(_ node: ConfigNode, in file: SourceFile, log: inout DiagnosticLog) {
    self.file = file
    self.node = node
    if case .mapping(let entries) = node.content {
      self.entries = entries
    } else {
      entries = []
      log.add(Self.problem("config-mapping", "keys and values belong here", node.span, file))
    }
  }

  static func problem(
    _ code: String, _ message: String, _ span: SourceSpan, _ file: SourceFile, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(code: code, message: message, place: .init(file: file, span: span), hint: hint)
  }

  /// The value of a key, if it is there.
  mutating func node(_ key: String) -> ConfigNode? {
    taken.insert(key)
    return entries.first { $0.key.text == key }?.value
  }

  /// The text of a key; reported when it is missing or not a text.
  mutating func text(_ key: String, _ log: inout DiagnosticLog) -> String? {
    guard let found = node(key) else {
      log.add(Self.problem("config-missing", "'\(key)' is missing here", node.span, file))
      return nil
    }
    return scalar(found, key, &log)
  }

  /// The text of a key that may be missing.
  mutating func optionalText(_ key: String, _ log: inout DiagnosticLog) -> String? {
    node(key).flatMap { scalar($0, key, &log) }
  }

  /// The text of a key that may be missing, and where it stands.
  mutating func placedText(
    _ key: String, _ log: inout DiagnosticLog
  ) -> (text: String, span: SourceSpan)? {
    guard let found = node(key), let text = scalar(found, key, &log) else { return nil }
    return (text, found.span)
  }

  /// Whether a key says `true`; one that is missing does not.
  mutating func truth(_ key: String, _ log: inout DiagnosticLog) -> Bool {
    guard let found = node(key) else { return false }
    if found.text != "true", found.text != "false" {
      log.add(Self.problem("config-truth", "'\(key)' is true or false", found.span, file))
    }
    return found.text == "true"
  }

  /// The elements of a key that may be missing.
  mutating func list(_ key: String, _ log: inout DiagnosticLog) -> [ConfigNode] {
    guard let found = node(key) else { return [] }
    guard case .sequence(let items) = found.content else {
      log.add(Self.problem("config-list", "'\(key)' must be a list", found.span, file))
      return []
    }
    return items
  }

  /// The keys and values of a key that may be missing.
  mutating func mapping(
    _ key: String, _ log: inout DiagnosticLog
  ) -> [(key: ConfigNode, value: ConfigNode)] {
    guard let found = node(key) else { return [] }
    guard case .mapping(let entries) = found.content else {
      log.add(
        Self.problem("config-mapping", "'\(key)' must have keys and values", found.span, file))
      return []
    }
    return entries
  }

  private func scalar(_ found: ConfigNode, _ key: String, _ log: inout DiagnosticLog) -> String? {
    guard let text = found.text else {
      // YAML takes `{{ name }}` and `[a]` without quotes for a mapping and a list.
      log.add(
        Self.problem(
          "config-text", "'\(key)' must be a text", found.span, file,
          hint: "put what begins with `{` or `[` in quotes"))
      return nil
    }
    return text
  }

  /// Reports keys nobody asked for.
  func rejectOthers(_ log: inout DiagnosticLog) {
    for entry in entries {
      guard let key = entry.key.text, !taken.contains(key) else { continue }
      let near = Suggestion.nearest(key, in: taken)
      log.add(
        Self.problem(
          "config-unknown-key", "unknown key '\(key)'", entry.key.span, file,
          hint: near.map { "did you mean '\($0)'?" }
            ?? "known here: \(taken.sorted().joined(separator: ", "))"))
    }
  }
}

extension ConfigNode {
  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text) = content { return text }
    return nil
  }
}
