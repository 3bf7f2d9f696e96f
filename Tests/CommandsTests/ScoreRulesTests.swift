import Foundation
import Testing

/// What a model says decides segments, tables and variants, and is checked there as everywhere.
@Suite struct ScoreRulesTests {
  private static let rules = """
    values:
      reason: scores.reasons.reasons.first.code
    segments:
      risky: scores.risk.probability > 0.6
      surely_late: segments.risky and scores.risk.probability > 0.9
    decisions:
      advice:
        hit: first
        rows:
          - { when: values.reason == 'VERY_LATE', then: { way: plan } }
          - { when: segments.risky, then: { way: call } }
        otherwise: { way: pay }
    variants:
      nudge:
        groups:
          - { when: scores.risk.probability > 0.6, split: { soft: 50, clear: 50 } }
        show: none

    """

  private static let page = """
    <p>{{ id }} {{ decisions.advice.way }} {{ variants.nudge }}</p>
    <p>{% if segments.risky %}risky{% endif %} {% if segments.surely_late %}late{% endif %}</p>

    """

  private static func write(_ scratch: Scratch, rules: String = rules) throws -> String {
    try scratch.write(
      "t/template.yaml",
      """
      name: scored
      record: { schema: schema.json, key: id, locale: language, fallback_locale: en }
      outputs:
        page: { page: pages/page.liquid, as: index.html }
      scores:
        risk:
          model: scores/risk.pmml
          inputs: { days_overdue: days_overdue, amount_due: amount_due, months_customer: months_customer, reminders: reminders, channel: channel }
          category: "1"
        reasons:
          model: scores/reasons.pmml
          inputs: { days_overdue: days_overdue, amount_due: amount_due, months_customer: months_customer, reminders: reminders, channel: channel }

      """)
    try scratch.write("t/rules.yaml", rules)
    try scratch.write("t/pages/page.liquid", page)
    try scratch.write("t/locales/en.json", "{}\n")
    let numbers = ["days_overdue", "amount_due", "months_customer", "reminders"]
      .map { "\"\($0)\": {\"type\": \"number\"}" }.joined(separator: ", ")
    try scratch.write(
      "t/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "days_overdue", "amount_due", "months_customer", "reminders", "channel"],
       "properties": {"id": {"type": "string"}, "language": {"type": "string"}, \(numbers),
         "channel": {"type": "string"}}}

      """)
    for (name, fixture) in [("risk", "sklearn2pmml-logistic"), ("reasons", "by-hand-scorecard")] {
      let model = Tool.package.appending(path: "fixtures/scores/\(fixture).pmml")
      try scratch.write("t/scores/\(name).pmml", try Data(contentsOf: model))
    }
    return scratch.path("t")
  }

  private static func fixture(_ name: String) throws -> [Substring] {
    let file = Tool.package.appending(path: "fixtures/scores/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
  }

  /// The books count as many as scikit-learn itself puts above the threshold.
  @Test func segmentsAreWhatTheExporterPredicts() async throws {
    let scratch = try Scratch()
    let template = try Self.write(scratch)
    let check = try await Tool.run("check", template)
    #expect(check.code == 0 && check.output.contains(", 1 warning;"), "\(check.errors)")
    #expect(check.errors.contains("[samples-none]"))
    let customers = try Self.fixture("customers.ndjson").enumerated().map {
      "{\"id\":\"C-\($0)\"," + $1.dropFirst()
    }
    let records = try scratch.write("in.ndjson", customers.joined(separator: "\n") + "\n")
    let late = try Self.fixture("sklearn2pmml-logistic.expected.csv").dropFirst().map {
      try #require(Double($0.split(separator: ",")[2]))
    }
    let run = try await Tool.run(
      "render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf)
    #expect(run.code == 0, "\(run.errors)")
    let risky = late.filter { $0 > 0.6 }.count
    let surely = late.filter { $0 > 0.9 }.count
    #expect(late.count == 1000 && risky > surely && surely > 0 && risky < 1000)
    #expect(run.output.contains("segments: risky \(risky), surely_late \(surely)\n"))
    let manifest = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: scratch.url.appending(path: "out/manifest.json"))) as? [String: Any])
    let variants = try #require(manifest["variants"] as? [[String: Any]])
    let shown = Dictionary(
      uniqueKeysWithValues: variants.map {
        ($0["option"] as? String ?? "", $0["rendered"] as? Int ?? 0)
      })
    #expect(shown["none"] == 1000 - risky)
    #expect((shown["soft"] ?? 0) + (shown["clear"] ?? 0) == risky && (shown["soft"] ?? 0) > 0)
    // A reason code chooses the advice before the probability does.
    let explained = try await Tool.run(
      "explain", template, records, "--key", "C-1", "--as-of", Tool.asOf)
    #expect(explained.output.contains("value reason: \"VERY_LATE\""), "\(explained.output)")
    #expect(explained.output.contains("decision advice: row 1: way \"plan\""))
    #expect(explained.output.contains("segment risky: "))
  }

  @Test func aReasonThatTheModelDoesNotHaveIsToldOf() async throws {
    let scratch = try Scratch()
    let rules = Self.rules.replacing("'VERY_LATE'", with: "'VERY_LATER'")
      .replacing("risky: scores.risk.probability", with: "risky: scores.risk.probabilty")
    let check = try await Tool.run("check", try Self.write(scratch, rules: rules))
    #expect(check.code == 1)
    let said = check.output + check.errors
    #expect(said.contains("VERY_LATER") && said.contains("did you mean 'probability'"), "\(said)")
  }
}
