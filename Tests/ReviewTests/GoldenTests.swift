import Diagnostics
import Foundation
import Testing

@testable import Review

@Suite("Goldens")
struct GoldenTests {
  private func golden(_ page: String = SmallTemplate.page, large: String = "<h2>{{ amount }}</h2>")
    throws -> GoldenText
  {
    let template = try SmallTemplate.template(SmallTemplate.folder(page: page, large: large))
    return GoldenText(
      try SmallTemplate.render(#""amount": 12, "kind": "gas", "items": ["a"]"#, with: template))
  }

  @Test("the text: a head, then each block by its lines; reading it back gives the same")
  func form() throws {
    let golden = try golden()
    #expect(
      golden.parts.map(\.name) == [
        "head", "index.html page", "index.html hello", "index.html large", "index.html page",
      ])
    #expect(golden.parts[2].lines == ["    <h1>Hello Ann"])
    #expect(golden.head("as of") == "2026-03-01")
    #expect(GoldenText(golden.text) == golden)
    #expect(GoldenText("something else\n") == nil)
  }

  @Test("one changed word is found in its block, and told as one line out and one in")
  func word() throws {
    let before = try golden()
    let after = try golden(large: "<h2>only {{ amount }}</h2>")
    let blocks = before.differences(to: after)
    #expect(blocks.map(\.name) == ["head", "index.html large"])
    #expect(
      blocks.last?.diff.shortened(context: 0) == [
        .removed("    <h2>12"), .added("    <h2>only 12"),
      ])
  }

  @Test("a space between tags moves only the hash")
  func space() throws {
    let before = try golden()
    let after = try golden(SmallTemplate.page.replacing("<ul>", with: "<ul>  "))
    #expect(before.differences(to: after).map(\.name) == ["head"])
  }

  @Test("a style sheet is its size and hash: a pixel moved in it is seen")
  func style() throws {
    let style = "<title>{{ id }}</title><style>p { margin: 1px }</style>"
    let first = SmallTemplate.page.replacing("<title>{{ id }}</title>", with: style)
    let before = try golden(first)
    let after = try golden(first.replacing("1px", with: "2px"))
    let lines = before.differences(to: after).last?.diff.shortened(context: 0) ?? []
    #expect(lines.count == 2 && "\(lines)".contains("<style> (17 bytes"))
  }

  @Test("a changed rule shows in what became of the record")
  func rule() throws {
    let before = try golden()
    let gone = GoldenText(try SmallTemplate.render(#""amount": 12, "kind": "none", "items": []"#))
    let names = before.differences(to: gone).map(\.name)
    #expect(names.first == "head" && names.count == 5)
    #expect(gone.head("outcome") == "suppressed: no-kind")
  }

  @Test(
    "differences of lines are the fewest, in order",
    arguments: [
      ([], [], 0), (["a"], [], 1), ([], ["a"], 1), (["a", "b", "c"], ["a", "x", "c"], 2),
      (["a", "b", "c", "d"], ["b", "c", "d", "e"], 2), (["a", "a", "b"], ["a", "b", "b"], 2),
    ])
  func diff(_ old: [String], _ new: [String], _ changes: Int) {
    let lines = LineDiff(old, new).lines
    var (before, after, count): ([String], [String], Int) = ([], [], 0)
    for line in lines {
      switch line {
      case .same(let text):
        before.append(text)
        after.append(text)
      case .removed(let text):
        before.append(text)
        count += 1
      case .added(let text):
        after.append(text)
        count += 1
      }
    }
    #expect(before == old && after == new && count == changes)
  }

  @Test("check, record, check again; JUnit and annotations tell of what differs")
  func check() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "billow-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let template = try SmallTemplate.template()
    func run(_ template: ReviewTemplate) -> GoldenCheck {
      GoldenCheck(
        [(name: "samples", records: template.samples)], with: ReviewRenderer(template, asOf: nil),
        in: folder.path
      ) { _ in }
    }
    let first = run(template)
    #expect(first.diagnostics.map(\.code) == ["golden-unrecorded"])
    #expect(try first.record() == 1)
    #expect(run(template).results.map(\.isSame) == [true])
    let changed = try SmallTemplate.template(
      SmallTemplate.folder(large: "<h2>only {{ amount }}</h2>"))
    let second = run(changed)
    #expect(second.text(usesColor: false).contains("samples/one: index.html large differs"))
    #expect(second.diagnostics.map(\.code) == ["golden-differs"])
    let junit = JUnitReport.text(second, template: "small")
    #expect(
      junit.contains("tests=\"1\" failures=\"1\"") && junit.contains("+     &lt;h2&gt;only 12.10"))
    let note = GitHubAnnotations.text(second.diagnostics)
    #expect(note.hasPrefix("::error file=") && note.contains("title=golden-differs"))
    // A golden without a sample is told, and recording removes it.
    try Data("billow golden 1\n".utf8).write(
      to: folder.appending(path: "goldens/samples/old.golden"))
    #expect(run(template).diagnostics.map(\.code) == ["golden-orphaned"])
    #expect(try run(template).record() == 1)
  }

  @Test("the impact of a change: who, where, three examples")
  func impact() throws {
    let before = try SmallTemplate.template()
    let after = try SmallTemplate.template(
      SmallTemplate.folder(large: "<h2>only {{ amount }}</h2>"))
    var impact = try Impact(before: before, after: after, asOf: nil)
    for number in 1...20 {
      let json = SmallTemplate.record(#""amount": \#(number), "kind": "gas", "items": []"#)
      let tree = try #require(before.tree(SourceFile(path: "r", text: json)))
      impact.compare(ReviewRecord(name: "r", key: "K\(number)", tree: tree))
    }
    #expect(impact.compared == 20 && impact.changed == 10)
    #expect(impact.blocks.map(\.name) == ["index.html large"])
    #expect(impact.blocks.first?.examples.map(\.key) == ["K11", "K12", "K13"])
    #expect(
      impact.text(against: "main").hasPrefix("10 of 20 documents change against main (50.0 %)\n"))
  }

  @Test("a sample of records is the same whatever their order")
  func sample() throws {
    let records = (1...500).map { ReviewRecord(name: "", key: "K\($0)", tree: .null) }
    var (up, down) = (ImpactSample(size: 20), ImpactSample(size: 20))
    for record in records { up.offer(record) }
    for record in records.reversed() { down.offer(record) }
    let chosen = up.records().map(\.key)
    #expect(chosen.count == 20 && chosen == down.records().map(\.key))
  }
}
