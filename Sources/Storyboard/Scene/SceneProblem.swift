/// Why a scene is not in the dialect, or cannot be played; never holds a customer's value.
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
  /// What is wrong, in one sentence without a final full stop.
  public var message: String
  /// The line of the rendered scene, from 1; 0 when unknown.
  public var line: Int
  /// What to do about it.
  public var hint: String?

  /// Makes a problem.
  public init(_ code: Code, _ message: String, line: Int, hint: String? = nil) {
    self.code = code
    self.message = message
    self.line = line
    self.hint = hint
  }
}
