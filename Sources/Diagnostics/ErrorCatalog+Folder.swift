extension ErrorCatalog {
  /// What is said of a template folder and its manifest.
  static let folder = Area(
    title: "The template folder",
    entries: [
      Entry(
        "config-check",
        "The rule of a check cannot be read.",
        example: "rule: sum(bill.lines.amount) == bill.total",
        cure:
          "Write two sides with one = between them, of numbers, fields, +, -, *, sum() and round()."
      ),
      Entry(
        "config-days",
        "`retain_days` is not a whole number of days from 1 to 36600.",
        example: "retain_days: 10y",
        cure: "Write a number of days: retain_days: 3650."
      ),
      Entry(
        "config-field",
        "A field that template.yaml names is not what it is named for: a key is a text or a whole number, a language and "
          + "what totals are grouped by are texts, an as-of date is a date, amounts are numbers.",
        example: "totals: [{ name: due, sum: bill.number }]",
        cure: "Name another field, or let schema.json say what this one holds."
      ),
      Entry(
        "config-file-name",
        "The name of an output is no plain file name, or its ending does not say how values are escaped.",
        example: "as: ../index.html, as: index.HTML, as: data.json",
        cure: "Use letters, digits, '-', '_' and '.'; pages end in .html, .htm, .svg or .txt."
      ),
      Entry(
        "config-list",
        "A key of template.yaml takes a list.",
        example: "totals: bill.total",
        cure: "Write - in front of each element."
      ),
      Entry(
        "config-locale",
        "The fallback language has no file in `locales/`.",
        example: "fallback_locale: fr",
        cure: "Add locales/fr.json, or name a language there is."
      ),
      Entry(
        "config-mapping",
        "A key of template.yaml takes keys and values.",
        example: "outputs: page",
        cure: "Write outputs: { microsite: { page: ..., as: ... } }."
      ),
      Entry(
        "config-missing",
        "template.yaml lacks a key.",
        example: "record without key",
        cure: "Add the key that the message names."
      ),
      Entry(
        "config-name-taken",
        "Two outputs would write one file, or two totals have one name.",
        example:
          "page: { page: pages/page.liquid, as: index.html }\nletter: { page: pages/letter.liquid, as: Index.html }",
        cure:
          "Give each a name of its own; a storyboard's files, such as poster.png, and names that differ only by .gz or "
          + "case count as taken, whatever the conditions of the two."
      ),
      Entry(
        "config-no-output",
        "The template makes nothing.",
        example: "no outputs",
        cure: "Add outputs: { microsite: { page: pages/microsite.liquid, as: index.html } }."
      ),
      Entry(
        "config-page",
        "An output names a page that is not there.",
        example: "page: pages/microsit.liquid",
        cure: "Correct the path."
      ),
      Entry(
        "config-schema",
        "template.yaml names a schema that is not there.",
        example: "schema: shema.json",
        cure: "Correct the path."
      ),
      Entry(
        "config-text",
        "A key of template.yaml, of a storyboard or of another YAML file takes a text.",
        example: "subject: {{ bill.number }}",
        cure: "Write a text, in quotes where it begins with { or [."
      ),
      Entry(
        "config-truth",
        "A key of a YAML file takes true or false.",
        example: "on_request: yes",
        cure: "Write true or false."
      ),
      Entry(
        "config-unknown-key",
        "template.yaml has a key that means nothing.",
        example: "output: ...",
        cure: "Correct it; the message lists what is known."
      ),
      Entry(
        "page-empty",
        "A page of the template has nothing in it, so every document would be an empty file.",
        example: "a pages/microsite.liquid of 0 bytes",
        cure: "Write it, or leave its output out."
      ),
      Entry(
        "page-id",
        "An id stands twice in a page: labels, links and scripts find the first only.",
        example: "<h2 id=\"costs\"> in a snippet that is rendered twice",
        cure: "Give each element an id of its own, such as id=\"costs-{{ forloop.index }}\"."
      ),
      Entry(
        "page-markup",
        "An element of a page is not closed, or an end tag closes nothing.",
        example: "<section><div>...</section>",
        cure: "Close it, or take the end tag out; told is the element, or one before."
      ),
      Entry(
        "page-reference",
        "A page of a sample names an id that it does not have, or a file that its document does not hold.",
        example: "<label for=\"email\">, <img src=\"logo.png\">",
        cure: "Correct the name; put pictures into the page: {{ assets.logo }}, or data: addresses."
      ),
      Entry(
        "template-encoding",
        "A page, snippet, style sheet or script of the template is not UTF-8.",
        example: "a snippet saved in Windows-1252",
        cure: "Save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8."
      ),
      Entry(
        "template-no-manifest",
        "The folder holds no template.yaml.",
        example: "billow check templates",
        cure: "Name the folder of one template."
      ),
      Entry(
        "template-not-folder",
        "The template is a file.",
        example: "billow check template.yaml",
        cure: "Name the folder that holds template.yaml."
      ),
      Entry(
        "template-not-found",
        "There is no such folder.",
        example: "billow check templates/energy-bil",
        cure: "Correct the path."
      ),
      Entry(
        "template-too-large",
        "The folder holds more or larger files than a template may.",
        example: "a folder with a film in it",
        cure: "Move what is not the template's out of it."
      ),
      Entry(
        "template-unreadable",
        "A file of the template cannot be read.",
        example: "a file without read permission",
        cure: "Check that you may read it."
      ),
      Entry(
        "yaml-alias",
        "A YAML file uses an anchor or alias.",
        example: "a: &x 1",
        cure: "Write the value out."
      ),
      Entry(
        "yaml-duplicate-key",
        "A key is there twice.",
        example: "name: a\nname: b",
        cure: "Write it once."
      ),
      Entry(
        "yaml-empty",
        "A YAML file is empty.",
        example: "an empty template.yaml",
        cure: "Start from templates/energy-bill/template.yaml."
      ),
      Entry(
        "yaml-syntax",
        "A file is not YAML.",
        example: "name: [a",
        cure: "Correct it at the place that the message names."
      ),
    ])
}
