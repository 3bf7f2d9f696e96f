import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("A page whose syntax is wrong")
struct UnreadTextTests {
  private func codes(_ first: String, snippet: String = "{{ x }}") -> [String] {
    let input = TemplateChecker.Input(
      pages: [
        SourceFile(path: "first.liquid", text: first),
        SourceFile(path: "second.liquid", text: "{{ x | upcas }}"),
      ],
      snippets: Snippets(["row": SourceFile(path: "snippets/row.liquid", text: snippet)]),
      environment: CheckedTemplate.environment())
    return TemplateChecker.check(input).log.diagnostics.map(\.code).sorted()
  }

  @Test("hides nothing of the others, and nobody knows what it would have used")
  func others() {
    #expect(codes("{{ y }}") == ["unknown-filter", "unused-snippet"])
    #expect(codes("{% if x %}") == ["unclosed-tag", "unknown-filter"])
    #expect(
      codes("{% render 'row' %}", snippet: "{% if x %}") == ["unclosed-tag", "unknown-filter"])
  }
}
