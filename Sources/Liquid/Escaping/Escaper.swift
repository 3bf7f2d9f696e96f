/// What is done to a value before it is printed: one byte in the compiled program.
///
/// A stage for the language the value stands in and, fused with it, the quoting of the attribute round it.
@frozen
public struct Escaper: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// Stage and wrapping, as the program stores them.
  public let rawValue: UInt8

  /// Makes an escaper from the byte of a program.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ stage: Stage, _ wrapping: Wrapping) {
    rawValue = stage.rawValue << 2 | wrapping.rawValue
  }

  /// What the language needs.
  enum Stage: UInt8, CaseIterable {
    /// Content type `text`: as it is.
    case raw
    /// A comment: nothing is printed.
    case nothing
    /// HTML text.
    case text
    /// `textarea` and `title`.
    case rcdata
    /// A plain attribute.
    case attribute
    /// HTML text inside a conditional comment.
    case conditionalText
    /// Text of a standalone SVG.
    case svgText
    /// A plain attribute of a standalone SVG.
    case svgAttribute
    /// Part of a tag name.
    case tagName
    /// Part of an attribute name.
    case attributeName
    /// A whole URL of a link.
    case wholeURL
    /// A whole URL of a picture: also `data:image/`.
    case imageURL
    /// A whole URL that loads code.
    case resourceURL
    /// Before any slash, where a colon would make a scheme.
    case urlWord
    /// After the scheme.
    case urlPath
    /// Right after the first slash of a URL.
    case resourcePath
    /// Query or fragment.
    case urlQuery
    case srcset
    /// The URL of a refresh.
    case metaURL
    /// The whole content of a refresh.
    case refresh
    /// `to`, `from`, `by`, `values` of an animation.
    case animation
    case cssValue
    case cssString
    /// A whole CSS string, which may be a URL.
    case cssWholeString
    case jsValue
    case jsString
    case jsTemplate
    case jsRegexp
    case jsonValue
    case jsonString
  }

  /// What stands round the language.
  enum Wrapping: UInt8, CaseIterable {
    /// Nothing: text or a raw element.
    case bare
    /// A quoted attribute, or parsed text.
    case quoted
    /// An attribute without quotes.
    case unquoted
    /// A quoted attribute inside a quoted attribute.
    case nested
  }

  var stage: Stage { Stage(rawValue: rawValue >> 2) ?? .nothing }
  var wrapping: Wrapping { Wrapping(rawValue: rawValue & 3) ?? .nested }

  /// Prints as it is: plain text pages.
  public static var raw: Escaper { Escaper(.raw, .bare) }
  /// HTML text, by far the most common.
  public static var text: Escaper { Escaper(.text, .bare) }
  /// A plain attribute in quotes, the second most common.
  public static var attribute: Escaper { Escaper(.attribute, .quoted) }

  /// Whether a value that was already made markup prints as it is here (see `FilterRow.Safety`).
  public var takesMarkup: Bool {
    switch stage {
    case .text, .conditionalText, .svgText, .rcdata, .attribute, .svgAttribute: true
    default: false
    }
  }

  /// Whether the machine must hand over the whole value: numbers, lists and objects keep their kind.
  public var takesValues: Bool { stage == .jsValue || stage == .jsonValue }
}
