import Foundation
import Testing

/// `billow liquid`: one template, or every case of a file.
@Suite struct LiquidCommandTests {
  @Test func cases() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "cases.json",
      #"""
      {"cases": [
        {"template": "{{ a }} {{ b }}", "data": {"a": "<1>", "b": "<2>"}, "trusted": {"b": "html"}},
        {"template": "a\n {{ 'x' | plus: 1 }}\n  {% nope %}"},
        {"template": "{% include 'p' %}{% render 'q', v: v %}", "data": {"v": "&"}, "templates": {"p": "[{{ v }}]", "q": "({{ v }})"}},
        {"template": "\n{{ 1 | divided_by: 0 }}"},
        {"template": "<a href=\"{{ u }}\" onclick=\"f({{ j }}, '{{ s }}')\" style=\"{{ c }}\" {{ n }}>", "data":
          {"u": "javascript:x", "j": "x()", "s": "\\x27", "c": "color: expression(1)", "n": "title=\"1\""}, "trusted":
          {"u": "url", "j": "js", "s": "jsstr", "c": "css", "n": "attr"}},
        {"template": "<img srcset=\"{{ s }}\">", "data": {"s": "a.png 2x, b.png"}, "trusted": {"s": "srcset"}},
        {"template": "<p {{"}
      ]}
      """#)
    let result = try await Tool.run(
      "liquid", "--type", "html", "--cases", "cases.json", in: scratch.url)
    #expect(result.code == 0)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 7)
    #expect(lines[0] == #"{"output":"&lt;1&gt; <2>"}"#)
    #expect(
      lines[1]
        == #"{"error":{"code":"unknown-tag","line":3,"column":6,"message":"Unknown tag 'nope'"}}"#)
    #expect(lines[2] == #"{"output":"[&amp;](&amp;)"}"#)
    #expect(
      lines[3]
        == #"{"error":{"code":"render-zero-division","line":2,"column":8,"message":"divided by 0"}}"#
    )
    #expect(
      lines[4]
        == #"{"output":"<a href=\"javascript:x\" onclick=\"f(x(), '\\x27')\" style=\"color: expression(1)\" title=\"1\">"}"#
    )
    #expect(lines[5] == #"{"output":"<img srcset=\"a.png 2x, b.png\">"}"#)
    #expect(lines[6].hasPrefix(#"{"error":{"code":"unterminated-output","line":1,"column":4"#))
  }

  @Test func oneTemplate() async throws {
    let scratch = try Scratch()
    let template = try scratch.write(
      "page.liquid", "<p>{{ name }}{% render 'row' %}{{ 'now' | date: '%F' }}\n")
    try scratch.write("parts/row.liquid", "<br>")
    let data = try scratch.write("data.json", #"{"name": "O'Brien & Söhne"}"#)
    let result = try await Tool.run(
      "liquid", "--type", "html", "--data", data, "--partials", scratch.path("parts"), "--now",
      "2024-02-29", template)
    #expect(result.code == 0)
    #expect(result.output == "<p>O&#39;Brien &amp; Söhne<br>2024-02-29\n")
    let piped = try await Tool.run("liquid", "--steps", input: template)
    #expect(piped.code == 3)
    #expect(piped.errors.contains("[missing-snippet]"))
  }

  /// Every wrong output and tag of a text is told at once.
  @Test func everySyntaxError() async throws {
    let scratch = try Scratch()
    let template = try scratch.write(
      "page.liquid",
      """
      {{ a ! b }}
      {% if a === 1 %}{{ b }}{% else %}{{ c | }}{% endif %}
      {% fro x in y %}
      {% for x of y %}{{ x.1y }}{% endfor %}
      {% if ok %}{{ d d }}{% elsif %}x{% else %}y{% endif %}
      {{ e | upcas }}
      """)
    let result = try await Tool.run("liquid", template)
    #expect(result.code == 3)
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix(template) }
    let places = lines.map { $0.dropFirst(template.count + 1).prefix { $0 != ":" } }
    #expect(places == ["1", "2", "2", "3", "4", "4", "5", "5"], "\(result.errors)")
  }
}
