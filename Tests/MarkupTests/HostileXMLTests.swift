import Markup
import Testing

/// Texts made to break parsers: each ends quickly, in an error or a tree.
@Suite(.enabled(if: SharedFiles.arePresent, "the shared corpora are not here"))
struct HostileXMLTests {
  private func codes(in folder: String, where isTaken: (String) -> Bool) -> [String: MarkupError
    .Code?]
  {
    var codes: [String: MarkupError.Code?] = [:]
    for name in SharedFiles.files(in: folder) where isTaken(name) {
      codes[name] = .some(readXML(SharedFiles.bytes(SharedFiles.path(folder + "/" + name))).code)
    }
    return codes
  }

  @Test func notWellFormedDocumentsAreRejected() {
    let folder = "corpora/xmlconf-lddubeau/packages/test-data/xmlconf"
    let codes = codes(in: folder) { $0.contains("not-wf/") && $0.hasSuffix(".xml") }
    #expect(codes.count > 800)
    let accepted = codes.filter { $0.value == nil }.map(\.key).sorted()
    #expect(accepted == [])
  }

  @Test func entityBombsStopAtTheirDocumentType() {
    let codes = codes(in: "corpora/libxml2-recurse/test/recurse") { $0.hasSuffix(".xml") }
    #expect(codes.count >= 10)
    #expect(codes.values.allSatisfy { $0 == .doctype })
  }

  @Test func malformedDocumentsAreRejected() {
    let codes = codes(in: "corpora/libxml2-recurse/test") { $0.hasPrefix("errors") }
    #expect(codes.count >= 45)
    #expect(codes.filter { $0.value == nil }.map(\.key).sorted() == [])
  }

  @Test func defusedXML() {
    let codes = codes(in: "corpora/defusedxml/xmltestdata") { $0.hasSuffix(".xml") }
    #expect(codes.count >= 8)
    let accepted = codes.filter { $0.value == nil }.map(\.key).sorted()
    #expect(accepted == ["simple-ns.xml", "simple.xml"])
  }

  @Test func repeatedEntitiesCostNothing() {
    let text =
      "<!DOCTYPE a [<!ENTITY b '\(String(repeating: "x", count: 60_000))'>]><a>"
      + String(repeating: "&b;", count: 60_000) + "</a>"
    #expect(readXML(text).code == .doctype)
    #expect(readXML("<a>" + String(repeating: "&b;", count: 60_000) + "</a>").code == .syntax)
  }
}
