import Testing

/// Findings in texts that are compiled out of their place stand where their author wrote them, once.
@Suite struct CheckedPlaceTests {
  /// Errors, without those of what the condition that is spoilt no longer guards.
  private func findings(
    _ file: String, _ text: String, _ other: String
  ) async throws -> [String] {
    try await CheckedFieldTests.check(file, text, other).findings
      .filter { $0.contains(": error: ") && !$0.hasSuffix("[optional-unguarded]") }
  }

  @Test func aConditionOfAScene() async throws {
    let findings = try await findings(
      "storyboards/bill.yaml", "when: loyalty.points > 0", "when: loyalty.pionts > 0")
    #expect(findings.count == 1, "\(findings)")
    #expect(
      findings.first?.hasPrefix("storyboards/bill.yaml:84:19: error: 'loyalty' has no field")
        == true)
  }

  @Test func aConditionThatCannotBeRead() async throws {
    let findings = try await findings(
      "storyboards/bill.yaml", "when: loyalty.points > 0", "when: loyalty.points >< 0")
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.hasPrefix("storyboards/bill.yaml:84:27: ") == true, "\(findings)")
  }

  /// What is wrong at a condition's end, or with its tag, is told there and nowhere else.
  @Test(arguments: [
    ("when: bill.payment_url and bill.amount_due > 0", "when: bill.payment_url ==", 90),
    ("when: bill.payment_url and bill.amount_due > 0", "when: \"\"", 90),
    ("when: bill.payment_url and bill.amount_due > 0", "for: (line in bill.lines", 90),
    ("when: bill.reminder_level > 0", "when: bill.reminder_level >", 25),
    ("kind: pay\n", "kind: pay\n        when: bill.total ==\n", 99),
    (
      "scene: overdue.svg",
      "variants: [{ scene: overdue.svg, when: bill.total > }, { scene: overdue.svg }]", 26
    ),
  ])
  func aConditionThatIsNotFinished(text: String, other: String, line: Int) async throws {
    let findings = try await findings("storyboards/bill.yaml", text, other)
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.hasPrefix("storyboards/bill.yaml:\(line):") == true, "\(findings)")
  }

  @Test func aConditionOfAnEmailThatIsNotFinished() async throws {
    let findings = try await findings(
      "template.yaml", "customer.email and seller.contact.email", "customer.email >")
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.hasPrefix("template.yaml:18:27: ") == true, "\(findings)")
  }

  @Test func aCaption() async throws {
    let findings = try await findings(
      "storyboards/bill.yaml", "'film.say_mix' | t", "'film.say_mixx' | t")
    #expect(findings.count == 1, "\(findings)")
    #expect(
      findings.first?.hasPrefix("storyboards/bill.yaml:75:18: error: no file of locales/") == true)
  }

  /// What YAML indents, folds or escapes is told where it is written.
  @Test(arguments: [
    ("|\n      Line one\n\n        Line three\n      è {{ nope }} or {{ nope }}", "92:12"),
    (">-\n      Line one\n      line two\n\n      line four {{ nope }}", "92:20"),
    ("Line one\n      line two {{ nope }}", "89:19"),
    (#""A \"quoted\" \u00e8 \n word {{ nope }}""#, "88:46"),
    ("\"A line \\\n      that goes on {{ nope }}\"", "89:23"),
    ("'It''s {{ nope }}'", "88:24"),
  ])
  func aTextThatYAMLSpellsItsOwnWay(caption: String, place: String) async throws {
    let findings = try await findings(
      "storyboards/bill.yaml", "\"{{ 'film.say_loyalty' | t }}\"\n  - id: pay",
      caption + "\n  - id: pay")
    #expect(
      findings.first?.hasPrefix("storyboards/bill.yaml:\(place): error: ") == true, "\(findings)")
  }

  @Test func aSceneWithinItsConditions() async throws {
    let findings = try await findings(
      "scenes/loyalty.svg", "</svg>", "<text>{{ loyalty.nothing }}</text>\n</svg>")
    #expect(findings.count == 1, "\(findings)")
    #expect(
      findings.first?.hasPrefix("scenes/loyalty.svg:19:18: error: 'loyalty' has no field") == true,
      "\(findings)")
  }

  /// What the author left open closes with the condition round it, and what is missing is missing there.
  @Test func aTagThatIsLeftOpenInAScene() async throws {
    let findings = try await findings(
      "scenes/loyalty.svg", "</svg>", "{% if loyalty.points > 1 %}\n</svg>")
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.hasPrefix("scenes/loyalty.svg:") }, "\(findings)")
  }

  @Test func aConditionOfAnEmail() async throws {
    let findings = try await findings(
      "template.yaml", "when: customer.email and", "when: customer.emial and")
    #expect(findings.count == 1, "\(findings)")
    #expect(
      findings.first?.hasPrefix("template.yaml:18:20: error: 'customer' has no field 'emial'")
        == true)
  }
}
