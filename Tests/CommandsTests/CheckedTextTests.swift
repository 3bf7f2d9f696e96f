import Foundation
import Testing

/// Texts of a template that an editor left unfinished, and what the check says of them.
@Suite struct CheckedTextTests {
  private func check(
    page: String = "<p>{{ name }} owes {{ amount }}</p>", _ more: [String: Data] = [:]
  ) async throws -> Tool.Result {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(page: page)
    try scratch.write("small/samples/one.json", #"{"id": "1", "name": "A", "amount": 1}"#)
    for (name, data) in more { try scratch.write("small/" + name, data) }
    return try await Tool.run("check", template)
  }

  @Test func aTagThatIsLeftOpen() async throws {
    let result = try await check(
      page:
        "<p>It's {{ name }}\n<b>{% render 'a', x: amount </b><i>it's {% render 'a', x: name %}</i></p>",
      ["snippets/a.liquid": Data("{{ x }}".utf8)])
    #expect(result.code == 1)
    #expect(
      result.errors.contains("page.liquid:2:4: error: this tag is not closed: another one begins"),
      "\(result.errors)")
    let output = try await check(page: "{{ name }}\n{{ amount <b>{{ name }}</b>")
    #expect(output.errors.contains("page.liquid:2:1: error: this output is not closed"))
    let quoted = try await check(
      page: "{% assign open = '{% {{' %}{# {{ name }} #}<p>{{ open }}{{ name }}{{ amount }}</p>"
        + "{% comment %}{{ a {{ b }}{% if {{ x %}{% endcomment %}{% # see {{ x %}{% raw %}{% a {{ {% endraw %}"
    )
    #expect(quoted.code == 0, "\(quoted.errors)")
  }

  @Test func tagsThatOnlySpeakOfOthersAreClosed() async throws {
    let result = try await check(
      page: """
        {% case name %}{% when "a" or"{{" %}{{ amount }}{% endcase %}
        {% comment about {{ x }} %}c{% endcomment %}{{ name }}
        """)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func wordsBehindElseAndEnds() async throws {
    let result = try await check(
      page: """
        {% if amount > 1 %}{% if name %}a{% endif name %}
        {% else if amount %}b{% endif %}
        {% for c in (1..2) %}{{ c }}{% endfor c %}
        {% case name %}{% when 'a' %}x{% else 'b' %}y{% endcase -%}
        {{ name }}{{ nmae }}
        """)
    #expect(result.code == 1)
    for place in ["1:43", "2:9", "3:39", "4:39"] {
      #expect(result.errors.contains("page.liquid:\(place): error: '"), "\(place) \(result.errors)")
    }
    #expect(result.errors.components(separatedBy: "[tag-markup]").count == 5)
    #expect(result.errors.contains("a further condition is written {% elsif ... %}"))
  }

  @Test func aByteOrderMarkIsNoneOfTheText() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate(
      page: "{% render 'hello' %}<style>{{ assets.styles }}</style>")
    func write(_ mark: String) throws {
      try scratch.write("small/assets/styles.css", mark + "p { margin: 0 }\n")
      try scratch.write("small/snippets/hello.liquid", mark + "<p>hello</p>\n")
    }
    let records = try scratch.writeRecords(1)
    var pages: [String] = []
    for (index, mark) in ["", "\u{FEFF}"].enumerated() {
      try write(mark)
      let run = try await Tool.run(
        "render", template, records, "-o", scratch.path("out\(index)"), "--as-of", Tool.asOf)
      #expect(run.code == 0, "\(run.errors)")
      let tree = try Tree(scratch.path("out\(index)")).files
      let page = try #require(tree.keys.first { $0.hasSuffix("/index.html") })
      pages.append(try scratch.read("out\(index)/\(page)"))
    }
    #expect(pages[0] == pages[1] && pages[0].contains("hello") && pages[0].contains("margin"))
    let faulty = try await check(
      page: "{% render 'hello' %}{{ name }}{{ amount }}",
      ["snippets/hello.liquid": Data("\u{FEFF}{{ 'a' | nmae }}".utf8)])
    #expect(faulty.errors.contains("hello.liquid:1:10: "), "\(faulty.errors)")
  }

  @Test func aPageWithNothingInIt() async throws {
    for page in ["", " \n"] {
      let result = try await check(page: page)
      #expect(result.code == 0)
      #expect(
        result.errors.contains("page.liquid:1:1: warning: the page 'pages/page.liquid' is empty"),
        "\(result.errors)")
    }
  }

  @Test func aTemplateWithoutSamples() async throws {
    let scratch = try Scratch()
    let template = try scratch.writeSmallTemplate()
    let result = try await Tool.run("check", template)
    #expect(result.code == 0 && result.errors.contains("[samples-none]"))
    try scratch.write("small/samples/one.json", #"{"id": "1", "name": "A", "amount": 1}"#)
    #expect(try await Tool.run("check", template).errors.isEmpty)
  }

  @Test func aBrokenLanguageIsToldOnce() async throws {
    let result = try await check(["locales/en.json": Data("{ \"a\": \"b\", }\n".utf8)])
    #expect(result.code == 1 && result.errors.contains("locales/en.json:"))
    #expect(!result.errors.contains("[config-locale]"), "\(result.errors)")
  }
}
