extension ErrorCatalog {
  /// What the checker says of fields, filters, conditions and variables.
  static let fields = Area(
    title: "Fields and values",
    entries: [
      Entry(
        "chart-kind",
        "A page asks for a kind of chart that there is not; the document would be stopped.",
        example: "{% chart 'columnz', data: history, label: 'month', value: 'amount' %}",
        cure: "Write columns, line, bar, donut or waterfall."
      ),
      Entry(
        "check-incomplete",
        "A template is too large to be followed to its end; what comes after is not checked (a "
          + "warning).",
        example: "ten thousand branches over ten thousand variables",
        cure: "Move parts of it into snippets with `render`."
      ),
      Entry(
        "comparison-types",
        "Two kinds of values are ordered by `<`, `<=`, `>` or `>=` that have no order; the "
          + "document would be stopped.",
        example: #"{% if bill.total > "5" %}"#,
        cure: "Compare values of one kind: {% if bill.total > 5 %}."
      ),
      Entry(
        "constant-comparison",
        "A comparison is always true or always false: the kinds differ, the value is not among "
          + "those the schema lists, or the field is required and compared with nil.",
        example: #"{% if bill.type == "invoce" %}"#,
        cure: "Correct the value, or delete the comparison."
      ),
      Entry(
        "filter-argument",
        "A filter is given an argument of the wrong kind, a date style or currency that does "
          + "not exist.",
        example: "{{ bill.total | money: 'euro' }}",
        cure: "Give it what it takes: {{ bill.total | money: 'EUR' }}."
      ),
      Entry(
        "filter-input",
        "A filter is used on a value of the wrong kind.",
        example: "{{ customer.name | times: 2 }}",
        cure: #"Use it on a value it is for. If a text holds a number, let the schema say "type": "#
          + #""number" (or give it a pattern)."#
      ),
      Entry(
        "loop-over-scalar",
        "A loop runs over something that is no list.",
        example: "{% for digit in bill.total %}",
        cure: "Loop over a list of the schema."
      ),
      Entry(
        "not-a-date",
        "A date filter is used on something that is no date.",
        example: "{{ customer.name | date: 'long' }}",
        cure: #"Use it on a date; a text that holds one says "format": "date" in the schema."#
      ),
      Entry(
        "not-a-list",
        #"`[0]` is used on something that is no list, or `["name"]` on something that is no "#
          + #"object."#,
        example: "{{ bill[0] }}",
        cure: "Correct the path."
      ),
      Entry(
        "not-an-object",
        "A field is asked of a list, a text, a number or a truth value.",
        example: "{{ lines.amount }}",
        cure: "Loop over the list with `for`, take .first or .last, or correct the path."
      ),
      Entry(
        "object-printed",
        "A whole object, or a list of objects, is printed.",
        example: "{{ bill }}",
        cure: "Print one of its fields, or loop over the list."
      ),
      Entry(
        "optional-unguarded",
        "A field that the schema does not require is printed, or handed to a filter that needs "
          + "it, without a guard.",
        example: "{{ bill.due_date | date: 'long' }}",
        cure: "Put it in {% if bill.due_date %}...{% endif %}, or give a default: {{ bill.note | "
          + "default: '-' }}. `!= blank`, `!= nil`, `contains` and `.size > 0` guard too; `!= ''` "
          + "does not. Or let the schema require it."
      ),
      Entry(
        "payment-argument",
        "A payment code is given an argument that only the other kind takes; the document would be stopped.",
        example: "{% payment_code 'epc', notice: bill.notice, amount: bill.total %}",
        cure: "Leave the argument out, or ask for the kind that takes it."
      ),
      Entry(
        "payment-kind",
        "A page asks for a kind of payment code that there is not; the document would be stopped.",
        example: "{% payment_code 'swiss', iban: account, name: seller.name %}",
        cure: "Write epc or pagopa."
      ),
      Entry(
        "unknown-field",
        "A field or variable is read that the schema does not have and nothing assigns.",
        example: "{{ bill.totl }}",
        cure: "Correct the name, or add the field to schema.json."
      ),
      Entry(
        "unreachable-branch",
        "A branch is never taken: a field in the condition before it is required, so it is "
          + "always there, or an `else` came before.",
        example: "{% if bill.number %}a{% else %}b{% endif %}",
        cure: "Delete the branch or the condition; or let the schema leave the field optional."
      ),
      Entry(
        "unreachable-code",
        "Something stands after `break` or `continue` in the same block.",
        example: "{% break %}{{ line.name }}",
        cure: "Move it before, or delete it."
      ),
      Entry(
        "unused-variable",
        "A variable is assigned and never read (a warning).",
        example: "{% assign total = 0 %}",
        cure: "Delete the assignment, or read the variable."
      ),
      Entry(
        "when-never",
        "A `when` names a text that the value never is.",
        example: "{% case bill.type %}{% when 'invoce' %}",
        cure: "Correct it: the schema lists the texts in `enum`."
      ),
    ])
}
