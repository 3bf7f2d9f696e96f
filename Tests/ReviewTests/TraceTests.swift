import Communication
import Diagnostics
import Foundation
import Liquid
import Testing

@testable import Review

@Suite("Traces")
struct TraceTests {
  @Test("a traced template makes the bytes of a run, for every sample and fixture")
  func sameBytes() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = try TemplateFolder(reading: root.appending(path: "templates/energy-bill").path)
    let template = try ReviewTemplate(folder, readers: SmallTemplate.readers)
    let plain = try Communication.load(folder, readers: SmallTemplate.readers)
    #expect(plain.pages.allSatisfy { $0.program.tracePoints.isEmpty }, "a run is not traced")
    let date = AsOfDate("2026-03-31")
    let traced = ReviewRenderer(template, asOf: date)
    let renderer = DocumentRenderer(plain, asOf: date)
    var records = template.samples
    var input = try ReviewInput(
      [root.appending(path: "fixtures/bills.ndjson").path], for: plain)
    _ = try input.readAll {
      records.append($0)
      return true
    }
    #expect(records.count > 30)
    for record in records {
      renderer.scratch.reset()
      let file = SourceFile(path: record.name, text: record.tree.text)
      let value = try SmallTemplate.readers.json(file, renderer.scratch.arena)
      let document = traced.render(record)
      _ = try renderer.render(value)
      // After the pages come the messages, which are not traced.
      let end = renderer.pageEnds.isEmpty ? 0 : renderer.pageEnds[plain.pages.count - 1]
      #expect(
        document.pages.flatMap(\.bytes) == Array(renderer.scratch.output.bytes[..<end]),
        "\(record.name)")
    }
  }

  @Test("each decision with its answer and the values it asked for")
  func decisions() throws {
    let document = try SmallTemplate.render(
      #""amount": 12.10, "kind": "heat", "items": ["a", "stop", "b"]"#)
    let page = try #require(document.pages.first)
    let told = DecisionReader(program: page.program).decisions(page.tree)
      .map { "\($0.words): \($0.answer) (\($0.reason))" }
    #expect(
      told == [
        "if amount > 10: yes (amount is 12.10)",
        #"case kind: when 'power', 'heat' (kind is "heat")"#,
        "for item in items: 2 passes (items is a list of 3)",
        #"if item == 'stop': no (item is "a")"#,
        #"if item == 'stop': yes (item is "stop")"#, #"if kind != 'other': yes (kind is "heat")"#,
      ])
  }

  @Test("what stands after a loop that was left is not inside it")
  func brokenLoop() throws {
    let document = try SmallTemplate.render(#""amount": 1, "kind": "gas", "items": ["stop"]"#)
    let page = try #require(document.pages.first)
    let capture = page.tree.children.filter { page.program.tracePoints[$0.point].kind == .branch }
    #expect(capture.count == 2, "the amount's, and the one in the capture after the loop")
    #expect(capture.last?.start == -1, "a capture's output has no place in the page")
  }

  @Test("blocks shown and not shown, with the reason")
  func explanation() throws {
    let document = try SmallTemplate.render(#""amount": 3, "kind": "gas", "items": []"#)
    let explanation = Explanation(document, of: try SmallTemplate.template())
    let page = try #require(explanation.pages.first)
    #expect(page.shown.map(\.name) == ["hello"])
    #expect(page.hidden.map(\.name) == ["large"])
    #expect(page.hidden.first?.decision?.words == "if amount > 10")
    #expect(page.hidden.first?.decision?.answer == "elsif amount > 0")
    #expect(page.hidden.first?.decision?.reason == "amount is 3")
    #expect(explanation.rules.map(\.answer) == ["no"])
    #expect(
      explanation.text(everyDecision: true).contains(
        "rule small/template.yaml:6  kind == 'none': no"))
    let object =
      try JSONSerialization.jsonObject(with: Data(explanation.json.utf8)) as? [String: Any]
    #expect(object?["outcome"] as? String == "rendered")
  }

  @Test("a suppressed record names the rule that held")
  func suppressed() throws {
    let document = try SmallTemplate.render(#""amount": 3, "kind": "none", "items": []"#)
    #expect(document.summary == "suppressed: no-kind")
    let explanation = Explanation(document, of: try SmallTemplate.template())
    #expect(explanation.rules.map(\.answer) == ["yes"])
    #expect(explanation.rules.first?.reason == #"kind is "none""#)
  }

  @Test("marks stand where a comment may, and taken out leave the page")
  func marks() throws {
    let document = try SmallTemplate.render(#""amount": 12, "kind": "gas", "items": ["a"]"#)
    let page = try #require(document.pages.first)
    let marked = MarkedPage(page)
    let text = String(decoding: marked.bytes, as: UTF8.self)
    let bare = text.replacing(/<!--\/?b:\d+-->/, with: "")
    #expect(bare == String(decoding: page.bytes, as: UTF8.self))
    #expect(text.contains("<title>1</title>"), "no comment in a title")
    #expect(text.contains("<p title=\"Ann\">"), "no comment in an attribute")
    #expect(marked.nodes.contains { $0.block == "hello" && $0.words == "name" })
  }
}
