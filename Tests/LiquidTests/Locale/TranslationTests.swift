import Diagnostics
import Testing

@testable import Liquid

@Suite struct TranslationTests {
  let scratch = Scratch()

  func formats(_ tag: String) throws -> LocaleFormats { try #require(LocaleFormats.named(tag)) }

  func translations(
    _ rows: [(String, String)], _ tag: String = "en"
  ) throws -> Translations {
    try Translations(rows.map { (key: $0.0, text: $0.1) }, in: try formats(tag))
  }

  func t(
    _ key: String, _ arguments: [(String, Value)] = [], _ translations: Translations
  ) throws -> Value {
    let scope = FilterScope(arena: scratch.arena)
    scope.translations = translations
    let row = try #require(LocaleFilters.rows.first { $0.name == "t" })
    let members = arguments.map { Member(key: Value($0.0, in: scratch.arena), value: $0.1) }
    return try members.withUnsafeBufferPointer { members in
      try row.apply(
        Value(key, in: scratch.arena),
        FilterArguments(positional: FilterArguments.none.positional, named: members), scope)
    }
  }

  func text(
    _ key: String, _ arguments: [(String, Value)] = [], _ translations: Translations
  ) throws -> String {
    String(decoding: try t(key, arguments, translations).bytes, as: UTF8.self)
  }

  @Test func placeholdersAreFilled() throws {
    let texts = try translations([
      ("hello", "Hello {{ name }}, {{name}}!"), ("plain", "No { braces } }} here"),
      ("values", "{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}"), ("empty", ""),
    ])
    #expect(try text("hello", [("name", Value("<Ada>"))], texts) == "Hello <Ada>, <Ada>!")
    #expect(try text("plain", [], texts) == "No { braces } }} here")
    #expect(try text("empty", [], texts).isEmpty)
    let values = [
      ("a", Value(-12)), ("b", Value(mantissa: -5, scale: 2)), ("c", Value(true)), ("d", Value.nil),
      ("e", Value(mantissa: 1_210, scale: 2)),
    ]
    #expect(try text("values", values, texts) == "-12|-0.05|true||12.10")
    #expect(try t("hello", [("name", Value("x"))], texts).flags.isEmpty)
  }

  @Test func markupKeysEscapeTheirValues() throws {
    let texts = try translations([("note_html", "<b>{{ name }}</b>"), ("note_htmlx", "{{ name }}")])
    let result = try t("note_html", [("name", Value("<a href='x'>&\""))], texts)
    #expect(result.flags.contains(.markup))
    #expect(
      String(decoding: result.bytes, as: UTF8.self)
        == "<b>&lt;a href=&#39;x&#39;&gt;&amp;&#34;</b>")
    let safe = Value("<i>x</i>").with(.markup)
    #expect(try text("note_html", [("name", safe)], texts) == "<b><i>x</i></b>")
    #expect(try t("note_htmlx", [("name", safe)], texts).flags.isEmpty)
    let list = [Value("<script>"), Value("&")]
    try list.withUnsafeBufferPointer {
      let shown = try text("note_html", [("name", Value(array: $0))], texts)
      #expect(shown == "<b>[&#34;&lt;script&gt;&#34;, &#34;&amp;&#34;]</b>")
    }
  }

