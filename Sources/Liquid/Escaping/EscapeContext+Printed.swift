extension EscapeContext {
  /// What to do with a value that stands here; moves on as if one had been written.
  ///
  /// - Throws: `EscapeProblem` where no value can stand safely.
  public mutating func printed() throws(EscapeProblem) -> Escaper {
    if state == .plain { return .raw }
    self = nudged()
    if frame != .none { return try printedInFrame() }
    let escaper = Escaper(try printedStage(), wrapping)
    moveOnAfterValue()
    return escaper
  }

  /// How the language's result is quoted.
  private var wrapping: Escaper.Wrapping {
    switch delimiter {
    case .doubleQuote, .singleQuote: .quoted
    case .spaceOrTagEnd: .unquoted
    case .none:
      element != .none && hasParsedBodies && state != .tagName && state != .attributeName
        && !isCDATA ? .quoted : .bare
    }
  }

  private func printedStage() throws(EscapeProblem) -> Escaper.Stage {
    switch state {
    case .text:
      if isCDATA { throw EscapeProblem(.valueInDeclaration) }
      return content == .svg ? .svgText : isConditional ? .conditionalText : .text
    case .rcdata: return .rcdata
    case .tagName: return .tagName
    case .attributeName: return .attributeName
    case .attribute: return try printedAttribute()
    case .url: return try printedURL()
    case .srcset: return .srcset
    case .metaContent: return attribute == .refreshContent ? .refresh : .attribute
    case .metaURL: return .metaURL
    case .js: return .jsValue
    case .jsDoubleQuoted, .jsSingleQuoted: return .jsString
    case .jsTemplate: return .jsTemplate
    case .jsRegexp: return .jsRegexp
    case .css: return .cssValue
    case .cssDoubleQuoted, .cssSingleQuoted: return try printedStyleURL(isString: true)
    case .cssDoubleQuotedURL, .cssSingleQuotedURL, .cssURL:
      return try printedStyleURL(isString: false)
    case .json: return .jsonValue
    case .jsonString: return .jsonString
    case .comment, .jsBlockComment, .jsLineComment, .cssBlockComment, .cssLineComment:
      return .nothing
    case .instruction, .declaration: throw EscapeProblem(.valueInDeclaration)
    case .plain, .tag, .afterName, .beforeValue:
      preconditionFailure("a nudged context stands in a name or value")
    }
  }

  private func printedAttribute() throws(EscapeProblem) -> Escaper.Stage {
    switch attribute {
    case .scriptType: throw EscapeProblem(.dynamicScriptType)
    case .httpEquiv, .animationTarget: throw EscapeProblem(.dynamicAttributeName)
    case .animationValue: return .animation
    default: return content == .svg ? .svgAttribute : .attribute
    }
  }

  private func printedURL() throws(EscapeProblem) -> Escaper.Stage {
    if attribute == .resource { return try printedResource() }
    switch part {
    case .none, .dynamic: return attribute == .image ? .imageURL : .wholeURL
    case .scheme, .word, .dynamicWord: return .urlWord
    case .slash: return .resourcePath
    case .opaque, .afterScheme, .authority, .path: return .urlPath
    case .query: return .urlQuery
    case .blocked: throw EscapeProblem(.valueInScriptURL)
    case .unknown: throw EscapeProblem(.ambiguousURL)
    }
  }

  private func printedResource() throws(EscapeProblem) -> Escaper.Stage {
    switch part {
    case .none, .dynamic: return .resourceURL
    case .scheme, .afterScheme, .authority, .opaque: throw EscapeProblem(.dynamicOrigin)
    case .word, .dynamicWord: return .urlWord
    case .slash: return .resourcePath
    case .path: return .urlPath
    case .query: return .urlQuery
    case .blocked: throw EscapeProblem(.valueInScriptURL)
    case .unknown: throw EscapeProblem(.ambiguousURL)
    }
  }

  private func printedStyleURL(isString: Bool) throws(EscapeProblem) -> Escaper.Stage {
    switch part {
    case .none, .dynamic: return isString ? .cssWholeString : .wholeURL
    case .scheme, .word, .dynamicWord: return isString ? .cssString : .urlWord
    case .opaque, .afterScheme, .authority, .slash, .path: return isString ? .cssString : .urlPath
    case .query: return .urlQuery
    case .blocked: throw EscapeProblem(.valueInScriptURL)
    case .unknown: throw EscapeProblem(.ambiguousURL)
    }
  }

  private mutating func moveOnAfterValue() {
    switch state {
    case .js: slash = .division
    case .attributeName where attribute == .plain || attribute == .undecided: attribute = .dynamic
    case .url, .cssURL, .cssSingleQuotedURL, .cssDoubleQuotedURL:
      switch part {
      case .none: part = .dynamic
      case .scheme, .word: part = .dynamicWord
      case .afterScheme: part = .authority
      case .slash: part = .path
      default: break
      }
    default: break
    }
  }

  /// In a page inside `srcdoc` only text and quoted plain attributes are kept apart twice.
  private mutating func printedInFrame() throws(EscapeProblem) -> Escaper {
    guard frame.isQuote else { throw EscapeProblem(.unquotedAttribute) }
    switch state {
    case .text where !isCDATA && !isConditional: return Escaper(.text, .nested)
    case .rcdata: return Escaper(.rcdata, .nested)
    case .attribute where delimiter.isQuote && attribute == .plain:
      return Escaper(.attribute, .nested)
    case .comment: return Escaper(.nothing, .bare)
    default: throw EscapeProblem(.valueInSrcdoc)
    }
  }
}
