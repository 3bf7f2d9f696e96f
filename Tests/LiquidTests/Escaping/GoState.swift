@testable import Liquid

/// A context in the words of Go's html/template, for comparison with its tests.
struct GoState: Equatable {
  var state = "stateText"
  var delimiter = "delimNone"
  var part = "urlPartNone"
  var slash = "jsCtxRegexp"
  var element = "elementNone"
  var attribute = "attrNone"
  var braces = ""

  init(_ row: PrefixCase) {
    state = row.state ?? state
    delimiter = row.delim ?? delimiter
    part = row.urlPart ?? part
    slash = row.jsCtx ?? slash
    element = row.element ?? element
    attribute = row.attr ?? attribute
    braces = row.jsBraceDepth.map { String($0.drop { $0 != "{" }.dropFirst()) } ?? ""
  }

  init(_ context: EscapeContext) {
    state = GoState.state(context.state)
    delimiter = GoState.delimiter(context.delimiter)
    part =
      context.part == .query
      ? "urlPartQueryOrFrag" : context.part.isBeforeQuery ? "urlPartPreQuery" : part
    if context.slash != .regexp {
      slash = context.slash == .division ? "jsCtxDivOp" : "jsCtxUnknown"
    }
    element = GoState.element(context.element)
    // Go forgets the attribute once its value has ended.
    attribute = GoState.attribute(context.attribute)
    // The outermost level: the data shows no more.
    var levels = context.braces
    while levels > 15 { levels >>= 4 }
    if levels > 0 { braces = String(levels - 1) }
  }

  private static func state(_ state: EscapeContext.State) -> String {
    switch state {
    case .text: "stateText"
    case .tagName, .tag: "stateTag"
    case .attributeName: "stateAttrName"
    case .afterName: "stateAfterName"
    case .beforeValue: "stateBeforeValue"
    case .comment: "stateHTMLCmt"
    case .rcdata: "stateRCDATA"
    case .attribute: "stateAttr"
    case .url: "stateURL"
    case .srcset: "stateSrcset"
    case .metaContent: "stateMetaContent"
    case .metaURL: "stateMetaContentURL"
    case .js: "stateJS"
    case .jsDoubleQuoted: "stateJSDqStr"
    case .jsSingleQuoted: "stateJSSqStr"
    case .jsTemplate: "stateJSTmplLit"
    case .jsRegexp: "stateJSRegexp"
    case .jsBlockComment: "stateJSBlockCmt"
    case .jsLineComment: "stateJSLineCmt"
    case .css: "stateCSS"
    case .cssDoubleQuoted: "stateCSSDqStr"
    case .cssSingleQuoted: "stateCSSSqStr"
    case .cssDoubleQuotedURL: "stateCSSDqURL"
    case .cssSingleQuotedURL: "stateCSSSqURL"
    case .cssURL: "stateCSSURL"
    case .cssBlockComment: "stateCSSBlockCmt"
    case .cssLineComment: "stateCSSLineCmt"
    case .json, .jsonString, .instruction, .declaration, .plain: "none of Go's"
    }
  }

  private static func delimiter(_ delimiter: EscapeContext.Delimiter) -> String {
    switch delimiter {
    case .none: "delimNone"
    case .doubleQuote: "delimDoubleQuote"
    case .singleQuote: "delimSingleQuote"
    case .spaceOrTagEnd: "delimSpaceOrTagEnd"
    }
  }

  private static func element(_ element: EscapeContext.Element) -> String {
    switch element {
    case .script: "elementScript"
    case .style: "elementStyle"
    case .textarea: "elementTextarea"
    case .title: "elementTitle"
    default: "elementNone"
    }
  }

  private static func attribute(_ attribute: EscapeContext.AttributeKind) -> String {
    switch attribute {
    case .url, .image, .resource: "attrURL"
    case .srcset: "attrSrcset"
    case .style: "attrStyle"
    case .script: "attrScript"
    case .scriptType: "attrScriptType"
    case .metaContent, .refreshContent: "attrMetaContent"
    default: "attrNone"
    }
  }
}
