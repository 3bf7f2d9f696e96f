import Foundation
import Testing

@testable import Communication
@testable import Liquid

/// `Docs/liquid-reference.md` lists every filter that templates have.
@Suite struct LiquidManualTests {
  @Test func everyFilterIsListed() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = try String(
      contentsOf: package.appending(path: "Docs/liquid-reference.md"), encoding: .utf8)
    let listed = Set(
      manual.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
        row.split(separator: "|")[0].split(separator: "`").map(String.init)
      })
    let rows =
      StandardFilters.rows + LocaleFilters.rows + PaymentFilters.rows + [InstalmentFilter.row]
    for row in rows where !listed.contains(row.name) && row.name != "date" {
      Issue.record("the manual lacks the filter '\(row.name)'")
    }
    #expect(manual.contains("| `date: '%d.%m.%Y'` |") && rows.count > 60)
  }
}
