import Foundation
import Testing

/// `billow check` and `billow explain-error`, as an author and a CI job use them.
@Suite struct CheckCommandTests {
  @Test func theEnergyBillHasNoFinding() async throws {
    let result = try await Tool.run("check", Tool.template)
    #expect(result.code == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasSuffix("no problem found\n"))
  }

  @Test func whatLanguagesLackIsToldAtItsLine() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: "<p>{{ name }}{{ amount }}</p>")
    let texts = #"{\n  "page": {\n    "pay": "Pay {{ amount }",\n    "skip": 5\n  }\n}\n"#
    try scratch.write("small/locales/en.json", texts.replacing(#"\n"#, with: "\n"))
    let manifest = try scratch.read("small/template.yaml")
    try scratch.write("small/template.yaml", manifest.replacing("locale: en", with: "locale: fr"))
    let check = try await Tool.run("check", template)
    #expect(check.code == 1)
    for (place, code) in [
      ("locales/en.json:3:5: error: en: a placeholder of 'page.pay'", "translation-placeholder"),
      ("locales/en.json:4:5: error: en: 'page.skip' is neither", "translation-not-text"),
      ("template.yaml:2:76: error: fallback_locale 'fr'", "config-locale"),
    ] {
      #expect(
        check.errors.contains(place) && check.errors.contains("[\(code)]"),
        "\(place): \(check.errors)")
    }
  }

  @Test func samplesThatARunRefusesAreToldAtTheField() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    try scratch.write(
      "small/samples/good.json", #"{"id": "1", "name": "A", "amount": 1}"#)
    #expect(try await Tool.run("check", template).errors.isEmpty)
    try scratch.write(
      "small/samples/odd.json", "{\n  \"id\": \"1\", \"name\": \"A\",\n  \"amount\": \"much\"\n}\n")
    let check = try await Tool.run("check", template)
    #expect(check.code == 0)
    #expect(check.errors.contains("samples/odd.json:3:3: warning: "))
    #expect(check.errors.contains("in the sample 'odd'") && check.errors.contains("[schema-type]"))
  }

  /// A template with one mistake in each of several files: all are told in one pass.
  private static let careless: [(name: String, text: String)] = [
    (
      "template.yaml",
      """
      name: careless
      record: { schema: schema.json, key: number, locale: language, fallback_locale: en }
      outputs: { page: { page: pages/page.liquid, as: index.html }, text: { page: pages/text.liquid, as: text.txt },
        broken: { page: pages/broken.liquid, as: broken.txt } }
      suppress:
        - { when: total > 'many', reason: odd }
      """
    ),
    (
      "schema.json",
      """
      { "type": "object", "required": ["number", "total", "kind", "lines"], "properties": {
        "number": { "type": "string" }, "language": { "type": "string" }, "total": { "type": "number" },
        "kind": { "enum": ["invoice", "credit"] }, "note": { "type": "string" },
        "lines": { "type": "array", "items": { "type": "object", "required": ["name"],
          "properties": { "name": { "type": "string" } } } } } }
      """
    ),
    (
      "pages/page.liquid",
      """
      <p>{{ totl }} {{ 'hello' | t: name: number }}</p>
      {% render 'row', line: lines %}
      {% for line in lines %}{% render 'row', line: line %}{% endfor %}
      <p>{{ lines.name | upcas }}</p>
      """
    ),
    (
      "pages/text.liquid",
      "{{ note }}{% case kind %}{% when 'invoce' %}x{% endcase %}{% assign unused = 1 %}\n"
    ),
    ("pages/broken.liquid", "{% if total === 1 %}{{ number }}{% endif %}\n"),
    ("snippets/row.liquid", "<b>{{ line.nme }}</b>\n"),
    ("snippets/old.liquid", "old\n"),
    ("locales/en.json", #"{ "hello": "Hello {{ name }}" }"#),
    ("locales/it.json", #"{ "hello": "Ciao {{ nome }}", "unused": "mai" }"#),
  ]

  private func careless() throws -> Scratch {
    let scratch = try Scratch()
    for file in Self.careless { try scratch.write("careless/" + file.name, file.text) }
    return scratch
  }

  @Test func everyProblemIsToldInOnePass() async throws {
    let scratch = try careless()
    let result = try await Tool.run("check", "careless", in: scratch.url)
    #expect(result.code == 1)
    for code in [
      "unknown-field", "unexpected-character", "unknown-filter", "optional-unguarded", "when-never",
      "unused-variable", "translation-placeholders", "translation-missing",
    ] {
      #expect(result.errors.contains("[\(code)]"), "\(code)\n\(result.errors)")
    }
    // The text that cannot be parsed may be what uses them; without it they are told.
    try scratch.write(
      "careless/pages/broken.liquid", "{% if total == 1 %}{{ number }}{% endif %}\n")
    let mended = try await Tool.run("check", "careless", in: scratch.url)
    for code in ["unused-snippet", "translation-unused"] {
      #expect(!result.errors.contains("[\(code)]"), "\(result.errors)")
      #expect(mended.errors.contains("[\(code)]"), "\(mended.errors)")
    }
    #expect(
      result.errors.contains(
        """
        careless/pages/page.liquid:1:7: error: the schema has no field 'totl', and nothing assigns it [unknown-field]
         1 | <p>{{ totl }} {{ 'hello' | t: name: number }}</p>
           |       ^^^^
          help: did you mean 'total'?
        """))
    #expect(result.output.contains("errors,"))
  }

  @Test func oneObjectALine() async throws {
    let scratch = try careless()
    let result = try await Tool.run("check", "careless", "--json", in: scratch.url)
    #expect(result.code == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count > 8)
    for line in lines {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      for key in ["code", "severity", "message", "file", "line", "column"] {
        #expect(object[key] != nil, "\(key) in \(line)")
      }
    }
  }

  /// What a code host needs to show a finding at its line.
  @Test func sarif() async throws {
    let scratch = try careless()
    for path in ["careless", scratch.path("careless")] {
      let result = try await Tool.run("check", path, "--sarif", in: scratch.url)
      #expect(result.code == 1)
      #expect(result.json["version"] as? String == "2.1.0")
      let run = try #require((result.json["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
      let rules = try #require(driver?["rules"] as? [[String: Any]])
      #expect(results.count > 8 && !rules.isEmpty)
      for result in results {
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        let location = (result["locations"] as? [[String: Any]])?.first
        let physical = location?["physicalLocation"] as? [String: Any]
        let artifact = physical?["artifactLocation"] as? [String: Any]
        #expect((artifact?["uri"] as? String)?.hasPrefix("careless/") == true)
        let region = physical?["region"] as? [String: Any]
        #expect((region?["startLine"] as? Int ?? 0) >= 1)
      }
    }
    let clean = try await Tool.run("check", Tool.template, "--sarif")
    #expect(clean.code == 0)
    let run = (clean.json["runs"] as? [[String: Any]])?.first
    #expect((run?["results"] as? [Any])?.isEmpty == true)
  }

  /// The minimal schema: what is read is in it, what is not is left out, and it says what the full one says.
  @Test func reads() async throws {
    let result = try await Tool.run("check", Tool.template, "--reads")
    #expect(result.code == 0)
    #expect(
      result.json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let properties = try #require(result.json["properties"] as? [String: Any])
    #expect(properties["bill"] != nil && properties["customer"] != nil)
    let again = try await Tool.run("check", Tool.template, "--reads")
    #expect(result.output == again.output)
  }

  @Test func explained() async throws {
    let result = try await Tool.run("explain-error", "unknown-field")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("unknown-field\n") && result.output.contains("Cure: "))
    let unknown = try await Tool.run("explain-error", "unknown-feild")
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("did you mean 'unknown-field'?"))
    let list = try await Tool.run("explain-error")
    #expect(list.code == 0)
    let codes = list.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(codes.count > 150)
  }

  @Test func oneOutputAtATime() async throws {
    let result = try await Tool.run("check", Tool.template, "--json", "--sarif")
    #expect(result.code == 2)
    let missing = try await Tool.run("check", "no-such-folder")
    #expect(missing.code == 3)
    #expect(missing.errors.contains("[template-not-found]"))
  }

  /// An amount's currency from its schema: one that the schema spells out, one that a field holds.
  @Test func currenciesOfTheSchema() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: "{{ amount | money }} {{ fee | money }}")
    try scratch.write(
      "small/schema.json",
      """
      {"type": "object", "required": ["id", "amount", "fee", "currency"],
       "properties": {"id": {"type": "string"}, "currency": {"type": "string"}, "language": {"type": "string"},
         "amount": {"type": "number", "x-currency": "currency"}, "fee": {"type": "number", "x-currency": "CHF"}}}
      """)
    try scratch.write(
      "records.ndjson",
      """
      {"id": "a", "amount": 12.5, "fee": 1, "currency": "EUR"}
      {"id": "b", "amount": 1250, "fee": 2.25, "currency": "JPY"}
      {"id": "c", "amount": 1, "fee": 2.25, "currency": "euro"}
      """)
    let run = try await Tool.run(
      "render", template, scratch.path("records.ndjson"), "-o", scratch.path("out"),
      "--max-rejects", "1", "--as-of", "2026-03-31")
    #expect(run.code == 0, "\(run.errors)")
    let pages = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("out/documents"))
      .filter { $0.hasSuffix("index.html") }
      .map { try scratch.read("out/documents/" + $0) }
    #expect(Set(pages) == ["€12.50 CHF\u{A0}1.00\n", "¥1,250 CHF\u{A0}2.25\n"])
    let rejects = try scratch.read("out/rejects.ndjson")
    #expect(rejects.contains("currency code") && !rejects.contains("euro"))

    try scratch.write("small/pages/page.liquid", "{{ fee | money }}{{ fee | plus: 1 | money }}")
    let check = try await Tool.run("check", template)
    #expect(check.code == 1)
    #expect(check.errors.contains("'money' is given no currency"))
    try scratch.write("small/pages/page.liquid", "{{ amount | money }}")
    try scratch.write(
      "small/schema.json",
      """
      {"type": "object", "required": ["id", "amount"], "properties": {"id": {"type": "string"},
       "currency": {"type": "string"}, "language": {"type": "string"},
       "amount": {"type": "number", "x-currency": "curency"}}}
      """)
    let misspelt = try await Tool.run("check", template)
    #expect(misspelt.code == 1)
    #expect(misspelt.errors.contains("did you mean 'currency'?"), "\(misspelt.errors)")
  }
}
