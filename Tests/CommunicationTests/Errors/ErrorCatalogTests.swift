import Communication
import Diagnostics
import Liquid
import Testing

@Suite("Error catalogue")
struct ErrorCatalogTests {
  @Test("the manual in Docs is the one the table makes")
  func manual() {
    let path = Files.root + "/Docs/errors.md"
    if Files.isRecording, Files.text(path) != ErrorCatalog.manual {
      Files.write(ErrorCatalog.manual, to: path)
      Issue.record("recorded Docs/errors.md: look at it, then run without BILLOW_RECORD")
      return
    }
    #expect(Files.text(path) == ErrorCatalog.manual, "run once with BILLOW_RECORD=1")
  }

  @Test("no code is there twice, and all are sorted within their subject")
  func isSorted() {
    #expect(Set(ErrorCatalog.codes).count == ErrorCatalog.codes.count)
    for area in ErrorCatalog.areas {
      #expect(area.entries.map(\.code) == area.entries.map(\.code).sorted())
      for entry in area.entries {
        #expect(entry.explanation.hasSuffix(".") && entry.cure.hasSuffix("."), "\(entry.code)")
        #expect(!entry.example.isEmpty)
      }
    }
    #expect(ErrorCatalog.entry("unknown-field")?.text.contains("{{ bill.totl }}") == true)
    #expect(ErrorCatalog.entry("no-such-code") == nil)
  }

  @Test("every code that a room uses is in the table")
  func isComplete() {
    let known = Set(ErrorCatalog.codes)
    let used = Self.sources(Files.root + "/Sources").reduce(into: Set<String>()) {
      $0.formUnion(Self.codes(in: Files.text($1)))
    }
    #expect(used.count > 150, "the sources are searched")
    #expect(used.subtracting(known) == [])
  }

  @Test("what the table says of escaping is what the compiler says")
  func escapingAgrees() {
    for code in EscapeErrorCode.allCases {
      let entry = ErrorCatalog.entry(code.rawValue)
      #expect(entry?.explanation.dropFirst().dropLast() == code.message.dropFirst())
      #expect(entry?.cure.dropFirst().dropLast() == code.cure.dropFirst())
      #expect(entry?.example == code.example)
    }
  }

  @Test("what the table says is in the table for every kind of record fault")
  func violationsAreKnown() {
    for code in SchemaViolation.Code.allCases { #expect(ErrorCatalog.entry(code.rawValue) != nil) }
  }

  private static func sources(_ folder: String) -> [String] {
    Files.names(in: folder).flatMap { name -> [String] in
      if name.hasSuffix(".swift") { return ["\(folder)/\(name)"] }
      return name == "Data" ? [] : sources("\(folder)/\(name)")
    }
  }

  /// Words with dashes that stand where codes stand: after `code:`, as the first argument of what makes a
  /// diagnostic, or as the raw value of a `Code`.
  static func codes(in text: String) -> Set<String> {
    var found: Set<String> = []
    let makers = ["SyntaxError(", "report(", "problem(", "Self.problem(", "ConfigReader.problem("]
    var isCode = false
    var before = ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: "\"", omittingEmptySubsequences: false)
      let trimmed = String(line.drop { $0 == " " })
      if trimmed.contains("enum Code") || trimmed.contains("enum EscapeErrorCode") { isCode = true }
      if trimmed == "}" { isCode = false }
      for index in stride(from: 1, to: words.count, by: 2) where isCodeWord(words[index]) {
        let lead = words[index - 1]
        let isFirst = index == 1 && lead.allSatisfy { $0 == " " }
        let opener = isFirst ? before : String(lead)
        let isMade =
          opener.hasSuffix("code: ") || makers.contains { opener.hasSuffix($0) }
          || (isFirst && makers.contains { before.hasSuffix($0) })
        if isMade || (isCode && trimmed.hasPrefix("case ")) { found.insert(String(words[index])) }
      }
      before = String(line)
    }
    return found
  }

  private static func isCodeWord(_ word: Substring) -> Bool {
    word.contains("-") && word.first?.isLowercase == true
      && word.allSatisfy { ($0.isASCII && ($0.isLowercase || $0.isNumber)) || $0 == "-" }
  }
}

@Suite("SARIF")
struct SARIFWriterTests {
  @Test("results with rules, regions and related places")
  func document() {
    let page = SourceFile(path: "./pages/a b.liquid", text: "x\n{{ è.totl }}")
    let place = Diagnostic.Place(file: page, span: SourceSpan(8, 12))
    let found = Diagnostic(
      code: "unknown-field", message: "no \"totl\"", place: place, hint: "did you mean 'total'?",
      trail: [.init(file: page, span: SourceSpan(0, 1))])
    let plain = Diagnostic(code: "made-up", severity: .warning, message: "m")
    let text = SARIFWriter(version: "1.2.3").text([found, plain])
    #expect(
      text == #"""
        {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"billow","semanticVersion":"1.2.3","rules":[{"id":"made-up"},{"id":"unknown-field","shortDescription":{"text":"A field or variable is read that the schema does not have and nothing assigns."},"help":{"text":"Correct the name, or add the field to schema.json."}}]}},"columnKind":"unicodeCodePoints","results":[{"ruleId":"unknown-field","ruleIndex":1,"level":"error","message":{"text":"no \"totl\" (did you mean 'total'?)"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"pages/a%20b.liquid"},"region":{"startLine":2,"startColumn":6,"endLine":2,"endColumn":10}}}],"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"pages/a%20b.liquid"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":2}},"message":{"text":"included from here"}}]},{"ruleId":"made-up","ruleIndex":0,"level":"warning","message":{"text":"m"}}]}]}

        """#)
  }
}
