import Diagnostics
import Testing

@testable import Liquid

/// Operations that are done in one step fail, jump and print as one after another.
@Suite struct JoinedStepTests {
  private static let filters = FilterTable(adding: [
    FilterRow("fails", summary: "Always fails.")
  ])

  @Test(arguments: [
    ("{{ a.b | fails }}", 9),
    ("<p>{{ a.b | fails | upcase }}", 12),
    ("{% if a.b %}{{ a.b | plus: 1 | fails }}{% endif %}", 31),
    ("{{ 1 | divided_by: 0 }}", 7),
    ("{{ a.b | divided_by: 0 }}", 9),
  ])
  func failuresKeepTheirPlace(template: String, start: Int) throws {
    let program = try compiled(template)
    let error = #expect(throws: RenderError.self) { try page(program) }
    #expect(error?.place?.span.start == start)
  }

  @Test(arguments: [
    ("{% if a.b %}yes{% else %}no{% endif %}", "yes"),
    ("{% if a.none %}yes{% else %}no{% endif %}", "no"),
    ("{% unless a.none %}yes{% endunless %}", "yes"),
    ("{{ a.b | times: 2 | plus: 1 }}", "15"),
    ("{{ a.b | abs }}", "7"),
    ("{% assign x = a.b | abs %}{{ x }}", "7"),
    (
      "{% for i in (1..3) %}{{ a.b | plus: i }}{{ forloop.index | times: 10 }}{% endfor %}",
      "8109201030"
    ),
  ])
  func pagesAreTheSame(template: String, expected: String) throws {
    #expect(try page(compiled(template)) == expected)
  }

  private func compiled(_ template: String) throws -> Program {
    try Program.compile(
      SourceFile(path: "template", text: template), as: .html,
      environment: Environment(filters: Self.filters))
  }

  private func page(_ program: Program) throws -> String {
    let scratch = Scratch()
    let scope = FilterScope(arena: scratch.arena)
    let inner = scratch.arena.allocateMembers(1)
    inner.initialize(to: Member(key: Value("b"), value: Value(7)))
    let outer = scratch.arena.allocateMembers(1)
    let object = Value(object: UnsafeBufferPointer(start: inner, count: 1))
    outer.initialize(to: Member(key: Value("a"), value: object))
    let record = Value(object: UnsafeBufferPointer(start: outer, count: 1))
    try Renderer(program, scratch: scratch, scope: scope).render(record)
    return String(decoding: scratch.output.bytes, as: UTF8.self)
  }
}

extension FilterRow {
  fileprivate init(_ name: String, summary: String) {
    self.init(name, to: .any, summary) { _, _, _ throws(RenderFailure) in
      throw RenderFailure(.argument, "it fails")
    }
  }
}
