internal import Liquid
internal import Markup

/// Decodes one invoice of an XML text.
final class UBLDecoder: RecordDecoder {
  private let reader = XMLReader(limits: limits)
  /// A file of many invoices has more nodes than one; of 64 MiB, sixteen bytes a node.
  private static let limits: XMLLimits = {
    var limits = XMLLimits()
    limits.nodes = 4_000_000
    return limits
  }()
  private let document = XMLDocument(skippingTextOf: ["EmbeddedDocumentBinaryObject"])
  private let projection: FieldProjection?
  /// The text the tree was read from, for the next invoice of the same file.
  private var held: (batch: ObjectIdentifier, start: Int, first: Int64)?
  /// Why the held text could not be read: parsed again for each of its invoices, it would cost the square of their number.
  private var fault: MarkupError?
  private var invoices: [XMLDocument.Node] = []

  init(_ fields: FieldTree?) { projection = fields.map(FieldProjection.init) }

  func decode(_ raw: RawRecord, in batch: RecordBatch, into arena: Arena)
    throws(RecordError) -> Value
  {
    if raw.problem == .tooLong {
      throw RecordError(
        .tooLong, in: raw, "the file is longer than \(UBLSource.maximumFileBytes >> 20) MiB")
    }
    try parse(raw, batch)
    // A lone file without any is told by its root element.
    if invoices.count != Int(raw.parts) || raw.part >= raw.parts {
      if invoices.isEmpty { throw notInvoice(raw) }
      throw RecordError(
        .ublNotInvoice, in: raw,
        "the file wraps \(invoices.count) invoices, and \(raw.parts) could be told apart")
    }
    let root = invoices[Int(raw.part)]
    guard isUBL(root) else { throw notInvoice(raw) }
    var mapper = UBLMapper(document, root: root, raw: raw, arena: arena)
    let record = try mapper.record()
    return projection?.project(record, into: arena) ?? record
  }
}

extension UBLDecoder {
  private func parse(_ raw: RawRecord, _ batch: RecordBatch) throws(RecordError) {
    let first = raw.ordinal - Int64(raw.part)
    if raw.part > 0, let held, held == (ObjectIdentifier(batch), raw.start, first) {
      if let fault { throw Self.error(fault, raw) }
      return
    }
    held = (ObjectIdentifier(batch), raw.start, first)
    fault = nil
    do throws(MarkupError) {
      try reader.read(batch.bytes(of: raw), into: document)
    } catch {
      fault = error
      throw Self.error(error, raw)
    }
    invoices = document.root.map(invoices(below:)) ?? []
  }

  /// All invoices in document order; none is looked for inside another.
  private func invoices(below node: XMLDocument.Node) -> [XMLDocument.Node] {
    if document.isElement(node, named: "Invoice") || document.isElement(node, named: "CreditNote") {
      return [node]
    }
    return document.children(of: node).flatMap { invoices(below: $0) }
  }

  private func isUBL(_ node: XMLDocument.Node) -> Bool {
    let namespace = document.namespace(of: node)
    return namespace == "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
      || namespace == "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  }

  private func notInvoice(_ raw: RawRecord) -> RecordError {
    let name = document.root.map { document.name(of: $0) } ?? ""
    // The name of an element is no customer's value, but it may be anything at all.
    let isName = name.utf8.count <= 64 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    return RecordError(
      .ublNotInvoice, in: raw, field: isName ? name : "",
      "the root element \(isName ? name : "?") is no UBL 2 invoice or credit note")
  }

  private static func error(_ fault: MarkupError, _ raw: RawRecord) -> RecordError {
    RecordError(
      code(fault.code), in: raw,
      fault.line > 0
        ? "line \(fault.line), column \(fault.column): \(fault.message)" : fault.message)
  }

  private static func code(_ code: MarkupError.Code) -> RecordError.Code {
    switch code {
    case .syntax: .xmlSyntax
    case .doctype: .xmlDoctype
    case .limit: .xmlLimit
    case .namespace: .xmlNamespace
    case .encoding: .xmlEncoding
    }
  }
}
