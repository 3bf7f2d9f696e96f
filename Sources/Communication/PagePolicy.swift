/// What a page may load and run: the policy that its meta tag states and its server's header repeats.
///
/// A page's styles and scripts are the template's and the engine's, the same for every customer; so the policy names
/// them by their hashes, and whatever else should get into a page - a value, a proxy, an extension of the text - does not run.
public struct PagePolicy: Sendable, Hashable {
  /// Sources of style sheets, `'sha256-...'` each, in the order they stand in pages.
  public var styles: [String]
  /// Sources of scripts.
  public var scripts: [String]
  /// The one site that a page may tell something; nil for none.
  public var listener: String?

  /// For the meta tag.
  public var text: String {
    let directives = [
      "default-src 'none'", "style-src \(Self.list(styles))", "script-src \(Self.list(scripts))",
      "img-src data:", "connect-src \(listener ?? "'none'")", "base-uri 'none'",
      "form-action 'none'",
    ]
    return directives.joined(separator: "; ")
  }

  /// For the header, which may also say that no other page frames this one.
  public var header: String { text + "; frame-ancestors 'none'" }

  private static func list(_ sources: [String]) -> String {
    sources.isEmpty ? "'none'" : sources.joined(separator: " ")
  }
}
