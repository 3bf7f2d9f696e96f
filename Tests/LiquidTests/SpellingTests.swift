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
    func field(_ name: String, _ value: Value) -> Member {
      Member(key: Value(name, in: scratch.arena), value: value)
    }
    func object(_ fields: [Member]) -> Value {
      let members = scratch.arena.allocateMembers(fields.count)
      members.initialize(from: fields, count: fields.count)
      return Value(object: UnsafeBufferPointer(start: members, count: fields.count))
    }
    let bill = object([field(one, Value(1)), field(other, Value(2))])
    let record = object([field("bill", bill), field(one, Value(3)), field(other, Value(4))])
    try Renderer(program, scratch: scratch, scope: FilterScope(arena: scratch.arena, now: 0))
      .render(record, globals: [])
    let page = String(decoding: scratch.output.bytes, as: UTF8.self)
    #expect(page.utf8.elementsEqual("\(one),\(other),5;1,2;3,4".utf8), "\(page)")
  }
}
