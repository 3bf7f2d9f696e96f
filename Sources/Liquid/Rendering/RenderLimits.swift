/// What one document may cost.
///
/// Every limit is on by default and names the attack it stops.
public struct RenderLimits: Sendable, Hashable {
  /// Operations, empty loop bodies included, plus one for each 64 bytes a filter makes: endless work.
  public var steps = 1_000_000
  /// Bytes of one template's or snippet's text: a text that takes a second to read.
  public var templateBytes = 640 << 10
  /// Operations of one program, its snippets included: texts that multiply through snippets and contexts.
  public var operations = 100_000
  /// Blocks within blocks while compiling: stack exhaustion by `{% if %}{% if %}...`.
  public var nesting = 100
  /// Partials within partials while rendering: endless recursion.
  public var includeDepth = 32
  /// Passes of all loops together: quadratic loops over a large list.
  public var loopIterations = 100_000
  /// Elements of one range: `(1..1000000000)`.
  public var rangeElements = 100_000
  /// Bytes of one string a filter or capture makes: doubling by `append`.
  public var stringBytes = 4 << 20
  /// Bytes of one page.
  public var pageBytes = 16 << 20
  /// Bytes of all values one document makes.
  public var documentBytes = 64 << 20

  /// Makes the default limits.
  public init() {}
}
