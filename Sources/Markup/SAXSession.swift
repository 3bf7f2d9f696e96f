internal import CLibXML2

/// One run of libxml2 over one text.
///
/// libxml2 calls back with the session's address; a fault is kept and stops the parser, for nothing may be
/// thrown through C.
final class SAXSession {
  private let handler: any XMLHandler
  private let limits: XMLLimits
  private var parser: xmlParserCtxtPtr?
  private var fault: MarkupError?
  private var depth = 0
  private var nodes = 0

  private init(_ handler: any XMLHandler, _ limits: XMLLimits) {
    self.handler = handler
    self.limits = limits
  }

  static func parse(
    _ text: UnsafeRawBufferPointer, _ handler: any XMLHandler, _ limits: XMLLimits
  ) throws(MarkupError) {
    libraryIsReady
    let session = SAXSession(handler, limits)
    // A memory parser counts its bytes in 32 bits.
    precondition(text.count < Int32.max, "the text was bounded before")
    let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard let parser = xmlCreateMemoryParserCtxt(start, Int32(text.count)) else {
      throw MarkupError(.syntax, "there is no element", line: 1, column: 1)
    }
    defer {
      xmlFreeDoc(parser.pointee.myDoc)
      xmlFreeParserCtxt(parser)
    }
    session.parser = parser
    parser.pointee.sax.pointee = callbacks
    parser.pointee.userData = Unmanaged.passUnretained(session).toOpaque()
    xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    let status = withExtendedLifetime(session) { xmlParseDocument(parser) }
    if let fault = session.fault { throw fault }
    if status != 0 || parser.pointee.wellFormed == 0 || parser.pointee.nsWellFormed == 0 {
      throw MarkupError(.syntax, "the text is not well-formed")
    }
  }

  /// libxml2's tables are made once, before threads use them.
  private static let libraryIsReady: Void = xmlInitParser()

  // Unsafe for the compiler only: a table of functions, written once, here.
  nonisolated(unsafe) private static let callbacks: xmlSAXHandler = {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.internalSubset = { context, _, _, _ in
      SAXSession.of(context)?.fail(
        MarkupError(.doctype, "a document type declaration is never read"))
    }
    sax.startElementNs = {
      context, local, prefix, namespace, namespaceCount, declared, count, _, values in
      SAXSession.of(context)?.start(
        XMLName(local: bytes(local), prefix: bytes(prefix), namespace: bytes(namespace)),
        XMLAttributes(
          pointers: values.map {
            UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
          }, count: Int(count)),
        declared, declarations: Int(namespaceCount))
    }
    sax.endElementNs = { context, _, _, _ in SAXSession.of(context)?.end() }
    sax.characters = { context, text, count in SAXSession.of(context)?.text(text, count) }
    sax.ignorableWhitespace = { context, text, count in SAXSession.of(context)?.text(text, count) }
    sax.cdataBlock = { context, text, count in SAXSession.of(context)?.text(text, count) }
    sax.serror = { context, error in
      if let error { SAXSession.of(context)?.hear(error.pointee) }
    }
    return sax
  }()

  private static func of(_ context: UnsafeMutableRawPointer?) -> SAXSession? {
    context.map { Unmanaged<SAXSession>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension SAXSession {
  private var line: Int { parser.map { Int($0.pointee.input.pointee.line) } ?? 0 }

  private func fail(_ error: MarkupError) {
    if fault != nil { return }
    fault = error
    xmlStopParser(parser)
  }

  private func start(
    _ name: XMLName, _ attributes: XMLAttributes,
    _ declared: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, declarations: Int
  ) {
    if fault != nil { return }
    depth += 1
    nodes += 1
    // The guard has looked before; these hold even if the two ever read a text differently.
    if depth > limits.depth || attributes.count + declarations > limits.attributes {
      return fail(
        MarkupError(.limit, "an element is too deep or has too many attributes", line: line))
    }
    if nodes > limits.nodes {
      return fail(MarkupError(.limit, "there are more than \(limits.nodes) elements", line: line))
    }
    // Pairs of prefix and name.
    for index in 0..<declarations { handler.declareNamespace(bytes(declared?[index * 2 + 1])) }
    do throws(MarkupError) {
      try handler.startElement(name, attributes, line: line)
    } catch { fail(error) }
  }

  private func end() {
    if fault != nil { return }
    depth -= 1
    handler.endElement()
  }

  private func text(_ start: UnsafePointer<UInt8>?, _ count: Int32) {
    if fault != nil || count <= 0 { return }
    do throws(MarkupError) {
      try handler.characters(UnsafeRawBufferPointer(start: start, count: Int(count)))
    } catch { fail(error) }
  }

  private func hear(_ error: xmlError) {
    // A warning is about style (a relative namespace name); everything else is a fault.
    if error.level == XML_ERR_WARNING { return }
    let isNamespace =
      error.domain == Int32(XML_FROM_NAMESPACE.rawValue)
      || (200...205).contains(error.code)
    fail(
      MarkupError(
        isNamespace ? .namespace : .syntax, SAXFault.message(Int(error.code)),
        line: Int(error.line), column: Int(error.int2)))
  }
}
