import Diagnostics
import Testing

@testable import Liquid

/// What takes a turn in a `cycle`, and which cycles share their turns, by Ruby's rules.
@Suite struct CycleTests {
  @Test(arguments: [
    ("{% cycle 'a', nil, 'b' %}{% cycle 'a', nil, 'b' %}{% cycle 'a', nil, 'b' %}", "aba"),
    ("{% cycle nil %}.{% cycle nil %}", "."),
    ("{% cycle g: 'a', nil, 'b' %}{% cycle g: 'a', 'b' %}", "ab"),
    ("{% cycle 'a', x, 'b' %}{% cycle 'a', '', 'b' %}", "aa"),
    ("{% cycle empty, 'b' %}{% cycle '', 'b' %}{% cycle blank, 'c' %}{% cycle empty, 'c' %}", "bc"),
  ])
  func turns(_ template: String, _ expected: String) throws {
    let program = try Program.compile(
      SourceFile(path: "template", text: template), as: .text, environment: Environment())
    let scratch = Scratch()
    let renderer = Renderer(program, scratch: scratch, scope: FilterScope(arena: scratch.arena))
    try renderer.render(.nil)
    #expect(String(decoding: scratch.output.bytes, as: UTF8.self) == expected)
  }
}
