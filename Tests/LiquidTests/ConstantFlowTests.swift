import Diagnostics
import Testing

@testable import Liquid

/// Which outputs print the template's own, and which a customer's.
@Suite struct ConstantFlowTests {
  /// A template, and the same page with what is not the template's own in brackets.
  private static let cases = [
    ("<a>{{ name }}</a>", "<a>[Ada]</a>"),
    ("<a>{{ 'fixed' | upcase }}</a>", "<a>FIXED</a>"),
    ("{% assign x = 4 | plus: 3 %}<a>{{ x }}</a>", "<a>7</a>"),
    ("{% assign x = 4 | plus: size %}<a>{{ x }}</a>", "<a>[13]</a>"),
    // What once held a customer's value counts as such everywhere.
    (
      "{% assign x = 1 %}<a>{{ x }}</a>{% assign x = name %}<a>{{ x }}</a>",
      "<a>[1]</a><a>[Ada]</a>"
    ),
    // Which word is the customer's affair; the words are the template's.
    (
      "{% if name == 'Ada' %}{% assign ink = 'green' %}{% else %}{% assign ink = 'red' %}{% endif %}<a b=\"{{ ink }}\"/>",
      "<a b=\"green\"/>"
    ),
    (
      "{% for n in list %}{{ forloop.index0 | times: 10 }}:{{ n }};{% endfor %}",
      "0:[1];10:[2];"
    ),
    ("{% for n in list %}{{ forloop.length }};{% endfor %}", "[2];[2];"),
    ("{% for n in (1..2) %}{{ n }}/{{ forloop.length }};{% endfor %}", "1/2;2/2;"),
    ("{% for n in (1..size) limit: 2 %}{{ n }};{% endfor %}", "[1];[2];"),
    ("{% for n in list %}{% cycle 'a', 'b' %}{% endfor %}", "ab"),
    ("{% for n in list %}{% cycle 'a', name %}{% endfor %}", "[aAda]"),
    // Text that was collected is a value like others.
    ("{% capture x %}a{{ 'b' }}{% endcapture %}<a>{{ x }}</a>", "<a>ab</a>"),
    ("{% capture x %}a{{ name }}{% endcapture %}<a>{{ x }}</a>", "<a>[aAda]</a>"),
    ("{% render 'fade', at: 2 %}{% render 'fade', at: 3 %}", "<i>2.5</i><i>3.5</i>"),
    ("{% render 'fade', at: 2 %}{% render 'fade', at: size %}", "<i>[2.5]</i><i>[9.5]</i>"),
    ("{% render 'fade' with 3 as at %}", "<i>3.5</i>"),
    ("{% render 'fade' for list as at %}", "<i>[1.5]</i><i>[2.5]</i>"),
    ("{% assign at = 1 %}{% include 'fade' %}", "<i>1.5</i>"),
    ("{% assign at = size %}{% include 'fade' %}", "<i>[9.5]</i>"),
    ("{% include 'fade', at: 7 %}", "<i>7.5</i>"),
    ("{% include 'both' %}", "<b>[Ada]1</b>"),
    ("{% if size == 1 %}{% assign ink = 'a' %}{% endif %}<a>{{ ink }}</a>{{ 'b' }}", "<a></a>b"),
  ]

  @Test(arguments: cases) func constantsAreTheTemplates(template: String, expected: String) throws {
    let snippets = Snippets([
      "fade.liquid": SourceFile(path: "fade", text: "<i>{{ at | plus: 0.5 }}</i>"),
      "both.liquid": SourceFile(path: "both", text: "<b>{{ name }}{{ 1 }}</b>"),
    ])
    let source = SourceFile(path: "template", text: template)
    var environment = Environment()
    let plain = try Program.compile(source, as: .svg, snippets: snippets, environment: environment)
    environment.notesConstants = true
    let noting = try Program.compile(source, as: .svg, snippets: snippets, environment: environment)
    let page = try render(noting)
    #expect(marked(page, noting) == expected)
    let scratch = Scratch()
    #expect(noting.knowsConstants(of: record(scratch)))
    scratch.reset()
    #expect(page.bytes == (try render(plain)).bytes)
  }

  private func render(_ program: Program) throws -> (bytes: [UInt8], runs: [TracedRun]) {
    let scratch = Scratch()
    scratch.output.startTracing()
    let renderer = Renderer(
      program, scratch: scratch,
      scope: FilterScope(arena: scratch.arena, limits: RenderLimits(), now: 0))
    try renderer.render(record(scratch))
    return (Array(scratch.output.bytes), Array(scratch.output.tracedRuns))
  }

  /// What a template assigns in some ways only may be the record's in others.
  @Test func aMemberOfTheNameOfAVariableIsSeen() throws {
    let condition = "{% if size == 1 %}{% assign"
    let program = try compiled("\(condition) name = 'x' %}{% endif %}<a>{{ name }}</a>")
    let scratch = Scratch()
    #expect(!program.knowsConstants(of: record(scratch)))
    let other = try compiled("\(condition) ink = 'x' %}{% endif %}<a>{{ ink }}{{ name }}</a>")
    #expect(other.knowsConstants(of: record(scratch)))
    scratch.reset()
  }

  private func compiled(_ template: String) throws -> Program {
    var environment = Environment()
    environment.notesConstants = true
    return try Program.compile(
      SourceFile(path: "template", text: template), as: .svg, environment: environment)
  }

  private func record(_ scratch: Scratch) -> Value {
    let list = ["1", "2"].map { RawNumber(text: $0) } as [Any]
    let members: [(String, Any)] = [
      ("name", "Ada"), ("size", RawNumber(text: "9")), ("list", list),
    ]
    return ValueBuilder.value(OrderedJSON(members: members), in: scratch.arena)
  }

  private func marked(_ page: (bytes: [UInt8], runs: [TracedRun]), _ program: Program) -> String {
    var isOwn = Array(repeating: false, count: page.bytes.count)
    var opened: Int?
    for run in page.runs {
      let end = Int(run.end)
      switch run.segment {
      case TracedRun.opening: opened = end
      case TracedRun.closing:
        for index in (opened ?? end)..<end { isOwn[index] = true }
      default:
        for index in end - program.segments[Int(run.segment)].count..<end { isOwn[index] = true }
      }
    }
    var text: [UInt8] = []
    for (index, byte) in page.bytes.enumerated() {
      let isOwnBefore = index == 0 || isOwn[index - 1]
      if isOwnBefore, !isOwn[index] { text.append(UInt8(ascii: "[")) }
      if !isOwnBefore, isOwn[index] { text.append(UInt8(ascii: "]")) }
      text.append(byte)
    }
    if isOwn.last == false { text.append(UInt8(ascii: "]")) }
    return String(decoding: text, as: UTF8.self)
  }
}
