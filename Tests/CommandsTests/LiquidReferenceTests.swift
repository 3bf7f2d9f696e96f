import Foundation
import Testing

/// What `Docs/liquid-reference.md` says that its examples print.
@Suite struct LiquidReferenceTests {
  private struct Example {
    let source: String
    let prints: String
    /// Whether it needs a template's folder.
    let isOfTemplates: Bool
  }

  private static func manual() throws -> String {
    try String(
      contentsOf: Tool.package.appending(path: "Docs/liquid-reference.md"), encoding: .utf8)
  }

  /// Rows of tables whose last two cells are code: what is written, and what it prints.
  private static func examples(_ manual: String) -> [Example] {
    var section = ""
    return manual.split(separator: "\n").compactMap { line in
      if line.hasPrefix("#") { section = String(line) }
      guard line.hasPrefix("|") else { return nil }
      let cells = line.replacing("\\|", with: "\u{1}").split(
        separator: "|", omittingEmptySubsequences: false
      ).dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, let source = code(cells[2]), let prints = code(cells[3]) else {
        return nil
      }
      return Example(
        source: source, prints: prints, isOfTemplates: section.contains("Within a template"))
    }
  }

  private static func code(_ cell: String) -> String? {
    guard cell.count > 2, cell.hasPrefix("`"), cell.hasSuffix("`") else { return nil }
    return String(cell.dropFirst().dropLast()).replacing("\u{1}", with: "|")
      .replacing("⏎", with: "\n")
  }

  /// The record of the examples: the manual's first block of JSON.
  private static func record(_ manual: String) throws -> String {
    let start = try #require(manual.range(of: "```json\n")).upperBound
    let end = try #require(manual.range(of: "```", range: start..<manual.endIndex)).lowerBound
    return String(manual[start..<end])
  }

  private static let mark = "\u{1F}"

  @Test func examplesPrintWhatTheManualSays() async throws {
    let manual = try Self.manual()
    let examples = Self.examples(manual)
    let general = examples.filter { !$0.isOfTemplates }
    #expect(general.count > 80)
    let scratch = try Scratch()
    let data = try scratch.write("data.json", try Self.record(manual))
    let source = try scratch.write(
      "all.liquid", general.map(\.source).joined(separator: Self.mark))
    let result = try await Tool.run("liquid", source, "--data", data)
    try #require(result.code == 0, "\(result.errors)")
    Self.compare(general, result.output)
  }

  @Test func examplesOfTemplatesToo() async throws {
    let manual = try Self.manual()
    let examples = Self.examples(manual).filter(\.isOfTemplates)
    #expect(examples.count == 5)
    let scratch = try Scratch()
    var record = try Self.record(manual)
    record.replace("{\n", with: "{\n  \"id\": \"1\",\n", maxReplacements: 1)
    try scratch.write(
      "t/template.yaml",
      "name: t\nrecord: { key: id, fallback_locale: en }\noutputs: { page: { page: pages/page.liquid, as: page.txt } }\n"
    )
    let words = try #require(manual.firstMatch(of: /has `("pay": [^`]*)`/)).1
    try scratch.write("t/locales/en.json", "{\(words)}\n")
    try scratch.write(
      "t/pages/page.liquid", examples.map(\.source).joined(separator: Self.mark))
    let input = try scratch.write(
      "one.ndjson", record.split(separator: "\n").joined(separator: " ") + "\n")
    let result = try await Tool.run(
      "render", scratch.path("t"), input, "-o", scratch.path("out"), "--as-of", "2026-03-31")
    try #require(result.code == 0, "\(result.errors)")
    let files = FileManager.default.enumerator(atPath: scratch.path("out/documents"))?
      .compactMap { $0 as? String }.filter { $0.hasSuffix("page.txt") }
    let page = try #require(files?.first)
    Self.compare(examples, try scratch.read("out/documents/\(page)"))
  }

  private static func compare(_ examples: [Example], _ output: String) {
    let printed = output.components(separatedBy: mark)
    #expect(printed.count == examples.count)
    for (example, printed) in zip(examples, printed) {
      #expect(printed == example.prints, "\(example.source)")
    }
  }
}
