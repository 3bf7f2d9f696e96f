/// The keywords of JSON Schema 2020-12, by what becomes of them.
enum SchemaKeywords {
  /// Checked.
  static let checked: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "prefixItems", "enum",
    "const", "format", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum",
    "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf", "oneOf",
    "$ref", "$defs", "contentMediaType", "x-currency",
  ]

  /// They assert nothing and are ignored, as is every name that starts with `x-`.
  static let annotations: Set<String> = [
    "$schema", "$id", "$comment", "$vocabulary", "title", "description", "default", "examples",
    "deprecated", "readOnly", "writeOnly", "contentEncoding", "contentSchema",
  ]

  /// They assert something that is not checked here: refused, so that nobody relies on them.
  static let refused: Set<String> = [
    "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies",
    "patternProperties", "propertyNames", "contains", "minContains", "maxContains", "uniqueItems",
    "minProperties", "maxProperties", "unevaluatedItems", "unevaluatedProperties",
    "additionalItems", "definitions", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef",
    "$recursiveAnchor",
  ]

  /// What to write instead of a refused keyword.
  static func cure(_ keyword: String) -> String {
    switch keyword {
    case "definitions": "JSON Schema 2020-12 calls it $defs"
    case "additionalItems": "JSON Schema 2020-12 calls it items, beside prefixItems"
    case "dependencies", "dependentRequired", "dependentSchemas", "if", "then", "else":
      "use oneOf or anyOf of whole objects"
    case "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$recursiveAnchor":
      "refer to #/$defs/name"
    case "patternProperties", "propertyNames": "name the properties, or use additionalProperties"
    default: "leave it out, or say it with the keywords Docs/template-reference.md lists"
    }
  }
}
