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

  @Test func aCaption() async throws {
    let findings = try await findings(
      "storyboards/bill.yaml", "'film.say_mix' | t", "'film.say_mixx' | t")
    #expect(findings.count == 1, "\(findings)")
    #expect(
      findings.first?.hasPrefix("storyboards/bill.yaml:75:18: error: no file of locales/") == true)
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
