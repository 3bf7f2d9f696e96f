import Foundation
import Testing

/// What the leak canary takes for one customer's own, and what it does not.
@Suite struct LeakTests {
  /// Writes a template and records: each has an id, a name, an account and a note.
  private func render(
    _ scratch: Scratch, _ records: [(id: String, account: String, note: String)],
    outputs: String = ""
  ) async throws {
    _ = try scratch.writeSmallTemplate(
      page: "<title>{{ id }}</title>\n<p>{{ name }} {{ account }} {{ note }} owes {{ amount }}</p>")
    let manifest = try scratch.read("small/template.yaml")
    try scratch.write(
      "small/template.yaml", manifest.replacing("totals:\n", with: outputs + "totals:\n"))
    let schema = try scratch.read("small/schema.json")
    try scratch.write(
      "small/schema.json",
      schema.replacing(#""amount"],"#, with: #""amount", "account", "note"],"#)
        .replacing(
          #""name": {"#,
          with: #""account": {"type": "string"}, "note": {"type": "string"}, "name": {"#))
    let lines = try records.enumerated().map { number, record in
      let fields: [String: Any] = [
        "id": record.id, "name": "Anna Berg\(number)", "amount": 10 + number,
        "account": record.account, "note": record.note,
      ]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys),
        as: UTF8.self)
    }
    try scratch.write("in.ndjson", lines.joined(separator: "\n") + "\n")
    let made = try await Tool.run(
      "render", scratch.path("small"), scratch.path("in.ndjson"), "-o", scratch.path("out"),
      "--as-of", Tool.asOf)
    #expect(made.code == 0, "\(made.errors)")
  }

  /// Writes words into the page of the record with this number, from 1.
  private func plant(_ scratch: Scratch, _ words: String, in ordinal: Int) throws {
    let line = try scratch.lines("out/documents.ndjson")[ordinal - 1]
    let path = try #require(line.firstMatch(of: /"path":"([^"]+)"/)?.1)
    let page = try scratch.read("out/\(path)/index.html")
    try scratch.write("out/\(path)/index.html", page + "<p>\(words)</p>\n")
  }

  private func leaks(_ scratch: Scratch) async throws -> [String] {
    let result = try await Tool.run(
      "verify", scratch.path("out"), "--leaks", "--template", scratch.path("small"), "--input",
      scratch.path("in.ndjson"))
    #expect(result.output.contains(" documents searched for "), "\(result.errors)")
    return result.output.split(separator: "\n").filter { $0.hasPrefix("leaked: ") }.map {
      String($0.split(separator: ", ", maxSplits: 1)[1])
    }
  }

  @Test(arguments: [
    "INV-3387745", "UK-7741820", "CH-2026-00871", "R-26-118204", "FV/2026/00871", "2026-RE-00017",
    "AB_1234", "INV-12-2026", "K 11775", "2026-03-000871", "12345-X",
  ]) func anotherCustomersKeyIsFound(_ key: String) async throws {
    let scratch = try Scratch()
    try await render(scratch, [("FIRST-1", "", ""), ("SECOND-2", "", ""), (key, "", "")])
    #expect(try await leaks(scratch) == [])
    try plant(scratch, key, in: 1)
    let found = try await leaks(scratch)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("record 1: ") == true)
    #expect(found.first?.contains(" of record 3 stands in it") == true)
  }

