/// Why a template cannot be escaped safely, and where.
public struct EscapeProblem: Error, Sendable, Hashable {
  /// What is wrong; its `message`, `cure` and `example` are the documentation.
  public let code: EscapeErrorCode
  /// Bytes into the run of template text that was being read; 0 for a value.
  public let offset: Int

  /// Makes a problem.
  public init(_ code: EscapeErrorCode, at offset: Int = 0) {
    self.code = code
    self.offset = offset
  }
}

/// What can be wrong with a template's contexts.
public enum EscapeErrorCode: String, Sendable, Hashable, CaseIterable {
  /// Two branches left a URL in different parts and a value follows.
  case ambiguousURL = "ambiguous-context"
  /// A character that parsers read differently in a tag.
  case malformedTag = "malformed-tag"
  /// A character that ends or confuses an attribute value without quotes.
  case unquotedAttribute = "unquoted-attribute"
  /// A tag name in several pieces.
  case dynamicTagName = "dynamic-tag-name"
  /// An attribute name in several pieces, or one that only the data knows where it decides what is safe.
  case dynamicAttributeName = "dynamic-attribute-name"
  /// The type of a script is not constant.
  case dynamicScriptType = "dynamic-script-type"
  /// A value decides the scheme of a URL and template text completes it.
  case dynamicScheme = "dynamic-url-scheme"
  /// A value decides from where code is loaded.
  case dynamicOrigin = "dynamic-origin"
  /// A value in a URL that is a program.
  case valueInScriptURL = "value-in-script-url"
  /// A backslash right before a value or the end.
  case partialEscape = "partial-escape"
  /// A value inside brackets of a regular expression.
  case partialCharset = "partial-charset"
  /// An unfinished character reference right before a value.
  case partialReference = "partial-reference"
  /// An unfinished end tag right before a value.
  case partialEndTag = "partial-end-tag"
  /// A slash that is a division after one branch and a regular expression after the other.
  case slashAmbiguous = "slash-ambiguous"
  /// Template literals nested too deeply to follow.
  case templateLiteralNesting = "template-literal-nesting"
  /// A value in a part of `srcdoc` that is neither text nor a quoted plain attribute.
  case valueInSrcdoc = "value-in-srcdoc"
  /// A value in `<?...?>`, `<!DOCTYPE ...>` or CDATA text.
  case valueInDeclaration = "value-in-declaration"
  /// A character reference in a script or style inside `svg`, which engines read in two ways.
  case referenceInScript = "reference-in-script"
  /// A conditional comment that ends inside a tag, script or style.
  case conditionalComment = "conditional-comment"
  /// The page ends inside a tag, attribute, script, style or comment.
  case unfinishedContext = "unfinished-context"
  /// Two arms of a branch end in different contexts.
  case branchMismatch = "branch-context-mismatch"
  /// A loop body ends in another context than it started in.
  case loopMismatch = "loop-context-mismatch"
  /// A partial that renders itself and ends in no knowable context.
  case partialMismatch = "partial-context-mismatch"

  /// What is wrong, in one sentence without a full stop.
  public var message: String { row.message }
  /// What to do about it.
  public var cure: String { row.cure }
  /// A template that has the problem.
  public var example: String { row.example }
}

