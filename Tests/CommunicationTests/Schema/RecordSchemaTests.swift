import Communication
import Diagnostics
import Liquid
import Testing

/// A record's first fault, or `fits`.
private func check(_ schema: String, _ record: String) throws -> String {
  let scratch = Scratch()
  let file = SourceFile(path: "schema.json", text: schema)
  let compiled = try RecordSchema(TestJSON.value(schema, in: scratch.arena), in: file)
  guard let fault = compiled.validate(TestJSON.value(record, in: scratch.arena)) else {
    return "fits"
  }
  return "\(fault.code.rawValue) \(fault.path): \(fault.expectation)"
}

@Suite("Record schema")
struct RecordSchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schema: String
    let record: String
    let verdict: String
    var testDescription: String { "\(schema) \(record)" }

    init(_ schema: String, _ record: String, _ verdict: String) {
      (self.schema, self.record, self.verdict) = (schema, record, verdict)
    }
  }

  static let cases: [Case] = [
    Case(#"{"type":"string"}"#, #""a""#, "fits"),
    Case(#"{"type":"string"}"#, "1", "schema-type : text"),
    Case(#"{"type":["string","null"]}"#, "null", "fits"),
    Case(#"{"type":"number"}"#, "12.10", "fits"),
    Case(#"{"type":"number"}"#, "123456789012345678901234567890", "fits"),
    Case(#"{"type":"integer"}"#, "1.0", "fits"),
    Case(#"{"type":"integer"}"#, "1.5", "schema-type : a whole number"),
    Case(#"{"type":["number","null"]}"#, #""1""#, "schema-type : a number or null"),
    Case("true", "[]", "fits"),
    Case("false", "1", "schema-type : absent"),
    Case(#"{"enum":["a","b"]}"#, #""b""#, "fits"),
    Case(#"{"enum":["a","b"]}"#, #""c""#, "schema-enum : one of 'a', 'b'"),
    Case(#"{"enum":["a",2]}"#, "2.0", "fits"),
    Case(#"{"const":{"a":[1,null]}}"#, #"{"a":[1,null]}"#, "fits"),
    Case(#"{"const":{"a":[1]}}"#, #"{"a":[2]}"#, "schema-enum : one of an object"),
    Case(#"{"format":"date"}"#, #""2024-02-29""#, "fits"),
    Case(#"{"format":"date"}"#, #""2023-02-29""#, "schema-format : a date as YYYY-MM-DD"),
    Case(#"{"format":"date"}"#, "7", "fits"),
    Case(#"{"format":"date-time"}"#, #""2024-01-01T00:01:58.5+01:00""#, "fits"),
    Case(
      #"{"format":"date-time"}"#, #""2024-01-01 00:01:58""#,
      "schema-format : a date and time as YYYY-MM-DDThh:mm:ssZ"),
    Case(#"{"format":"uri"}"#, #""https://a.b/c?d=%20""#, "fits"),
    Case(
      #"{"format":"uri"}"#, #""/relative""#,
      "schema-format : an absolute URI such as https://example.com/"),
    Case(#"{"format":"email"}"#, #""a.b@example.com""#, "fits"),
    Case(#"{"format":"email"}"#, #""a@b@c""#, "schema-format : an e-mail address"),
    Case(
      #"{"format":"iban"}"#, #""IT60X0542811101000000123456""#,
      "fits"),
    Case(
      #"{"format":"iban"}"#, #""NO9386011117947""#,
      "fits"),
    Case(
      #"{"format":"iban"}"#, #""MT84MALT011000012345MTLCAST001S""#,
      "fits"),
    Case(
      #"{"format":"iban"}"#, #""IT60X0542811101000000123457""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""IT61X0542811101000000123456""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""IT60X054281110100000012345""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""DE8937040044053201300""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""de89370400440532013000""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""DE89 3704 0044 0532 0130 00""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"format":"iban"}"#, #""""#,
      "schema-format : an IBAN with its check digits, without spaces"),
    Case(
      #"{"properties":{"payment":{"properties":{"iban":{"format":"iban"}}}}}"#,
      #"{"payment":{"iban":"DE88370400440532013000"}}"#,
      "schema-format payment.iban: an IBAN with its check digits, without spaces"),
    Case(#"{"minimum":0.1,"maximum":0.3}"#, "0.30", "fits"),
    Case(
      #"{"minimum":0.1,"maximum":0.3}"#, "0.31", "schema-range : at least 0.1, at most 0.3"),
    Case(#"{"exclusiveMinimum":0}"#, "0", "schema-range : more than 0"),
    Case(#"{"exclusiveMaximum":1e3}"#, "999.99", "fits"),
    Case(#"{"maximum":9}"#, "123456789012345678901234567890", "schema-range : at most 9"),
    Case(#"{"multipleOf":0.01}"#, "12.10", "fits"),
    Case(#"{"multipleOf":0.01}"#, "12.101", "schema-range : a multiple of 0.01"),
    Case(#"{"minLength":2,"maxLength":3}"#, #""èèè""#, "fits"),
    Case(
      #"{"minLength":2,"maxLength":3}"#, #""èèèè""#, "schema-length : a text of 2 to 3 characters"),
    Case(#"{"minLength":2}"#, #""è""#, "schema-length : a text of at least 2 characters"),
    Case(#"{"pattern":"^[A-Z]{3}$"}"#, #""EUR""#, "fits"),
    Case(
      #"{"pattern":"^[A-Z]{3}$"}"#, #""EURO""#, "schema-pattern : a text of the pattern ^[A-Z]{3}$"),
    Case(#"{"pattern":"^"}"#, #""anything""#, "fits"),
    Case(#"{"pattern":"^a*"}"#, #""xb""#, "fits"),
    Case(#"{"pattern":"^(a|)"}"#, #""""#, "fits"),
    Case(#"{"pattern":"^a*$"}"#, #""xb""#, "schema-pattern : a text of the pattern ^a*$"),
    Case(#"{"pattern":"b+c"}"#, #""abbcd""#, "fits"),
    Case(
      #"{"pattern":"^(0[1-9]|1[0-2])$"}"#, #""13""#,
      "schema-pattern : a text of the pattern ^(0[1-9]|1[0-2])$"),
    Case(#"{"pattern":"^[à-ü]+$"}"#, #""éèê""#, "fits"),
    Case(#"{"items":{"type":"integer"},"maxItems":2}"#, "[1,2]", "fits"),
    Case(
      #"{"items":{"type":"integer"},"maxItems":2}"#, "[1,2,3]",
      "schema-count : a list of at most 2 elements"),
    Case(#"{"items":{"type":"integer"}}"#, #"[1,"a"]"#, "schema-type [1]: a whole number"),
    Case(#"{"prefixItems":[{"type":"string"}],"items":false}"#, #"["a"]"#, "fits"),
    Case(
      #"{"prefixItems":[{"type":"string"}],"items":false}"#, #"["a",1]"#, "schema-type [1]: absent"),
    Case(#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#, "schema-type a: text"),
    Case(#"{"properties":{"a":{"type":"string"}}}"#, #"{"b":1}"#, "fits"),
    Case(
      #"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"b":1}"#,
      "schema-additional : an object without fields that the schema does not name"),
    Case(#"{"additionalProperties":{"type":"string"}}"#, #"{"b":1}"#, "schema-type *: text"),
    Case(
      #"{"properties":{"a":{"required":["b"]}}}"#, #"{"a":{}}"#,
      "schema-missing a.b: the schema requires it"),
    Case(
      #"{"required":["a"],"properties":{"a":{"type":"string"}}}"#, #"{"a":null}"#,
      "schema-missing a: the schema requires it"),
    Case(
      #"{"required":["a"],"properties":{"a":{"type":["string","null"]}}}"#, #"{"a":null}"#, "fits"),
    Case(#"{"properties":{"a":{"enum":["x"]}}}"#, #"{"a":null}"#, "fits"),
    Case(
      #"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "3",
      "schema-alternatives : what one of 2 alternatives allows"),
    Case(
      #"{"oneOf":[{"type":"integer"},{"type":"number"}]}"#, "3",
      "schema-alternatives : what exactly one of 2 alternatives allows"),
    Case(#"{"oneOf":[{"type":"integer"},{"type":"number"}]}"#, "3.5", "fits"),
    Case(
      #"{"allOf":[{"required":["a"]},{"properties":{"a":{"type":"string"}}}]}"#, #"{"a":1}"#,
      "schema-type a: text"),
    Case(##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}"##, "1", "schema-type : text"),
    Case(
      ##"{"properties":{"n":{"$ref":"#"},"v":{"type":"string"}}}"##, #"{"n":{"n":{"v":1}}}"#,
      "schema-type n.n.v: text"),
    Case(
      #"{"properties":{"a":{"items":{"properties":{"b":{"format":"date"}}}}}}"#,
      #"{"a":[{},{"b":"x"}]}"#, "schema-format a[1].b: a date as YYYY-MM-DD"),
    // Properties in the schema's order, in the other one, with one left out, and with one that it does not know.
    Case(threeNumbers, #"{"a":1,"b":2,"c":"x"}"#, "schema-type c: a number"),
    Case(threeNumbers, #"{"c":1,"b":"x","a":3}"#, "schema-type b: a number"),
    Case(threeNumbers, #"{"b":1,"c":"x"}"#, "schema-type c: a number"),
    Case(threeNumbers, #"{"a":1,"z":"x","b":2,"c":"x"}"#, "schema-type c: a number"),
    Case(threeNumbers, #"{"a":1,"c":2}"#, "schema-missing b: the schema requires it"),
  ]

  private static let threeNumbers =
    #"{"properties":{"a":{"type":"number"},"b":{"type":"number"},"c":{"type":"number"}},"required":["b"]}"#

  @Test("verdicts", arguments: cases)
  func verdict(_ row: Case) throws {
    #expect(try check(row.schema, row.record) == row.verdict)
  }

  @Test("a record that nests as deep as allowed, and one level more")
  func depth() throws {
    let schema = ##"{"properties":{"n":{"$ref":"#"}}}"##
    func record(_ levels: Int) -> String {
      String(repeating: #"{"n":"#, count: levels) + "{}" + String(repeating: "}", count: levels)
    }
    #expect(try check(schema, record(127)) == "fits")
    #expect(try check(schema, record(128)).hasPrefix("schema-depth n.n."))
  }

  @Test("an object requires 64 fields at most")
  func mostRequired() throws {
    func schema(_ count: Int) -> String {
      "{\"required\":[\((0..<count).map { "\"f\($0)\"" }.joined(separator: ","))]}"
    }
    let record = "{\((0..<64).map { "\"f\($0)\":1" }.joined(separator: ","))}"
    #expect(try check(schema(64), record) == "fits")
    #expect(try check(schema(64), "{\"f0\":1}").hasPrefix("schema-missing"))
    #expect(throws: DiagnosticsError.self) { try check(schema(65), record) }
  }

  @Test("checks what is read only")
  func restricted() throws {
    let scratch = Scratch()
    let text = #"""
      {"required":["a","b"],"properties":{"a":{"properties":{"x":{"type":"string"},"y":{"type":"string"}},
      "required":["y"]},"b":{"type":"string"}},"additionalProperties":false}
      """#
    let schema = try RecordSchema(
      TestJSON.value(text, in: scratch.arena), in: SourceFile(path: "schema.json", text: text))
    var reads = FieldReads()
    reads.add(["a", "x"])
    let restricted = schema.restricted(to: reads)
    func verdict(_ record: String) -> String? {
      restricted.validate(TestJSON.value(record, in: scratch.arena))?.path
    }
    #expect(verdict(#"{"a":{"x":"t"}}"#) == nil)
    #expect(verdict(#"{"a":{"x":1}}"#) == "a.x")
    #expect(verdict(#"{}"#) == "a")
  }

  @Test("texts are trusted by their media type")
  func trust() throws {
    let scratch = Scratch()
    let text = ##"""
      {"properties":{"n":{"$ref":"#/$defs/html"},"t":{"type":"string"},
      "l":{"items":{"properties":{"h":{"anyOf":[{"$ref":"#/$defs/html"},{"type":"null"}]}}}}},
      "$defs":{"html":{"type":"string","contentMediaType":"text/html"}}}
      """##
    let schema = try RecordSchema(
      TestJSON.value(text, in: scratch.arena), in: SourceFile(path: "schema.json", text: text))
    let record = TestJSON.value(
      #"{"n":"<b>","t":"<b>","l":[{"h":"<i>","t":"x"}]}"#, in: scratch.arena)
    schema.applyTrust(to: record)
    #expect(schema.trustsTexts)
    #expect(record.members[0].value.flags == .markup)
    #expect(record.members[1].value.flags == [])
    #expect(record.members[2].value.elements[0].members[0].value.flags == .markup)
    #expect(record.members[2].value.elements[0].members[1].value.flags == [])
  }
}

@Suite("Schema problems")
struct SchemaProblemTests {
  static let cases: [(String, String, String)] = [
    (#"{"maxLenght":3}"#, "schema-keyword", "did you mean 'maxLength'?"),
    (#"{"not":{}}"#, "schema-unsupported", "leave it out"),
    (#"{"definitions":{}}"#, "schema-unsupported", "$defs"),
    (#"{"type":"strng"}"#, "schema-value", "did you mean 'string'?"),
    (#"{"format":"dat"}"#, "schema-value", "did you mean 'date'?"),
    (##"{"$ref":"#/$defs/adress","$defs":{"address":{}}}"##, "schema-reference", "'address'"),
    (#"{"$ref":"other.json"}"#, "schema-reference", "#/$defs/name"),
    (##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}}}"##, "schema-cycle", "properties"),
    (#"{"pattern":"(a"}"#, "schema-regexp", "patterns may hold"),
    (#"{"pattern":"(?=a)"}"#, "schema-regexp", "patterns may hold"),
    (#"{"pattern":"(a)\\1"}"#, "schema-regexp", "patterns may hold"),
    (#"{"pattern":"(.{900}){900}"}"#, "schema-regexp", "smaller repetitions"),
    (#"{"multipleOf":0}"#, "schema-value", ""),
    (#"{"maxLength":-1}"#, "schema-value", ""),
    (#"{"$schema":"http://json-schema.org/draft-07/schema#"}"#, "schema-draft", "2020-12"),
    (
      #"{"anyOf":[{"type":"string","contentMediaType":"text/html"},{"type":"string"}]}"#,
      "schema-trust", "trust all texts"
    ),
  ]

  @Test("are refused with a cure", arguments: cases)
  func refused(_ schema: String, _ code: String, _ hint: String) throws {
    let scratch = Scratch()
    let file = SourceFile(path: "schema.json", text: schema)
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try RecordSchema(TestJSON.value(schema, in: scratch.arena), in: file)
    }
    let found = try #require(error?.log.diagnostics.first)
    #expect(found.code == code)
    #expect((found.hint ?? "").contains(hint) || hint.isEmpty)
  }

  @Test("are reported in one pass, each at its key")
  func places() throws {
    let text = "{\n  \"typ\": \"string\",\n  \"properties\": { \"a\": { \"maxLen\": 1 } }\n}"
    let scratch = Scratch()
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try RecordSchema(
        TestJSON.value(text, in: scratch.arena), in: SourceFile(path: "schema.json", text: text))
    }
    let printer = DiagnosticPrinter()
    let printed = (error?.log.diagnostics ?? []).map { printer.text($0) }.joined()
    #expect(
      printed == """
        schema.json:2:3: error: JSON Schema has no keyword 'typ' [schema-keyword]
         2 |   "typ": "string",
           |   ^^^^^
          help: did you mean 'type'?
        schema.json:3:26: error: JSON Schema has no keyword 'maxLen' [schema-keyword]
         3 |   "properties": { "a": { "maxLen": 1 } }
           |                          ^^^^^^^^
          help: names of your own start with x-

        """)
  }
}
