import Foundation
import Scores
import Testing

/// Models of two exporters and by hand, 1,000 rows each, held against JPMML's evaluator and scikit-learn.
@Suite("Expected scores")
struct ExpectedScoresTests {
  @Test("there are models of every kind and of more than one exporter")
  func fixtures() {
    #expect(ScoreFixtures.names.count > 30)
    #expect(ScoreFixtures.names.count { $0.hasPrefix("sklearn2pmml-") } >= 7)
    #expect(ScoreFixtures.names.count { $0.hasPrefix("nyoka-") } >= 3)
  }

  @Test("every row agrees to 1e-9", arguments: ScoreFixtures.names)
  func agrees(_ name: String) throws {
    let isByHand = name.hasPrefix("by-hand")
    let rows = try ScoreFixtures.rows(isByHand ? "customers-torn" : "customers")
    let path = ScoreFixtures.folder.appending(path: "\(name).expected.csv")
    let lines = String(decoding: try Data(contentsOf: path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let fields = lines[0].split(separator: ",").map(String.init)
    #expect(rows.count == 1000 && lines.count == 1001)
    let evaluator = ScoreEvaluator(try ScoreFixtures.model(name))
    var compared = 0
    for (row, line) in zip(rows, lines.dropFirst()) {
      let found = ScoreFixtures.score(evaluator, row)
      if line == "!" {
        #expect(found == nil, "\(line)")
        compared += 1
        continue
      }
      let values = try #require(found, "refused: \(line)")
      let expected = line.split(separator: ",", omittingEmptySubsequences: false)
      for (field, text) in zip(fields, expected) {
        // The target's own name is the prediction.
        let value = try #require(values[field] ?? values[""])
        if !Self.agrees(value, String(text)) {
          Issue.record("\(name): \(field) is \(value), not \(text)")
          return
        }
        compared += 1
      }
    }
    #expect(compared >= 1000)
  }

  private static func agrees(_ value: ScoreValue, _ text: String) -> Bool {
    switch value {
    case .missing: return text.isEmpty
    case .text(let bytes): return String(decoding: bytes, as: UTF8.self) == text
    case .boolean(let boolean): return text == (boolean ? "true" : "false")
    case .number(let number):
      guard let expected = Double(text) else { return false }
      return abs(number - expected) <= 1e-9 * max(1, abs(expected))
    }
  }

  @Test("a value that is off by 2e-9 is told")
  func comparisonFails() {
    #expect(Self.agrees(.number(0.5 + 5e-10), "0.5"))
    #expect(!Self.agrees(.number(0.5 + 2e-9), "0.5"))
    #expect(!Self.agrees(.missing, "0.5") && !Self.agrees(.number(0), ""))
  }
}
