/// Why a scene is not in the dialect, or cannot be played.
public struct SceneProblem: Error, Sendable, Hashable {
  /// What kind of problem it is.
  public enum Code: String, Sendable, CaseIterable {
    /// The text is not well-formed.
    case syntax = "scene-syntax"
    /// An element outside the dialect.
    case element = "scene-element"
    /// An attribute outside the dialect, or that the element does not have.
    case attribute = "scene-attribute"
    /// A value that its attribute cannot have.
    case value = "scene-value"
    /// A style sheet or `style` attribute beyond classes, identifiers and known properties.
    case style = "scene-style"
    /// A reference to what is not there, or not of the kind needed.
    case reference = "scene-reference"
    /// Times that cannot be settled.
    case timing = "scene-timing"
    /// The scene is too large.
    case limit = "scene-limit"
  }

  /// What kind of problem it is.
  public var code: Code
  /// What is wrong, in one sentence without a final full stop; it may quote what a value printed.
  public var message: String
  /// What the message quotes of the rendered scene; nil where it quotes nothing of it.
  public var quoted: String?
  /// The line of the rendered scene, from 1; 0 when unknown.
  public var line: Int
  /// What to do about it.
  public var hint: String?

  /// Makes a problem.
  public init(
    _ code: Code, _ message: String, quoting quoted: String? = nil, line: Int, hint: String? = nil
  ) {
    self.code = code
    self.message = message
    self.quoted = quoted
    self.line = line
    self.hint = hint
  }

  /// The message for books that hold no customer's value.
  public var discreet: String {
    quoted.map { message.replacing("'\($0)'", with: "'...'") } ?? message
  }
}
