import Foundation
import Testing

/// An account whose check digits are wrong stops its bill before anything is rendered.
@Suite struct AccountTests {
  /// The first bill that is paid to an account, as it is and with its last digit changed.
  private func bills() throws -> (account: String, lines: [String]) {
    let text = try String(contentsOf: URL(filePath: Tool.fixtures), encoding: .utf8)
    for line in text.split(separator: "\n") {
      guard let match = line.firstMatch(of: /"iban": ?"([A-Z]{2}[0-9]{2}[A-Z0-9]*)([0-9])"/),
        let digit = Int(match.output.2), line.contains("\"payment\"")
      else { continue }
      let account = "\(match.output.1)\(digit)"
      let wrong = line.replacing(account, with: "\(match.output.1)\((digit + 1) % 10)")
      let other = wrong.replacing(/"number": ?"/, with: "\"number\": \"X-", maxReplacements: 1)
      return (account, [String(line), String(other)])
    }
    return ("", [])
  }

  @Test func aWrongCheckDigitIsARejectWithItsField() async throws {
    let scratch = try Scratch()
    let (account, lines) = try bills()
    #expect(lines.count == 2)
    let records = try scratch.write("in.ndjson", lines.joined(separator: "\n") + "\n")
    let run = try await Tool.run(
      "render", Tool.template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf,
      "--max-rejects", "1")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("2 records read: 1 rendered, 1 rejected, 0 suppressed"))
    let rejects = try scratch.lines("out/rejects.ndjson")
    #expect(rejects.count == 1)
    let reject = try #require(rejects.first)
    #expect(reject.contains("\"ordinal\":2") && reject.contains("\"code\":\"schema-format\""))
    #expect(reject.contains("\"field\":\"payment.iban\""))
    // The rule is told, and not the account.
    #expect(reject.contains("an IBAN with its check digits"))
    #expect(!reject.contains(account.prefix(10)))
  }

  @Test func everyInventedBillHasARightAccount() async throws {
    let scratch = try Scratch()
    let sample = try await Tool.run("sample", "--count", "300")
    #expect(sample.code == 0 && sample.output.contains("\"iban\""), "\(sample.errors)")
    try scratch.write("in.ndjson", sample.output)
    let run = try await Tool.run(
      "render", Tool.template, scratch.path("in.ndjson"), "-o", scratch.path("out"), "--as-of",
      Tool.asOf)
    #expect(run.code == 0, "\(run.errors)\(run.output)")
    #expect(run.output.contains("300 records read:") && run.output.contains(" 0 rejected"))
  }
}
