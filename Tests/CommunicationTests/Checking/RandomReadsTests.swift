import Diagnostics
import Foundation
import Liquid
import Testing

@testable import Communication

/// Made-up pages over made-up records: a page of what a decoder keeps must be that of the whole record.
///
/// `READS_PAGES` asks for more of them, `READS_SEED` for others.
@Suite("What made-up templates read")
struct RandomReadsTests {
  @Test("a page is that of the whole record")
  func random() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["READS_PAGES"].flatMap { UInt64($0) } ?? 400
    let first = environment["READS_SEED"].flatMap { UInt64($0) } ?? 1
    var shown = 0
    for seed in first..<(first + count) where try compare(seed) { shown += 1 }
    print("\(shown) of \(count) pages were compared")
    #expect(shown > count / 8, "hardly a page was compared: all is decoded, or nothing is checked")
  }

  /// Whether the page could show anything: it has no errors, and something within a field is not decoded.
  private func compare(_ seed: UInt64) throws -> Bool {
    let made = RandomPage(seed: seed)
    let scratch = Scratch()
    var parts = [("page.liquid", made.page)]
    parts += made.snippets.map { ("snippets/\($0).liquid", $1) }
    if let schema = made.schema { parts.append(("schema.json", schema)) }
    let template = CheckedTemplate(parts)
    let report = try template.check()
    let leavesOut = report.reads.paths.contains { $0.contains(".") }
    if report.log.hasErrors || report.reads.isWhole || !leavesOut { return false }
    let program = try Program.compile(
      try #require(template.pages.first), as: .html, snippets: Snippets(template.snippets),
      environment: CheckedTemplate.environment())
    func page(_ record: String, pruned: Bool) -> String {
      scratch.reset()
      let whole = TestJSON.value(record, in: scratch.arena)
      do {
        try Renderer(program, scratch: scratch, scope: FilterScope(arena: scratch.arena, now: 0))
          .render(
            pruned ? whole.pruned(to: report.reads, in: scratch.arena) : whole,
            globals: [.nil, .nil, .nil, .nil])
        return String(decoding: scratch.output.bytes, as: UTF8.self)
      } catch { return "\(error)" }
    }
    for record in made.records {
      let (kept, whole) = (page(record, pruned: true), page(record, pruned: false))
      #expect(
        kept == whole,
        "seed \(seed): \(made.page) \(made.snippets) \(made.schema ?? "no schema") \(record)")
      if kept != whole { break }
    }
    return true
  }
}
