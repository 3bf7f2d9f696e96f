import Foundation
import Testing

/// That the schema's types decide what CSV cells become, wherever an input is read.
@Suite struct CSVTypesTests {
  let scratch: Scratch
  let template: String

  init() throws {
    scratch = try Scratch()
    template = try scratch.writeSmallTemplate(
      page:
        "<p>{{ id }} {{ name }} {% if amount %}{{ amount }}{% endif %} {{ zip | default: '' }} {% if paid %}paid{% endif %}</p>"
    )
    try scratch.write(
      "small/schema.json",
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "name", "amount"],
       "oneOf": [{"required": ["zip"]}, {"required": ["paid"]}],
       "properties": {"id": {"type": "string", "minLength": 1}, "name": {"$ref": "#/$defs/text"},
         "amount": {"type": ["number", "null"]}, "language": {"type": "string"},
         "zip": {"enum": ["80331", "00184"]}, "paid": {"type": "boolean"},
         "tags": {"type": "array", "items": {"type": "string"}}},
       "$defs": {"text": {"type": "string"}}}

      """)
  }

  @Test func theSameRecordsComeOutEverywhere() async throws {
    let input = try scratch.write(
      "in.csv", "id,name,amount,zip,paid,tags.0\n1,42,\"12.50\",80331,,7\n2,\"43\",-0.00,,true,8\n")
    let out = scratch.path("out")
    let run = try await Tool.run("render", template, input, "-o", out, "--as-of", Tool.asOf)
    #expect(run.code == 0, "\(run.output) \(run.errors)")
    #expect(try scratch.lines("out/rejects.ndjson") == [])
    let verify = try await Tool.run(
      "verify", out, "--template", template, "--input", input, "--re-render", "100%", "--leaks")
    #expect(verify.code == 0, "\(verify.output) \(verify.errors)")
    let explain = try await Tool.run(
      "explain", template, input, "--key", "1", "--as-of", Tool.asOf)
    #expect(explain.code == 0, "\(explain.errors)")
    let erase = try await Tool.run(
      "erase", out, "--key", "1", "--template", template, "--input", input)
    #expect(erase.code == 0, "\(erase.output) \(erase.errors)")
  }

  /// What every record would be rejected for is told once, before anything is made.
  @Test func aHeaderWithoutTheKey() async throws {
    let input = try scratch.write("in.csv", "Id,name,amount\n1,Mario Rossi,12.50\n")
    let out = scratch.path("out")
    let run = try await Tool.run("render", template, input, "-o", out, "--as-of", Tool.asOf)
    #expect(run.code == 4 && !scratch.exists("out/journal"))
    #expect(run.errors.contains("no column is named 'id', where the template has its records' key"))
    #expect(!run.errors.contains("Rossi"))
  }
}
