/// Why one document could not be rendered: its own failure, while the run goes on.
///
/// Messages name limits, types and places, never a customer's value.
public struct RenderFailure: Error, Sendable {
  /// A stable, documented identifier.
  public enum Code: String, Sendable {
    /// A tag or filter was given something it cannot use ("invalid integer", "cannot sort values").
    case argument = "render-argument"
    /// Division or modulo by zero.
    case zeroDivision = "render-zero-division"
    /// Two values that cannot be ordered were compared.
    case comparison = "render-comparison"
    /// A partial named at render time does not exist.
    case missingPartial = "render-missing-partial"
    /// A partial that cannot be read; only where a compile left it to run time.
    case snippetSyntax = "render-snippet-syntax"
    /// A limit of `RenderLimits` was reached; the message names it.
    case limit = "render-limit"
    /// Partials or blocks nested too deeply.
    case nesting = "render-nesting"
    /// The template said `{% abort %}`; the message is its reason.
    case aborted = "render-aborted"
    /// A value that is unsafe where the template puts it and cannot be made safe.
    case unsafeValue = "render-unsafe-value"
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, without "Liquid error" in front.
  public let message: String
  /// Index into the program's list of places; -1 before the machine has filled it in.
  var place: Int32 = -1

  /// Makes a failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
