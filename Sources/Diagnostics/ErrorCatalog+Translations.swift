extension ErrorCatalog {
  /// What is said of languages and their texts.
  static let translations = Area(
    title: "Languages and texts",
    entries: [
      Entry(
        "translation-argument",
        "The filter `t` is not given a value that the text needs (an error), or is given one "
          + "that no language's text uses (a warning).",
        example: #"{{ 'hello' | t }} for "Hello {{ name }}""#,
        cure: "Write {{ 'hello' | t: name: customer.name }}."
      ),
      Entry(
        "translation-duplicate",
        "A key is there twice in one language.",
        example: #""a": "x", "a": "y""#,
        cure: "Delete one."
      ),
      Entry(
        "translation-forms",
        "One language has plural forms for a text and another has one text that leaves the "
          + "count out.",
        example: #""days": "giorni" beside { "one": "{{ count }} day", ... }"#,
        cure: "Give it plural forms, or print {{ count }} in it."
      ),
      Entry(
        "translation-markup",
        "A text of markup (`_html`) does not end where it began, or has a value in an address, a "
          + "script, a style or a tag.",
        example: ##""see_html": "<a href=\"{{ url }}\">see</a>""##,
        cure: "Close its tags; write an element with values in its addresses into the page."
      ),
      Entry(
        "translation-missing",
        "A text is there in one language and not in another.",
        example: #"locales/it.json without "bill.total""#,
        cure: "Add it to every language."
      ),
      Entry(
        "translation-not-text",
        "A value of a language file is neither a text nor an object of texts.",
        example: #""total": 5"#,
        cure: "Write a text in quotes."
      ),
      Entry(
        "translation-placeholder",
        "A placeholder of a text is not a name, or is not closed.",
        example: #""Hello {{ customer.name }}""#,
        cure: "Write {{ name }} and pass name to t."
      ),
      Entry(
        "translation-placeholders",
        "Two languages print different values in the same text.",
        example: #""Hello {{ name }}" and "Ciao {{ nome }}""#,
        cure: "Use the same placeholders in every language."
      ),
      Entry(
        "translation-plural",
        "A text lacks a plural form that its language needs.",
        example: #""days": { "one": "{{ count }} day" }"#,
        cure: #"Add the forms that the message names; every language needs "other"."#
      ),
      Entry(
        "translation-unknown",
        "No language has a text of this key.",
        example: "{{ 'bill.totl' | t }}",
        cure: "Correct the key, or add it to each file of locales/."
      ),
      Entry(
        "translation-unused",
        "No page uses a text (a warning).",
        example: #""old.key": "...""#,
        cure: "Delete it from every language, or use it."
      ),
      Entry(
        "unknown-locale",
        "A file of `locales/` is named after a language that Billow has no data for.",
        example: "locales/xx.json",
        cure: "Use a BCP 47 tag such as en, it, de-AT."
      ),
    ])
}
