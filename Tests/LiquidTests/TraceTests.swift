import Diagnostics
import Testing

@testable import Liquid

/// The trace of static text: every run holds its segment, whatever was captured, dropped or printed again.
@Suite struct TraceTests {
  private static let templates = [
    "plain",
    "<p>{{ name }}</p><p>{{ name }}</p>",
    "{% for n in list %}<td>{{ n }}</td>{% endfor %}",
    "{% capture row %}<td>{{ name }}</td>{% endcapture %}<tr>{{ row }}{{ row }}</tr>",
    "a{% capture x %}b{% capture y %}c{% endcapture %}d{{ y }}{% endcapture %}e{{ x }}",
    "{% for n in list %}{% ifchanged %}<b>{{ n }}</b>{% endifchanged %}<i>{% endfor %}",
    "{% tablerow n in list cols:2 %}<b>{{ n }}</b>{% endtablerow %}",
    "{% if name %}yes{% else %}no{% endif %}{% unless name %}no{% else %}yes{% endunless %}",
  ]

  @Test(arguments: templates) func runsHoldTheirSegments(template: String) throws {
    let program = try Program.compile(
      SourceFile(path: "template", text: template), as: .text, environment: Environment())
    let plain = try page(program, isTraced: false)
    #expect(plain.runs.isEmpty)
    let traced = try page(program, isTraced: true)
    #expect(traced.bytes == plain.bytes)
    #expect(!traced.runs.isEmpty)
    let segments = program.segments
    #expect(Set(segments).count == segments.count)
    var before = 0
    for run in traced.runs {
      let segment = segments[Int(run.segment)]
      let start = Int(run.end) - segment.count
      #expect(start >= before)
      #expect(Array(traced.bytes[start..<Int(run.end)]) == segment)
      before = Int(run.end)
    }
  }

  /// Static text printed through a capture counts as a value's: only what stands where it was copied is a run.
  @Test func capturedTextIsNoRun() throws {
    let program = try Program.compile(
      SourceFile(path: "template", text: "{% capture x %}inside{% endcapture %}out{{ x }}"),
      as: .text, environment: Environment())
    let traced = try page(program, isTraced: true)
    #expect(String(decoding: traced.bytes, as: UTF8.self) == "outinside")
    #expect(traced.runs.map { Int($0.end) } == [3])
  }

  @Test func aTruncationForgetsWhatItCuts() {
    let scratch = Scratch()
    let output = scratch.output
    output.startTracing()
    let text: StaticString = "0123456789"
    for segment in 0..<5000 {
      output.append(segment: UInt32(segment), text.utf8Start, count: 10)
    }
    #expect(output.tracedRuns.count == 5000)
    output.truncate(to: 25)
    #expect(output.tracedRuns.map { Int($0.end) } == [10, 20])
    output.truncate(to: 20)
    #expect(output.tracedRuns.count == 2)
    scratch.reset()
    #expect(output.tracedRuns.isEmpty)
    output.stopTracing()
    output.append(segment: 0, text.utf8Start, count: 10)
    #expect(output.tracedRuns.isEmpty)
  }

  private func page(
    _ program: Program, isTraced: Bool
  ) throws -> (bytes: [UInt8], runs: [TracedRun]) {
    let scratch = Scratch()
    if isTraced { scratch.output.startTracing() }
    let renderer = Renderer(
      program, scratch: scratch,
      scope: FilterScope(arena: scratch.arena, limits: RenderLimits(), now: 0))
    let list = ["1", "1", "2", "3", "3"].map { RawNumber(text: $0) } as [Any]
    let record = ValueBuilder.value(
      OrderedJSON(members: [("name", "Ada"), ("list", list)]), in: scratch.arena)
    try renderer.render(record)
    return (Array(scratch.output.bytes), Array(scratch.output.tracedRuns))
  }
}
