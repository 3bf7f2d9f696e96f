import Markup
import Testing

@Suite struct XMLLimitsTests {
  private var limits: XMLLimits {
    var limits = XMLLimits()
    limits.depth = 5
    limits.attributes = 4
    limits.tagBytes = 60
    limits.commentBytes = 10
    limits.nodes = 20
    limits.runBytes = 12
    limits.textBytes = 400
    return limits
  }

  private func code(_ text: String) -> MarkupError.Code? { readXML(text, limits: limits).code }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func depth() {
    #expect(code(repeated("<a>", 5) + repeated("</a>", 5)) == nil)
    #expect(code(repeated("<a>", 6) + repeated("</a>", 6)) == .limit)
    #expect(code(repeated("<a>", 4) + "<b/><b/><b/>" + repeated("</a>", 4)) == nil)
  }

  @Test func attributesAndNamespaces() {
    #expect(code("<a b='' c='' d='' xmlns:e='f'/>") == nil)
    #expect(code("<a b='' c='' d='' xmlns:e='f' g=''/>") == .limit)
  }

  @Test func tagsAndComments() {
    #expect(code("<a b='\(repeated("x", 52))'/>") == nil)
    #expect(code("<a b='\(repeated("x", 60))'/>") == .limit)
    #expect(code("<a><!--\(repeated("x", 10))--></a>") == nil)
    #expect(code("<a><!--\(repeated("x", 11))--></a>") == .limit)
  }

  @Test func nodesAndText() {
    #expect(code("<a>\(repeated("<b/>", 19))</a>") == nil)
    #expect(code("<a>\(repeated("<b/>", 20))</a>") == .limit)
    #expect(code("<a>\(repeated("x", 12))</a>") == nil)
    #expect(code("<a>\(repeated("x", 13))</a>") == .limit)
    #expect(code("<a>\(repeated(" ", 8))\(repeated("<b></b>", 2))</a>") == nil)
    #expect(code("<a><b>\(repeated("</b><b>", 60))</b></a>") == .limit)
  }

  @Test func skippedTextCostsNothing() throws {
    let document = XMLDocument(skippingTextOf: ["blob"])
    let text = "<a><blob>\(repeated("QUJD", 50))</blob><b>kept</b></a>"
    try Array(text.utf8).withUnsafeBytes { try XMLReader(limits: limits).read($0, into: document) }
    let root = try #require(document.root)
    let blob = try #require(document.child(of: root, named: "blob"))
    let kept = try #require(document.child(of: root, named: "b"))
    #expect(document.text(of: blob).isEmpty)
    #expect(Array(document.text(of: kept)) == Array("kept".utf8))
  }

  @Test func manyAttributesEndQuickly() {
    let attributes = (0..<200_000).map { " a\($0)=''" }.joined()
    #expect(readXML("<a\(attributes)/>").code == .limit)
    let spaces = (0..<200_000).map { " xmlns:a\($0)='u\($0)'" }.joined()
    #expect(readXML("<a\(spaces)/>").code == .limit)
  }
}
