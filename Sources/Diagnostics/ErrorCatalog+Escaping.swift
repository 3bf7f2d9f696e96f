extension ErrorCatalog {
  /// Why a page cannot be escaped safely; the words are those of `EscapeErrorCode`.
  static let escaping = Area(
    title: "Safety of pages",
    entries: [
      Entry(
        "ambiguous-context",
        "The value may stand in the path or in the query of the URL, depending on the branch.",
        example: #"<a href="{% if x %}/find?q={% else %}/find/{% endif %}{{ v }}">"#,
        cure:
          "Print the value inside each branch, or end both branches in the same part of the URL."
      ),
      Entry(
        "branch-context-mismatch",
        "The two arms of the branch end in different contexts.",
        example: #"{% if x %}<a href="{% endif %}"#,
        cure: "Open and close the tag, quote or script inside each arm, or outside of both."
      ),
      Entry(
        "conditional-comment",
        "A conditional comment ends inside a tag, script or style.",
        example: #"<!--[if mso]><a title="--><b>"#,
        cure: "End the comment outside of tags."
      ),
      Entry(
        "dynamic-attribute-name",
        "An attribute name is written in pieces, or decides what the value of another means.",
        example: #"<a on{% if x %}click{% endif %}="f()">"#,
        cure: "Write the whole attribute name in the template, in each branch."
      ),
      Entry(
        "dynamic-origin",
        "A value would choose the host this script, frame or style sheet is loaded from.",
        example: #"<script src="https://{{ host }}/app.js"></script>"#,
        cure: "Write the scheme and host in the template, or print one URL the schema trusts."
      ),
      Entry(
        "dynamic-script-type",
        "The type of a script is not constant, so how to escape inside it is not known.",
        example: #"<script type="{{ t }}">"#,
        cure: "Write the type as one constant text."
      ),
      Entry(
        "dynamic-tag-name",
        "A tag name is written in pieces.",
        example: "<t{% if head %}h{% else %}d{% endif %}>",
        cure: "Write the whole tag name in each branch."
      ),
      Entry(
        "dynamic-url-scheme",
        "A value followed by a colon would choose the scheme of the URL.",
        example: #"<a href="{{ scheme }}://example.com/">"#,
        cure: "Write the scheme in the template, or print the whole URL as one value."
      ),
      Entry(
        "loop-context-mismatch",
        "The loop body ends in another context than it starts in.",
        example: "{% for x in list %}<a{% endfor %}",
        cure: "Open and close the tag, quote or script inside the loop body."
      ),
      Entry(
        "malformed-tag",
        "A quote, `<` or `=` stands where an attribute name should be.",
        example: #"<a title="x"" href=y"#,
        cure: "Close the attribute value before it with the quote that opened it."
      ),
      Entry(
        "partial-charset",
        "A value stands inside the brackets of a regular expression.",
        example: "<script>/[{{ v }}]/.test(x)</script>",
        cure: "Move the value out of the brackets, or compare strings in the script instead."
      ),
      Entry(
        "partial-context-mismatch",
        "The partial renders itself and ends in no knowable context.",
        example: "{% render 'node' %} inside node, ending in an open tag",
        cure: "Make the partial end in the context it starts in."
      ),
      Entry(
        "partial-end-tag",
        "An unfinished end tag stands right before a value or tag.",
        example: "<style>p {} </{{ v }}style>",
        cure: "Write the end tag in one piece."
      ),
      Entry(
        "partial-escape",
        "A backslash stands right before a value or the end of the string.",
        example: #"<a onclick="f('\{{ v }}')">"#,
        cure: "Double the backslash, or remove it."
      ),
      Entry(
        "partial-reference",
        "An unfinished character reference stands right before a value.",
        example: #"<a onclick="f('&{{ v }}')">"#,
        cure: "Write `&amp;` for the ampersand."
      ),
      Entry(
        "reference-in-script",
        "A character reference in a script or style inside `svg` is read in two ways.",
        example: "<svg><script>f('&apos;{{ v }}')</script></svg>",
        cure: "Move the script or style out of the svg element, or write the character itself."
      ),
      Entry(
        "slash-ambiguous",
        "The slash divides after one branch and starts a regular expression after the other.",
        example: "<script>{% if x %}var y = 1{% endif %}/-1/i.test(z)</script>",
        cure: "End both branches with a semicolon, or put the regular expression in parentheses."
      ),
      Entry(
        "template-literal-nesting",
        "Template literals are nested more than four deep, or hold more than 14 open braces.",
        example: "<script>`${`${`${`${`${1}`}`}`}`}`</script>",
        cure: "Assign the inner part to a variable first."
      ),
      Entry(
        "unfinished-context",
        "The page ends inside a tag, attribute, script, style or comment.",
        example: "<script>f();",
        cure: "Close what is open: the tag, the quote, the script or the comment."
      ),
      Entry(
        "unquoted-attribute",
        "An attribute value without quotes holds a quote, `<`, `=` or a backtick.",
        example: "<input value=onclick=>",
        cure: "Put the attribute value in quotes."
      ),
      Entry(
        "value-in-declaration",
        "A value stands in a declaration, processing instruction or CDATA section.",
        example: #"<?xml version="{{ v }}"?>"#,
        cure: "Print the value in text or in an attribute."
      ),
      Entry(
        "value-in-script-url",
        "A value stands in a URL that is a program.",
        example: #"<a href="javascript:go('{{ v }}')">"#,
        cure: "Use an event handler or a script element, or a link to a page."
      ),
      Entry(
        "value-in-srcdoc",
        "Inside `srcdoc` values can only stand in text or in plain quoted attributes.",
        example: #"<iframe srcdoc="<script>f({{ v }})</script>"></iframe>"#,
        cure: "Print the value in text, or give the frame a page of its own."
      ),
    ])
}
