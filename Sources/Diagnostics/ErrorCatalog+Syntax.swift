extension ErrorCatalog {
  /// What the parser and compiler say of a template's text.
  static let syntax = Area(
    title: "Syntax of templates",
    entries: [
      Entry(
        "argument-count",
        "A filter or tag is given more or fewer arguments than it takes.",
        example: "{{ name | append }}",
        cure: "Give it what it takes: {{ name | append: '!' }}."
      ),
      Entry(
        "argument-literal",
        "A tag is given a value where it takes only a text that the template spells out, for the books show it.",
        example: "{% abort customer.name %}",
        cure:
          "Write it in quotes, and choose among several with `if` or `case`: {% abort 'no-readings' %}."
      ),
      Entry(
        "assign-syntax",
        "An `assign` names no variable or has no `=`.",
        example: "{% assign 5 %}",
        cure: "Write {% assign name = value %}."
      ),
      Entry(
        "capture-syntax",
        "A `capture` names no variable.",
        example: "{% capture %}...{% endcapture %}",
        cure: "Write {% capture name %}."
      ),
      Entry(
        "case-syntax",
        "A `case` has nothing to compare.",
        example: "{% case %}{% when 1 %}{% endcase %}",
        cure: "Write {% case value %}."
      ),
      Entry(
        "comment-line",
        "A line of `{% # ... %}` does not start with `#`.",
        example: "{% # one\n  two %}",
        cure: "Start every line of the comment with #."
      ),
      Entry(
        "condition-too-long",
        "A condition has more than 500 comparisons.",
        example: "{% if a or b or c ... %}",
        cure: "Put part of it into a variable, or use {% case %} and {% when a, b, c %}."
      ),
      Entry(
        "cycle-syntax",
        "A `cycle` has no values, or more than 1,000.",
        example: "{% cycle %}",
        cure: "Write {% cycle 'odd', 'even' %}."
      ),
      Entry(
        "doc-markup",
        "`{% doc %}` is given something.",
        example: "{% doc title %}",
        cure: "Write {% doc %} alone; what it says stands between it and {% enddoc %}."
      ),
      Entry(
        "for-syntax",
        "A `for` has no `in`, or an attribute it does not know.",
        example: "{% for line of lines %}",
        cure: "Write {% for line in lines limit: 3 offset: 1 reversed %}."
      ),
      Entry(
        "include-in-render",
        "`include` stands in a snippet that was rendered.",
        example: "{% include 'row' %} inside a snippet",
        cure: "Use {% render 'row', item: item %} and pass what it needs."
      ),
      Entry(
        "include-syntax",
        "An `include` names no snippet.",
        example: "{% include %}",
        cure: "Write {% render 'name' %}."
      ),
      Entry(
        "invalid-expression",
        "Something stands where a value belongs.",
        example: "{{ | upcase }}",
        cure: "Write a variable, a text in quotes, a number or a range (1..5)."
      ),
      Entry(
        "misplaced-tag",
        "A tag stands where no tag of its kind is open.",
        example: "{% if x %}{% endfor %}",
        cure: "Close blocks in the order they were opened."
      ),
      Entry(
        "missing-snippet",
        "A snippet is rendered that is not in `snippets/`.",
        example: "{% render 'prise-row' %}",
        cure: "Correct the name, or add the file snippets/NAME.liquid."
      ),
      Entry(
        "nested-doc",
        "`{% doc %}` stands inside another.",
        example: "{% doc %}{% doc %}",
        cure: "Close the first with {% enddoc %}."
      ),
      Entry(
        "nesting-too-deep",
        "Blocks or expressions nest deeper than the limit of 100.",
        example: "{% if a %}{% if b %}... a hundred times",
        cure: "Move the inner blocks into a snippet."
      ),
      Entry(
        "program-too-large",
        "A template makes more operations, text, variables or nested snippets than a program may have.",
        example: "a snippet rendered from thousands of places, each in another context",
        cure: "Divide the template, or render the snippet from fewer places."
      ),
      Entry(
        "raw-markup",
        "`{% raw %}` is given something.",
        example: "{% raw html %}",
        cure: "Write {% raw %} alone."
      ),
      Entry(
        "recursive-context",
        "A snippet renders itself and ends in another context than it starts in.",
        example: "a snippet that opens a tag and renders itself inside",
        cure: "Let the snippet close what it opens."
      ),
      Entry(
        "render-syntax",
        "A `render` does not name its snippet in quotes.",
        example: "{% render row %}",
        cure: "Write {% render 'row' %}."
      ),
      Entry(
        "tablerow-syntax",
        "A `tablerow` has no `in`.",
        example: "{% tablerow line lines %}",
        cure: "Write {% tablerow line in lines cols: 2 %}."
      ),
      Entry(
        "tag-context",
        "A tag that makes markup stands inside a tag, attribute, script or style.",
        example: #"<p title="{% chart 'line', data: months %}">"#,
        cure: "Put it where an element may stand."
      ),
      Entry(
        "tag-markup",
        "Something stands behind `else` or the end of a block, where nobody would read it.",
        example: "{% if paid %}...{% else if due %}...{% endif %}",
        cure: "Write {% elsif ... %} for a further condition; else and ends stand alone."
      ),
      Entry(
        "template-too-long",
        "The text of a template or snippet is longer than the limit.",
        example: "a page with megabytes of data pasted into it",
        cure: "Keep data in the record, and pictures in assets/."
      ),
      Entry(
        "too-many-arguments",
        "A filter or tag is given more than 64 arguments.",
        example: "{{ x | t: a: 1, b: 2, ... }}",
        cure: "Pass fewer; put what belongs together into one object."
      ),
      Entry(
        "unclosed-tag",
        "A block is never closed.",
        example: "{% if paid %}thanks",
        cure: "Add the end tag: {% endif %}."
      ),
      Entry(
        "unexpected-character",
        "A character that no expression may hold.",
        example: "{{ name & title }}",
        cure: "Remove it, or put it in quotes."
      ),
      Entry(
        "unexpected-token",
        "Something else was expected at this place of an expression.",
        example: "{{ 'a' 'b' }}",
        cure: "Read the message for what belongs here; filters follow a |, arguments a :."
      ),
      Entry(
        "unknown-argument",
        "A filter, tag or snippet is given a named argument it does not take.",
        example: "{{ total | money: 'EUR', stile: 'code' }}",
        cure: "Correct the name, or leave the argument out."
      ),
      Entry(
        "unknown-filter",
        "There is no filter of this name.",
        example: "{{ name | upcas }}",
        cure: "Correct the name; Docs/liquid-reference.md lists all filters."
      ),
      Entry(
        "unknown-tag",
        "There is no tag of this name.",
        example: "{% fro line in lines %}",
        cure: "Correct the name."
      ),
      Entry(
        "unterminated-output",
        "`{{` is not closed by `}}`.",
        example: "{{ name }",
        cure: "Close it with }}."
      ),
      Entry(
        "unterminated-tag",
        "`{%` is not closed by `%}`.",
        example: "{% render 'date', day: due <b>{% render 'time' %}",
        cure: "Close it with %}."
      ),
      Entry(
        "when-syntax",
        "A `when` has no value.",
        example: "{% case x %}{% when %}{% endcase %}",
        cure: "Write {% when 'a', 'b' %}."
      ),
    ])
}