  @Test(arguments: ["KD-8833107", "R-26-118204", "UK/7741820"])
  func anotherCustomersAccountIsFound(_ account: String) async throws {
    let scratch = try Scratch()
    try await render(scratch, [("FIRST-1", "", ""), ("SECOND-2", account, "")])
    try plant(scratch, account, in: 1)
    #expect(
      try await leaks(scratch) == ["record 1: account of record 2 stands in it, and of no other"])
  }

  @Test func quantitiesDatesAndShortNumbersAreNobodysOwn() async throws {
    let scratch = try Scratch()
    let notes = [
      "12 kWh", "350 kWh", "12 345 kWh", "1.234,56 EUR", "EUR 1'234.56", "CHF-1\u{2019}234.56",
      "EUR -1,234.56", "A 12", "15-Mar-2026", "Sept-2026", "31/Dez/2026", "2026-03-31T10:15:00Z",
      "1000-2500 kWh", "24/7", "Q3-26",
    ]
    try await render(
      scratch,
      [("FIRST-1", "", "")] + notes.enumerated().map { ("R-\($0.offset)", "", $0.element) })
    try plant(scratch, notes.joined(separator: "</p><p>"), in: 1)
    #expect(try await leaks(scratch) == [])
  }

  @Test func aKeyThatBeginsAnotherIsNoLeakOfIt() async throws {
    let scratch = try Scratch()
    try await render(
      scratch,
      [
        ("CH-2026-00871", "", ""), ("CH-2026-00871-2", "", ""), ("INV-1234", "", ""),
        ("INV-12345", "", ""), ("INV-1233", "", ""),
      ])
    #expect(try await leaks(scratch) == [])
    // In the page of a third it is what was written that counts, and not how it begins.
    try plant(scratch, "INV-12345", in: 1)
    #expect(
      try await leaks(scratch) == ["record 1: id of record 4 stands in it, and of no other"])
    let input = ["--template", scratch.path("small"), "--input", scratch.path("in.ndjson")]
    for key in ["CH-2026-00871", "INV-1234"] {
      let erased = try await Tool.run(
        ["erase", scratch.path("out"), "--key", key] + input)
      #expect(erased.code == 0, "\(erased.output)\(erased.errors)")
      #expect(erased.output.contains("nothing is left"))
    }
  }

  @Test func lettersAreReadInEveryForm() async throws {
    let scratch = try Scratch()
    try await render(
      scratch,
      [
        ("FIRST-1", "", ""), ("SECOND-2", "", "Münzstraße 17, Łódź"),
        ("THIRD-3", "", "Ærøskøbing 2, São João"),
      ])
    try plant(
      scratch, "M&uuml;nzstra&szlig;e 17, &Lstrok;&oacute;d&zacute;", in: 1)
    try plant(scratch, "&AElig;r&#248;sk&#xf8;bing&nbsp;2, S&atilde;o Jo&atilde;o", in: 2)
    #expect(
      try await leaks(scratch) == [
        "record 1: note of record 2 stands in it, and of no other",
        "record 2: note of record 3 stands in it, and of no other",
      ])
  }

  @Test func linksAndScriptsAreReadAsWhatTheySay() async throws {
    let scratch = try Scratch()
    try await render(
      scratch,
      [
        ("FIRST-1", "", ""), ("SECOND-2", "", "Ünal Örnek"),
        ("THIRD-3", "", "\u{20BB7}野 Yoshinoya"),
        ("FV/2026/00871", "", ""),
      ])
    try plant(scratch, "<a href=\"?n=%C3%9Cnal%C2%A0%C3%96rnek\">a</a>", in: 1)
    try plant(
      scratch, "<script>\"\\uD842\\uDFB7\\u91ce Yoshinoya FV\\/2026\\/00871\"</script>", in: 2)
    #expect(
      try await leaks(scratch) == [
        "record 1: note of record 2 stands in it, and of no other",
        "record 2: id of record 4 stands in it, and of no other",
        "record 2: note of record 3 stands in it, and of no other",
      ])
  }

  private static let email = """
      mail:
        email: pages/mail.liquid
        text: pages/mail-text.liquid
        as: mail.eml
        from: bills@example.com
        to: { name: "{{ name }}", address: "{{ id }}@example.com" }
        subject: "{{ name }}: {{ amount }}"
      sms: { sms: pages/sms.liquid, as: sms.txt }

    """

  /// As `mail.eml` would hold them: text, markup, headers, and a text message.
  @Test(arguments: [
    ("mail.eml", "quoted-printable\r\n\r\n", "J=C3=BCrgen Wei=C3=9Fhaupt\r\n", "note"),
    ("mail.eml", "quoted-printable\r\n\r\n", "INV-3387=\r\n745=20is\r\n", "id"),
    ("mail.eml", "quoted-printable\r\n\r\n", "<INV-3387745>\r\n", "id"),
    ("mail.eml", "<p>", "<b>J&uuml;rgen</b> Wei=C3=\r\n=9Fhaupt ", "note"),
    ("mail.eml", "Subject: ", "=?UTF-8?Q?J=C3=BCrgen_Wei?=\r\n =?UTF-8?Q?=C3=9Fhaupt?= ", "note"),
    ("mail.eml", "Subject: ", "=?utf-8?b?SsO8cmdlbiBXZWnDn2hhdXB0?= ", "note"),
    ("mail.eml", "To: ", "<INV-3387745@example.com>, ", "id"),
    ("sms.txt", "", "<INV-3387745> ", "id"),
  ])
  func messagesAreReadAsTheirReadersSeeThem(
    file: String, behind: String, words: String, field: String
  ) async throws {
    let scratch = try Scratch()
    for name in ["mail", "mail-text", "sms"] {
      try scratch.write(
        "small/pages/\(name).liquid", name == "mail" ? "<p>{{ name }}</p>\n" : "{{ name }}\n")
    }
    try await render(
      scratch,
      [("FIRST-1", "", ""), ("SECOND-2", "", ""), ("INV-3387745", "", "Jürgen Weißhaupt")],
      outputs: Self.email)
    #expect(try await leaks(scratch) == [])
    let line = try scratch.lines("out/documents.ndjson")[0]
    let path = try #require(line.firstMatch(of: /"path":"([^"]+)"/)?.1)
    let text = try scratch.read("out/\(path)/\(file)")
    let place = try #require(
      behind.isEmpty ? text.startIndex..<text.startIndex : text.firstRange(of: behind))
    try scratch.write(
      "out/\(path)/\(file)",
      text[..<place.upperBound] + words + text[place.upperBound...])
    #expect(
      try await leaks(scratch) == [
        "record 1: \(field) of record 3 stands in it, and of no other"
      ])
    let erased = try await Tool.run(
      "erase", scratch.path("out"), "--key", "INV-3387745", "--template", scratch.path("small"),
      "--input", scratch.path("in.ndjson"))
    #expect(erased.code == 1, "\(erased.output)\(erased.errors)")
    #expect(erased.output.contains(": 1 remain\n"))
  }

  @Test func anErasedCustomersAccountInAnothersPageIsFound() async throws {
    let scratch = try Scratch()
    try await render(
      scratch, (0..<6).map { ("C\($0)5577", "KD-883310\($0)", "") })
    try plant(scratch, "KD-8833104", in: 2)
    let erased = try await Tool.run(
      "erase", scratch.path("out"), "--key", "C45577", "--template", scratch.path("small"),
      "--input", scratch.path("in.ndjson"))
    #expect(erased.code == 1, "\(erased.output)\(erased.errors)")
    #expect(erased.output.contains(", record 2: account of record 5 stands in it"))
    #expect(erased.output.contains(": 1 remain\n"))
  }
}