  /// A value of a markup text stands in elements' text or a plain attribute in quotes; in that, markup is text.
  @Test func attributesOfMarkupTexts() throws {
    let texts = try translations([("by_html", "<time datetime=\"{{ iso }}\">{{ day }}</time>")])
    let markup = Value("<i>\"x\"</i> &amp; y").with(.markup)
    let shown = try text("by_html", [("iso", markup), ("day", markup)], texts)
    #expect(
      shown
        == "<time datetime=\"&#34;x&#34; &amp; y\"><i>\"x\"</i> &amp; y</time>")
  }

  /// A `<` that begins no tag is respelled, as in pages.
  @Test func aLoneSignInMarkupTexts() throws {
    let texts = try translations([("less_html", "<b>5 < 6</b> <{{ x }}>")])
    let shown = try text("less_html", [("x", Value("i"))], texts)
    #expect(shown == "<b>5 &lt; 6</b> &lt;i>")
  }

  @Test(arguments: [
    "<a href=\"{{ url }}\">x</a>", "<a href=\"/find?ref={{ url }}\">x</a>",
    "<b title={{ url }}>x</b>",
    "<b onclick=\"f('{{ url }}')\">x</b>", "<script>var a = '{{ url }}'</script>",
    "<style>p { color: {{ url }} }</style>", "<b {{ url }}>x</b>", "<!-- {{ url }} -->",
    "<b style=\"color: {{ url }}\">x</b>", "<img srcset=\"{{ url }} 2x\">", "<b title=\"x", "<b",
    "<script>x", "<!-- x",
  ])
  func markupTextsWhereNoValueMayStand(text: String) {
    #expect {
      _ = try translations([("see_html", text)])
    } throws: { error in
      (error as? DiagnosticsError)?.log.diagnostics.map(\.code) == ["translation-markup"]
    }
  }

  @Test func pluralsByCount() throws {
    let texts = try translations(
      [
        ("days.one", "{{ count }} dzień"), ("days.few", "{{ count }} dni!"),
        ("days.many", "{{ count }} dni"), ("days.other", "{{ count }} dnia"),
      ], "pl")
    #expect(texts.keys == ["days"])
    let expected = [
      (Value(1), "1 dzień"), (Value(3), "3 dni!"), (Value(12), "12 dni"),
      (Value(mantissa: 15, scale: 1), "1.5 dnia"),
    ]
    for (count, text) in expected {
      #expect(try self.text("days", [("count", count)], texts) == text)
    }
    #expect(texts.isPlural("days"))
    #expect(texts.pluralCategories(of: "days") == [.one, .few, .many, .other])
  }

  @Test func whatTRefuses() throws {
    let texts = try translations([("a.one", "x"), ("a.other", "y {{ n }}"), ("b", "{{ who }}")])
    func message(_ key: String, _ arguments: [(String, Value)] = []) -> String {
      do {
        _ = try t(key, arguments, texts)
        return "nothing thrown"
      } catch { return (error as? RenderFailure)?.message ?? "\(error)" }
    }
    #expect(message("bill.totl") == "no text for 'bill.totl' in locales/en.json")
    #expect(message("Jane <Doe>") == "no text for this key in locales/en.json")
    #expect(message("b") == "'b' needs 'who', and t was not given it")
    #expect(message("a") == "'a' has plural forms: t needs 'count', a number")
    #expect(
      message("a", [("count", Value("two"))]) == "'a' has plural forms: t needs 'count', a number")
  }

  @Test func theCheckersQuestions() throws {
    let texts = try translations([
      ("z", "last"), ("bill.total", "{{ b }} {{ a }} {{ b }}"),
      ("bill.note_html", "<p>{{ x }}</p>"),
      ("n.one", "one"), ("n.other", "{{ count }} of {{ all }}"),
    ])
    #expect(texts.keys == ["bill.note_html", "bill.total", "n", "z"])
    #expect(texts.placeholders(of: "bill.total") == ["a", "b"])
    #expect(texts.placeholders(of: "n") == ["all", "count"])
    #expect(texts.placeholders(of: "z") == [])
    #expect(texts.placeholders(of: "gone") == nil)
    #expect(texts.isMarkup("bill.note_html") && !texts.isMarkup("z"))
    #expect(texts.contains("z") && !texts.contains("n.one"))
    #expect(texts.pluralCategories(of: "z") == [])
  }

  @Test func aTreeOfJSON() throws {
    func object(_ rows: [(String, Value)]) -> Value {
      let members = scratch.arena.allocateMembers(rows.count)
      for (index, row) in rows.enumerated() {
        (members + index).initialize(
          to: Member(key: Value(row.0, in: scratch.arena), value: row.1))
      }
      return Value(object: UnsafeBufferPointer(start: members, count: rows.count))
    }
    let tree = object([
      ("bill", object([("total", Value("Total")), ("days", object([("other", Value("d"))]))])),
      ("empty", object([])),
    ])
    let texts = try Translations(tree, in: try formats("ja"))
    #expect(texts.keys == ["bill.days", "bill.total"])
    #expect(texts.isPlural("bill.days"))
    let wrong = object([("a", Value(1)), ("b", object([("c", .nil)])), ("d", Value("{{ x"))])
    #expect(
      problems { _ = try Translations(wrong, in: try formats("en")) } == [
        "translation-not-text: en: 'a' is neither a text nor an object of texts",
        "translation-not-text: en: 'b.c' is neither a text nor an object of texts",
        "translation-placeholder: en: a placeholder of 'd' has no '}}'",
      ])
  }

  func problems(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch {
      return (error as? DiagnosticsError)?.log.diagnostics.map { "\($0.code): \($0.message)" } ?? []
    }
  }

  @Test func everyProblemInOnePass() {
    let rows = [
      ("a", "{{ first.name }}"), ("b", "{{ }}"), ("c.one", "one"), ("d.few", "few"),
      ("d.other", "x"), ("e", "1"), ("e", "2"),
    ]
    let found = problems { _ = try translations(rows) }
    #expect(
      found == [
        "translation-duplicate: en: 'e' is there twice",
        "translation-plural: en: 'c' has plural forms but not 'other'",
        "translation-plural: en: 'd' lacks the plural form 'one'",
        "translation-placeholder: en: a placeholder of 'a' is not a name",
        "translation-placeholder: en: a placeholder of 'b' is not a name",
      ])
  }

  @Test func textsOutliveTheirScope() throws {
    let scope = FilterScope(arena: scratch.arena)
    scope.translations = try translations([("k", "v")])
    #expect(scope.translationTable?.entryCount == 1)
    scope.translations = nil
    #expect(scope.translationTable == nil)
  }
}
