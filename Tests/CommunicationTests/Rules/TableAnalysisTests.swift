import Diagnostics
import Liquid
import Testing

@testable import Communication

/// Gaps and overlaps against asking every row about thousands of values.
@Suite("Gaps and overlaps of tables")
struct TableAnalysisTests {
  /// Numbers from -1 to 5 in steps of a quarter.
  private static let numbers = (-4...20).map { Double($0) / 4 }

  private struct Random {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  @Test("what is found is what trying finds", arguments: 1...300)
  func isWhatTryingFinds(_ seed: Int) throws {
    var random = Random(state: UInt64(seed))
    let signs = ["<", "<=", ">", ">=", "==", "!="]
    func comparison() -> String {
      random.next(3) == 0
        ? "\(["flag", "flag == true", "flag != true", "flag == false"][random.next(4)])"
        : "x \(signs[random.next(6)]) \(random.next(5))"
    }
    let texts = (0..<(2 + random.next(3))).map { _ in
      (0...random.next(3)).map { _ in comparison() }
        .joined(separator: random.next(2) == 0 ? " and " : " or ")
    }
    let rows = texts.map { text in
      "      - { when: \(text), then: { a: 1 } }\n"
    }.joined()
    // Asked one by one, as segments: each row's own answer.
    let segments = texts.enumerated().map { "  s\($0.offset): \($0.element)\n" }.joined()
    let rules = try SmallRules("segments:\n\(segments)")
    var analysis = try Self.analysis("decisions:\n  t:\n    rows:\n\(rows)")
    analysis.perform()
    var hasGap = false
    var pairs: Set<[Int]> = []
    var taken: Set<Int> = []
    for number in Self.numbers {
      for flag in ["true", "false"] {
        let answers = try rules.answers(#"{"x": \#(number), "flag": \#(flag)}"#)
        let holding = answers.indices.filter { answers[$0].hasSuffix("yes") }
        guard let first = holding.first else {
          hasGap = true
          continue
        }
        taken.insert(first)
        for other in holding.dropFirst() { pairs.insert([first, other]) }
      }
    }
    #expect(analysis.gaps.isEmpty == !hasGap, "\(texts)")
    #expect(Set(analysis.overlaps.map { [$0.first, $0.second] }) == pairs, "\(texts)")
    #expect(Set(analysis.idle) == Set(texts.indices).subtracting(taken), "\(texts)")
    #expect(analysis.isTotal == !hasGap)
  }

  /// The analysis of the first table, where `x` is a number and `flag` a truth value.
  private static func analysis(_ text: String) throws -> TableAnalysis {
    let file = SourceFile(path: "rules.yaml", text: text)
    let rows = try SmallRules(text).book?.manifest.tables[0].rows ?? []
    return TableAnalysis(
      try rows.map { try Condition.parse($0.condition, of: file) }, segments: [:]
    ) { expression in
      if case .variable("flag", _) = expression.kind { return .boolean }
      return .number
    }
  }
}
