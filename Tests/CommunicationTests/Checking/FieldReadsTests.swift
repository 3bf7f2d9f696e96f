import Diagnostics
import Liquid
import Testing

@testable import Communication

@Suite("What a template reads")
struct FieldReadsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let page: String
    let paths: [String]
    var testDescription: String { page }

    init(_ page: String, _ paths: [String]) { (self.page, self.paths) = (page, paths) }
  }

  static let cases: [Case] = [
    Case("{{ bill.number }}", ["bill.number"]),
    Case("{% if bill.paid %}x{% endif %}", ["bill.paid"]),
    Case("{% for line in lines %}{{ line.name }}{% endfor %}", ["lines.name"]),
    Case(
      "{{ lines.size }}{{ lines.first.amount }}{{ lines[0].name }}", ["lines.amount", "lines.name"]),
    Case("{% assign b = bill %}{{ b.total }}", ["bill.total"]),
    Case(
      "{{ lines | where: 'kind', 'fixed' | map: 'amount' | sum }}", ["lines.kind", "lines.amount"]),
    Case(
      "{% assign own = lines | sort: 'amount' %}{% for l in own %}{{ l.name }}{% endfor %}",
      ["lines.amount", "lines.name"]),
    Case("{{ lines | join: ',' }}", ["lines"]),
    Case("{% for pair in bill %}{{ pair[0] }}{% endfor %}", ["bill"]),
    Case("{% assign k = 'total' %}{{ bill[k] }}", ["bill"]),
    Case("{% render 'row', line: lines.first %}", ["lines.name"]),
    Case("{% render 'row' for lines as line %}", ["lines.name"]),
    Case(
      "{% include 'row' %}{% for line in lines %}{{ line.kind }}{% endfor %}",
      ["line.name", "lines.kind"]),
    Case(
      "{% assign x = bill %}{% if bill.paid %}{% assign x = customer %}{% endif %}{{ x.name }}",
      ["bill.paid", "bill.name", "customer.name"]),
    Case(
      "{% chart 'bar', data: lines, label: 'name', value: 'amount' %}",
      ["lines.amount", "lines.name"]
    ),
    Case(
      "{% assign k = 'name' %}{% chart 'bar', data: lines, label: k, value: 'amount' %}", ["lines"]),
    Case("{{ as_of }}{{ csp.style_hashes }}", []),
  ]

  private static let snippets = Snippets([
    "row": SourceFile(path: "snippets/row.liquid", text: "{{ line.name }}"),
    "pair": SourceFile(
      path: "snippets/pair.liquid", text: "{{ line | sum: 'amount' }}{{ pair.last | sum: 'a' }}"),
  ])

  private static let schema = """
    {"properties":{"bill":{"type":"object","properties":{"number":{},"paid":{},"total":{},"name":{}}},
    "customer":{"type":"object","properties":{"name":{}}},"line":{"type":"object","properties":{"name":{}}},
    "lines":{"type":"array","items":{"type":"object","properties":
    {"name":{"type":"string"},"kind":{"type":"string"},"amount":{"type":"number"}}}}}}
    """

  @Test("paths", arguments: cases)
  func paths(_ row: Case) throws {
    #expect(Set(try reads(row.page, Self.schema).paths) == Set(row.paths))
  }

  @Test("without a schema, what cannot be followed is taken whole")
  func withoutSchema() throws {
    #expect(try reads("{{ lines[0].name }}{{ bill.total }}", nil).paths == ["lines", "bill.total"])
    #expect(try reads("{{ lines | where: 'name', 'a' }}", nil).paths == ["lines"])
    #expect(try reads("{% for l in lines %}{{ l.name }}{% endfor %}", nil).paths == ["lines.name"])
    #expect(try reads("{{ [name] }}", nil).isWhole)
    #expect(try reads("{% include name %}", nil).isWhole)
  }

  @Test(
    "without a schema, what filters ask of a list's objects is one field, and all of that",
    arguments: ["map: 'name'", "sum: 'name'", "has: 'name', 'a'", "find_index: 'name', 'a'"])
  func fieldAlone(_ filter: String) throws {
    #expect(try reads("{{ lines | \(filter) }}", nil).paths == ["lines.name"])
    #expect(
      try reads("{% assign x = lines | \(filter) %}{{ x[0].first }}", nil).paths == ["lines.name"])
  }

  static let pairPages = [
    "{% for g in groups %}{{ g.last | sum: 'amount' }}{% endfor %}",
    "{% for g in groups %}{{ g | map: 'amount' }}{% endfor %}",
    "{% for g in groups %}{{ g.last.amount }}{% endfor %}",
    "{% for g in groups %}{% for l in g.last %}{{ l.amount }}{% endfor %}{% endfor %}",
    "{% for g in groups %}{% for p in g %}{{ p.last.amount }}{% endfor %}{% endfor %}",
    "{% for g in groups %}{% case g.first %}{% when 'x' %}{{ g.last | sum: 'a' }}{% endcase %}{% endfor %}",
    "{{ groups.first.last | sum: 'amount' }}",
    "{{ groups | first | last | sum: 'amount' }}",
    "{{ groups.first | map: 'amount' }}",
    "{% assign f = groups | first %}{{ f.last | find_index: 'amount', 2 }}",
    "{% assign f = groups.last %}{% if f %}{% assign f = f.first %}{% endif %}{{ f.amount }}",
    "{% tablerow g in groups %}{{ g.last | has: 'amount', 7 }}{% endtablerow %}",
    "{% for g in groups %}{% render 'pair', line: g.last %}{% endfor %}",
    "{% render 'row' for groups as g %}{% render 'pair' for groups as pair %}",
  ]

  @Test(
    "without a schema, what is looped over may be an object: its pairs' parts are read whole",
    arguments: pairPages)
  func pairs(_ page: String) throws {
    #expect(try reads(page, nil).paths == ["groups"])
    #expect(try reads(page, #"{"properties":{"groups":{}}}"#).paths == ["groups"])
  }

  @Test("two spellings of one letter are two fields")
  func spellings() throws {
    let page = "{{ bill['caf\u{E9}'] }}{{ bill['cafe\u{301}'] }}"
    let schema = #"{"properties":{"bill":{"type":"object"}}}"#
    #expect(try reads(page, schema).paths.map { $0.utf8.count } == [10, 11])
  }

  @Test("a list filtered and used whole is read whole, whatever its schema leaves out")
  func filteredWhole() throws {
    #expect(
      Set(
        try reads("{% assign x = lines | where: 'kind', 'a' %}{{ x | join: ';' }}", Self.schema)
          .paths)
        == ["lines"])
    #expect(try reads("{{ lines | map: 'to_liquid' | join: ';' }}", Self.schema).paths == ["lines"])
  }

  @Test("the elements themselves are what 'map' gives for 'to_liquid'")
  func identity() throws {
    #expect(try reads("{{ lines | map: 'to_liquid' }}", nil).paths == ["lines"])
    let each = "{% assign x = lines | map: 'to_liquid' %}{{ x.first.name }}"
    #expect(try reads(each, Self.schema).paths == ["lines.name"])
  }

  private func reads(
    _ text: String, _ schema: String?, _ snippets: Snippets = FieldReadsTests.snippets
  ) throws -> FieldReads {
    let scratch = Scratch()
    let compiled = try schema.map {
      try RecordSchema(
        TestJSON.value($0, in: scratch.arena), in: SourceFile(path: "schema.json", text: $0))
    }
    return TemplateChecker.check(
      TemplateChecker.Input(
        pages: [SourceFile(path: "page.liquid", text: text)], snippets: snippets,
        environment: CheckedTemplate.environment(), schema: compiled)
    ).reads
  }

  @Test("as a schema")
  func schema() throws {
    let text = ##"""
      {"required":["bill","lines"],"properties":{"bill":{"type":"object","required":["number"],
      "properties":{"number":{"type":"string"},"due":{"type":"string","format":"date"},"x":{"type":"number"}}},
      "lines":{"type":"array","items":{"$ref":"#/$defs/line"}}},
      "$defs":{"line":{"type":"object","properties":{"kind":{"enum":["a","b"]},"y":{}}}}}
      """##
    let scratch = Scratch()
    let schema = try RecordSchema(
      TestJSON.value(text, in: scratch.arena), in: SourceFile(path: "schema.json", text: text))
    var reads = FieldReads()
    for path in [["bill", "number"], ["bill", "due"], ["lines", "kind"]] { reads.add(path) }
    #expect(
      schema.text(reading: reads) == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "required": ["bill", "lines"],
          "properties": {
            "bill": {
              "type": "object",
              "required": ["number"],
              "properties": {
                "number": {
                  "type": "string"
                },
                "due": {
                  "type": "string",
                  "format": "date"
                }
              }
            },
            "lines": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": ["a", "b"]
                  }
                }
              }
            }
          }
        }

        """)
    let again = TestJSON.value(schema.text(reading: reads), in: scratch.arena)
    _ = try RecordSchema(again, in: SourceFile(path: "reads.json", text: ""))
  }

  /// Only what is read may be decoded: a page must not tell the difference.
  @Test(
    "the energy bill renders the same from what it reads",
    .enabled(if: !EnergyBill.files.isEmpty, "needs templates/energy-bill"))
  func rendersTheSame() throws {
    let template = CheckedTemplate(EnergyBill.files)
    let reads = try template.check().reads
    #expect(!reads.isWhole)
    let scratch = Scratch()
    let program = try Program.compile(
      try #require(template.pages.first), as: .html, snippets: Snippets(template.snippets),
      environment: CheckedTemplate.environment())
    let locale = try #require(template.locales.first { $0.path.hasSuffix("en.json") })
    let formats = try #require(LocaleFormats.named("en"))
    let keep = Scratch()
    let texts = TestJSON.value(String(decoding: locale.bytes, as: UTF8.self), in: keep.arena)
    let translations = try Translations(texts, in: formats)
    func render(_ bill: Substring, pruned: Bool) throws -> [UInt8] {
      scratch.reset()
      let scope = FilterScope(arena: scratch.arena, now: 1_704_067_200)
      scope.locale = formats
      scope.translations = translations
      let whole = TestJSON.value(String(bill), in: scratch.arena)
      let record = pruned ? whole.pruned(to: reads, in: scratch.arena) : whole
      let asOf = Value("2024-01-01", in: scratch.arena)
      let language = Value("en", in: scratch.arena)
      try Renderer(program, scratch: scratch, scope: scope)
        .render(record, globals: [asOf, language, .nil, .nil])
      return Array(scratch.output.bytes)
    }
    for bill in Files.text(Files.root + "/fixtures/bills.ndjson").split(separator: "\n") {
      #expect(try render(bill, pruned: false) == render(bill, pruned: true))
    }
  }

  static let loopedPages = [
    "{% for g in groups %}[{{ g.name }}]{% endfor %}",
    "{% for g in groups %}{{ forloop.index }}/{{ forloop.length }} {{ g.name }};{% endfor %}{{ groups.b.name }}",
    "{% for g in groups reversed limit: 3 offset: 1 %}[{{ g.name }}{{ g.more.name }}]{% endfor %}",
    "{% tablerow g in groups cols: 2 %}{{ g.name }}{% endtablerow %}",
    "{% render 'group' for groups as group %}",
    "{% assign x = groups %}{% if groups.b %}{% assign x = groups.b %}{% endif %}{% for g in x %}<{{ g.name }}>{% endfor %}",
    "{% for g in groups %}{% for i in g.items %}({{ i.name }}){% endfor %}{{ g.name }};{% endfor %}",
  ]

  static let loopedBills = [
    #"{"groups":[{"name":"one","z":1},{"name":"two","items":{"k":1,"l":{"name":"x"},"name":"y"}},7]}"#,
    #"{"groups":{"a":{"name":"one"},"b":{"name":"two","q":1,"r":2},"c":3,"name":"four"}}"#,
    #"{"groups":{"z":1,"y":[{"name":"n","more":{"name":"m"}}],"x":null}}"#,
    #"{"groups":{}}"#, #"{"groups":[]}"#, #"{"groups":"text"}"#, "{}",
  ]

  @Test(
    "without a schema, a loop takes as many turns as the object it meets has members",
    arguments: loopedPages, loopedBills)
  func loopsOverObjects(_ page: String, _ bill: String) throws {
    let snippets = Snippets([
      "group": SourceFile(path: "snippets/group.liquid", text: "-{{ group.name }}")
    ])
    #expect(try reads(page, nil, snippets)["groups"]?.isWhole == false, "nothing is shown")
    try compare(page, snippets, nil, bill)
  }

  /// Where a template's reads reach deeper, or elsewhere, than it spells out.
  struct Reach: Sendable, CustomTestStringConvertible {
    let page: String
    var snippet = ""
    var schema: String?
    let bill: String
    var testDescription: String { page }
  }

  private static let pairs = #"{"groups":{"a":{"name":"x"},"b":2,"name":"y"}}"#
  private static let nested =
    #"{"groups":{"name":1,"more":{"name":2,"more":{"name":3,"more":{"name":4}}},"items":[{"name":"a","items":[{"name":"b","items":[{"name":"c"}]}]}]}}"#
  private static let union = #"{"properties":{"groups":{"type":["array","object"]}}}"#
  private static let mixed = #"{"groups":[{"w":1,"items":{"q":1}},{"w":2}],"other":{"v":3}}"#
  private static let untypedItems =
    #"{"properties":{"flag":{},"other":{},"groups":{"type":"array","items":{"type":"object"}}}}"#

  static let reaches: [Reach] = [
    Reach(
      page: "{% include 's' with groups %}",
      snippet: "<{% for p in s %}{{ p.name }},{% endfor %}>",
      bill: #"{"groups":[{"name":"n1","z":1},{"name":"n2","q":2,"r":3}]}"#),
    Reach(
      page: "{% include 's' with groups %}",
      snippet: "<{% for p in s %}{{ p.name }},{% endfor %}>",
      schema: #"{"properties":{"groups":{"type":"array","items":{}}}}"#,
      bill: #"{"groups":[{"name":"n1","z":1},{"name":"n2","q":2,"r":3}]}"#),
    Reach(
      page: "{% include 's' for groups %}{% include 's' with groups %}", snippet: "<{{ s.name }}>",
      schema: Self.union, bill: Self.pairs),
    Reach(
      page: "{% render 's' for groups %}", snippet: "<{{ s.name }} {{ forloop.index }}>",
      schema: Self.union, bill: Self.pairs),
    Reach(
      page: "{% render 's' for groups %}", snippet: "<{{ forloop.index }}>",
      schema: #"{"properties":{"groups":{"type":"object","properties":{"name":{}}}}}"#,
      bill: Self.pairs),
    Reach(
      page: "{% render 's', n: groups %}",
      snippet:
        "<{{ n.name }}{{ n.more.name }}{% if n.more %}{% render 's', n: n.more %}{% endif %}>",
      bill: Self.nested),
    Reach(
      page: "{% render 's', n: groups %}",
      snippet: "{% for c in n.items %}{{ c.name }}{% render 's', n: c %}{% endfor %}",
      bill: Self.nested),
    Reach(
      page:
        "{{ groups.more.more.w }}{% assign n = groups %}{% for i in (1..5) %}{{ n.name }}{% include 's' %}{% endfor %}",
      snippet: "{% assign n = n.more %}", bill: Self.nested),
    Reach(
      page:
        "{{ groups.more.more.w }}{% tablerow i in (1..5) %}{% include 's' with groups as n %}{{ k.name }}{% endtablerow %}",
      snippet: "{% if k %}{% assign k = k.more %}{% else %}{% assign k = n %}{% endif %}",
      bill: Self.nested),
    Reach(
      page:
        "{{ groups.more.more.w }}{% assign l = '1,2,3,4' | split: ',' %}{% assign n = groups %}{% include 's' for l %}",
      snippet: "{{ n.name }}{% assign n = n.more %}", bill: Self.nested),
    Reach(
      page: "{{ groups.size }}{% if groups.first %}{{ groups.first }}{% endif %}",
      schema:
        #"{"required":["groups"],"properties":{"groups":{"type":"object","properties":{"size":{"type":"number"},"first":{},"name":{}}}}}"#,
      bill: #"{"groups":{"z":2,"name":1,"u":3}}"#),
    Reach(
      page: "{% assign p = groups | first %}{{ p[0] }}{{ p[1] }}{{ groups.name }}",
      schema:
        #"{"required":["groups"],"properties":{"groups":{"type":"object","properties":{"name":{}}}}}"#,
      bill: #"{"groups":{"z":2,"name":1}}"#),
    Reach(
      page:
        "{{ groups.more.more.name }}{% assign n = groups %}{% for i in (1..5) %}{{ n.name }}{% assign n = n.more %}{% endfor %}",
      bill: Self.nested),
    Reach(
      page:
        "{% assign n = groups %}{% for a in (1..1) %}{% for b in (1..1) %}{% for c in (1..1) %}{% for d in (1..3) %}{{ n.name }}{% assign n = n.more %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{{ groups.name }}{{ groups.more.name }}",
      bill: Self.nested),
    Reach(
      page: "{% for i in (1..groups.size) %}{{ i }}{% endfor %}{{ groups.name }}", bill: Self.pairs),
    Reach(
      page: "{% for i in (1..5) limit: groups.size %}{{ i }}{% endfor %}{{ groups.name }}",
      bill: Self.pairs),
    Reach(
      page:
        "{% tablerow g in groups.items cols: groups.size limit: groups.size %}{{ g.name }}{% endtablerow %}{{ groups.t }}",
      bill: #"{"groups":{"items":{"k":1,"l":2,"m":{"name":3}},"name":"t","u":4}}"#),
    Reach(
      page: "{% case groups.size %}{% when 3 %}three{% else %}else{% endcase %}{{ groups.name }}",
      bill: Self.pairs),
    Reach(
      page:
        "{% case groups %}{% when other %}E{% else %}else{% endcase %}{{ groups.name }}{{ other.name }}",
      bill: #"{"groups":{"name":1,"a":1},"other":{"name":1,"a":2}}"#),
    Reach(
      page:
        "{% if flag %}{% assign x = groups | reverse %}{% else %}{% assign x = other %}{% endif %}{% for g in x %}[{{ g.w }}{{ g[1] }}]{% endfor %}{% for g in groups %}{{ g.items.q }}{% endfor %}",
      schema: Self.untypedItems, bill: #"{"flag":1,"# + Self.mixed.dropFirst()),
    Reach(
      page:
        "{% if flag %}{% assign x = groups | map: 'items' %}{% else %}{% assign x = other %}{% endif %}{% for g in x %}[{% for p in g %}{{ p[0] }}.{% endfor %}]{% endfor %}{% for g in groups %}{{ g.items.q }}{% endfor %}",
      schema: Self.untypedItems, bill: #"{"flag":1,"# + Self.mixed.dropFirst()),
    Reach(
      page:
        "{% for x in groups.items %}{% assign x = x.items[0] %}{{ x.name }}{% endfor %}/{{ x.name }}",
      bill: Self.nested),
    Reach(
      page: "{% include 's' for groups.items as x %}/{{ x.items[0].name }}",
      snippet: "{% assign x = x.items[0] %}{{ x.name }}", bill: Self.nested),
    Reach(
      page: "{% include 's', x: groups.more %}/{{ x.name }}{{ groups.items.size }}",
      snippet:
        "{% assign x = x.more.more %}{{ x.name }}{% capture x %}{{ x.more.name }}{% endcapture %}",
      bill: Self.nested),
    Reach(page: "{{ groups.first.name }}", bill: #"{"groups":{"first":{"name":"q"},"zz":1}}"#),
    Reach(
      page: "{% if groups.size %}Y{% endif %}{{ groups.name }}",
      bill: #"{"groups":{"size":false,"name":"w"}}"#),
    Reach(page: "{% if groups.first %}Y{% endif %}{{ groups.name }}", bill: #"{"groups":{}}"#),
    Reach(page: "{% if groups.first == nil %}Y{% endif %}{{ groups.name }}", bill: Self.pairs),
  ]

  @Test("what is read is what a page asks for, however deep and by which way", arguments: reaches)
  func readsAsFar(_ row: Reach) throws {
    let snippets = Snippets([
      "s": SourceFile(path: "snippets/s.liquid", text: row.snippet)
    ])
    try compare(row.page, snippets, row.schema, row.bill)
  }

  @Test("of a snippet that includes itself nobody knows what it reads")
  func includesItself() throws {
    let text = "<{{ q.name }}{% if n %}{% assign n = n.more %}{% include 's' %}{% endif %}>"
    for row in [text, text + "{% assign q = other %}"] {
      let snippets = Snippets(["s": SourceFile(path: "snippets/s.liquid", text: row)])
      #expect(try reads("{{ a.b }}{% assign n = groups %}{% include 's' %}", nil, snippets).isWhole)
    }
  }

  /// A page of the whole record, and of what a decoder keeps of it.
  private func compare(
    _ page: String, _ snippets: Snippets, _ schema: String?, _ bill: String
  ) throws {
    let source = SourceFile(path: "page.liquid", text: page)
    let reads = try reads(page, schema, snippets)
    #expect(!reads.isWhole, "all is decoded: nothing is shown")
    let program = try Program.compile(
      source, as: .html, snippets: snippets, environment: CheckedTemplate.environment())
    let scratch = Scratch()
    func render(pruned: Bool) throws -> String {
      scratch.reset()
      let whole = TestJSON.value(bill, in: scratch.arena)
      let record = pruned ? whole.pruned(to: reads, in: scratch.arena) : whole
      try Renderer(program, scratch: scratch, scope: FilterScope(arena: scratch.arena, now: 0))
        .render(record, globals: [.nil, .nil, .nil, .nil])
      return String(decoding: scratch.output.bytes, as: UTF8.self)
    }
    #expect(try render(pruned: true) == render(pruned: false))
  }
}
