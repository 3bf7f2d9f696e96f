import Testing

@testable import Liquid

/// What is refused, and what is made safe, beyond Go's cases.
@Suite struct EscapingStrictnessTests {
  struct Refusal: Sendable {
    let template: String
    let code: EscapeErrorCode
    var content = ContentType.html
  }

  static let refusals: [Refusal] = [
    Refusal(template: "<a href=\"javascript:go('{{ v }}')\">", code: .valueInScriptURL),
    Refusal(template: "<a href=' java&Tab;script:{{ v }}'>", code: .valueInScriptURL),
    Refusal(template: "<a href=\"data:text/html,{{ v }}\">", code: .valueInScriptURL),
    Refusal(template: "<a href=\"{{ v }}://x/\">", code: .dynamicScheme),
    Refusal(template: "<a href=\"x{{ v }}:y\">", code: .dynamicScheme),
    Refusal(template: "<script src=\"https://{{ v }}/a.js\"></script>", code: .dynamicOrigin),
    Refusal(template: "<script src=\"//{{ v }}\"></script>", code: .dynamicOrigin),
    Refusal(template: "<iframe src=\"https:{{ v }}\"></iframe>", code: .dynamicOrigin),
    Refusal(template: "<script type=\"{{ v }}\">x</script>", code: .dynamicScriptType),
    Refusal(
      template: "<script type=\"text/{% if v %}x{% endif %}\">x</script>",
      code: .dynamicScriptType),
    Refusal(template: "<script type={{ v }}>x</script>", code: .dynamicScriptType),
    Refusal(template: "<meta http-equiv=\"{{ v }}\" content=\"x\">", code: .dynamicAttributeName),
    Refusal(template: "<a o{% if v %}n{% endif %}x=\"1\">", code: .dynamicAttributeName),
    Refusal(template: "<a {{ v }}ref=\"1\">", code: .dynamicAttributeName),
    Refusal(
      template: "<a {% if v %}href{% endif %}=\"{{ v }}\">", code: .dynamicAttributeName),
    Refusal(
      template: "<a {% if v %}href {% endif %}=\"{{ v }}\">", code: .dynamicAttributeName),
    Refusal(template: "<t{% if v %}h{% else %}d{% endif %}>", code: .dynamicTagName),
    Refusal(template: "<s{{ v }}t>x", code: .dynamicTagName),
    Refusal(template: "<a onclick=\"f('&{{ v }}')\">", code: .partialReference),
    Refusal(template: "<a href=\"javascript&{{ v }}\">", code: .partialReference),
    Refusal(template: "<style>p {} </{{ v }}</style>", code: .partialEndTag),
    Refusal(template: "<script>x </{{ v }}</script>", code: .partialEndTag),
    Refusal(template: "<a onclick=\"f('\\{{ v }}')\">", code: .partialEscape),
    Refusal(template: "<script>/[{{ v }}]/</script>", code: .partialCharset),
    Refusal(
      template: "<script>`${`${`${`${`${1}`}`}`}`}`</script>", code: .templateLiteralNesting),
    Refusal(
      template: "<iframe srcdoc=\"<script>f({{ v }})</script>\"></iframe>", code: .valueInSrcdoc),
    Refusal(template: "<iframe srcdoc=\"<p title={{ v }}>\"></iframe>", code: .valueInSrcdoc),
    Refusal(template: "<iframe srcdoc=\"<{{ v }}\"></iframe>", code: .valueInSrcdoc),
    Refusal(template: "<iframe srcdoc={{ v }}></iframe>", code: .unquotedAttribute),
    Refusal(
      template: "<svg><script>f('&apos;{{ v }}')</script></svg>", code: .referenceInScript),
    Refusal(template: "<svg><![CDATA[{{ v }}]]></svg>", code: .valueInDeclaration),
    Refusal(template: "<!--[if mso]><a title=\"--><b>{{ v }}\">", code: .conditionalComment),
    Refusal(template: "<!--[if mso]>{{ v }}", code: .unfinishedContext),
    Refusal(template: "<?xml version=\"{{ v }}\"?>", code: .valueInDeclaration, content: .svg),
    Refusal(template: "<!DOCTYPE {{ v }}>", code: .valueInDeclaration, content: .svg),
    Refusal(
      template: "<svg><set attributeName=\"{{ v }}\"/></svg>", code: .dynamicAttributeName,
      content: .svg),
  ]

