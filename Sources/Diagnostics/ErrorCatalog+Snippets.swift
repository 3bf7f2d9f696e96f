extension ErrorCatalog {
  /// What the checker says of calls of snippets.
  static let snippets = Area(
    title: "Snippets",
    entries: [
      Entry(
        "argument-type",
        "An argument is of another kind than the snippet's `{% doc %}` says.",
        example: "{% render 'row', line: bill.total %}",
        cure: "Pass what @param says, or correct @param."
      ),
      Entry(
        "missing-argument",
        "A snippet reads a name that the call does not pass; a rendered snippet sees nothing "
          + "else.",
        example: "{% render 'row' %}, and row prints {{ line.name }}",
        cure:
          "Pass it: line: line. If the snippet can do without, let it ask {% if line %} or give "
          + "a default."
      ),
      Entry(
        "unknown-variable",
        "A snippet asks for a name that nothing assigns and that no call passes: the condition never holds (a warning).",
        example: "{% if total and to_pay %} in a snippet that is rendered with total: alone",
        cure:
          "Pass it where the snippet is rendered. A parameter that only later calls will pass is named in {% doc %}."
      ),
      Entry(
        "unused-snippet",
        "No page renders this snippet (a warning).",
        example: "snippets/old.liquid",
        cure: "Render it, or delete the file."
      ),
    ])
}
