import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("Rules of one record after another")
struct RuleEvaluatorTests {
  private static let text = """
    values:
      days: { when: due, is: "as_of | days_since: due", otherwise: 0 }
    segments:
      late: values.days > 14
      late_and_large: segments.late and total >= 100
    decisions:
      tone:
        hit: first
        rows:
          - { when: segments.late_and_large, then: { level: firm, calls: 2 } }
          - { when: segments.late, then: { level: plain } }
        otherwise: { level: soft, calls: 0 }
      hints:
        hit: all
        rows:
          - { when: segments.late, then: { text: pay } }
          - { when: total > 50, then: { text: plan, code: 7 } }
        otherwise: { text: thanks }
    variants:
      cta:
        groups:
          - { when: decisions.tone.level == 'firm', show: call }
        split: { a: 50, b: 50 }

    """

  @Test("each record has its own answers, and nothing of the one before")
  func oneAfterAnother() throws {
    let rules = try SmallRules(Self.text)
    let firm = [
      "value days: 30", "segment late: yes", "segment late_and_large: yes",
      #"decision tone: row 1: level "firm", calls 2"#,
      #"decision hints: row 1: text "pay"; row 2: text "plan", code 7"#, "variant cta: call",
    ]
    let soft = [
      "value days: 0", "segment late: no", "segment late_and_large: no",
      #"decision tone: otherwise: level "soft", calls 0"#,
      #"decision hints: otherwise: text "thanks""#, "variant cta: b",
    ]
    for _ in 0..<2 {
      #expect(try rules.answers(#"{"due": "2026-03-01", "total": 100}"#) == firm)
      #expect(try rules.answers(#"{"total": 1}"#, key: "R-2") == soft)
    }
    #expect(
      try rules.answers(#"{"due": "2026-03-16", "total": 60.5}"#)[3...4] == [
        #"decision tone: row 2: level "plain""#,
        #"decision hints: row 1: text "pay"; row 2: text "plan", code 7"#,
      ])
  }

  @Test("a split field that is not there stops the document and names the field")
  func noUnit() throws {
    let rules = try SmallRules("variants:\n  cta: { by: customer.id, split: { a: 50, b: 50 } }\n")
    do {
      _ = try rules.answers("{}")
      Issue.record("a variant without what it is split by")
    } catch let error as RenderError {
      #expect(error.failure.message.contains("'customer.id'"))
    }
  }

  @Test("a key that is a number counts by its digits")
  func numberKey() throws {
    let rules = try SmallRules("variants:\n  cta: { by: id, split: { a: 50, b: 50 } }\n")
    for number in 1...20 {
      #expect(
        try rules.answers(#"{"id": \#(number)}"#) == rules.answers(#"{"id": "\#(number)"}"#))
    }
  }
}
