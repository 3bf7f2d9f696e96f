public import Liquid

/// The environment every fuzzed template is compiled in: all filters, limits small enough for many runs a second.
public enum FuzzEnvironment {
  /// The limits; what they stop is tested as bombs, here they keep an input from taking seconds.
  public static let limits: RenderLimits = {
    var limits = RenderLimits()
    limits.steps = 5_000
    limits.loopIterations = 1_000
    limits.rangeElements = 1_000
    limits.stringBytes = 32 << 10
    limits.pageBytes = 128 << 10
    limits.documentBytes = 1 << 20
    return limits
  }()

  /// As a page's: an unknown name is an error.
  public static let strict = Environment(
    filters: FilterTable(adding: LocaleFilters.rows), globals: ["as_of"], limits: limits)

  /// As Shopify's: an unknown name is left to run time.
  public static let deferring = Environment(
    filters: FilterTable(adding: LocaleFilters.rows), globals: ["as_of"], limits: limits,
    defersUnknownNames: true)
}
