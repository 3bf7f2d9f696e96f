extension ErrorCatalog {
  /// Why a document is stopped while it is rendered.
  static let rendering = Area(
    title: "While a document is made",
    entries: [
      Entry(
        "render-aborted",
        "The template said `{% abort 'reason' %}`: this customer gets no document.",
        example: "{% abort 'no-readings' %}",
        cure: "Correct the record, or the rule in the template."
      ),
      Entry(
        "render-argument",
        "A filter or tag was given something it cannot use.",
        example: "{{ amount | money: currency }} for a record without currency",
        cure: "Correct the record; `billow check` finds what the schema allows to go wrong."
      ),
      Entry(
        "render-comparison",
        "Two values without an order were compared.",
        example: "{% if total > name %}",
        cure: "Compare values of one kind."
      ),
      Entry(
        "render-limit",
        "A document reached a limit, which the message names.",
        example: "{% for i in (1..1000000000) %}",
        cure: "Make the template do less, or raise the limit."
      ),
      Entry(
        "render-missing-partial",
        "A snippet that a value named does not exist.",
        example: "{% include kind %}",
        cure: "Name snippets by texts: {% render 'gas' %}."
      ),
      Entry(
        "render-nesting",
        "Snippets render one another more than 32 deep.",
        example: "a snippet that renders itself without end",
        cure: "Give it a condition that ends it."
      ),
      Entry(
        "render-snippet-syntax",
        "A snippet that a value named cannot be read.",
        example: "{% include kind %}",
        cure: "Correct the snippet."
      ),
      Entry(
        "render-unsafe-value",
        "A value is unsafe where the template puts it and cannot be made safe.",
        example: #"<script src="{{ url }}">"#,
        cure: "Write the origin in the template, or let the schema trust the URL."
      ),
      Entry(
        "render-zero-division",
        "A number was divided by zero.",
        example: "{{ total | divided_by: days }} for 0 days",
        cure: "Ask first: {% if days > 0 %}."
      ),
    ])
}
