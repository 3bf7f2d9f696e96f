/// Where in a page the compiler stands: which language, which part of it, quoted how.
///
/// Eight trivially copyable bytes, comparable, so that the arms of a branch can be joined and a partial
/// compiled once per starting context. The compiler moves it on with `advance(over:)` for template text and
/// `printed()` for a value; at run time nothing of it is left but the `Escaper` byte of each output.
/// The states and their transitions follow Go's html/template; `Docs/security.md` lists where they are stricter.
public struct EscapeContext: Hashable, Sendable, BitwiseCopyable {
  /// The parser's state.
  var state = State.text
  /// The element whose tag or special body this is.
  var element = Element.none
  /// What the current attribute holds.
  var attribute = AttributeKind.plain
  /// How far into a URL this is.
  var part = URLPart.none
  /// Small facts, packed; see the computed properties.
  private var bits: UInt16 = 0
  /// Open `${` of template literals, innermost in the low four bits: 0 is none, n is n - 1 open braces.
  var braces: UInt16 = 0

  private init() {}

  /// The context at the start of a page.
  public static func initial(for content: ContentType) -> EscapeContext {
    var context = EscapeContext()
    context.content = content
    if content == .text { context.state = .plain }
    return context
  }

  /// Whether a page may end here.
  ///
  /// `EscapeErrorCode.unfinishedContext` is the error when it may not.
  public var canEnd: Bool {
    state == .plain || (state == .text && frame == .none && !isConditional && !isCDATA)
  }

  /// Whether a `capture` that starts and ends here holds markup rather than text.
  public var isMarkup: Bool { state == .text && content != .text }
}

extension EscapeContext {
  /// What the parser is reading.
  enum State: UInt8 {
    case text
    case tagName
    case tag
    case attributeName
    case afterName
    case beforeValue
    case comment
    case rcdata
    case attribute
    case url
    case srcset
    case metaContent
    case metaURL
    case js
    case jsDoubleQuoted
    case jsSingleQuoted
    case jsTemplate
    case jsRegexp
    case jsBlockComment
    case jsLineComment
    case css
    case cssDoubleQuoted
    case cssSingleQuoted
    case cssDoubleQuotedURL
    case cssSingleQuotedURL
    case cssURL
    case cssBlockComment
    case cssLineComment
    case json
    case jsonString
    /// `<?xml ... ?>` of an SVG document.
    case instruction
    /// `<!DOCTYPE ...>` of an SVG document.
    case declaration
    /// The content type `text`: nothing is parsed.
    case plain
  }

  /// Elements that change how their attributes or bodies are read.
  enum Element: UInt8 {
    case none
    case script
    /// A script of a JSON type.
    case json
    case style
    case textarea
    case title
    case meta
    /// A `meta` already seen to be a refresh.
    case refresh
    /// `iframe`, `frame`, `embed`, `portal`.
    case frame
    case object
    case base
    case link
    case use
    case image
    /// `svg` and `math`: what follows is foreign content.
    case foreign
    /// SMIL: its values may become an `href`.
    case animation
  }

  /// What an attribute's value is.
  enum AttributeKind: UInt8 {
    case plain
    case url
    /// `img src`: as `url`, and `data:image/`.
    case image
    /// Loads code or a document: the origin must be constant or the value trusted.
    case resource
    case srcset
    case style
    case script
    case scriptType
    case httpEquiv
    case metaContent
    case refreshContent
    case srcdoc
    /// `to`, `from`, `by`, `values` of an animation.
    case animationValue
    /// `attributeName` of an animation.
    case animationTarget
    /// A name that a value completed, which let through only names of plain attributes.
    case dynamic
    /// After branches that left different names, or none: no value may follow.
    case undecided
  }

  /// What ends the current attribute value.
  enum Delimiter: UInt16 {
    case none
    case doubleQuote
    case singleQuote
    case spaceOrTagEnd
  }

  /// What a slash means in a script.
  enum Slash: UInt16 {
    case regexp
    case division
    case unknown
  }

  var delimiter: Delimiter {
    get { Delimiter(rawValue: bits & 3) ?? .none }
    set { bits = bits & ~3 | newValue.rawValue }
  }

  /// The delimiter of the `srcdoc` this is inside of; the rest of the context is then the inner page's.
  var frame: Delimiter {
    get { Delimiter(rawValue: bits >> 2 & 3) ?? .none }
    set { bits = bits & ~(3 << 2) | newValue.rawValue << 2 }
  }

  var slash: Slash {
    get { Slash(rawValue: bits >> 4 & 3) ?? .unknown }
    set { bits = bits & ~(3 << 4) | newValue.rawValue << 4 }
  }

  var content: ContentType {
    get { ContentType(rawValue: UInt8(truncatingIfNeeded: bits >> 6 & 3)) ?? .html }
    set { bits = bits & ~(3 << 6) | UInt16(newValue.rawValue) << 6 }
  }

  /// Inside `svg` or `math` of an HTML page.
  var isForeign: Bool {
    get { bits & 1 << 8 != 0 }
    set { bits = bits & ~(1 << 8) | (newValue ? 1 << 8 : 0) }
  }

  /// Inside `<!--[if ...]>`, which mail programs read as markup and browsers as a comment.
  var isConditional: Bool {
    get { bits & 1 << 9 != 0 }
    set { bits = bits & ~(1 << 9) | (newValue ? 1 << 9 : 0) }
  }

  /// Inside a CDATA section.
  var isCDATA: Bool {
    get { bits & 1 << 10 != 0 }
    set { bits = bits & ~(1 << 10) | (newValue ? 1 << 10 : 0) }
  }

  /// Whether script and style bodies are parsed text rather than raw text.
  var hasParsedBodies: Bool { content == .svg || isForeign }

  /// The context of text or a tag in the same document, with everything narrower forgotten.
  func outside(_ state: State, _ element: Element = .none) -> EscapeContext {
    var context = EscapeContext()
    context.state = state
    context.element = element
    context.content = content
    context.isForeign = isForeign
    context.isConditional = isConditional
    return context
  }
}

extension EscapeContext: CustomStringConvertible {
  /// The place in words, for messages.
  public var description: String {
    let place =
      switch state {
      case .text: "text"
      case .plain: "plain text"
      case .tagName: "a tag's name"
      case .tag, .afterName: "a tag"
      case .attributeName: "an attribute's name"
      case .beforeValue: "an attribute without its value"
      case .comment: "a comment"
      case .rcdata: "the text of a title or textarea"
      case .attribute: "an attribute's value"
      case .url, .srcset: "a URL"
      case .metaContent, .metaURL: "the content of a meta element"
      case .js, .jsDoubleQuoted, .jsSingleQuoted, .jsTemplate, .jsRegexp, .jsBlockComment,
        .jsLineComment:
        "a script"
      case .css, .cssDoubleQuoted, .cssSingleQuoted, .cssDoubleQuotedURL, .cssSingleQuotedURL,
        .cssURL, .cssBlockComment, .cssLineComment:
        "a style"
      case .json, .jsonString: "JSON"
      case .instruction, .declaration: "a declaration"
      }
    return frame == .none ? place : "\(place) of a srcdoc"
  }
}
