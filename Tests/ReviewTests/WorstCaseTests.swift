import Testing

@testable import Review

/// What the worst case makes of a record's texts, and what it leaves.
@Suite struct WorstCaseTests {
  private let record = JSONTree.object([
    .init(key: "name", value: .string("Giulia Ferraro")),
    .init(key: "mail", value: .string("ada@example.org")),
    .init(key: "site", value: .string("https://a.example")),
    .init(key: "lines", value: .array([.string("Energy, band one")])),
    .init(key: "kept", value: .string("As it is said")),
    .init(key: "total", value: .number("12.10")),
  ])

  @Test(arguments: WorstCase.allCases)
  func wordsAreFilledAndTheRestIsLeft(_ worst: WorstCase) {
    let filled = worst.filled(record, keeping: ["kept"], nil)
    func text(_ name: String) -> String? {
      guard case .string(let text)? = filled[name] else { return nil }
      return text
    }
    #expect(text("name")?.count == 120)
    #expect(filled["total"] == .number("12.10"))
    #expect(text("site") == "https://a.example")
    #expect(text("kept") == "As it is said")
    let mail = text("mail") ?? ""
    #expect(mail.count > 60 && mail.split(separator: "@").count == 2 && !mail.contains(" "))
    guard case .array(let lines)? = filled["lines"], case .string(let line)? = lines.first else {
      Issue.record("the list is gone")
      return
    }
    #expect(line.count == 120 && line != "Energy, band one")
  }
}
