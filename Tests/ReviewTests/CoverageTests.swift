import Diagnostics
import Liquid
import Testing

@testable import Review

@Suite("Coverage")
struct CoverageTests {
  /// What records reach, added up.
  private func coverage(_ records: String...) throws -> Coverage {
    let template = try SmallTemplate.template()
    var coverage = Coverage(template.communication)
    for record in records { coverage.add(try SmallTemplate.render(record, with: template)) }
    return coverage
  }

  @Test("every arm counts, also the one nobody wrote")
  func arms() throws {
    let none = try coverage()
    // if: three; case: three; loop: body and else; if in loop: two; if in capture: two; the rule.
    #expect(none.branches.total == 13)
    #expect(none.branches.reached == 0)
    let one = try coverage(#""amount": 12, "kind": "gas", "items": []"#)
    #expect(one.branches.reached == 4)
    #expect(
      one.unreached.map(\.fact.words).contains("{% elsif amount > 0 %}"))
    #expect(one.unreached.map(\.fact.words).contains("no arm of {% case kind %}"))
  }

  @Test("records that reach all reach a hundred of a hundred")
  func whole() throws {
    let all = try coverage(
      #""amount": 12, "kind": "gas", "items": []"#,
      #""amount": 2, "kind": "heat", "items": ["a", "stop"]"#,
      #""amount": 0, "kind": "other", "items": []"#, #""amount": 0, "kind": "none", "items": []"#)
    #expect(all.unreached.map(\.fact.words) == [])
    #expect(all.branches.percent == 100)
    #expect(all.rows.first { $0.name == "translations" }?.reached == 1)
    #expect(all.text.contains("all branches    13 of 13      100.0 %"))
  }

  @Test("a suggestion reaches what its records reach, without a record that adds nothing")
  func suggestion() throws {
    let template = try SmallTemplate.template()
    let renderer = ReviewRenderer(template, asOf: nil)
    var gatherer = SampleSuggestion.Gatherer(renderer)
    let records = [
      #""amount": 12, "kind": "gas", "items": []"#, #""amount": 12, "kind": "gas", "items": []"#,
      #""amount": 2, "kind": "heat", "items": ["a", "stop"]"#,
      #""amount": 2, "kind": "gas", "items": []"#,
    ]
    for record in records {
      let file = SourceFile(path: "r", text: SmallTemplate.record(record))
      gatherer.add(ReviewRecord(name: "r", key: "1", tree: try #require(template.tree(file))))
    }
    let suggestion = gatherer.suggestion(salt: "s")
    #expect(suggestion.choices.map(\.ordinal).sorted() == [1, 3])
    // The word `stop` is compared: without it a branch would be lost, so it is given back.
    #expect(suggestion.choices.allSatisfy { $0.lost == 0 })
    #expect(suggestion.choices.allSatisfy { $0.tree["name"] != .string("Ann") })
    #expect(suggestion.choices.first { $0.ordinal == 3 }?.tree["amount"] == .number("2"))
  }

  private func suggestion(page: String, _ fields: String) throws -> SampleSuggestion {
    let template = try SmallTemplate.template(SmallTemplate.folder(page: page))
    var gatherer = SampleSuggestion.Gatherer(ReviewRenderer(template, asOf: nil))
    let file = SourceFile(path: "r", text: SmallTemplate.record(fields))
    gatherer.add(ReviewRecord(name: "r", key: "1", tree: try #require(template.tree(file))))
    return gatherer.suggestion(salt: "s")
  }

  @Test("a suggestion keeps language, currency, and fields that together change its outcome")
  func suggestionsOfTheSameOutcome() throws {
    let page = """
      {% if unit == 'kWh' and size == 'small' %}{{ amount | money: coin }}{% else %}\
      {{ amount | divided_by: 0 }}{% endif %}
      """
    let made = try suggestion(
      page: page,
      #""amount": 12, "language": "en", "unit": "kWh", "size": "small", "#
        + #""coin": "EUR", "town": "Rome""#)
    let tree = try #require(made.choices.first?.tree)
    for (field, text) in [
      ("language", "en"), ("unit", "kWh"), ("size", "small"), ("coin", "EUR"),
    ] { #expect(tree[field] == .string(text), "\(field)") }
    #expect(tree["name"] != .string("Ann") && tree["town"] != .string("Rome"))
    #expect(made.choices.first?.lost == 0 && made.refused.isEmpty)
  }

  @Test("a record of which made-up words make something else is left out")
  func refusedSuggestion() throws {
    let page = "{% if name == 'Ann' %}{{ amount }}{% else %}{{ amount | divided_by: 0 }}{% endif %}"
    let made = try suggestion(page: page, #""amount": 12"#)
    #expect(made.choices.isEmpty && made.refused == [1])
  }

  @Test("made-up words: same for same, form and numbers kept, nothing of the old")
  func pseudonyms() throws {
    let template = try SmallTemplate.template()
    let text =
      #"{"name": "Giulia Ferraro", "again": "Giulia Ferraro", "iban": "IT60 X054", "day": "2026-03-01", "n": 12.10}"#
    let tree = try #require(template.tree(SourceFile(path: "r", text: text)))
    let made = Pseudonyms(salt: "a", guide: nil).applied(to: tree)
    let other = Pseudonyms(salt: "b", guide: nil).applied(to: tree)
    #expect(made["name"] == made["again"] && made["name"] != tree["name"])
    #expect(made["name"] != other["name"])
    #expect(made["day"] == tree["day"] && made["n"] == .number("12.10"))
    guard case .string(let iban)? = made["iban"] else { return #expect(Bool(false)) }
    #expect(iban.wholeMatch(of: /[A-Z]{2}\d{2} [A-Z]\d{3}/) != nil)
  }

  @Test(
    "a made-up account is one that the schema takes",
    arguments: [
      "IT60X0542811101000000123456", "DE89370400440532013000", "MT84MALT011000012345MTLCAST001S",
      "NO9386011117947",
    ])
  func pseudonymsOfAccounts(_ account: String) throws {
    let template = try SmallTemplate.template()
    func tree(_ text: String) throws -> JSONTree {
      try #require(template.tree(SourceFile(path: "r", text: text)))
    }
    let guide = SchemaGuide(
      try tree(#"{"properties": {"iban": {"type": "string", "format": "iban"}}}"#))
    for salt in 0..<50 {
      let made = Pseudonyms(salt: "\(salt)", guide: guide)
        .applied(to: try tree("{\"iban\": \"\(account)\"}"))
      guard case .string(let iban)? = made["iban"] else { return #expect(Bool(false)) }
      #expect(iban != account && iban.prefix(2) == account.prefix(2) && iban.count == account.count)
      let numbers = (iban.dropFirst(4) + iban.prefix(4)).compactMap { Int(String($0), radix: 36) }
      #expect(numbers.reduce(0) { ($0 * ($1 < 10 ? 10 : 100) + $1) % 97 } == 1, "\(iban)")
    }
  }
}
