import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("The checker is bounded")
struct CheckerBoundTests {
  private func check(
    _ page: String, _ snippets: [String: String] = [:], effort: Int? = nil
  ) -> TemplateChecker.Report {
    var input = TemplateChecker.Input(
      pages: [SourceFile(path: "page.liquid", text: page)],
      snippets: Snippets(
        snippets.mapValues { SourceFile(path: "snippets/\($0.utf8.count).liquid", text: $0) }),
      environment: CheckedTemplate.environment())
    if let effort { input.effort = effort }
    return TemplateChecker.check(input)
  }

  private static func isIncomplete(_ report: TemplateChecker.Report) -> Bool {
    report.log.diagnostics.contains { $0.code == "check-incomplete" }
  }

  @Test("the effort passes, one less does not and takes the record whole")
  func effort() {
    let page = "{{ a.b }}{{ c }}"
    #expect(!Self.isIncomplete(check(page, effort: 3)))
    let report = check(page, effort: 2)
    #expect(Self.isIncomplete(report) && report.reads.isWhole)
  }

  @Test("includes that double, loops in loops, snippets that render themselves")
  func bombs() {
    var doubling: [String: String] = ["s0": "{{ x }}"]
    for level in 1..<30 {
      let below = "{% include 's\(level - 1)' %}"
      doubling["s\(level)"] = below + below + String(repeating: " ", count: level)
    }
    #expect(Self.isIncomplete(check("{% include 's29' %}", doubling, effort: 100_000)))
    let loops = (0..<99).map { "{% for a\($0) in b %}{% assign x = y %}" }.joined()
    let ends = String(repeating: "{% endfor %}", count: 99)
    #expect(!check(loops + "{{ x }}" + ends).log.hasErrors)
    let itself = [
      "a": "{% render 'b', x: x %} ", "b": "{% if x %}{% render 'a', x: x %}{% endif %}",
    ]
    #expect(!check("{% render 'a', x: 1 %}", itself).log.hasErrors)
  }

  @Test("many branches over many variables end in time")
  func manyBranches() {
    var page = ""
    for index in 0..<1_500 {
      page +=
        "{% assign v\(index) = \(index) %}{% if c %}{% assign w = v\(index) %}{{ w }}{% endif %}"
    }
    #expect(Self.isIncomplete(check(page, effort: 500_000)))
  }
}
