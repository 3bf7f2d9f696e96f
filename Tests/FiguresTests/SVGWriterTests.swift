import Testing

@testable import Figures

/// What figures are written with.
@Suite struct SVGWriterTests {
  @Test func wholeNumbersHaveTheirDigits() {
    let numbers = Array(0...2_050) + [9_999, 10_000, 999_999, 1_000_000, 1_002_003, Int.max]
    let text = drawn { out in
      for number in numbers {
        out.svg(integer: number)
        out.append(0x20)
      }
    }
    #expect(String(decoding: text, as: UTF8.self) == numbers.map { "\($0) " }.joined())
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (0.004, "0"), (0.005, "0.01"), (-0.005, "-0.01"), (0.1, "0.1"),
      (0.12, "0.12"), (1.999, "2"), (-12.5, "-12.5"), (640, "640"), (999.99, "999.99"),
      (1000.01, "1000.01"), (-123_456.78, "-123456.78"), (1e15, "1000000000000000"),
    ] as [(Double, String)])
  func lengthsAreRoundedToHundredths(number: Double, expected: String) {
    #expect(String(decoding: drawn { $0.svg(number) }, as: UTF8.self) == expected)
  }

  @Test func textsAreSafeInElementsAndAttributes() {
    let texts = Texts()
    let text = drawn { $0.svg(text: texts("a<b>&\"c'\td\u{1}\u{7F}e\né<")) }
    #expect(String(decoding: text, as: UTF8.self) == "a&lt;b&gt;&amp;&#34;c&#39; de é&lt;")
    #expect(drawn { $0.svg(text: .none) }.isEmpty)
  }

  @Test func aLargeFigureIsWhole() {
    let text = drawn { out in for _ in 0..<20_000 { out.svg("<g/>") } }
    #expect(String(decoding: text, as: UTF8.self) == String(repeating: "<g/>", count: 20_000))
  }
}
