import Foundation
import Testing

/// Fields that `template.yaml` names are of a kind that a run can use, and `check` says so before any run.
@Suite struct CheckedFieldTests {
  /// Checks the energy bill with one text of a file replaced by another.
  static func check(
    _ file: String, _ text: String, _ other: String
  ) async throws -> (code: Int32, findings: [String]) {
    let scratch = try Scratch()
    let template = try scratch.copyTemplate()
    let old = try scratch.read("template/" + file)
    #expect(old.contains(text), "\(file) has no \(text)")
    try scratch.write("template/" + file, old.replacingOccurrences(of: text, with: other))
    let result = try await Tool.run("check", template)
    let findings = result.errors.split(separator: "\n").map(String.init)
      .filter { $0.contains(": error: ") || $0.contains(": warning: ") }
      .map { $0.replacingOccurrences(of: template + "/", with: "") }
    return (result.code, findings)
  }

  @Test(arguments: [
    ("key: bill.number", "key: bill", "6:8", "'bill' is an object, and a record's key"),
    ("as_of: bill.issue_date", "as_of: bill.amount_due", "7:10", "'bill.amount_due' is a number"),
    ("locale: customer.language", "locale: customer", "8:11", "'customer' is an object"),
    ("sum: bill.amount_due", "sum: bill.number", "26:30", "'bill.number' is text"),
    (
      "sum: bill.total, by: bill.currency", "sum: bill.total, by: bill", "27:42",
      "'bill' is an object"
    ),
    ("= bill.totals.lines", "= bill.number", "29:26", "'bill.number' is text"),
    ("each: bill.vat_breakdown", "each: bill.number", "31:24", "'bill.number' is text"),
    (
      "word: customer.address.postal_code", "word: customer.address", "11:101",
      "'customer.address' is an object"
    ),
    ("sum: bill.amount_due", "sum: bill.lines.amount", "26:30", "'bill.lines' is a list"),
    ("key: bill.number", "key: bill.number.text", "6:8", "'bill.number' is text and has no fields"),
  ])
  func fieldOfAnotherKind(text: String, other: String, place: String, words: String) async throws {
    let (code, findings) = try await Self.check("template.yaml", text, other)
    #expect(code == 1)
    #expect(findings.count == 1, "\(findings)")
    let finding = try #require(findings.first)
    #expect(finding.hasPrefix("template.yaml:\(place): error: \(words)"), "\(finding)")
    #expect(finding.hasSuffix("[config-field]"), "\(finding)")
  }

  @Test func aListThatIsNotThereIsToldOnce() async throws {
    let (_, findings) = try await Self.check(
      "template.yaml", "each: bill.vat_breakdown", "each: bill.vat_breakdwn")
    #expect(findings.count == 1 && findings.first?.hasSuffix("[unknown-field]") == true)
  }

  @Test func aFieldThatMayBeOfTheKindIsTakenAsItComes() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: "{{ name }}{{ amount }}")
    let schema = try scratch.read("small/schema.json")
    let wider = schema.replacingOccurrences(
      of: #""type": "number""#, with: #""type": ["number", "string"]"#)
    #expect(wider != schema)
    try scratch.write("small/schema.json", wider)
    let result = try await Tool.run("check", template)
    #expect(!result.errors.contains("[config-field]"), "\(result.errors)")
  }

  @Test func whereNothingIsSaidOfAFieldItMayBeAnything() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: "{{ name }}")
    try scratch.write(
      "small/schema.json",
      #"{"type": "object", "required": ["id", "name"], "properties": {"id": {}, "name": {"type": "string"}, "amount": {}, "language": {}}}"#
    )
    let result = try await Tool.run("check", template)
    #expect(result.code == 0, "\(result.errors)")
  }
}
