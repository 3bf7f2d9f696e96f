import Diagnostics
import Testing

@testable import Liquid

/// Text that is printed as a value though it is the same in every document is noted like static text.
@Suite struct ConstantTextTests {
  private let texts: Translations
  private let formats: LocaleFormats

  init() throws {
    formats = try #require(LocaleFormats.named("it"))
    texts = try Translations(
      [
        ("energy", "Conto dell'energia"), ("hello", "Buongiorno, {{ name }}, e grazie"),
        ("strong_html", "<b>Importo & data</b>: {{ name }}!"),
        ("days.one", "ancora un giorno"), ("days.other", "ancora {{ count }} giorni"),
      ], in: formats)
  }

  @Test(arguments: [
    // The template, the page, and what of it is a constant text.
    ("{{ 'energy' | t }}", "Conto dell&#39;energia", ["Conto dell&#39;energia"]),
    (
      "<a title=\"{{ 'energy' | t }}\">", "<a title=\"Conto dell&#39;energia\">",
      ["Conto dell&#39;energia"]
    ),
    (
      "{% assign x = 'energy' | t %}{{ x }}{{ x | upcase }}",
      "Conto dell&#39;energiaCONTO DELL&#39;ENERGIA", ["Conto dell&#39;energia"]
    ),
    (
      "{{ 'hello' | t: name: name }}", "Buongiorno, A&amp;B, e grazie",
      ["Buongiorno, ", ", e grazie"]
    ),
    (
      "{{ 'strong_html' | t: name: name }}", "<b>Importo & data</b>: A&amp;B!",
      ["<b>Importo & data</b>: "]
    ),
    ("{{ 'days' | t: count: 3 }}", "ancora 3 giorni", ["ancora ", " giorni"]),
    ("{{ 'days' | t: count: 1 }}", "ancora un giorno", ["ancora un giorno"]),
    ("{{ style }}", "b { color: red }", ["b { color: red }"]),
    // Made anew, cut or captured, it is any value.
    ("{{ style | append: ' ' }}", "b { color: red } ", []),
    ("{{ style | slice: 0, 9 }}", "b { color", []),
    ("{% capture x %}{{ style }}{% endcapture %}{{ x }}", "b { color: red }", []),
    ("<a href=\"?{{ style }}\">", "<a href=\"?b%20%7b%20color%3a%20red%20%7d\">", []),
  ])
  func isNoted(template: String, page: String, noted: [String]) throws {
    let program = try Program.compile(
      SourceFile(path: "template", text: template), as: .html,
      environment: Environment(
        filters: FilterTable(adding: LocaleFilters.rows), globals: ["style"]))
    let memory = Scratch()
    let style = Value("b { color: red }", in: memory.arena)
    let constants = ConstantTexts(values: [style], ownedBy: memory, translations: [texts])
    let traced = try render(program, style, constants)
    #expect(traced.page == page)
    #expect(try render(program, style, nil).page == page)
    var found: [String] = []
    for run in traced.runs where run.segment >= ConstantTexts.firstSegment {
      let segment = constants.segments[Int(run.segment) - ConstantTexts.firstSegment]
      let start = Int(run.end) - segment.count
      let written = Array(Array(traced.page.utf8)[start..<Int(run.end)])
      #expect(written == segment)
      found.append(String(decoding: segment, as: UTF8.self))
    }
    #expect(found == noted)
  }

  /// A missing argument is found before anything of the text is printed.
  @Test func aTextWithoutItsArgumentPrintsNothing() throws {
    let program = try Program.compile(
      SourceFile(path: "template", text: "{{ 'hello' | t }}"), as: .html,
      environment: Environment(filters: FilterTable(adding: LocaleFilters.rows)))
    let scratch = Scratch()
    let renderer = Renderer(program, scratch: scratch, scope: scope(scratch))
    let failure = #expect(throws: RenderError.self) { try renderer.render(.nil) }
    #expect(failure?.failure.message == "'hello' needs 'name', and t was not given it")
    #expect(scratch.output.count == 0)
  }

  private func scope(_ scratch: Scratch) -> FilterScope {
    let scope = FilterScope(arena: scratch.arena)
    scope.locale = formats
    scope.translations = texts
    return scope
  }

  private func render(
    _ program: Program, _ style: Value, _ constants: ConstantTexts?
  ) throws -> (page: String, runs: [TracedRun]) {
    let scratch = Scratch()
    if let constants { scratch.output.startTracing(noting: constants) }
    let renderer = Renderer(program, scratch: scratch, scope: scope(scratch))
    let record = ValueBuilder.value(
      OrderedJSON(members: [("name", "A&B")]), in: scratch.arena)
    try renderer.render(record, globals: [style])
    return (
      String(decoding: scratch.output.bytes, as: UTF8.self), Array(scratch.output.tracedRuns)
    )
  }
}
