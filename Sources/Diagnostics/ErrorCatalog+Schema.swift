extension ErrorCatalog {
  /// What is said of `schema.json` itself.
  static let schema = Area(
    title: "The schema itself",
    entries: [
      Entry(
        "schema-cycle",
        "A schema refers to itself without going into the record.",
        example: ##""$defs": { "a": { "$ref": "#/$defs/a" } }"##,
        cure: "Refer to it from properties or items."
      ),
      Entry(
        "schema-draft",
        "The schema is written for another draft than 2020-12.",
        example: #""$schema": "http://json-schema.org/draft-07/schema#""#,
        cure: "Write it in JSON Schema 2020-12."
      ),
      Entry(
        "schema-keyword",
        "The schema has a keyword that JSON Schema does not have.",
        example: #""maxLenght": 20"#,
        cure: "Correct it; names of your own start with x-."
      ),
      Entry(
        "schema-limit",
        "The schema is larger than Billow follows: 64 levels, 5,000 subschemas, 64 required "
          + "fields of one object.",
        example: "sixty-five required fields",
        cure: "Group fields into objects."
      ),
      Entry(
        "schema-reference",
        "A `$ref` points at nothing, or out of the file.",
        example: ##""$ref": "#/$defs/adress""##,
        cure: "Correct it: #/$defs/name."
      ),
      Entry(
        "schema-regexp",
        "A `pattern` is no regular expression, or uses what cannot be checked in time "
          + "proportional to the text.",
        example: #""pattern": "(a)\\1""#,
        cure: #"Use literals, ., classes, \d \w \s, groups, |, ? * + {n,m}, ^ and $."#
      ),
      Entry(
        "schema-trust",
        "`contentMediaType` makes a text trusted in some alternatives only, or together with "
          + "an encoding.",
        example: #""anyOf": [{ "contentMediaType": "text/html" }, { "type": "string" }]"#,
        cure: "Trust all texts of a field, or none."
      ),
      Entry(
        "schema-unsupported",
        "The schema uses a keyword that asserts something and is not checked: it is refused so "
          + "that nobody relies on it.",
        example: #""not": { "type": "string" }"#,
        cure: "Say it with other keywords, or leave it out."
      ),
      Entry(
        "schema-value",
        "A keyword has a value it cannot have.",
        example: #""type": "strng""#,
        cure: "Correct the value."
      ),
    ])
}
