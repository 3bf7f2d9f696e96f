import Glibc
import Testing

@testable import Records

/// What a careless user gives: one clear error each.
@Suite struct CarelessInputTests {
  private let folder = TemporaryFolder()

  private func code(_ paths: [String], _ format: InputFormat? = nil) -> SourceError.Code? {
    sourceError { () throws(SourceError) in
      var source = try RecordInputs.open(paths, options: RecordOptions(format: format))
      _ = try drainAny(&source)
    }?.code
  }

  private func code(_ bytes: [UInt8], _ format: InputFormat? = nil) -> SourceError.Code? {
    code([folder.write(bytes, to: "in")], format)
  }

  private func code(_ text: String, _ format: InputFormat? = nil) -> SourceError.Code? {
    code(Array(text.utf8), format)
  }

  @Test func pathsThatLeadNowhere() {
    #expect(code([folder.path + "/nothing"]) == .notFound)
    #expect(code([folder.write("x", to: "file") + "/below"]) == .notFound)
    #expect(code([folder.path]) == .emptyFolder)
    _ = folder.write("<a/>", to: "a.xml")
    #expect(code([folder.path], .ndjson) == .format)
    #expect(code(["-", folder.path]) == .format)
  }

  @Test func filesOfOtherKinds() {
    #expect(code([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == .wrongKind)
    #expect(code("%PDF-1.7\n") == .wrongKind)
    #expect(code([0x50, 0x4B, 3, 4, 20, 0]) == .wrongKind)
    #expect(code([0x28, 0xB5, 0x2F, 0xFD, 1]) == .wrongKind)
    #expect(code("{\"a\":1}\u{0}\n") == .wrongKind)
    #expect(code("%PDF-1.7\n", .ubl) == .wrongKind)
    #expect(code("{\"a\":1}", .ubl) == .wrongKind)
  }

  @Test func emptyOnes() {
    for format in [nil, .ndjson, .csv, .ubl] as [InputFormat?] {
      #expect(code("", format) == .empty)
    }
    #expect(code(" \n\r\n") == .empty)
    #expect(code("\u{FEFF}", .ndjson) == .empty)
  }

  @Test func otherEncodings() {
    #expect(code([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]) == .encoding)
    #expect(code([0x7B, 0x00, 0x22, 0x00, 0x61, 0x00]) == .encoding)
    #expect(code([0xFE, 0xFF, 0x00, 0x7B]) == .encoding)
    #expect(code([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0]) == .encoding)
  }

  @Test func otherShapesOfJSON() {
    #expect(code("[{\"a\":1}]") == .format)
    #expect(code("{\n  \"a\": 1\n}\n") == .format)
    #expect(code("<a/>", .ndjson) == .format)
  }

  @Test func formatsThatDiffer() {
    let json = folder.write("{\"a\":1}\n", to: "a.json")
    let csv = folder.write("a,b\n1,2\n", to: "b.csv")
    #expect(code([json, csv]) == .format)
    #expect(code([json, json]) == nil)
  }

  @Test func resumingInAShorterInput() throws {
    var source = try NDJSONSource(paths: [folder.write("{\"a\":1}\n", to: "a.json")])
    let error = sourceError { () throws(SourceError) in
      try source.skip(toOrdinal: 9, atOffset: 4000, file: 0)
    }
    #expect(error?.code == .shorter)
  }

  @Test func foldersAreSortedAndReadBelow() throws {
    for name in ["b/2.xml", "a.xml", "b/10.XML", "c.txt", ".hidden.xml"] {
      _ = folder.write("<a/>", to: name)
    }
    let source = try RecordInputs.open([folder.path])
    #expect(
      source.inputs.map { $0.path.dropFirst(folder.path.count) } == [
        "/a.xml", "/b/10.XML", "/b/2.xml",
      ])
  }

  @Test func packedInvoicesOfAFolderAreRead() throws {
    for name in ["a.xml", "b.xml.gz"] { _ = folder.write("<a/>", to: name) }
    let inputs = try RecordInputs.open([folder.path]).inputs
    #expect(inputs.map { $0.path.dropFirst(folder.path.count) } == ["/a.xml", "/b.xml.gz"])
    #expect(inputs.map(\.isCompressed) == [false, true])
  }

  @Test func invoicesOfAFolderThatCannotBeReadAreNotLeftOut() {
    _ = folder.write("<a/>", to: "a.xml")
    #expect(symlink(folder.path + "/nowhere", folder.path + "/b.xml") == 0)
    #expect(code([folder.path]) == .notReadable)
    #expect(unlink(folder.path + "/b.xml") == 0)
    #expect(symlink("/dev/null", folder.path + "/b.xml") == 0)
    #expect(code([folder.path]) == .notFile)
  }
}
