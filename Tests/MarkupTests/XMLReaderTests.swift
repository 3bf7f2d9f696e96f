import Markup
import Testing

@Suite struct XMLReaderTests {
  @Test func elementsTextAndReferences() throws {
    let text =
      "<?xml version=\"1.0\"?>\n<a><!-- no --><b>x &amp; &#233;<![CDATA[<y>]]></b> <c/></a>"
    #expect(try readXML(text).get() == "a(b(x & é<y>) c())")
  }

  @Test func attributesNamespacesAndPaths() throws {
    let document = XMLDocument()
    let text =
      "<a xmlns='urn:a' xmlns:p='urn:p'><p:b p:id='1' id=' 2&lt; '/><p:b><c>t</c></p:b></a>"
    try Array(text.utf8).withUnsafeBytes { try XMLReader().read($0, into: document) }
    let root = try #require(document.root)
    #expect(document.namespace(of: root) == "urn:a")
    let both = document.children(of: root, named: "b")
    #expect(both.map { document.namespace(of: $0) } == ["urn:p", "urn:p"])
    #expect(document.attribute("id", of: both[0]).map { Array($0) } == Array("2<".utf8))
    let inner = try #require(document.child(of: both[1], named: "c"))
    #expect(document.path(of: inner) == "a/b[2]/c")
    #expect(document.line(of: inner) == 1)
  }

  @Test func mixedTextKeepsItsRuns() throws {
    #expect(try readXML("<a>one <b>two</b> three</a>").get() == "a(one b(two) three)")
  }

  @Test func faultsNameTheirPlace() {
    guard case .failure(let error) = readXML("<a>\n  <b>\n</a>") else {
      Issue.record("an unclosed element was accepted")
      return
    }
    #expect(error.code == .syntax)
    #expect(error.line == 3)
    #expect(error.message == "an end tag does not match its start tag")
  }

  @Test(arguments: [
    "", "x", "<a", "<a>", "<a></b>", "<a/><b/>", "<a>&b;</a>", "<a>&</a>", "<a b=1/>",
    "<a b='1' b='2'/>", "<a b='<'/>", "<a>]]></a>", "<a>\u{1}</a>", "<a>&#0;</a>",
    " <?xml version='1.0'?><a/>", "<!-- -- --><a/>", "<a/>x", "<?xml version='1.0' encoding?><a/>",
  ])
  func whatIsNotWellFormedIsRejected(_ text: String) {
    #expect(readXML(text).code == .syntax)
  }

  @Test(arguments: [
    "<p:a/>", "<a p:b='1'/>", "<a xmlns:p=''/>", "<p:a:b xmlns:p='x'/>",
    "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "<a xmlns:xml='u'/>",
  ])
  func namespaceFaultsAreRejected(_ text: String) {
    #expect(readXML(text).code != nil)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<?xml version='1.0'?>\n<!-- c --><!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>",
    "<!doctype a><a/>", "<a><!ELEMENT b ANY></a>",
  ])
  func aDocumentTypeStopsTheReading(_ text: String) {
    #expect(readXML(text).code == .doctype)
  }
}
