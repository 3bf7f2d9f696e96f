import Markup

/// The tree of a text as `name(attribute=value text child ...)`, or the fault.
func readXML(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> Result<String, MarkupError> {
  let document = XMLDocument()
  return bytes.withUnsafeBytes { buffer in
    Result { () throws(MarkupError) in
      try XMLReader(limits: limits).read(buffer, into: document)
      return document.root.map { shown($0, document) } ?? ""
    }
  }
}

func readXML(_ text: String, limits: XMLLimits = XMLLimits()) -> Result<String, MarkupError> {
  readXML(Array(text.utf8), limits: limits)
}

private func shown(_ node: XMLDocument.Node, _ document: XMLDocument) -> String {
  if !document.isElement(node) { return String(decoding: document.text(of: node), as: UTF8.self) }
  let inside = document.children(of: node).map { shown($0, document) }
  return document.name(of: node) + "(" + inside.joined(separator: " ") + ")"
}

extension Result where Failure == MarkupError {
  var code: MarkupError.Code? {
    if case .failure(let error) = self { return error.code }
    return nil
  }
}
