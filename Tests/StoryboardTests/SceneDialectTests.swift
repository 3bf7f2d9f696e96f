import Storyboard
import Testing

@Suite("Scene templates") struct SceneDialectTests {
  private func findings(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return SceneDialect.check(bytes).map {
      "\($0.problem.code.rawValue): \(String(decoding: bytes[$0.start..<$0.end], as: UTF8.self))"
    }
  }

  @Test("What stands as written is judged in its place; what Liquid prints is not") func places() {
    #expect(
      findings(
        "<svg viewBox=\"0 0 1 1\">{% if a < b %}<rect x=\"{{ x }}\" width=\"3em\" onload=\"x\"/>{% endif %}<blink/></svg>"
      )
        == ["scene-value: 3em", "scene-attribute: onload", "scene-element: blink"])
    #expect(
      findings(
        "<!-- <blink> --><g data-layout=\"{{ a }}\" aria-label='x'><text fill=\"{% if a %}red{% endif %}\">&lt;b</text></g>"
      ) == [])
    #expect(
      findings("<animate attributeName=\"x\" values=\"{{ a }}\" onbegin=\"x\"/>") == [
        "scene-attribute: onbegin"
      ])
  }

  @Test("What stands in a comment of Liquid is nothing of the scene") func comments() {
    #expect(
      findings("{% comment %}<blink/>{%comment%}<b/>{% endcomment %}<i/>{%- endcomment -%}<u/>")
        == ["scene-element: u"])
    let text =
      "{%- comment %}<image href='assets/a.png'/>{% endcomment %}<image href='assets/b.png'/>"
    #expect(SceneDialect.pictures(in: Array(text.utf8)).map(\.text) == ["assets/b.png"])
    #expect(SceneDialect.pictures(in: Array("<image href='assets/b.jpg'/>".utf8)).isEmpty)
  }
}
