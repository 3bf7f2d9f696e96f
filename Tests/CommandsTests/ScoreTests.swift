import Foundation
import Testing

/// A template whose model scores each customer, as its author works with it.
@Suite struct ScoreTests {
  private static let template = """
    name: scored
    record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
    outputs:
      page: { page: pages/page.liquid, as: index.html }
    scores:
      risk:
        model: scores/risk.pmml
        inputs: { days_overdue: days, amount_due: amount, months_customer: months, reminders: reminders, channel: channel }
    suppress:
      - { when: scores.risk.value < 340, reason: for-a-person }

    """

  private static let page = """
    <p>{% if scores.risk.value %}{{ scores.risk.value }}{% else %}none{% endif %}</p>
    {% for reason in scores.risk.reasons limit: 1 %}<p>{{ reason.points }} {% case reason.code %}{% when 'NEW' %}Welcome{% else %}{{ reason.code }}{% endcase %}</p>{% endfor %}
    <p>{% if scores.risk.outputs.is_weak %}weak{% endif %}</p>

    """

  private func write(
    _ scratch: Scratch, template: String = template, page: String = page
  ) throws -> String {
    try scratch.write("t/template.yaml", template)
    try scratch.write("t/pages/page.liquid", page)
    try scratch.write("t/locales/en.json", "{}\n")
    try scratch.write(
      "t/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["id"],
       "properties": {"id": {"type": "string"}, "language": {"type": "string"}, "days": {"type": "number"},
         "amount": {"type": "number"}, "months": {"type": "integer"}, "reminders": {"type": "number"},
         "channel": {"type": "string"}}}

      """)
    let model = Tool.package.appending(path: "fixtures/scores/by-hand-scorecard.pmml")
    // As exported, an unknown channel is missing; here it must not be scored.
    let text = String(decoding: try Data(contentsOf: model), as: UTF8.self)
      .replacing(#"name="channel" invalidValueTreatment="asMissing""#, with: #"name="channel""#)
    try scratch.write("t/scores/risk.pmml", text)
    return scratch.path("t")
  }

  @Test("pages and rules see a record's score, and a model may refuse a record")
  func render() async throws {
    let scratch = try Scratch()
    let template = try write(scratch)
    let checked = try await Tool.run("check", template)
    #expect(checked.code == 0 && checked.output.contains(", 1 warning;"), "\(checked.errors)")
    #expect(checked.errors.contains("[samples-none]"))
    let records = try scratch.write(
      "records.ndjson",
      """
      {"id":"a","days":31,"amount":160,"months":10,"reminders":0,"channel":"post"}
      {"id":"b","days":0,"amount":16.16,"months":100,"reminders":0,"channel":"app"}
      {"id":"c","days":60,"amount":900.00,"months":1,"reminders":4,"channel":"post"}
      {"id":"d","days":0,"amount":16,"months":100,"reminders":0,"channel":"pigeon"}

      """)
    let run = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf,
      "--max-rejects", "1")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("4 records read: 2 rendered, 1 rejected, 1 suppressed"))
    let pages = try ["a", "b"].map { key in
      let folder = try FileManager.default.contentsOfDirectory(
        atPath: scratch.path("out/documents")
      )
      .first { scratch.exists("out/documents/\($0)/\(key)/index.html") }
      return try scratch.read("out/documents/\(folder ?? "-")/\(key)/index.html")
    }
    #expect(pages[0].contains("<p>411</p>") && pages[0].contains("<p>70 VERY_LATE</p>"))
    #expect(pages[0].contains("<p>weak</p>"))
    #expect(pages[1].contains("<p>518.99</p>") && !pages[1].contains("weak"))
    let rejects = try scratch.lines("out/rejects.ndjson")
    #expect(rejects.count == 1 && rejects[0].contains(#""code":"score-invalid","field":"channel""#))
    #expect(!rejects[0].contains("pigeon"))
    #expect(try scratch.read("out/suppressed.ndjson").contains("for-a-person"))
  }

  @Test("check tells what does not fit together: inputs, files, reason codes, guards")
  func check() async throws {
    let scratch = try Scratch()
    let template = Self.template
      .replacing("days_overdue: days", with: "day_overdue: days")
      .replacing("amount_due: amount", with: "amount_due: amont")
    let page = Self.page
      .replacing("'NEW'", with: "'NEWS'")
      .replacing("{% if scores.risk.value %}", with: "{% if true %}")
    let found = try await Tool.run("check", try write(scratch, template: template, page: page))
    #expect(found.code == 1)
    for code in ["score-input", "unknown-field"] {
      #expect(found.errors.contains("[\(code)]"), "\(code): \(found.errors)")
    }
    #expect(found.errors.contains("did you mean 'days_overdue'?"))
    let misspelt = try await Tool.run("check", try write(scratch, page: page))
    #expect(misspelt.errors.contains("[when-never]"), "\(misspelt.errors)")
    #expect(misspelt.errors.contains("[optional-unguarded]"), "\(misspelt.errors)")
    try scratch.write("t/template.yaml", Self.template.replacing("risk.pmml", with: "rsk.pmml"))
    let missing = try await Tool.run("check", scratch.path("t"))
    #expect(missing.errors.contains("[score-file]"))
  }
}
