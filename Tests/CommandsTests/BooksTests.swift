import Foundation
import Sinks
import Testing

/// The books say what is so, and show nothing of a customer or of the machine.
@Suite struct BooksTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func render(
    _ template: String, _ records: String, _ options: String...
  ) async throws -> Tool.Result {
    try await Tool.run(
      ["render", template, records, "-o", scratch.path("out"), "--as-of", Tool.asOf] + options)
  }

  private func verify(_ options: String...) async throws -> Tool.Result {
    try await Tool.run(["verify", scratch.path("out")] + options)
  }

  /// The small template, its amounts summed by currency.
  private func template(currency: String) throws -> String {
    let template = try scratch.writeSmallTemplate()
    let manifest = try scratch.read("small/template.yaml")
    try scratch.write(
      "small/template.yaml",
      manifest.replacing("sum: amount }", with: "sum: amount, by: currency }"))
    let schema = try scratch.read("small/schema.json")
    try scratch.write(
      "small/schema.json",
      schema.replacing(#""language": {"#, with: #""currency": \#(currency), "language": {"#))
    return template
  }

  /// Records of (name as JSON, currency); a name that is no text is rejected.
  private func write(_ records: [(name: String, currency: String)]) throws -> String {
    let lines = records.enumerated().map { number, record in
      #"{"id": "R-\#(number + 1)", "name": \#(record.name), "amount": 1, "#
        + #""currency": "\#(record.currency)"}"#
    }
    return try scratch.write("records.ndjson", lines.joined(separator: "\n") + "\n")
  }

  @Test func seriesThatTakeTurnsAreToldWithoutGaps() async throws {
    let template = try scratch.writeSmallTemplate()
    let lines = (1...200).flatMap { number in
      ["INV", "CN"].map { #"{"id": "\#($0)-\#(1000 + number)", "name": "N", "amount": 1}"# }
    }
    let records = try scratch.write("records.ndjson", lines.joined(separator: "\n") + "\n")
    #expect(try await render(template, records).code == 0)
    let manifest = try scratch.read("out/manifest.json")
    for series in ["INV", "CN"] {
      #expect(
        manifest.contains(
          #"{"first":"\#(series)-1001","last":"\#(series)-1200","records":200,"outOfOrder":0,"missing":0}"#
        ))
    }
    #expect(manifest.contains("\"unnumbered\":0"))
  }

  @Test func gapsOfTooManySeriesAreNotTold() async throws {
    let template = try scratch.writeSmallTemplate()
    let lines = (100...200).flatMap { number in
      ["INV-\(number)", "S\(number)-1"].map { #"{"id": "\#($0)", "name": "N", "amount": 1}"# }
    }
    let records = try scratch.write("records.ndjson", lines.joined(separator: "\n") + "\n")
    #expect(try await render(template, records).code == 0)
    #expect(
      try scratch.read("out/manifest.json").contains(
        #"{"first":"INV-100","last":"INV-200","records":101,"outOfOrder":0,"missing":"not told"}"#))
    let report = try scratch.read("out/report.html")
    #expect(report.contains("<td>not told</td>"))
    #expect(report.contains("Not told: the keys are in too many series"))
    #expect(try await verify().code == 0)
  }

  @Test func rejectsAreTheSameHoweverTheTemplateIsNamed() async throws {
    let template = try scratch.writeSmallTemplate(
      page: "{% if amount > 2 %}{% abort 'too-much' %}{% endif %}<p>{{ name }}</p>")
    let records = try scratch.writeRecords(3)
    #expect(try await render(template, records, "--max-rejects", "100%").code == 0)
    let rejects = try scratch.read("out/rejects.ndjson")
    #expect(rejects.contains(#""field":"pages/page.liquid:1:"#))
    for name in [scratch.path("small/../small"), template + "/"] {
      let anew = try await verify(
        "--re-render", "100%", "--template", name, "--input", records)
      #expect(anew.code == 0, "\(anew.output)\(anew.errors)")
    }
    let inside = try await Tool.run(
      "render", ".", records, "-o", scratch.path("inside"), "--as-of", Tool.asOf, "--max-rejects",
      "100%", in: URL(filePath: template))
    #expect(inside.code == 0, "\(inside.errors)")
    #expect(try scratch.read("inside/rejects.ndjson") == rejects)
  }

  @Test func aRejectedRecordsGroupShowsNoCustomersValue() async throws {
    let template = try template(currency: #"{"type": "string", "enum": ["EUR", "points"]}"#)
    let records = try write([
      ("\"N\"", "EUR"), ("\"N\"", "points"), ("5", "points"), ("\"N\"", "Maximiliana"),
      ("\"N\"", "USD"),
    ])
    let result = try await render(template, records, "--max-rejects", "100%")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("  amount (invalid) rejected: 2\n"), "\(result.output)")
    #expect(result.output.contains("  amount points rejected: 1\n"))
    for book in ["manifest.json", "journal", "report.html"] {
      let text = try scratch.read("out/\(book)")
      #expect(!text.contains("Maximiliana") && !text.contains("USD"), "\(book)")
    }
    let verified = try await verify()
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test func groupsOfNoListAreCodesOfCurrencies() async throws {
    let template = try template(currency: #"{"type": "string"}"#)
    let records = try write([
      ("5", "CHF"), ("5", "chf"), ("5", "Max"), ("\"N\"", "X\\u001b[1mY"),
    ])
    let result = try await render(template, records, "--max-rejects", "100%")
    #expect(result.output.contains("  amount CHF rejected: 1\n"), "\(result.output)")
    #expect(result.output.contains("  amount (invalid) rejected: 2\n"))
    #expect(result.output.contains("  amount X\\u{1b}[1mY rendered: 1\n"))
    #expect(!result.output.contains("\u{1b}"))
  }

  /// A limit's pair: groups of rejected records do not count, a thousand others are the most.
  @Test func rejectedRecordsDoNotReachTheBoundOfGroups() async throws {
    let template = try template(currency: #"{"type": "string"}"#)
    let letters = "ABCDEFGHIJK".map(String.init)
    let codes = letters.flatMap { first in
      letters.flatMap { second in letters.map { first + second + $0 } }
    }
    let records = try write(codes.prefix(1001).map { ("5", $0) } + [("\"N\"", "EUR")])
    let rejected = try await render(template, records, "--max-rejects", "100%")
    #expect(rejected.code == 0, "\(rejected.errors)")
    #expect(rejected.output.contains("1002 records read: 1 rendered, 1001 rejected"))
    #expect(try await verify().code == 0)
    let rendered = try write(codes.prefix(1001).map { ("\"N\"", $0) })
    let result = try await Tool.run(
      "render", template, rendered, "-o", scratch.path("bound"), "--as-of", Tool.asOf)
    #expect(result.code == 4)
    #expect(result.errors.contains("[total-bound]"))
  }

  @Test func twoSpellingsOfOneLetterAreTwoGroups() async throws {
    let template = try template(currency: #"{"type": "string"}"#)
    let records = try write([("\"N\"", "\u{e9}"), ("\"N\"", "e\u{301}"), ("\"N\"", "\u{e9}")])
    #expect(try await render(template, records).code == 0)
    let verified = try await verify()
    #expect(verified.code == 0, "\(verified.output)")
    let manifest = try scratch.read("out/manifest.json")
    let section = try #require(manifest.split(separator: "\"controlTotals\":").last)
    let rows = section.prefix { $0 != "]" }.split(separator: "\n").filter {
      $0.contains("\"name\":\"amount\"")
    }
    #expect(rows.map { $0.contains("\"read\":\"2\"") } == [false, true])
  }

  @Test(arguments: [
    (#""reason":"schema-type""#, #""reason":"schema-enum""#, "reasons"),
    (#""last":"R-3""#, #""last":"R-4""#, "numbers"),
    (#""group":"EUR","read":"2""#, #""group":"EUR","read":"3""#, "controlTotals"),
    (#""unnumbered":0"#, #""unnumbered":1"#, "unnumbered"),
  ])
  func aManifestThatSaysOtherThanTheJournalIsFound(
    _ said: String, _ altered: String, _ section: String
  ) async throws {
    let template = try template(currency: #"{"type": "string"}"#)
    let records = try write([("\"N\"", "EUR"), ("\"N\"", "EUR"), ("5", "CHF")])
    #expect(try await render(template, records, "--max-rejects", "100%").code == 0)
    #expect(try await verify().code == 0)
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.contains(said))
    let changed = manifest.replacing(said, with: altered)
    try scratch.write("out/manifest.json", changed)
    let digest = Array(changed.utf8).withUnsafeBytes { SHA256Digest(of: $0) }
    try scratch.write("out/_SUCCESS", digest.hex + "\n")
    let found = try await verify()
    #expect(found.code == 1)
    #expect(
      found.output.contains(
        "unbalanced: manifest.json: \(section): it is not what the journal's units come to"),
      "\(found.output)")
  }

  @Test func aReasonOfAbortIsSpelledOut() async throws {
    let template = try scratch.writeSmallTemplate(page: "{% abort name %}<p>{{ name }}</p>")
    let checked = try await Tool.run("check", template)
    #expect(checked.code == 1)
    #expect(
      checked.errors.contains(
        "page.liquid:1:10: error: 'abort' takes a text that the template spells out [argument-literal]"
      ), "\(checked.errors)")
    #expect(checked.errors.components(separatedBy: "[argument-literal]").count == 2)
    let rendered = try await render(template, try scratch.writeRecords(1))
    #expect(rendered.code == 3)
  }
}