extension EscapeErrorCode {
  private var row: (message: String, cure: String, example: String) {
    switch self {
    case .ambiguousURL:
      (
        "the value may stand in the path or in the query of the URL, depending on the branch",
        "print the value inside each branch, or end both branches in the same part of the URL",
        #"<a href="{% if x %}/find?q={% else %}/find/{% endif %}{{ v }}">"#
      )
    case .malformedTag:
      (
        "a quote, `<` or `=` stands where an attribute name should be",
        "close the attribute value before it with the quote that opened it",
        #"<a title="x"" href=y"#
      )
    case .unquotedAttribute:
      (
        "an attribute value without quotes holds a quote, `<`, `=` or a backtick",
        "put the attribute value in quotes",
        "<input value=onclick=>"
      )
    case .dynamicTagName:
      (
        "a tag name is written in pieces",
        "write the whole tag name in each branch",
        "<t{% if head %}h{% else %}d{% endif %}>"
      )
    case .dynamicAttributeName:
      (
        "an attribute name is written in pieces, or decides what the value of another means",
        "write the whole attribute name in the template, in each branch",
        "<a on{% if x %}click{% endif %}=\"f()\">"
      )
    case .dynamicScriptType:
      (
        "the type of a script is not constant, so how to escape inside it is not known",
        "write the type as one constant text",
        #"<script type="{{ t }}">"#
      )
    case .dynamicScheme:
      (
        "a value followed by a colon would choose the scheme of the URL",
        "write the scheme in the template, or print the whole URL as one value",
        #"<a href="{{ scheme }}://example.com/">"#
      )
    case .dynamicOrigin:
      (
        "a value would choose the host this script, frame or style sheet is loaded from",
        "write the scheme and host in the template, or print one URL the schema trusts",
        #"<script src="https://{{ host }}/app.js"></script>"#
      )
    case .valueInScriptURL:
      (
        "a value stands in a URL that is a program",
        "use an event handler or a script element, or a link to a page",
        #"<a href="javascript:go('{{ v }}')">"#
      )
    case .partialEscape:
      (
        "a backslash stands right before a value or the end of the string",
        "double the backslash, or remove it",
        #"<a onclick="f('\{{ v }}')">"#
      )
    case .partialCharset:
      (
        "a value stands inside the brackets of a regular expression",
        "move the value out of the brackets, or compare strings in the script instead",
        "<script>/[{{ v }}]/.test(x)</script>"
      )
    case .partialReference:
      (
        "an unfinished character reference stands right before a value",
        "write `&amp;` for the ampersand",
        #"<a onclick="f('&{{ v }}')">"#
      )
    case .partialEndTag:
      (
        "an unfinished end tag stands right before a value or tag",
        "write the end tag in one piece",
        "<style>p {} </{{ v }}style>"
      )
    case .slashAmbiguous:
      (
        "the slash divides after one branch and starts a regular expression after the other",
        "end both branches with a semicolon, or put the regular expression in parentheses",
        "<script>{% if x %}var y = 1{% endif %}/-1/i.test(z)</script>"
      )
    case .templateLiteralNesting:
      (
        "template literals are nested more than four deep, or hold more than 14 open braces",
        "assign the inner part to a variable first",
        "<script>`${`${`${`${`${1}`}`}`}`}`</script>"
      )
    case .valueInSrcdoc:
      (
        "inside `srcdoc` values can only stand in text or in plain quoted attributes",
        "print the value in text, or give the frame a page of its own",
        #"<iframe srcdoc="<script>f({{ v }})</script>"></iframe>"#
      )
    case .valueInDeclaration:
      (
        "a value stands in a declaration, processing instruction or CDATA section",
        "print the value in text or in an attribute",
        #"<?xml version="{{ v }}"?>"#
      )
    case .referenceInScript:
      (
        "a character reference in a script or style inside `svg` is read in two ways",
        "move the script or style out of the svg element, or write the character itself",
        "<svg><script>f('&apos;{{ v }}')</script></svg>"
      )
    case .conditionalComment:
      (
        "a conditional comment ends inside a tag, script or style",
        "end the comment outside of tags",
        #"<!--[if mso]><a title="--><b>"#
      )
    case .unfinishedContext:
      (
        "the page ends inside a tag, attribute, script, style or comment",
        "close what is open: the tag, the quote, the script or the comment",
        "<script>f();"
      )
    case .branchMismatch:
      (
        "the two arms of the branch end in different contexts",
        "open and close the tag, quote or script inside each arm, or outside of both",
        #"{% if x %}<a href="{% endif %}"#
      )
    case .loopMismatch:
      (
        "the loop body ends in another context than it starts in",
        "open and close the tag, quote or script inside the loop body",
        "{% for x in list %}<a{% endfor %}"
      )
    case .partialMismatch:
      (
        "the partial renders itself and ends in no knowable context",
        "make the partial end in the context it starts in",
        "{% render 'node' %} inside node, ending in an open tag"
      )
    }
  }
}
