import Diagnostics
import Testing

@testable import Liquid

/// Two spellings of one letter are two texts and two fields, as in JSON; `String` takes them for the same.
@Suite struct SpellingTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  @Test func textsAndFieldsKeepTheirSpelling() throws {
    let (one, other) = (Self.composed, Self.decomposed)
    #expect(one == other)
    let template = """
      {{ '\(one)' }},{{ '\(other)' }},{{ '\(other)' | size }};{{ bill['\(one)'] }},{{ bill['\(other)'] }};\
      {{ ['\(one)'] }},{{ ['\(other)'] }}
      """
    let program = try Program.compile(
      SourceFile(path: "template", text: template), as: .text, environment: Environment())
    let scratch = Scratch()
    let bill = OrderedJSON(members: [(one, "1"), (other, "2")])
    let record = ValueBuilder.value(
      OrderedJSON(members: [("bill", bill), (one, "3"), (other, "4")]), in: scratch.arena)
    try Renderer(program, scratch: scratch, scope: FilterScope(arena: scratch.arena, now: 0))
      .render(record, globals: [])
    let page = String(decoding: scratch.output.bytes, as: UTF8.self)
    #expect(page.utf8.elementsEqual("\(one),\(other),5;1,2;3,4".utf8), "\(page)")
  }
}
