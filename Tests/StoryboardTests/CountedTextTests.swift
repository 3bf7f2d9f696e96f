import Testing

@testable import Storyboard

@Suite("Counted and typed text") struct CountedTextTests {
  private func count(_ text: String, _ part: Double, from: Double = 0) -> String {
    var output: [UInt8] = []
    CountedText.count(Array(text.utf8)[...], from: from, part: part, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "Digits change, everything else stays as the language wrote it",
    arguments: [
      ("€ 1.234,50", 0.5, "€ 617,25"), ("1,234.50 €", 0, "0.00 €"),
      ("CHF 1’000.00", 0.999, "CHF 999.00"),
      ("-12,40 €", 0.5, "-6,20 €"), ("312 kWh", 0.25, "78 kWh"), ("1.234 kWh", 0.5, "617 kWh"),
      ("0.123", 0.5, "0.062"), ("1,23,456.00", 0.5, "61,728.00"),
      ("12\u{00A0}345,60", 1, "12\u{00A0}345,60"),
      ("12\u{202F}345,60", 0.5, "6\u{202F}172,80"), ("none", 0.5, "none"), ("12,5 %", 0.5, "6,3 %"),
    ])
  func shapes(_ text: String, _ part: Double, _ wanted: String) {
    #expect(count(text, part) == wanted)
  }

  @Test("From another number") func from() {
    #expect(count("20,00", 0.5, from: 10) == "15,00")
    #expect(count("20,00", 0, from: 100) == "100,00")
  }

  @Test("Typing shows whole characters") func typing() {
    let text = Array("e\u{301}a👩‍👩‍👧x".utf8)
    #expect(
      String(decoding: text[0..<CountedText.typed(text[...], part: 0.25)], as: UTF8.self)
        == "e\u{301}")
    #expect(
      String(decoding: text[0..<CountedText.typed(text[...], part: 0.75)], as: UTF8.self)
        == "e\u{301}a👩‍👩‍👧")
    #expect(CountedText.typed(text[...], part: 1) == text.count)
  }

  @Test("In a scene, by the clock") func scene() {
    let fixture = SceneFixture(
      "<text x=\"1\" y=\"2\" data-count=\"2s\" data-count-begin=\"1s\">120,00 €</text><text data-type-dur=\"4s\">abcd</text>"
    )
    #expect(fixture.problems.isEmpty)
    #expect(fixture.text(at: 1).hasPrefix("text '0,00 €' start 1 2"))
    #expect(fixture.text(at: 2).hasPrefix("text '60,00 €'"))
    #expect(fixture.text(at: 3).hasPrefix("text '120,00 €'"))
    #expect(fixture.text(at: 1).contains("text 'a'"))
    #expect(fixture.resolver.settledAfter == 4)
  }
}
