import Testing

@testable import Records

/// Text made to break readers: each ends quickly, in an error or a value.
@Suite(.enabled(if: SharedFiles.arePresent, "the shared corpora are not here"))
struct HostileTextTests {
  private let folder = TemporaryFolder()

  private func csvField(_ text: [UInt8]) -> [UInt8] {
    [0x22] + text.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  @Test func naughtyStringsComeThroughUnchanged() throws {
    let file = SharedFiles.bytes(SharedFiles.path("corpora/blns/blns.json"))
    let whole = try readJSON(file).get()
    #expect(whole.hasPrefix("[\"\","))
    let lines = SharedFiles.bytes(SharedFiles.path("corpora/blns/blns.txt")).split(separator: 0x0A)
    #expect(lines.count > 500)
    var csv = Array("t,end\n".utf8)
    for line in lines { csv += csvField(Array(line)) + Array(",x\n".utf8) }
    var source = try RecordInputs.open(
      [folder.write(csv, to: "in.csv")], options: RecordOptions(format: .csv))
    let seen = try drainAny(&source)
    #expect(seen.count == lines.count)
    #expect(seen.allSatisfy { $0.outcome.hasSuffix("\"end\":\"x\"}") })
  }

  @Test func invalidUTF8IsRejectedInEveryFormat() throws {
    for bytes in Self.invalid {
      #expect(readJSON([0x5B, 0x22] + bytes + [0x22, 0x5D]).fault == .encoding, "\(bytes)")
      let csv = Array("a,b\n".utf8) + bytes + Array(",x\n".utf8)
      var source = try RecordInputs.open(
        [folder.write(csv, to: "in.csv")], options: RecordOptions(format: .csv))
      #expect(try drainAny(&source).map(\.outcome) == ["utf8-invalid"])
      let xml = Array("<a>".utf8) + bytes + Array("</a>".utf8)
      var invoices = try RecordInputs.open([folder.write(xml, to: "in.xml")])
      #expect(try drainAny(&invoices).map(\.outcome) == ["xml-encoding"])
    }
  }

  /// The lines of utf8tests that its numbered list calls invalid: `number:invalid hex bytes` or as bytes.
  private static let invalid: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xFE], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xF8, 0x88, 0x80, 0x80, 0x80],
  ]

  @Test func utf8TestsAreJudgedAlikeByAllReaders() throws {
    let lines = SharedFiles.bytes(SharedFiles.path("corpora/utf8tests/utf8tests.bin")).split(
      separator: 0x0A)
    #expect(lines.count > 150)
    for line in lines {
      let safe = line.filter { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x3C && $0 != 0x26 }
      let isValid = String(validating: safe, as: UTF8.self) != nil
      #expect((readJSON([0x5B, 0x22] + safe + [0x22, 0x5D]).fault == nil) == isValid)
      let xml = Array("<a>".utf8) + safe + Array("</a>".utf8)
      var invoices = try RecordInputs.open([folder.write(xml, to: "in.xml")])
      // XML allows fewer characters than UTF-8; what is no UTF-8 it never takes.
      let outcome = try drainAny(&invoices)[0].outcome
      #expect(isValid ? outcome != "xml-encoding" : outcome == "xml-encoding")
    }
  }

  @Test func everyFileOfTheCorporaEndsInEveryReader() {
    for folder in [
      "corpora/xss-payloadbox", "corpora/fuzz-dictionaries", "corpora/pngsuite",
      "corpora/utf8tests",
    ] {
      for name in SharedFiles.files(in: folder) {
        for format in [nil, .ndjson, .csv, .ubl] as [InputFormat?] {
          let path = SharedFiles.path(folder + "/" + name)
          var count = 0
          let error = sourceError { () throws(SourceError) in
            var source = try RecordInputs.open([path], options: RecordOptions(format: format))
            count = try drainAny(&source).count
          }
          #expect(error != nil || count > 0, "\(name)")
        }
      }
    }
  }
}