  @Test(arguments: refusals) func refused(_ refusal: Refusal) throws {
    #expect {
      _ = try StandInTemplate(refusal.template, content: refusal.content)
    } throws: { error in
      (error as? EscapeProblem)?.code == refusal.code
    }
  }

  struct Page: Sendable {
    let template: String
    let value: String
    let page: String
    var trusted = ""
    var content = ContentType.html
  }

  static let pages: [Page] = [
    Page(
      template: "<a href=\"java{{ v }}\">", value: "script:x", page: "<a href=\"javascript%3ax\">"),
    Page(template: "<a href=\"{{ v }}\">", value: "tel:+39055", page: "<a href=\"tel:+39055\">"),
    Page(template: "<a href=\"{{ v }}\">", value: "ftp://x", page: "<a href=\"#ZgotmplZ\">"),
    Page(
      template: "<img src=\"{{ v }}\">", value: "data:image/png;base64,AA==",
      page: "<img src=\"data:image/png;base64,AA==\">"),
    Page(
      template: "<a href=\"{{ v }}\">", value: "data:image/png;base64,AA==",
      page: "<a href=\"#ZgotmplZ\">"),
    Page(
      template: "<script src=\"{{ v }}\"></script>", value: "https://x/a.js",
      page: "<script src=\"about:invalid#blocked\"></script>"),
    Page(
      template: "<script src=\"{{ v }}\"></script>", value: "https://x/a.js",
      page: "<script src=\"https://x/a.js\"></script>", trusted: "url"),
    Page(
      template: "<script src=\"/{{ v }}\"></script>", value: "/evil/a.js",
      page: "<script src=\"/%2fevil/a.js\"></script>"),
    Page(
      template: "<script src=\"/s/{{ v }}.js\"></script>", value: "a",
      page: "<script src=\"/s/a.js\"></script>"),
    Page(template: "<s{{ v }}>", value: "cript", page: "<sZgotmplZ>"),
    Page(template: "<h{{ v }}>", value: "3", page: "<h3>"),
    Page(template: "<a hre{{ v }}=\"x\">", value: "f", page: "<a hreZgotmplZ=\"x\">"),
    Page(
      template: "<iframe srcdoc=\"<p>{{ v }}</p>\"></iframe>", value: "<b>&",
      page: "<iframe srcdoc=\"<p>&amp;lt;b&amp;gt;&amp;amp;</p>\"></iframe>"),
    Page(
      template: "<iframe srcdoc=\"{{ v }}\"></iframe>", value: "<b>&amp;",
      page: "<iframe srcdoc=\"&lt;b&gt;&amp;amp;\"></iframe>", trusted: "html"),
    Page(
      template:
        "<script type=\"application/ld+json\">{\"a\": {{ v }}, \"b\": \"{{ v }}\"}</script>",
      value: "</script>\"",
      page:
        #"<script type="application/ld+json">{"a": "\u003c/script\u003e\"", "b": "\u003c/script\u003e\""}</script>"#
    ),
    Page(
      template: "<!--[if mso]><td title=\"{{ v }}\">{{ v }}</td><![endif]-->", value: "-->",
      page: "<!--[if mso]><td title=\"--&gt;\">--&gt;</td><![endif]-->"),
    Page(
      template: "<!--[if mso]>{{ v }}<![endif]-->", value: "<b>--></b>",
      page: "<!--[if mso]><b>--&gt;</b><![endif]-->", trusted: "html"),
    Page(
      template: "<!--[if !mso]><!--><p>{{ v }}</p><!--<![endif]-->", value: "<",
      page: "<!--[if !mso]><!--><p>&lt;</p><!--<![endif]-->"),
    Page(
      template: "<script>f('</script>', '{{ v }}')</script>", value: "x",
      page: "<script>f('\\x3C/script>', 'x')</script>"),
    Page(
      template: "<script/>{{ v }}<text>{{ v }}</text>", value: "<\u{1}&",
      page: "<script/>&lt;\u{FFFD}&amp;<text>&lt;\u{FFFD}&amp;</text>", content: .svg),
    Page(
      template: "<style><![CDATA[ .a > b { fill: {{ v }} } ]]></style>", value: "red",
      page: "<style><![CDATA[ .a > b { fill: red } ]]></style>", content: .svg),
    Page(
      template: "<script><![CDATA[ f({{ v }}) ]]></script>", value: "]]>",
      page: "<script><![CDATA[ f(\"]]\\u003e\") ]]></script>", content: .svg),
    Page(
      template: "<script>f({{ v }})</script>", value: "a'b",
      page: "<script>f(&#34;a&#39;b&#34;)</script>", content: .svg),
    Page(
      template: "<svg><animate attributeName=\"href\" to=\"{{ v }}\"/></svg>",
      value: "javascript:x", page: "<svg><animate attributeName=\"href\" to=\"ZgotmplZ\"/></svg>"),
    Page(
      template: "<meta http-equiv=\"refresh\" content=\"{{ v }}\">", value: "0; url=javascript:x",
      page: "<meta http-equiv=\"refresh\" content=\"ZgotmplZ\">"),
    Page(
      template: "<a href=\"http{% if v %}s{% endif %}://{{ v }}/\">", value: "x",
      page: "<a href=\"https://x/\">"),
    Page(
      template: "<p style=\"color: {{ v }}\">", value: "a<b", page: "<p style=\"color: ZgotmplZ\">"),
    Page(
      template: "<p style=\"color: {{ v }}\">", value: "expreexpression",
      page: "<p style=\"color: ZgotmplZ\">"),
    Page(template: "{{ v }}<a {{ v }}>", value: "<", page: "<<a <>", content: .text),
  ]

  @Test(arguments: pages) func printed(_ page: Page) throws {
    let template = try StandInTemplate(page.template, content: page.content)
    let result = StandInRenderer(template).render(
      ["v": .string(page.value)], trusted: ["v": page.trusted])
    #expect(result == page.page)
  }

  /// A standalone SVG holds no character that XML does not know, in whichever language it was printed.
  @Test(arguments: [
    "<text>{{ v }}</text><title>{{ v }}</title>", "<rect fill=\"{{ v }}\" class='{{ v }}'/>",
    "<a href=\"{{ v }}\"><text>x</text></a>",
    "<a href=\"https://x.example/{{ v }}?a={{ v }}#{{ v }}\"/>",
    "<image href=\"{{ v }}\"/>", "<style>.a { fill: {{ v }} }</style>",
    "<style>.a { font-family: '{{ v }}' }</style>",
    "<style>.a { background: url('{{ v }}') }</style>",
    "<rect style=\"fill: {{ v }}; font-family: '{{ v }}'\"/>",
    "<script>var a = '{{ v }}';</script>",
    "<script>var a = {{ v }};</script>", "<script>var a = `{{ v }}`;</script>",
    "<script>var a = /{{ v }}/;</script>", "<rect onclick=\"f('{{ v }}', {{ v }})\"/>",
    "<script type=\"application/json\">{\"a\": {{ v }}, \"b\": \"{{ v }}\"}</script>",
    "<a><animate attributeName=\"href\" values=\"{{ v }}\"/></a>",
    "<a><set attributeName=\"x\" to=\"{{ v }}\"/></a>",
  ])
  func anSVGHoldsXMLCharacters(_ part: String) throws {
    let template = try StandInTemplate("<svg>" + part + "</svg>", content: .svg)
    let others = (0..<0x20).compactMap(UnicodeScalar.init) + ["\u{FFFE}", "\u{FFFF}"]
    for scalar in others where !["\t", "\n", "\r"].contains(scalar) {
      for value in [String(scalar), "a\(scalar)b", "\(scalar)1 \(scalar) "] {
        let page = StandInRenderer(template).render(["v": .string(value)])
        let wrong = page.unicodeScalars.filter {
          $0.value >= 0xFFFE || $0.value < 0x20 && !["\t", "\n", "\r"].contains($0)
        }
        #expect(wrong.isEmpty, "U+\(String(scalar.value, radix: 16)): \(page.debugDescription)")
      }
    }
  }

  /// What is escaped is still the character: in scripts and style sheets of any document.
  @Test func nonCharactersAreEscaped() throws {
    for (part, expected) in [
      ("<script>f('{{ v }}')</script>", "<script>f('\\ufffe\\uffff')</script>"),
      ("<script>f({{ v }})</script>", "<script>f(\"\\ufffe\\uffff\")</script>"),
      (
        "<style>.a::before { content: '{{ v }}' }</style>",
        "<style>.a::before { content: '\\fffe\\ffff ' }</style>"
      ),
      ("<style>.a { fill: {{ v }} }</style>", "<style>.a { fill: ZgotmplZ }</style>"),
    ] {
      let template = try StandInTemplate(part)
      #expect(StandInRenderer(template).render(["v": .string("\u{FFFE}\u{FFFF}")]) == expected)
    }
  }

  /// Every documented code has its words, and its example has the problem.
  @Test(arguments: EscapeErrorCode.allCases) func documented(_ code: EscapeErrorCode) {
    #expect(!code.message.isEmpty && !code.message.hasSuffix("."))
    #expect(!code.cure.isEmpty && !code.example.isEmpty)
    guard code != .partialMismatch else { return }
    #expect(throws: EscapeProblem.self) {
      do {
        _ = try StandInTemplate(code.example)
        _ = try StandInTemplate(code.example, content: .svg)
      } catch let problem as EscapeProblem {
        #expect(problem.code == code)
        throw problem
      }
    }
  }

  @Test func cleanAndDirtyTextOfEveryLength() {
    let scratch = Scratch()
    for length in 0..<70 {
      for place in 0..<max(1, length) {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        if length > 0 { bytes[place] = UInt8(ascii: "<") }
        scratch.reset()
        bytes.withUnsafeBytes { Escaper.text.write($0, to: scratch.output) }
        let expected = String(decoding: bytes, as: UTF8.self).replacing("<", with: "&lt;")
        #expect(String(decoding: scratch.output.bytes, as: UTF8.self) == expected)
      }
    }
  }
}
